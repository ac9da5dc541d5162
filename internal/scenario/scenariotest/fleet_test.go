package scenariotest_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/people"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

func randomFleet(seed uint64) *scenario.Scenario {
	return scenariotest.RandomFleet(rand.New(rand.NewPCG(seed, 1)))
}

// TestRandomFleetIsRandom: without what it adds it is the scenario that Random makes.
func TestRandomFleetIsRandom(t *testing.T) {
	options := cmp.Exporter(func(reflect.Type) bool { return true })
	for seed := range uint64(50) {
		s := randomFleet(seed)
		if diff := cmp.Diff(s, randomFleet(seed), options); diff != "" {
			t.Fatalf("seed %d gives two scenarios: %s", seed, diff)
		}
		plain := random(seed)
		for i := range s.Places {
			s.Places[i].Counts, s.Places[i].Tanks, s.Places[i].HasTanks = people.Counts{}, 0, false
		}
		if diff := cmp.Diff(plain.Places, s.Places, options); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
	}
}

// TestRandomFleetHasEveryFeature counts what many scenarios have, and that people are conserved.
func TestRandomFleetHasEveryFeature(t *testing.T) {
	seen := map[string]int{}
	mark := func(feature string, is bool) {
		seen[feature] += 0
		if is {
			seen[feature]++
		}
	}
	for seed := range uint64(300) {
		s := randomFleet(seed)
		mark("classes", s.HasClasses())
		mark("needs of classes", len(s.Classes) > 0)
		mark("institutions", len(s.Institutions) > 0)
		mark("fleet", len(s.Fleet) > 1)
		mark("no fleet", len(s.Fleet) == 0)
		mark("relief and stocks", len(s.Relief) > 0 && len(s.Stocks) > 0)
		mark("sites", len(s.Sites) > 0)
		mark("safe to stop", s.SafeToStop > 0)
		mark("fuel", s.HasFuel())
		mark("fuel points", len(s.FuelPoints) > 0)
		mark("paths", len(s.Paths) > 0)
		for place := range s.Places {
			for _, level := range []people.Level{people.Used, people.Low, people.High} {
				travel := s.Travel(place, level, s.Vehicles(place, level)/3)
				if sum := travel.People() + travel.Stays; sum != s.People(place, level) {
					t.Errorf("seed %d: %d of %d people of place %d travel or stay", seed, sum, s.People(place, level), place)
				}
				mark("groups", len(travel.Groups) > 2)
				for _, g := range travel.Groups {
					mark("on foot", g.OnFoot())
					if g.People < unit.Person(g.Parties) || g.Parties < 1 || g.Loading <= 0 {
						t.Errorf("seed %d: group %+v", seed, g)
					}
				}
			}
		}
	}
	for feature, n := range seen {
		if n < 8 {
			t.Errorf("only %d of %q in 300 scenarios", n, feature)
		}
	}
}
