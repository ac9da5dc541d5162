package people

import (
	"testing"

	"pgregory.net/rapid"

	"wayout/internal/unit"
)

func TestVehiclesFor(t *testing.T) {
	for _, c := range []struct {
		name   string
		place  Place
		people unit.Person
		want   unit.Vehicle
	}{
		{"nobody", Place{PerVehicle: 2500}, 0, 0},
		{"nobody, but cars", Place{Vehicles: 9, PerVehicle: 2500}, 0, 0},
		{"four cars exactly", Place{PerVehicle: 2500}, 10, 4},
		{"one more person, one more car", Place{PerVehicle: 2500}, 11, 5},
		{"one person", Place{PerVehicle: 4800}, 1, 1},
		{"all of Stepanakert at 4.8", Place{PerVehicle: 4800}, 55_000, 11_459},
		{"a thousandth above", Place{PerVehicle: 3999}, 4000, 1001},
		{"counted cars", Place{Vehicles: 30, PerVehicle: 2500}, 100, 30},
		{"counted cars without occupancy", Place{Vehicles: 30}, 100, 30},
		{"more cars than people", Place{Vehicles: 30}, 12, 12},
	} {
		if got := c.place.VehiclesFor(c.people); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

// TestVehiclesForIsTheLeast: the vehicles hold everybody at the occupancy, one fewer would not.
func TestVehiclesForIsTheLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := rapid.Int64Range(1, 1_000_000).Draw(t, "people")
		per := rapid.Int64Range(1000, 100_000).Draw(t, "thousandths per vehicle")
		n := int64(Place{PerVehicle: Occupancy(per)}.VehiclesFor(unit.Person(people)))
		if n*per < people*1000 || (n-1)*per >= people*1000 {
			t.Errorf("%d vehicles for %d people at %d", n, people, per)
		}
	})
}

func TestPopulationAt(t *testing.T) {
	p := Population{Low: 1, Used: 2, High: 3}
	for level, want := range map[Level]unit.Person{Low: 1, Used: 2, High: 3} {
		if got := p.At(level); got != want {
			t.Errorf("%s: %d, want %d", level, got, want)
		}
	}
	if got := Low.String() + " " + Used.String() + " " + High.String(); got != "low used high" {
		t.Errorf("the levels are called %q", got)
	}
}

func TestRiders(t *testing.T) {
	for _, c := range []struct {
		name        string
		people      unit.Person
		vehicles, n unit.Vehicle
		want        unit.Person
	}{
		{"no vehicles", 0, 0, 0, 0},
		{"none of them", 10, 4, 0, 0},
		{"one of four: 2.5 down", 10, 4, 1, 2},
		{"two of four", 10, 4, 2, 5},
		{"three of four: 7.5 down", 10, 4, 3, 7},
		{"all of them", 10, 4, 4, 10},
		{"half of all Karabakh", 120_000, 25_000, 12_500, 60_000},
	} {
		if got := Riders(c.people, c.vehicles, c.n); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

// TestRidersAreCumulativeAndComplete: each further vehicle carries the occupancy rounded down or
// up, and all together carry everybody.
func TestRidersAreCumulativeAndComplete(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := unit.Person(rapid.Int64Range(1, 2_000_000).Draw(t, "people"))
		vehicles := unit.Vehicle(rapid.Int64Range(1, min(int64(people), 500)).Draw(t, "vehicles"))
		each := people / unit.Person(vehicles)
		before := Riders(people, vehicles, 0)
		if before != 0 {
			t.Errorf("%d ride in no vehicle", before)
		}
		for n := unit.Vehicle(1); n <= vehicles; n++ {
			riders := Riders(people, vehicles, n)
			if in := riders - before; in < each || in > each+1 {
				t.Errorf("vehicle %d of %d carries %d of %d people", n, vehicles, in, people)
			}
			before = riders
		}
		if before != people {
			t.Errorf("all %d vehicles carry %d of %d people", vehicles, before, people)
		}
	})
}
