package export_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"wayout/internal/export"
	"wayout/internal/outcome"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/planner"
	"wayout/internal/pricing"
	"wayout/internal/problem"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func fixtureResult() *planner.Result {
	s := fixture()
	times := planner.Times{T50: 2000, T90: 5000, T99: 7000, T100: unit.Never}
	return &planner.Result{
		Plan: *fixturePlan(), Certificates: fixtureCertificates(s), Network: s.Network(),
		Horizon: s.Horizon, Deadline: 2 * unit.Hour,
		People: 1070, PeopleServed: 934, Vehicles: 268, VehiclesServed: 234,
		Clearance: times, Low: times, High: times,
		Bound: planner.Times{T50: 1900, T90: 4000, T99: 6000, T100: 7200},
		Ladder: []planner.Rung{
			{Name: "bound", T100: 7200}, {Name: "free plan", T100: 7210}, {Name: "one route per place", T100: 7300}, {Name: "slots", T100: unit.Never},
		},
		WaitingHours: 1100, RoadHours: 300, BoundHours: 1250, Litres: 620.5, QueueLitres: 80,
		Binding: []planner.Binding{{Stage: roads.Passage, Name: "Long bridge", ID: "bridge", From: 0, To: 6000, Rate: 200_000, Shut: 600}},
		Change:  "a second booth at the bridge.",
	}
}

func TestGoldenFiles(t *testing.T) {
	s := fixture()
	golden(t, "plan.json", export.Plan(s, fixturePlan()))
	golden(t, "certificate.json", export.Certificates(s, fixtureCertificates(s)))
	golden(t, "slots.csv", export.Slots(s, fixturePlan()))
	golden(t, "summary.json", export.Summarise(s, fixtureResult(), "eight-hours").JSON())
}

// TestSummaryKeys holds the names that other programs rely on.
func TestSummaryKeys(t *testing.T) {
	var got map[string]any
	if err := json.Unmarshal(export.Summarise(fixture(), fixtureResult(), "").JSON(), &got); err != nil {
		t.Fatal(err)
	}
	times := []string{"t50", "t90", "t99", "t100", "t50_hours", "t90_hours", "t99_hours", "t100_hours"}
	tests := map[string][]string{
		"":               {"people", "people_served", "people_not_served", "vehicles", "clearance", "bound", "gap", "ladder", "people_hours", "litres", "binding", "not_served", "assumptions", "inputs_sha256"},
		"clearance":      append([]string{"low", "high"}, times...),
		"clearance.low":  times,
		"clearance.high": times,
		"bound":          {"t50_hours", "t90_hours", "t99_hours", "t100_hours", "people_hours_total"},
		"gap":            {"t100_percent", "people_hours_percent"},
		"ladder":         {"name", "t100_hours"},
		"people_hours":   {"waiting", "on_road"},
		"binding":        {"stage", "name", "from", "to", "rate"},
		"not_served":     {"place", "people", "reason"},
		"assumptions":    {"name", "value", "source"},
	}
	for path, keys := range tests {
		var at any = got
		for name := range strings.SplitSeq(path, ".") {
			if name != "" {
				at = at.(map[string]any)[name]
			}
			if list, ok := at.([]any); ok {
				at = list[0]
			}
		}
		for _, key := range keys {
			if _, ok := at.(map[string]any)[key]; !ok {
				t.Errorf("summary.json has no %s in %q", key, path)
			}
		}
	}
}

// TestSummaryOfPriorities holds what other programs read of priorities, and that there is nothing else
// without them.
func TestSummaryOfPriorities(t *testing.T) {
	r := fixtureResult()
	if data := export.Summarise(fixture(), r, "").JSON(); bytes.Contains(data, []byte("priorities")) {
		t.Errorf("priorities where there are none:\n%s", data)
	}
	r.Priorities = &planner.Priorities{AtOnce: true, List: []planner.Priority{{
		Number: 1, Places: 2, People: 900, Served: 800,
		Out: planner.Times{T50: 3600, T100: unit.Never}, Together: planner.Times{T50: 7200}, Bound: planner.Times{T100: 1800}, Equal: planner.Times{T50: 10800},
	}}}
	var got struct {
		Priorities struct {
			AtOnce bool `json:"bounds_at_once"`
			List   []struct {
				Number   int `json:"priority"`
				Places   int
				People   int
				Served   int                 `json:"people_served"`
				Out      map[string]*float64 `json:"out"`
				Together map[string]*float64 `json:"with_those_before"`
				Bound    map[string]*float64 `json:"bound_with_those_before"`
				Equal    map[string]*float64 `json:"out_if_all_were_equal"`
			}
		}
	}
	if err := json.Unmarshal(export.Summarise(fixture(), r, "").JSON(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Priorities.List) != 1 || !got.Priorities.AtOnce {
		t.Fatalf("%+v", got)
	}
	x := got.Priorities.List[0]
	if x.Number != 1 || x.Places != 2 || x.People != 900 || x.Served != 800 {
		t.Errorf("%+v", x)
	}
	if *x.Out["t50_hours"] != 1 || x.Out["t100_hours"] != nil || *x.Together["t50_hours"] != 2 || *x.Bound["t100_hours"] != 0.5 || *x.Equal["t50_hours"] != 3 {
		t.Errorf("%+v", x)
	}
}

func TestSlotsGroupsAddUp(t *testing.T) {
	rows, err := csv.NewReader(bytes.NewReader(export.Slots(fixture(), fixturePlan()))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"b-1 (18)", "a-1 (50) | a-2 (50)", "a-3 (38) | a-4 (39) | a-5 (39)"}
	for i, row := range rows[2:] {
		if row[9] != want[i] {
			t.Errorf("groups of slot %d: %q, want %q", i, row[9], want[i])
		}
	}
}

// anyPlan draws a plan of the fixture that has nothing to do with any rule.
func anyPlan(t *rapid.T) *plan.Plan {
	moment := rapid.Map(rapid.Int64Range(-1000, 1_000_000), func(n int64) unit.Second { return unit.Second(n) })
	text := rapid.StringMatching(`[a-zА-Яա-և<>&"\\ ]{0,9}`)
	route := rapid.Custom(func(t *rapid.T) plan.Route {
		return plan.Route{
			Place: rapid.IntRange(0, 3).Draw(t, "place"),
			Legs: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) plan.Leg {
				return plan.Leg{Road: rapid.IntRange(0, 2).Draw(t, "road"), Forward: rapid.Bool().Draw(t, "forward")}
			}), 0, 4).Draw(t, "legs"),
			Passes: rapid.SliceOfN(moment, 1, 5).Draw(t, "passes"),
		}
	})
	p := &plan.Plan{
		Scenario: text.Draw(t, "scenario"), SHA256: text.Draw(t, "sha"),
		Level: people.Level(rapid.IntRange(0, 2).Draw(t, "level")), Horizon: moment.Draw(t, "horizon"),
		Phases: rapid.SliceOf(moment).Draw(t, "phases"),
		Routes: rapid.SliceOfN(route, 1, 5).Draw(t, "routes"),
	}
	p.Slots = rapid.SliceOf(rapid.Custom(func(t *rapid.T) plan.Slot {
		return plan.Slot{
			Route: rapid.IntRange(0, len(p.Routes)-1).Draw(t, "route"), Depart: moment.Draw(t, "depart"), Length: moment.Draw(t, "length"),
			Vehicles: unit.Vehicle(rapid.IntRange(0, 1000).Draw(t, "vehicles")), People: unit.Person(rapid.IntRange(0, 1000).Draw(t, "people")),
		}
	})).Draw(t, "slots")
	p.NotServed = rapid.SliceOf(rapid.Custom(func(t *rapid.T) plan.NotServed {
		return plan.NotServed{
			Place: rapid.IntRange(0, 3).Draw(t, "place"), People: unit.Person(rapid.Int64Range(0, 1e12).Draw(t, "people")),
			Reason: rapid.SampledFrom([]plan.Reason{plan.NoRoute, plan.Shut, plan.Danger, plan.Time, plan.Full, plan.Unplaced}).Draw(t, "reason"),
			Cut:    rapid.SliceOf(text).Draw(t, "cut"), Text: text.Draw(t, "text"),
		}
	})).Draw(t, "not served")
	return p
}

// comesBack writes a plan, reads it, and writes what was read.
func comesBack(t *rapid.T, s *scenario.Scenario, p *plan.Plan) {
	t.Helper()
	data := export.Plan(s, p)
	got, problems := export.ReadPlan(s, "plan.json", data)
	if len(problems) > 0 {
		t.Fatalf("problems: %v", problems)
	}
	if diff := cmp.Diff(*p, got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("plan (-written +read):\n%s", diff)
	}
	if again := export.Plan(s, &got); !bytes.Equal(data, again) {
		t.Fatal("writing the plan that was read gives other bytes")
	}
}

func TestPlanComesBack(t *testing.T) {
	s := fixture()
	rapid.Check(t, func(t *rapid.T) {
		comesBack(t, s, anyPlan(t))
	})
}

func TestCertificatesComeBack(t *testing.T) {
	s := fixture()
	want := fixtureCertificates(s)
	got, problems := export.ReadCertificates(s, "certificate.json", export.Certificates(s, want))
	if len(problems) > 0 {
		t.Fatalf("problems: %v", problems)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("certificates (-written +read):\n%s", diff)
	}
}

func TestDamagedPlans(t *testing.T) {
	good := string(export.Plan(fixture(), fixturePlan()))
	tests := []struct {
		name, from, to string
		code           problem.Code
		where          string
	}{
		{"truncated", good[len(good)/2:], "", problem.ResultBroken, "routes[1]"},
		{"empty", good, "", problem.ResultBroken, ""},
		{"no JSON", good, "GIF89a", problem.ResultBroken, ""},
		{"trailing data", "\n}\n", "\n}\n{}", problem.ResultBroken, ""},
		{"two values", "\n}\n", "\n} 1", problem.ResultBroken, ""},
		{"not UTF-8", "Two", "\xff", problem.ResultBroken, ""},
		{"an array", good, "[1,[2,{}],3]", problem.ResultType, ""},
		{"NaN", `"vehicles": 18`, `"vehicles": NaN`, problem.ResultBroken, "slots[0].vehicles"},
		{"another format", "wayout plan", "wayout certificate", problem.ResultFormat, "format"},
		{"later version", `"version": 1`, `"version": 2`, problem.ResultVersion, "version"},
		{"unknown key", `"phases"`, `"fases"`, problem.ResultKey, "fases"},
		{"key twice", `"phases"`, `"scenario": "x", "phases"`, problem.ResultKeyTwice, "scenario"},
		{"key missing", ` "start": "2026-03-28T10:00:00+04:00",`, "", problem.ResultMissing, ""},
		{"unknown place", `"place": "b"`, `"place": "c"`, problem.ResultReference, "routes[1].place"},
		{"unknown road", `"road": "R3"`, `"road": "R9"`, problem.ResultReference, "routes[0].legs[2].road"},
		{"unknown reception", `"reception": "camp"`, `"reception": "a"`, problem.ResultReference, "routes[0].reception"},
		{"unknown reason", string(plan.Unplaced), "because", problem.ResultType, "not_served[0].reason"},
		{"text for a number", `"people": 70`, `"people": "70"`, problem.ResultType, "slots[0].people"},
		{"object for a number", `"people": 70`, `"people": {"a": [1]}`, problem.ResultType, "slots[0].people"},
		{"null for a number", `"people": 70`, `"people": null`, problem.ResultType, "slots[0].people"},
		{"decimals", `"people": 70`, `"people": 70.5`, problem.ResultType, "slots[0].people"},
		{"negative", `"people": 70`, `"people": -70`, problem.ResultRange, "slots[0].people"},
		{"enormous", `"people": 70`, `"people": 99999999999999999999999`, problem.ResultRange, "slots[0].people"},
		{"no route of this number", `"route": 2`, `"route": 3`, problem.ResultRange, "slots[0].route"},
		{"route zero", `"route": 2`, `"route": 0`, problem.ResultRange, "slots[0].route"},
		{"no date", `"until": "2026-03-31`, `"until": "2026-02-31`, problem.ResultType, "until"},
		{"part of a second", `"until": "2026-03-31T10:00:00`, `"until": "2026-03-31T10:00:00.5`, problem.ResultType, "until"},
		{"long ago", `"until": "2026`, `"until": "0026`, problem.ResultType, "until"},
		{"another level", `"restricted"`, `"public"`, problem.ResultType, "level"},
		{"direction", `"backward"`, `"sideways"`, problem.ResultType, "routes[0].legs[2].direction"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if !strings.Contains(good, test.from) {
				t.Fatalf("the plan has no %s", test.from)
			}
			_, problems := export.ReadPlan(fixture(), "plan.json", []byte(strings.Replace(good, test.from, test.to, 1)))
			if len(problems) == 0 || problems[0].Code != test.code || problems[0].Where.Column != test.where {
				t.Errorf("problems %v, want %s at %q", problems, test.code, test.where)
			}
		})
	}
}

func TestPassesMayNotBeEmpty(t *testing.T) {
	p := fixturePlan()
	p.Routes[0].Passes = nil
	if _, problems := export.ReadPlan(fixture(), "plan.json", export.Plan(fixture(), p)); !problems.HasErrors() {
		t.Error("a route without the moment of departure was read")
	}
}

func TestHostileSizes(t *testing.T) {
	list := func(item string) []byte {
		return []byte(`{"phases": [` + strings.Repeat(item+",", 1<<21) + item + `]}`)
	}
	tests := []struct {
		name string
		data []byte
		code problem.Code
	}{
		{"long list", list(`"2026-03-28T10:00:00Z"`), problem.ResultLong},
		{"deep", []byte(strings.Repeat("[", 1<<21)), problem.ResultType},
		{"many faults", list("0"), problem.ResultType},
		{"large", make([]byte, export.MostBytes+1), problem.FileTooLarge},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, problems := export.ReadPlan(fixture(), "plan.json", test.data)
			if len(problems) == 0 || problems[0].Code != test.code {
				t.Errorf("first problem of %d: %v, want %s", len(problems), problems[0], test.code)
			}
			if len(problems) > 100 {
				t.Errorf("%d problems", len(problems))
			}
		})
	}
}

// TestRoadPricesAreASheet reads the sheet back as a table with a row for every change.
func TestRoadPricesAreASheet(t *testing.T) {
	s := fixture()
	list := &pricing.PriceList{Roads: []pricing.RoadPrice{
		{Road: 1, Change: outcome.Concession{Kind: outcome.MoreLanes}, HoursAtMost: 5400, More: 17},
		{Road: 0, Change: outcome.Concession{Kind: outcome.ReOpened}, HoursAtMost: unit.Never},
	}}
	rows, err := csv.NewReader(bytes.NewReader(export.RoadPrices(s, list))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"R2", "=HYPERLINK(1) – Bridge", "lane", "1.50", "17"},
		{"R1", "Ստեփանակերտ – =HYPERLINK(1)", "re_opened", "", "0"},
	}
	want[0][1] = "'" + want[0][1]
	if diff := cmp.Diff(want, rows[2:]); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func TestDamagedCertificates(t *testing.T) {
	s := fixture()
	good := string(export.Certificates(s, fixtureCertificates(s)))
	tests := []struct {
		name, from, to string
		code           problem.Code
	}{
		{"node twice", `"b": 60`, `"g": 60`, problem.ResultNodeTwice},
		{"unknown node", `"b": 60`, `"q": 60`, problem.ResultReference},
		{"unknown gate", `"bridge": 3600`, `"x": 3600`, problem.ResultReference},
		{"moments in a list", `"moments": {`, `"moments": [{`, problem.ResultType},
		{"unknown quantile", `"t50"`, `"t51"`, problem.ResultType},
		{"endless moment", `"bridge": 3600`, `"bridge": 1e99`, problem.ResultType},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, problems := export.ReadCertificates(s, "certificate.json", []byte(strings.Replace(good, test.from, test.to, 1)))
			if len(problems) == 0 || problems[0].Code != test.code {
				t.Errorf("problems %v, want %s", problems, test.code)
			}
		})
	}
}

func FuzzReadPlan(f *testing.F) {
	s := fixture()
	f.Add(export.Plan(s, fixturePlan()))
	f.Add([]byte(`{"slots": [{"route": 1}]}`))
	f.Add([]byte(`{"routes": [{"passes_seconds": [1e9]}], "slots": null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, problems := export.ReadPlan(s, "plan.json", data)
		if problems.HasErrors() {
			return
		}
		again, problems := export.ReadPlan(s, "plan.json", export.Plan(s, &p))
		if len(problems) > 0 {
			t.Fatalf("a plan that was read cannot be read again: %v", problems)
		}
		if diff := cmp.Diff(p, again, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

func FuzzReadCertificates(f *testing.F) {
	s := fixture()
	f.Add(export.Certificates(s, fixtureCertificates(s)))
	f.Add([]byte(`{"certificates": [{"moments": {"places": {"a": 1}}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		certificates, problems := export.ReadCertificates(s, "certificate.json", data)
		if problems.HasErrors() {
			return
		}
		if _, problems = export.ReadCertificates(s, "certificate.json", export.Certificates(s, certificates)); len(problems) > 0 {
			t.Fatalf("certificates that were read cannot be read again: %v", problems)
		}
	})
}

// TestPlansOfRandomScenariosComeBack writes real plans of scenarios with every feature.
func TestPlansOfRandomScenariosComeBack(t *testing.T) {
	for seed := range uint64(20) {
		s := scenariotest.Random(rand.New(rand.NewPCG(seed, 1)))
		r, err := planner.Make(context.Background(), s, planner.Options{})
		if errors.Is(err, planner.ErrNobody) {
			continue
		}
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		got, problems := export.ReadPlan(s, "plan.json", export.Plan(s, &r.Plan))
		if len(problems) > 0 {
			t.Fatalf("seed %d: plan: %v", seed, problems)
		}
		if diff := cmp.Diff(r.Plan, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("seed %d: plan (-written +read):\n%s", seed, diff)
		}
		certificates, problems := export.ReadCertificates(s, "certificate.json", export.Certificates(s, r.Certificates))
		if len(problems) > 0 {
			t.Fatalf("seed %d: certificates: %v", seed, problems)
		}
		if diff := cmp.Diff(r.Certificates, certificates, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("seed %d: certificates (-written +read):\n%s", seed, diff)
		}
		if _, err := csv.NewReader(bytes.NewReader(export.Slots(s, &r.Plan))).ReadAll(); err != nil {
			t.Fatalf("seed %d: slots: %v", seed, err)
		}
		if !json.Valid(export.Summarise(s, r, "").JSON()) {
			t.Fatalf("seed %d: summary is not JSON", seed)
		}
	}
}
