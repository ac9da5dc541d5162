// Package queue simulates vehicles that pass a network of links as queues, event by event in
// continuous time.
//
// A link is driven at free speed, then left in order of entry. It lets in and out no more than its
// rate; as many vehicles stand on it as have room; and the gap that a leaving vehicle makes travels
// back to its beginning before another one can enter. So jams fill links and reach back over
// junctions, shock waves have a speed, and where links meet each gets a share. That is the kinematic
// wave model on links (Newell 1993, Yperman 2007) for single vehicles, as Charypar, Axhausen and
// Nagel (2007) drive it by events; merges are stride scheduling (Waldspurger and Weihl 1995) with
// the priorities of Daganzo (1995).
//
// It knows nothing of people, plans and scenarios, draws no behaviour (vehicles come with theirs),
// and starts no goroutine. Nobody is moved but along links, and no link ever
// holds more than it has room for: there is no teleporting out of a gridlock. Only full roads whose
// first vehicles wait for each other in a ring move on together, as slowly as a gap would go round.
//
//	Network, Signs, []Vehicle ──► Run ──► Result: when each vehicle was where, queues
//
// Moments are milliseconds from the start. The same input gives the same result.
package queue
