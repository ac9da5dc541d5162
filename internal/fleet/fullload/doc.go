// Package fullload plans the rounds of buses that carry full loads from pick-up points to
// shelters, so that the last bus is done as early as can be: the bus evacuation problem (Bish
// 2011; Goerigk, Grün and Heßler 2013). Beside the plan it gives a bound that no plan can beat,
// and says what proved it.
//
// It knows depots, points, shelters and the times between them only: no roads, no clock, no
// names, no kinds of bus and no cars on the same road. It does not decide how many people share
// a load: a point with 95 people and buses of 30 is visited four times, with 30, 30, 30 and 5.
//
//	depot ──► point ──► shelter ──► point ──► shelter      one tour, of two trips
//
//	Problem ──► annealing ──► plan ─────────────────────────────────────┐
//	        └─► column generation ──► prices ──► bound ──► exact search ──► Solution
package fullload
