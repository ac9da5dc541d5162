package scenario_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

// untilEvening is a rate of Tiny, which lasts twelve hours.
func untilEvening(vehicles unit.Rate) roads.Profile {
	return roads.Profile{{From: 0, Rate: vehicles * unit.VehiclePerHour}, {From: 12 * unit.Hour, Rate: 0}}
}

// TestNetworkOfTiny has every node and link of three places in a row written out by hand.
//
//	0 village ⇄ 1 town ⇄ 2 border ──gate──► 3 behind the gate, the sink
func TestNetworkOfTiny(t *testing.T) {
	road := func(item int, forward bool, from, to int32, length unit.Metre, travel unit.Second, rate unit.Rate) roads.Link {
		return roads.Link{
			Kind: roads.Carriageway, Item: item, Forward: forward, From: from, To: to,
			Length: length, Floor: travel, Ceil: travel, Rate: untilEvening(rate),
		}
	}
	want := &roads.Network{
		Nodes: []roads.Node{{Place: 0}, {Place: 1}, {Place: 2}, {Place: 2, After: true}},
		Links: []roads.Link{
			{Kind: roads.Passage, Forward: true, From: 2, To: 3, Rate: untilEvening(60)},
			road(0, true, 0, 1, 10_000, 20*unit.Minute, 400),
			road(0, false, 1, 0, 10_000, 20*unit.Minute, 400),
			road(1, true, 1, 2, 20_000, 30*unit.Minute, 600),
			road(1, false, 3, 1, 20_000, 30*unit.Minute, 600), // back through the gate first
		},
		Sinks: []roads.Sink{{Node: 3}},
		Entry: []int32{0, 1, 2},
		Exit:  []int32{0, 1, 3},
	}
	if diff := cmp.Diff(want, scenariotest.Tiny().Network(), cmpopts.IgnoreUnexported(roads.Network{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestTravelOfRoads: 7,001 metres at 35 km/h take 720.1 seconds, in both directions.
func TestTravelOfRoads(t *testing.T) {
	s := scenariotest.Tiny()
	s.Roads[0].Length, s.Roads[0].Speed = 7001, 35_000
	for _, l := range s.Network().Links {
		if l.Kind == roads.Carriageway && l.Item == 0 && (l.Floor != 720 || l.Ceil != 721 || l.Length != 7001) {
			t.Errorf("forward %t: %d m in %d to %d s", l.Forward, l.Length, l.Floor, l.Ceil)
		}
	}
}

func hours(t *testing.T, text string) roads.Hours {
	t.Helper()
	h, err := roads.ParseHours(text)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// rate returns the rate of the one link of a stage and direction.
func rate(t *testing.T, n *roads.Network, kind roads.Kind, item int, forward bool) roads.Profile {
	t.Helper()
	for _, l := range n.Links {
		if l.Kind == kind && l.Item == item && l.Forward == forward {
			return l.Rate
		}
	}
	t.Fatalf("no %s %d, forward %t", kind, item, forward)
	return nil
}

// TestRatesOverTime changes Tiny, which starts at 06:00, and looks at the valley road in both
// directions and at the gate.
func TestRatesOverTime(t *testing.T) {
	const h = unit.Hour
	at := func(pieces ...int64) (p roads.Profile) { // hour, vehicles/h, hour, vehicles/h, …
		for i := 0; i < len(pieces); i += 2 {
			p = append(p, roads.Piece{From: unit.Second(pieces[i]) * h, Rate: unit.Rate(pieces[i+1]) * unit.VehiclePerHour})
		}
		return append(p, roads.Piece{From: 12 * h, Rate: 0})
	}
	shut := roads.Constant(0)
	for _, c := range []struct {
		name                    string
		change                  func(s *scenario.Scenario)
		forward, backward, gate roads.Profile
	}{
		{"nothing", func(*scenario.Scenario) {}, at(0, 400), at(0, 400), at(0, 60)},
		{"road hours", func(s *scenario.Scenario) {
			s.Roads[0].Hours = hours(t, "daily 08:00-10:00")
		}, at(0, 0, 2, 400, 4, 0)[:3], at(0, 0, 2, 400, 4, 0)[:3], at(0, 60)},
		{"closed", func(s *scenario.Scenario) { s.Roads[0].Status = roads.Closed }, shut, shut, at(0, 60)},
		{"held stays open", func(s *scenario.Scenario) { s.Roads[0].Status = roads.Held }, at(0, 400), at(0, 400), at(0, 60)},
		{"uncertain stays open", func(s *scenario.Scenario) { s.Roads[0].Status = roads.Uncertain }, at(0, 400), at(0, 400), at(0, 60)},
		{"a closure forward", func(s *scenario.Scenario) {
			s.Closures = []roads.Closure{{Direction: roads.Forward, From: 2 * h, To: 5 * h}}
		}, at(0, 400, 2, 0, 5, 400), at(0, 400), at(0, 60)},
		{"a closure backward, for ever", func(s *scenario.Scenario) {
			s.Closures = []roads.Closure{{Direction: roads.Backward, From: 2 * h, To: unit.Never}}
		}, at(0, 400), at(0, 400, 2, 0)[:2], at(0, 60)},
		{"half of both directions, since yesterday", func(s *scenario.Scenario) {
			s.Closures = []roads.Closure{{From: -9 * h, To: 5 * h, Factor: 500}}
		}, at(0, 200, 5, 400), at(0, 200, 5, 400), at(0, 60)},
		{"two closures multiply", func(s *scenario.Scenario) {
			s.Closures = []roads.Closure{{From: 0, To: 5 * h, Factor: 500}, {From: 2 * h, To: 8 * h, Factor: 250}}
		}, at(0, 200, 2, 50, 5, 100, 8, 400), at(0, 200, 2, 50, 5, 100, 8, 400), at(0, 60)},
		{"a closure of the other road", func(s *scenario.Scenario) {
			s.Closures = []roads.Closure{{Target: 1, From: 0, To: unit.Never}}
		}, at(0, 400), at(0, 400), at(0, 60)},
		{"a closure of the gate", func(s *scenario.Scenario) {
			s.Closures = []roads.Closure{{Gate: true, From: h, To: 2 * h}}
		}, at(0, 400), at(0, 400), at(0, 60, 1, 0, 2, 60)},
		{"a danger", func(s *scenario.Scenario) {
			s.Dangers = []roads.Danger{{From: h, To: 2 * h}}
		}, at(0, 400, 1, 0, 2, 400), at(0, 400, 1, 0, 2, 400), at(0, 60)},
		{"a confirmed danger forward", func(s *scenario.Scenario) {
			s.Dangers = []roads.Danger{{Direction: roads.Forward, From: h, To: 2 * h, Confirmed: true}}
		}, at(0, 400, 1, 0, 2, 400), at(0, 400), at(0, 60)},
		{"a danger overridden", func(s *scenario.Scenario) {
			s.Dangers = []roads.Danger{{From: h, To: 2 * h, Confirmed: true, Override: "escorted"}}
		}, at(0, 400), at(0, 400), at(0, 60)},
		{"the gate changes", func(s *scenario.Scenario) {
			s.Gates[0].Changes = []roads.GateChange{{From: 2 * h, Rate: 0}, {From: 3 * h, Rate: 90 * unit.VehiclePerHour}}
		}, at(0, 400), at(0, 400), at(0, 60, 2, 0, 3, 90)},
		{"the gate changes while it is shut", func(s *scenario.Scenario) {
			s.Gates[0].Changes = []roads.GateChange{{From: 3 * h, Rate: 90 * unit.VehiclePerHour}}
			s.Gates[0].Hours = hours(t, "daily 06:00-08:00,10:00-12:00")
			s.Closures = []roads.Closure{{Gate: true, From: 5 * h, To: 9 * h, Factor: 100}}
		}, at(0, 400), at(0, 400), at(0, 60, 2, 0, 4, 90, 5, 9, 6, 0)[:5]},
	} {
		s := scenariotest.Tiny()
		c.change(s)
		n := s.Network()
		got := [3]roads.Profile{
			rate(t, n, roads.Carriageway, 0, true), rate(t, n, roads.Carriageway, 0, false), rate(t, n, roads.Passage, 0, true),
		}
		if diff := cmp.Diff([3]roads.Profile{c.forward, c.backward, c.gate}, got); diff != "" {
			t.Errorf("%s: forward, backward, gate (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestReceptionWithARate: it stands behind the gate of its place, with a link of its own.
func TestReceptionWithARate(t *testing.T) {
	s := scenariotest.Tiny()
	s.Receptions[0].Rate = 50 * unit.VehiclePerHour
	s.Receptions[0].Capacity = 120
	n := s.Network()
	want := roads.Link{Kind: roads.Intake, Forward: true, From: 3, To: 4, Rate: roads.Constant(50 * unit.VehiclePerHour)}
	if diff := cmp.Diff(want, n.Links[len(n.Links)-1]); diff != "" {
		t.Errorf("intake (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]roads.Sink{{Node: 4, Capacity: 120}}, n.Sinks); diff != "" {
		t.Errorf("sinks (-want +got):\n%s", diff)
	}
	if got, want := n.Nodes[4], (roads.Node{Place: scenariotest.TinyBorder, After: true}); got != want {
		t.Errorf("the sink is %+v, want %+v", got, want)
	}
}

func drawScenario(t *rapid.T) *scenario.Scenario {
	return scenariotest.Random(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 2)))
}

// TestNetworkHasEveryStageOnce: one node a place, one more a gate and an intake; a link a
// direction of each road, a gate, an intake; each between the right halves of its places.
func TestNetworkHasEveryStageOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScenario(t)
		n := s.Network()
		intakes := 0
		for _, r := range s.Receptions {
			if r.Rate > 0 {
				intakes++
			}
		}
		if got, want := len(n.Nodes), len(s.Places)+len(s.Gates)+intakes; got != want {
			t.Errorf("%d nodes, want %d", got, want)
		}
		type stage struct {
			kind    roads.Kind
			item    int
			forward bool
		}
		want := map[stage][2]int32{}
		for i, r := range s.Roads {
			want[stage{roads.Carriageway, i, true}] = [2]int32{n.Exit[r.From], n.Entry[r.To]}
			if !r.OneWay {
				want[stage{roads.Carriageway, i, false}] = [2]int32{n.Exit[r.To], n.Entry[r.From]}
			}
		}
		gated := map[int]bool{}
		for i, g := range s.Gates {
			gated[g.Place] = true
			want[stage{roads.Passage, i, true}] = [2]int32{n.Entry[g.Place], n.Exit[g.Place]}
		}
		for i, r := range s.Receptions {
			if n.Sinks[i].Reception != i || n.Sinks[i].Capacity != r.Capacity {
				t.Errorf("sink %d is %+v of %+v", i, n.Sinks[i], r)
			}
			if r.Rate > 0 {
				want[stage{roads.Intake, i, true}] = [2]int32{n.Exit[r.Place], n.Sinks[i].Node}
			} else if n.Sinks[i].Node != n.Exit[r.Place] {
				t.Errorf("reception %d is not behind its gate", i)
			}
		}
		got := map[stage][2]int32{}
		for _, l := range n.Links {
			got[stage{l.Kind, l.Item, l.Forward}] = [2]int32{l.From, l.To}
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(stage{})); diff != "" || len(n.Links) != len(want) {
			t.Errorf("%d links (-want +got):\n%s", len(n.Links), diff)
		}
		for place := range s.Places {
			entry, exit := n.Nodes[n.Entry[place]], n.Nodes[n.Exit[place]]
			if entry != (roads.Node{Place: place}) || exit != (roads.Node{Place: place, After: gated[place]}) {
				t.Errorf("place %d has the halves %+v and %+v", place, entry, exit)
			}
		}
	})
}

// TestRatesMinuteByMinute compares the rate of every link with the records, looked at anew in
// each minute of the horizon and a little after.
func TestRatesMinuteByMinute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScenario(t)
		n := s.Network()
		for i, l := range n.Links {
			want := naiveRate(s, l)
			for at := unit.Second(0); at < s.Horizon+unit.Hour; at += unit.Minute {
				if got := l.Rate.At(at); got != want(at) {
					t.Fatalf("%s %d, link %d: %d at %d s, want %d", l.Kind, l.Item, i, got, at, want(at))
				}
			}
		}
	})
}

// naiveRate returns what may enter a link at a moment, from the records alone.
func naiveRate(s *scenario.Scenario, l roads.Link) func(unit.Second) unit.Rate {
	var open []roads.Interval
	base := func(unit.Second) unit.Rate { return 0 }
	within := func(from, to, at unit.Second) bool { return from <= at && at < to }
	switch l.Kind {
	case roads.Intake:
		return func(unit.Second) unit.Rate { return s.Receptions[l.Item].Rate }
	case roads.Carriageway:
		road := s.Roads[l.Item]
		open = road.Hours.Open(s.Start, s.Horizon)
		if road.Status != roads.Closed {
			base = func(unit.Second) unit.Rate { return road.Capacity }
		}
	case roads.Passage:
		gate := s.Gates[l.Item]
		open = gate.Hours.Open(s.Start, s.Horizon)
		base = func(at unit.Second) unit.Rate {
			rate := gate.Rate
			for _, c := range gate.Changes {
				if at >= c.From {
					rate = c.Rate
				}
			}
			return rate
		}
	}
	return func(at unit.Second) unit.Rate {
		if !slices.ContainsFunc(open, func(in roads.Interval) bool { return within(in.From, in.To, at) }) {
			return 0
		}
		rate := int64(base(at))
		for _, c := range s.Closures {
			ours := c.Gate == (l.Kind == roads.Passage) && c.Target == l.Item
			if ours && within(c.From, c.To, at) && (c.Gate || c.Direction == roads.Both || (c.Direction == roads.Forward) == l.Forward) {
				rate = rate * int64(c.Factor) / 1000
			}
		}
		for _, d := range s.Dangers {
			ours := l.Kind == roads.Carriageway && d.Road == l.Item && d.Override == ""
			if ours && within(d.From, d.To, at) && (d.Direction == roads.Both || (d.Direction == roads.Forward) == l.Forward) {
				rate = 0
			}
		}
		return unit.Rate(rate)
	}
}

// TestWithoutDangers: the rate is that of the same scenario with no danger reported.
func TestWithoutDangers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScenario(t)
		dangers := len(s.Dangers)
		n := s.Network()
		calm := *s
		calm.Dangers = nil
		for i, l := range calm.Network().Links {
			if l.Kind != roads.Carriageway {
				continue
			}
			if diff := cmp.Diff(l.Rate, s.WithoutDangers(&n.Links[i])); diff != "" {
				t.Errorf("link %d (-want +got):\n%s", i, diff)
			}
		}
		if len(s.Dangers) != dangers {
			t.Error("the scenario itself lost its dangers")
		}
	})
}

// TestNetworkLeavesTheScenario: building it twice gives the same and changes no record.
func TestNetworkLeavesTheScenario(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		s := scenariotest.Random(rand.New(rand.NewPCG(seed, 2)))
		untouched := scenariotest.Random(rand.New(rand.NewPCG(seed, 2)))
		first, second := s.Network(), s.Network()
		if diff := cmp.Diff(first, second, cmp.AllowUnexported(roads.Network{})); diff != "" {
			t.Errorf("built twice: %s", diff)
		}
		if diff := cmp.Diff(untouched, s, cmpopts.IgnoreTypes(roads.Hours{})); diff != "" {
			t.Errorf("the scenario changed: %s", diff)
		}
	})
}
