package fleet

import (
	"wayout/internal/people"
	"wayout/internal/plan"
)

// relieve sends every relief lorry to its place and back, as early as it can.
func (d *dispatcher) relieve() {
	s := d.task.Scenario
	for i := range s.Relief {
		row := &s.Relief[i]
		from, to := d.task.Network.Entry[row.Depot], d.task.Network.Entry[row.Place]
		if row.Depot == row.Place {
			continue
		}
		for n := range row.Lorries {
			lorry := &vehicle{id: plan.Vehicle{Relief: true, Row: i, Number: n + 1}}
			in, ok := d.drive(from, to, row.From, row.Weight)
			if !ok {
				break
			}
			in.trip.Vehicle, in.trip.From, in.trip.To = lorry.id, row.Depot, row.Place
			d.reserve(&in)
			lorry.trips = append(lorry.trips, in.trip)
			if back, ok := d.drive(to, from, in.trip.End()+people.ReliefUnloading, row.Weight); ok {
				back.trip.Vehicle, back.trip.From, back.trip.To = lorry.id, row.Place, row.Depot
				d.reserve(&back)
				lorry.trips = append(lorry.trips, back.trip)
			}
			d.lorries = append(d.lorries, lorry)
		}
	}
}
