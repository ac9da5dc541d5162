package convoy_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"wayout/internal/convoy"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/unit"
)

func TestParties(t *testing.T) {
	s := valley()
	p := &plan.Plan{Level: people.Used}
	parties := convoy.PartiesOf(s, p)
	for place := range s.Places {
		travel := s.Travel(place, p.Level, 0)
		groups := parties.At(place)
		if len(groups) != len(travel.Groups) {
			t.Fatalf("place %d has %d groups, want %d", place, len(groups), len(travel.Groups))
		}
		var sum unit.Person
		for g := range groups {
			load := plan.Load{Place: place, Group: g, Parties: groups[g].Parties}
			if parties.Group(&load) != &groups[g] {
				t.Errorf("group %d of place %d is another one", g, place)
			}
			sum += parties.People(&load)
		}
		if sum != travel.InGroups() {
			t.Errorf("place %d: %d people in parties, want %d", place, sum, travel.InGroups())
		}
	}
}

// TestPartiesWithoutFuel: cars without fuel are parties too.
func TestPartiesWithoutFuel(t *testing.T) {
	s := valley()
	count := func(p *plan.Plan) int { return len(convoy.PartiesOf(s, p).At(upper)) }
	if with, without := count(&plan.Plan{}), count(&plan.Plan{NoFuel: []plan.NoFuel{{Place: upper, Cars: 3}}}); without != with+1 {
		t.Errorf("%d groups, %d with cars that have no fuel", with, without)
	}
}

func TestLoading(t *testing.T) {
	s := valley()
	parties := convoy.PartiesOf(s, &plan.Plan{})
	one, two := plan.Load{Place: lower, Parties: 3}, plan.Load{Place: upper, Group: 1, Parties: 2}
	want := 3*parties.Group(&one).Loading + 2*parties.Group(&two).Loading
	if got := parties.Loading([]plan.Load{one, two}); got != want || want == 0 {
		t.Errorf("loading takes %d, want %d", got, want)
	}
	if got := parties.Loading(nil); got != 0 {
		t.Errorf("loading nobody takes %d", got)
	}
}

func TestByVehicle(t *testing.T) {
	s := valley()
	rapid.Check(t, func(t *rapid.T) {
		trips := drawPlan(t, s).Trips
		split := convoy.ByVehicle(trips)
		at := 0
		for i, own := range split {
			if len(own) == 0 || i > 0 && own[0].Vehicle == split[i-1][0].Vehicle {
				t.Fatalf("part %d: %v", i, own)
			}
			for k := range own {
				if &own[k] != &trips[at] || own[k].Vehicle != own[0].Vehicle {
					t.Errorf("trip %d is not where it belongs", at)
				}
				at++
			}
		}
		if at != len(trips) {
			t.Errorf("%d of %d trips", at, len(trips))
		}
	})
}

func TestVehicleLabel(t *testing.T) {
	s := valley()
	for want, v := range map[string]plan.Vehicle{
		"buses-007": {Number: 7}, "buses-120": {Number: 120}, "vans-03": {Row: 1, Number: 3}, "bread-02": {Relief: true, Number: 2},
	} {
		if got := convoy.VehicleLabel(s, v); got != want {
			t.Errorf("%+v is %s, want %s", v, got, want)
		}
	}
}

func TestWays(t *testing.T) {
	s := valley()
	there, _ := way(upper, out)
	back, _ := way(out, upper)
	for _, legs := range [][]plan.Leg{there, back} {
		if got := convoy.Length(s, legs); got != 70_000 {
			t.Errorf("the way is %d metres long", got)
		}
	}
	ends := func(legs []plan.Leg) []int {
		var out []int
		for _, leg := range legs {
			out = append(out, convoy.LegEnd(s, leg))
		}
		return out
	}
	if got := ends(there); !slices.Equal(got, []int{lower, bridge, out}) {
		t.Errorf("the way down ends at %v", got)
	}
	if got := ends(back); !slices.Equal(got, []int{bridge, lower, upper}) {
		t.Errorf("the way up ends at %v", got)
	}
}
