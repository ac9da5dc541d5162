package scenario_test

import (
	"testing"

	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

func TestRoadName(t *testing.T) {
	s := scenariotest.Tiny()
	if got, want := s.RoadName(scenariotest.TinyBorderRoad), "Town – Border (R2)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestDescribeStage(t *testing.T) {
	const h = unit.Hour
	closure := func(c roads.Closure) func(*scenario.Scenario) {
		return func(s *scenario.Scenario) { s.Closures = append(s.Closures, c) }
	}
	danger := func(d roads.Danger) func(*scenario.Scenario) {
		return func(s *scenario.Scenario) { s.Dangers = append(s.Dangers, d) }
	}
	status := func(status roads.Status, note string) func(*scenario.Scenario) {
		return func(s *scenario.Scenario) { s.Roads[0].Status, s.Roads[0].Note = status, note }
	}
	for _, c := range []struct {
		name, id string
		change   func(*scenario.Scenario)
		want     string
	}{
		{"a road", "R1", nil, "the road Village – Town (R1)"},
		{"a gate", "bridge", nil, "the gate Bridge"},
		{"a reception", "camp", nil, "the reception Border"},
		{"an id that nothing has", "R9", nil, "R9"},
		{"closed", "R1", status(roads.Closed, ""), "the road Village – Town (R1) [closed]"},
		{"closed, with a note", "R1", status(roads.Closed, "bridge blown up"), "the road Village – Town (R1) [bridge blown up]"},
		{"held is open", "R1", status(roads.Held, "checkpoint"), "the road Village – Town (R1)"},
		{
			"closed for this run", "R1",
			func(s *scenario.Scenario) {
				s.Roads[0].Status, s.Roads[0].Note = roads.Closed, "fine all year"
				s.Overrides = []scenario.Override{{Path: "road.R2.status", Value: "open"}, {Path: "road.R1.status", Value: "closed"}}
			},
			"the road Village – Town (R1) [closed for this run by --set]",
		},
		{
			"closed, while another road was set", "R1",
			func(s *scenario.Scenario) {
				s.Roads[0].Status, s.Roads[0].Note = roads.Closed, "bridge blown up"
				s.Overrides = []scenario.Override{{Path: "road.R2.status", Value: "closed"}}
			},
			"the road Village – Town (R1) [bridge blown up]",
		},
		{
			"a closure for ever", "R1",
			closure(roads.Closure{To: unit.Never, Reason: "snow"}),
			"the road Village – Town (R1) [closed: snow]",
		},
		{
			"a closure from and until", "R1",
			closure(roads.Closure{From: 2 * h, To: 20 * h, Reason: "snow"}),
			"the road Village – Town (R1) [closed from Mon 6 May 08:00 until Tue 7 May 02:00: snow]",
		},
		{
			"a closure from before the start", "R1",
			closure(roads.Closure{From: -2 * h, To: 3*h + 5*unit.Minute}),
			"the road Village – Town (R1) [closed until Mon 6 May 09:05]",
		},
		{
			"a closure of the other road", "R1",
			closure(roads.Closure{Target: 1, To: unit.Never, Reason: "snow"}),
			"the road Village – Town (R1)",
		},
		{
			"a closure of the gate is not of the road", "R1",
			closure(roads.Closure{Gate: true, To: unit.Never, Reason: "strike"}),
			"the road Village – Town (R1)",
		},
		{
			"a closure of the gate", "bridge",
			closure(roads.Closure{Gate: true, To: unit.Never, Reason: "strike"}),
			"the gate Bridge [closed: strike]",
		},
		{
			"slowed is not shut", "R1",
			closure(roads.Closure{To: unit.Never, Factor: 500, Reason: "snow"}),
			"the road Village – Town (R1)",
		},
		{
			"a danger", "R1",
			danger(roads.Danger{From: h, To: unit.Never, Confirmed: true, Report: "mines"}),
			"the road Village – Town (R1) [danger from Mon 6 May 07:00: mines]",
		},
		{
			"a danger that is not confirmed", "R1",
			danger(roads.Danger{To: unit.Never, Report: "a column was shot at"}),
			"the road Village – Town (R1) [unconfirmed danger: a column was shot at]",
		},
		{
			"a danger overridden", "R1",
			danger(roads.Danger{To: unit.Never, Report: "mines", Override: "cleared"}),
			"the road Village – Town (R1)",
		},
		{
			"a danger on the road is none of the gate", "bridge",
			danger(roads.Danger{To: unit.Never, Report: "mines"}),
			"the gate Bridge",
		},
		{
			"all at once", "R1",
			func(s *scenario.Scenario) {
				status(roads.Closed, "bridge blown up")(s)
				closure(roads.Closure{To: unit.Never, Reason: "snow"})(s)
				danger(roads.Danger{To: unit.Never, Report: "mines"})(s)
			},
			"the road Village – Town (R1) [bridge blown up; closed: snow; unconfirmed danger: mines]",
		},
	} {
		s := scenariotest.Tiny()
		if c.change != nil {
			c.change(s)
		}
		if got := s.DescribeStage(c.id); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}
