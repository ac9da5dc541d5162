package report_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/outcome"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/planner"
	"wayout/internal/pricing"
	"wayout/internal/problem"
	"wayout/internal/report"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
	"wayout/internal/verify"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares a text with a file of testdata and holds it to the width of a page.
func golden(t *testing.T, name, got string) {
	t.Helper()
	for line := range strings.SplitSeq(got, "\n") {
		if utf8.RuneCountInString(line) > 100 {
			t.Errorf("%s: a line has more than 100 columns: %s", name, line)
		}
	}
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// tiny is the scenario that the golden files are about, with something of everything.
func tiny() *scenario.Scenario {
	s := scenariotest.Tiny()
	s.Roads[scenariotest.TinyValleyRoad].Status = roads.Uncertain
	s.Roads[scenariotest.TinyValleyRoad].Note = "not seen since the spring"
	s.Gates[0].Booths, s.Gates[0].Service = 1, 60_000
	s.Gates[0].Quota = 400
	s.Gates[0].Changes = []roads.GateChange{{From: 4 * unit.Hour, Rate: 90_000}}
	s.Closures = []roads.Closure{{Target: 1, Direction: roads.Forward, From: unit.Hour, To: 2 * unit.Hour, Factor: 250, Reason: "repair.", Source: "town hall"}}
	s.Dangers = []roads.Danger{
		{Road: 0, From: 0, To: unit.Never, Report: "shots heard", Source: "one account"},
		{Road: 1, From: 0, To: unit.Hour, Confirmed: true, Report: "mines", Source: "survey", Override: "cleared"},
	}
	s.NotPlanned = []string{"People without a car."}
	s.Overrides = []scenario.Override{{Path: "gate.border.rate", Value: "60"}}
	s.Variants = []scenario.Variant{{ID: "second-booth", About: "A second booth.", Set: []scenario.Override{{Path: "gate.border.booths", Value: "2"}}}}
	s.Assumptions[0].Retrospective = true
	s.Assumptions[0].Default = false
	for i := range 3 { // occupancy and the capacities of paved roads
		s.Assumptions[i].Taken = true
	}
	s.SHA256 = strings.Repeat("5e", 32)
	return s
}

// result is a plan of tiny made by hand; its numbers have nothing to do with a good plan.
func result(s *scenario.Scenario) *planner.Result {
	net := s.Network()
	moments := make([]unit.Second, len(net.Nodes))
	for _, l := range net.Links {
		if l.Kind == roads.Passage {
			moments[l.From], moments[l.To] = 0, unit.Hour
		}
	}
	for _, sink := range net.Sinks {
		moments[sink.Node] = unit.Hour
	}
	times := planner.Times{T50: 1800, T90: 3000, T99: 3500, T100: 3660}
	return &planner.Result{
		Plan: plan.Plan{
			Routes: []plan.Route{{Place: 0, Legs: []plan.Leg{{Road: 0, Forward: true}, {Road: 1, Forward: true}}, Passes: []unit.Second{0, 900, 2700}}},
			Slots:  []plan.Slot{{Length: 600, Vehicles: 10, People: 40}},
			NotServed: []plan.NotServed{
				{Place: 1, People: 150, Vehicles: 40, Reason: plan.Unplaced, Text: "No slot was found for all of Town."},
			},
		},
		Certificates: []plan.Certificate{{Quantile: "t100", Until: unit.Hour, AtMost: 60, Needed: 61, Moments: moments}},
		Network:      net, Horizon: s.Horizon,
		People: 240, PeopleServed: 90, Vehicles: 60, VehiclesServed: 20,
		Clearance: times, Low: times, High: planner.Times{T50: 1800, T90: 3000, T99: unit.Never, T100: unit.Never},
		Bound:        planner.Times{T100: 3600},
		Ladder:       []planner.Rung{{Name: "bound", T100: 3600}, {Name: "free plan", T100: 3600}, {Name: "one route per place", T100: 3630}, {Name: "slots", T100: 3660}},
		WaitingHours: 1234.5, RoadHours: 67, BoundHours: 1200, Litres: 12345, QueueLitres: 80,
		Binding:    []planner.Binding{{Stage: roads.Passage, Name: "border", From: 0, To: unit.Hour, Rate: 60_500, Shut: 600}},
		Change:     "a second booth would bring out 60 people more.",
		DangerCost: &planner.DangerCost{People: 12, Clearance: 3000},
	}
}

func TestPlan(t *testing.T) {
	s := tiny()
	golden(t, "plan.txt", report.Plan(s, result(s), "second-booth"))
}

func TestPlanWithPriorities(t *testing.T) {
	s := tiny()
	r := result(s)
	r.Priorities = &planner.Priorities{List: []planner.Priority{
		{
			Number: 2, Places: 1, People: 40, Served: 40, Out: planner.Times{T50: 3000, T100: 3600}, Together: planner.Times{T100: 3600},
			Equal: planner.Times{T50: 4200, T100: 4800}, Bound: planner.Times{T100: 3500},
		},
		{
			Places: 1, People: 200, Served: 50, Out: planner.Times{T50: 5000, T100: unit.Never}, Together: planner.Times{T100: unit.Never},
			Equal: planner.Times{T50: 4700, T100: unit.Never}, Bound: planner.Times{T100: 5000},
		},
	}}
	golden(t, "priorities.txt", report.Plan(s, r, ""))
	r.Priorities.AtOnce, r.Priorities.Rounds = true, true
	for _, want := range []string{"could keep all of them at once", "leave out what the fleet"} {
		if text := strings.Join(strings.Fields(report.Plan(s, r, "")), " "); !strings.Contains(text, want) {
			t.Errorf("no %q in:\n%s", want, text)
		}
	}
}

func TestPlanWithDeadline(t *testing.T) {
	s := tiny()
	r := result(s)
	r.Deadline, r.Horizon, r.MostPeopleOut = 2*unit.Hour, 2*unit.Hour, 120
	r.Clearance.T100 = unit.Never
	r.Plan.NotServed = []plan.NotServed{
		{Place: 0, People: 50, Reason: plan.Shut, Cut: []string{s.Roads[1].ID}},
		{Place: 1, People: 100, Reason: plan.Shut, Cut: []string{s.Roads[1].ID}},
	}
	golden(t, "deadline.txt", report.Plan(s, r, ""))
}

func TestPlanForNobody(t *testing.T) {
	s := tiny()
	r := &planner.Result{Network: s.Network(), People: 240, Horizon: s.Horizon}
	golden(t, "nobody.txt", report.Plan(s, r, ""))
}

func TestVerdict(t *testing.T) {
	s := tiny()
	golden(t, "holds.txt", report.Verdict(s, &verify.Report{
		Judged:  true,
		Checked: verify.Checked{Slots: 1, Streams: 2345, Links: 12, Places: 2, Certificates: 4},
		Proof:   verify.Proof{NotServed: 12, Gap: 2}, Clearance: verify.Times{T100: 3660},
	}))
	golden(t, "violations.txt", report.Verdict(s, &verify.Report{
		Violations: []verify.Violation{
			{Rule: verify.OverRate, Text: "The gate border passes too many.", Found: "61", Allowed: "60"},
			{Rule: verify.OutOfDate, Text: "The plan was made from other inputs.", Found: "x"},
			{Rule: verify.Fork, Text: "A fork."},
		},
		Unlisted: 2000,
	}))
}

func TestPrices(t *testing.T) {
	s := tiny()
	golden(t, "prices.txt", report.Prices(s, &pricing.PriceList{
		Now: result(s),
		Prices: []pricing.Price{
			{
				Stage: "gate", ID: "border", Name: "Bridge", Change: outcome.Concession{Kind: outcome.MoreBooths, From: 60_000, To: 120_000},
				HoursAtMost: 5 * unit.Hour, Solved: true, Saved: 4*unit.Hour + 1800, PeopleMore: 20, PeoplePerDay: 1234, Next: &planner.Binding{Name: "Town – Border (R2)", Rate: 600_000},
			},
			{Stage: "road", ID: "R2", Name: "Town – Border (R2)", Change: outcome.Concession{Kind: outcome.MoreLanes}, HoursAtMost: 0},
			{Stage: "gate", ID: "border", Name: "Bridge", Change: outcome.Concession{Kind: outcome.NoQuota, Amount: 400}, HoursAtMost: unit.Never, Solved: true, Saved: unit.Never},
			{Stage: "gate", ID: "border", Name: "Bridge", Change: outcome.Concession{Kind: outcome.HourMore}, HoursAtMost: 3600, Solved: true, Saved: -360, PeoplePerDay: -7},
		},
		Gates:     []pricing.GateLimit{{ID: "border", Name: "Bridge", Now: 60_000, Stops: 590_500, Next: "Town – Border (R2)", Clear: unit.Hour}},
		Elsewhere: 60,
	}))
}

func TestProblems(t *testing.T) {
	var list problem.List
	list.Add(problem.FileEmpty, problem.Where{File: "roads.csv"}, "")
	list.Add(problem.NumberNone, problem.Where{File: "places.csv", Line: 14, Column: "people"}, "many")
	list.Add(problem.TagInvalid, problem.Where{File: "places.csv", Line: 2}, "#")
	list.Add(problem.PlanNobody, problem.Where{}, "")
	golden(t, "problems.txt", report.Problems(list))
	for range 100 {
		list.Add(problem.NumberNone, problem.Where{File: "x.csv", Line: 3, Column: "people"}, strings.Repeat("long", 100))
	}
	if got := report.Problems(list); !strings.HasSuffix(got, "and 54 more\n") {
		t.Errorf("the end of a long list is %q", got[len(got)-40:])
	}
	if got := report.Problems(nil); got != "" {
		t.Errorf("no problems: %q", got)
	}
}

func TestSentence(t *testing.T) {
	s := scenariotest.Tiny()
	net := s.Network()
	gate := 0
	for i, l := range net.Links {
		if l.Kind == roads.Passage {
			gate = i
		}
	}
	certificate := func(quantile string, open unit.Second, atMost, needed unit.Vehicle) *plan.Certificate {
		moments := make([]unit.Second, len(net.Nodes))
		moments[net.Links[gate].To] = open
		return &plan.Certificate{Quantile: quantile, Level: people.Used, Until: unit.Hour, AtMost: atMost, Needed: needed, Moments: moments}
	}
	name := "the gate " + s.Gates[0].Name
	tests := []struct {
		name        string
		certificate *plan.Certificate
		want        string
	}{
		{"the gate alone", certificate("t100", unit.Hour, 60, 61), name + " can pass 60 vehicles; 61 have to; so nobody can promise that everyone who can be served is out by then"},
		{"and others", certificate("t50", unit.Hour, 70, 71), name + " can pass 60 vehicles and 10 can be out without it; 71 have to; so nobody can promise that half of those who can be served are out by then"},
		{"mostly others", certificate("t90", unit.Minute, 70, 71), "at most 70 vehicles can be out; 71 have to; so nobody can promise that nine in ten of those who can be served are out by then"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			want := "Until Monday 6 May 07:00 " + test.want + ", under these inputs."
			if got := report.Sentence(s, net, test.certificate); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}

// TestAnyTextKeepsToThePage: names from files may be long, wide or full of signs.
func TestAnyTextKeepsToThePage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list problem.List
		list.Add(problem.NumberNone, problem.Where{
			File: rapid.String().Draw(t, "file"), Line: 1,
			Column: rapid.StringN(0, 400, -1).Draw(t, "column"),
		}, rapid.String().Draw(t, "value"))
		if got := report.Problems(list); strings.ContainsAny(got, "\x1b\r\t\u202e") {
			t.Fatalf("a text can steer the terminal: %q", got)
		}
		for line := range strings.SplitSeq(report.Problems(list), "\n") {
			if strings.HasPrefix(line, "  ") && utf8.RuneCountInString(line) > 100 {
				t.Fatalf("a line has %d columns: %q", utf8.RuneCountInString(line), line)
			}
		}
	})
}
