package folder

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAssumptionsTaken: an assumption counts as taken where a record gives no number of its own,
// and only there.
func TestAssumptionsTaken(t *testing.T) {
	const roadSpeeds = "road.A1.speed_kmh=30 road.A3.speed_kmh=20 road.A6.speed_kmh=20"
	const all = "people_per_vehicle capacity_paved_main capacity_paved_secondary capacity_gravel speed_paved_secondary speed_gravel ready_slope" +
		" bus_seats ambulance_seats ambulance_stretchers luggage_seats bus_cars bus_litres_per_100_km minibus_litres_per_100_km crew_hours rest_hours litres_in_tank"
	without := func(names ...string) string {
		var out []string
		for name := range strings.FieldsSeq(all) {
			if !strings.Contains(strings.Join(names, " "), name) {
				out = append(out, name)
			}
		}
		return strings.Join(out, " ")
	}
	for _, test := range []struct{ set, want string }{
		{"", all},
		{"place.upper_mill.people_per_vehicle=3.5 place.pine_hill.vehicles=300", without("people_per_vehicle")},
		{"place.upper_mill.people_per_vehicle=3.5", all},
		{"place.upper_mill.vehicles=9000 place.pine_hill.vehicles=300", without("people_per_vehicle")},
		{"road.A1.capacity=400", without("capacity_paved_secondary")},
		{"road.A3.capacity=200", all},
		{"road.A3.capacity=200 road.A6.capacity=200", without("capacity_gravel")},
		{roadSpeeds, without("speed_paved_secondary", "speed_gravel")},
		{"road.A2.class=gravel road.A4.class=gravel road.A5.class=gravel", without("capacity_paved_main")},
		{"road.A4.speed_kmh=", strings.Replace(all, "speed_paved_secondary", "speed_paved_main speed_paved_secondary", 1)},
		{"place.stone_ford.ready_slope=0.8", without("ready_slope")},
		{"place.stone_ford.ready_half_hours=", without("ready_slope")},
		{"assumption.speed_paved_main=50", all},
		{"fleet.buses.seats=40 fleet.ambulance.seats=0 fleet.ambulance.stretchers=2", without("bus_seats", "ambulance_seats", "ambulance_stretchers")},
		{"fleet.buses.kind=minibus", strings.ReplaceAll(without("bus_cars", " bus_litres_per_100_km"), " bus_seats", " minibus_seats")},
		{"fleet.buses.crew_hours=9", without("crew_hours")},
		{"fleet.buses.crew_hours=0", without("crew_hours", "rest_hours")},
		{"class.wheelchair.share_percent=", strings.Replace(all, "ready_slope", "ready_slope share_wheelchair", 1)},
		{"place.upper_mill.fuel_litres=1 place.stone_ford.fuel_litres=0 place.pine_hill.fuel_litres=9", without("litres_in_tank")},
	} {
		t.Run(test.set, func(t *testing.T) {
			f, problems := Read(example(t), sets(strings.Fields(test.set)...))
			if problems.HasErrors() {
				t.Fatal(lines(problems))
			}
			s := f.Scenario
			var got []string
			for _, a := range s.Assumptions {
				if a.Taken {
					got = append(got, a.Name)
				}
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("taken (-want +got):\n%s", diff)
			}
		})
	}
}
