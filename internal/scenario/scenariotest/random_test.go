package scenariotest_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/people"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

func random(seed uint64) *scenario.Scenario {
	return scenariotest.Random(rand.New(rand.NewPCG(seed, 1)))
}

// TestRandomIsValid checks what a scenario folder would enforce.
func TestRandomIsValid(t *testing.T) {
	for seed := range uint64(2000) {
		s := random(seed)
		bad := func(what string) { t.Errorf("seed %d: %s", seed, what) }
		if s.TotalPeople(people.Low) <= 0 || len(s.Receptions) == 0 || len(s.Roads) == 0 || len(s.Places) < 2 {
			bad("nobody, or nowhere to go")
		}
		if s.Horizon < 3*unit.Hour || s.Horizon > 72*unit.Hour || s.Step%unit.Minute != 0 || s.Step < unit.Minute {
			bad("horizon or step")
		}
		for _, p := range s.Places {
			if p.People.Low > p.People.Used || p.People.Used > p.People.High || p.People.Low < 0 {
				bad("population of " + p.Name)
			}
			if p.People.Low == 0 && p.People.High > 0 || p.People.High > 0 && p.PerVehicle < 1000 {
				bad("people without vehicles at " + p.Name)
			}
			if p.Ready.From < 0 || p.Ready.From >= s.Horizon || p.Ready.Curved() && p.Ready.Slope <= 0 {
				bad("readiness of " + p.Name)
			}
		}
		for _, r := range s.Roads {
			if r.From == r.To || r.Length <= 0 || r.Speed <= 0 || r.Capacity <= 0 || r.Lanes < 1 {
				bad("road " + r.ID)
			}
		}
		for _, g := range s.Gates {
			sorted := slices.IsSortedFunc(g.Changes, func(a, b roads.GateChange) int { return int(a.From - b.From) })
			if g.Rate < 0 || g.Rate == 0 && len(g.Changes) == 0 || g.Quota < 0 || !sorted {
				bad("gate " + g.ID)
			}
		}
		for _, c := range s.Closures {
			if c.From < 0 || c.To <= c.From || c.Factor < 0 || c.Factor > 1000 {
				bad("closure")
			}
		}
		for _, d := range s.Dangers {
			if d.From < 0 || d.To <= d.From {
				bad("danger")
			}
		}
		s.Network()
	}
}

// TestRandomHasEveryFeature counts the features of many scenarios.
func TestRandomHasEveryFeature(t *testing.T) {
	seen := map[string]int{}
	mark := func(feature string, is bool) {
		seen[feature] += 0
		if is {
			seen[feature]++
		}
	}
	for seed := range uint64(500) {
		s := random(seed)
		_, offset := s.Start.Zone()
		mark("start at an odd second", s.Start.Second() != 0)
		mark("other time zone", offset != 0)
		mark("several receptions", len(s.Receptions) > 1)
		for _, p := range s.Places {
			mark("place without people", p.People.High == 0)
			mark("range of people", p.People.Low < p.People.Used)
			mark("counted vehicles", p.Vehicles > 0)
			mark("priority", p.Priority > 0)
			mark("ready late", p.Ready.From > 0)
			mark("ready along a curve", p.Ready.Curved())
		}
		pairs := map[[2]int]bool{}
		for _, r := range s.Roads {
			mark("one-way", r.OneWay)
			mark("parallel roads", pairs[[2]int{r.From, r.To}])
			pairs[[2]int{r.From, r.To}] = true
			mark("road with hours", !r.Hours.Always())
			mark("road of every status", r.Status == roads.Held)
		}
		for _, g := range s.Gates {
			mark("gate with hours", !g.Hours.Always())
			mark("gate with quota", g.Quota > 0)
			mark("gate with booths", g.Booths > 0)
			mark("gate that changes", len(g.Changes) > 0)
			mark("gate shut until a change", g.Rate == 0)
		}
		for _, c := range s.Closures {
			mark("gate closure", c.Gate)
			mark("slowed", c.Factor > 0)
			mark("shut", c.Factor == 0)
			mark("one direction", c.Direction == roads.Forward)
			mark("closure that ends", c.To < unit.Never)
		}
		for _, d := range s.Dangers {
			mark("danger in force", d.Override == "")
			mark("danger overridden", d.Override != "")
		}
		for _, r := range s.Receptions {
			mark("reception with rate", r.Rate > 0)
			mark("reception with capacity", r.Capacity > 0)
		}
	}
	for feature, n := range seen {
		if n < 10 {
			t.Errorf("only %d of %q in 500 scenarios", n, feature)
		}
	}
}

func TestRandomIsRepeatable(t *testing.T) {
	options := cmp.Exporter(func(reflect.Type) bool { return true })
	for seed := range uint64(20) {
		if diff := cmp.Diff(random(seed), random(seed), options); diff != "" {
			t.Fatalf("seed %d gives two scenarios: %s", seed, diff)
		}
	}
}
