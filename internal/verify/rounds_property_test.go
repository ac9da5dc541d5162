package verify_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"wayout/internal/plan"
	"wayout/internal/verify"
)

// copyPlan returns a copy that shares nothing.
func copyPlan(t *testing.T, p *plan.Plan) *plan.Plan {
	t.Helper()
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	out := new(plan.Plan)
	if err := json.Unmarshal(text, out); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestJudgesAgreeOnRounds makes plans with vehicles, columns and fuel, changes one number, and asks
// both judges.
func TestJudgesAgreeOnRounds(t *testing.T) {
	whole, kept, refused := 0, 0, 0
	rules := map[verify.Rule]int{}
	worlds := 250
	if testing.Short() {
		worlds = 10
	}
	for seed := range uint64(worlds) {
		s, p := randomRounds(seed)
		second := newNaive(s, p.Horizon)
		ask := func(what string, p *plan.Plan) bool {
			report, fault := verify.Check(s, p, nil), second.judge(p, nil)
			if report.Holds() != (fault == "") {
				t.Errorf("seed %d, %s: the first judge says %v, the second %q", seed, what, report.Violations, fault)
			}
			broken := map[verify.Rule]bool{}
			for _, v := range report.Violations {
				broken[v.Rule] = true
			}
			for rule := range broken {
				rules[rule]++
			}
			return fault == ""
		}
		changes := 5
		if ask("as it is", p) {
			whole++
			changes = 50
		}
		r := rand.New(rand.NewPCG(seed, 3))
		for range changes {
			damaged := copyPlan(t, p)
			if ask(damage(r, damaged), damaged) {
				kept++
				continue
			}
			refused++
		}
	}
	t.Logf("%d of %d plans hold; %d changed plans do, %d do not: %v", whole, worlds, kept, refused, rules)
	if whole < worlds/4 || kept < 2*worlds {
		t.Errorf("only %d plans hold, and %d changed ones", whole, kept)
	}
}

// damage changes one number of a plan, or takes something out of it or doubles it.
func damage(r *rand.Rand, p *plan.Plan) string {
	switch i := r.IntN(20); {
	case i == 0 && len(p.Trips) > 0:
		k := r.IntN(len(p.Trips))
		p.Trips = slices.Delete(p.Trips, k, k+1)
		return fmt.Sprintf("trip %d removed", k)
	case i == 1 && len(p.Trips) > 1:
		k := r.IntN(len(p.Trips) - 1)
		p.Trips[k], p.Trips[k+1] = p.Trips[k+1], p.Trips[k]
		return fmt.Sprintf("trip %d after the next", k)
	case i == 2 && len(p.Columns) > 0:
		p.Columns = p.Columns[1:]
		return "column removed"
	case i == 3 && len(p.NotServed) > 0:
		reasons := []plan.Reason{plan.NoSeats, plan.NoVehicle, plan.Caution, plan.Unplaced, plan.Shut, plan.NoRoute}
		n := &p.NotServed[r.IntN(len(p.NotServed))]
		n.Reason = reasons[r.IntN(len(reasons))]
		return fmt.Sprintf("not served because: %s", n.Reason)
	}
	all := numbers(p, nil)
	for name, n := range roundNumbers(p) {
		all[name] = n
	}
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	if r.IntN(3) > 0 { // a time or an amount
		names = slices.DeleteFunc(names, func(name string) bool { return all[name].get() <= 100 })
	}
	name := names[r.IntN(len(names))]
	was := all[name].get()
	steps := []int64{1, -1, 1, -1, 2, -2, was, -was, 1 << 40, -1 << 62}
	if was > 100 && r.IntN(20) > 0 {
		steps = []int64{1, -1, 60, -60, 60, -60, 120, -120, 300, -300, 600, -600, 1200, 3600}
	}
	if strings.HasSuffix(name, "depart") || strings.HasSuffix(name, "length") {
		steps = []int64{60, -60, 60, -60, 120, -120, 300, -300, 600, 1200, 30}
	}
	now := was + steps[r.IntN(len(steps))]
	all[name].set(now)
	return fmt.Sprintf("%s: %d to %d", name, was, now)
}

// roundNumbers lists every number of a plan's trips, columns, fuel and refuges, by name.
func roundNumbers(p *plan.Plan) map[string]number {
	all := map[string]number{}
	loads := func(name string, l *plan.Load) {
		all[name+" place"], all[name+" group"] = of(&l.Place), of(&l.Group)
		all[name+" first"], all[name+" parties"] = of(&l.First), of(&l.Parties)
	}
	refuges := func(name string, list []plan.Refuge) {
		for i := range list {
			r := &list[i]
			all[fmt.Sprint(name, " site ", i)], all[fmt.Sprint(name, " from ", i)], all[fmt.Sprint(name, " to ", i)] = of(&r.Site), of(&r.From), of(&r.To)
		}
	}
	for i := range p.Trips {
		t, name := &p.Trips[i], fmt.Sprint("trip ", i)
		all[name+" row"], all[name+" number"] = of(&t.Vehicle.Row), of(&t.Vehicle.Number)
		all[name+" from"], all[name+" to"], all[name+" reception"] = of(&t.From), of(&t.To), of(&t.Reception)
		all[name+" depart"], all[name+" length"] = of(&t.Depart), of(&t.Length)
		for k := range t.Passes {
			all[fmt.Sprint(name, " pass ", k)] = of(&t.Passes[k])
		}
		for k := range t.Legs {
			all[fmt.Sprint(name, " leg ", k)] = of(&t.Legs[k].Road)
		}
		for k := range t.Boards {
			loads(fmt.Sprint(name, " load ", k), &t.Boards[k])
		}
		refuges(name, t.Refuges)
	}
	for i := range p.Routes {
		refuges(fmt.Sprint("route ", i), p.Routes[i].Refuges)
	}
	for i := range p.Slots {
		all[fmt.Sprint("slot ", i, " fill")], all[fmt.Sprint("slot ", i, " fuel")] = of(&p.Slots[i].Fill), of(&p.Slots[i].Fuel)
	}
	for i := range p.Columns {
		c, name := &p.Columns[i], fmt.Sprint("column ", i)
		loads(name, &c.Load)
		all[name+" path"], all[name+" reception"] = of(&c.Path), of(&c.Reception)
		all[name+" depart"], all[name+" length"], all[name+" walks"] = of(&c.Depart), of(&c.Length), of(&c.Walks)
	}
	for i := range p.NoFuel {
		all[fmt.Sprint("no fuel ", i, " place")], all[fmt.Sprint("no fuel ", i, " cars")] = of(&p.NoFuel[i].Place), of(&p.NoFuel[i].Cars)
	}
	for i := range p.NotServed {
		if l := p.NotServed[i].Load; l != nil {
			loads(fmt.Sprint("not served ", i), l)
		}
	}
	return all
}
