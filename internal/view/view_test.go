package view_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"testing"

	"wayout/internal/folder"
	"wayout/internal/planner"
	"wayout/internal/pricing"
	"wayout/internal/question"
	"wayout/internal/view"
)

const karabakh = "../../examples/karabakh-2023"

// karabakhView plans the example and gathers its view.
func karabakhView(t testing.TB) (view.View, *planner.Result) {
	t.Helper()
	f, problems := folder.Read(os.DirFS(karabakh), nil)
	if f.Scenario == nil {
		t.Fatal(problems)
	}
	prices, err := pricing.Prices(context.Background(), f.Scenario, pricing.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := planner.Make(context.Background(), f.Scenario, planner.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return view.Of(f.Scenario, r, prices, ""), r
}

// TestViewAgreesWithTheResult: sums over what the page draws are those of the result.
func TestViewAgreesWithTheResult(t *testing.T) {
	v, r := karabakhView(t)
	var served, notServed, arrived, passed int64
	for _, p := range v.Places {
		served += int64(p.Served)
		notServed += int64(p.NotServed)
	}
	for _, x := range v.Receptions {
		for _, a := range x.Arrivals {
			arrived += a[1]
		}
	}
	for _, g := range v.Gates {
		for _, p := range g.Passes {
			passed += p[2]
		}
	}
	want := int64(r.PeopleServed)
	if served != want || arrived != want || passed != want || notServed != int64(r.People-r.PeopleServed) {
		t.Errorf("places %d and %d, receptions %d, gate %d; the plan serves %d of %d", served, notServed, arrived, passed, want, r.People)
	}
	last := v.Curve[len(v.Curve)-1]
	if last[0] != int64(r.Clearance.T100) || last[1] != want {
		t.Errorf("the curve ends at %v, the plan at %d with %d", last, r.Clearance.T100, want)
	}
	for i := 1; i < len(v.Curve); i++ {
		if v.Curve[i][0] <= v.Curve[i-1][0] || v.Curve[i][1] < v.Curve[i-1][1] {
			t.Fatalf("the curve falls at %v", v.Curve[i])
		}
	}
	for _, b := range v.Bound {
		at := int64(0)
		for _, c := range v.Curve {
			if c[0] < b[0] {
				at = c[1]
			}
		}
		if at >= b[1] {
			t.Errorf("by the plan %d are out before %d, and the bound allows fewer than %d", at, b[0], b[1])
		}
	}
}

// TestProofForCarsOnly: where people are left for want of vehicles, the page says that they do not
// count in the proof.
func TestProofForCarsOnly(t *testing.T) {
	for _, c := range []struct {
		folder, variant string
		want            bool
	}{{karabakh, "", false}, {"../../examples/karabakh-2023-09-21", "24th-200-fleet", true}} {
		f, problems, err := question.Read(os.DirFS(c.folder), c.variant, nil)
		if err != nil || f.Scenario == nil {
			t.Fatal(problems, err)
		}
		r, err := planner.Make(context.Background(), f.Scenario, planner.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if v := view.Of(f.Scenario, r, nil, ""); v.Certificate == nil || v.Certificate.CarsOnly != c.want {
			t.Errorf("%s %s: the proof is %+v", c.folder, c.variant, v.Certificate)
		}
	}
}

// TestJSON: the same result gives the same bytes, no list is null, and nothing in it ends an element
// of a page.
func TestJSON(t *testing.T) {
	v, _ := karabakhView(t)
	one, err := v.JSON()
	if err != nil {
		t.Fatal(err)
	}
	two, _ := v.JSON()
	if !bytes.Equal(one, two) {
		t.Error("other bytes the second time")
	}
	if bytes.ContainsAny(one, "<>&") {
		t.Error("the JSON holds signs of HTML")
	}
	var lists map[string]any
	if err := json.Unmarshal(one, &lists); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"places", "roads", "gates", "receptions", "sites", "fuel_points", "closures", "dangers", "routes", "slots", "trips", "areas", "paths", "columns", "curve", "bound", "binding", "ladder", "prices", "not_served", "assumptions"} {
		if _, list := lists[name].([]any); !list {
			t.Errorf("%s is no list", name)
		}
	}
}
