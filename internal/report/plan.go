package report

import (
	"fmt"
	"slices"
	"strings"

	"wayout/internal/plan"
	"wayout/internal/planner"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"

	model "wayout/internal/people"
)

// Plan tells a planner what was asked, the answer, how good it is, what holds people back and
// what the answer rests on. variant is the id of the variant that was planned, or empty.
func Plan(s *scenario.Scenario, r *planner.Result, variant string) string {
	w := planWriter{s: s, r: r}
	w.asked(variant)
	if r.Deadline > 0 {
		w.deadline()
	}
	w.answer()
	w.notServed()
	w.travellers("Who travels how")
	w.ofAnimals()
	w.rounds("Rounds of the fleet")
	w.fuel("Fuel")
	w.stocks("Stocks; places that run out first leave first")
	w.sites("Sites in their fullest hour")
	w.caution()
	w.proof()
	if p := r.Priorities; p != nil {
		w.heading("Who leaves first, by car")
		w.table(p.Rows())
		w.text(p.Text())
	}
	w.binding()
	w.cost()
	w.flagged()
	w.dangers()
	w.assumptions()
	w.notPlanned()
	return w.String()
}

// planWriter writes the sections of a plan's report.
type planWriter struct {
	page
	s *scenario.Scenario
	r *planner.Result
}

func (w *planWriter) asked(variant string) {
	s, r := w.s, w.r
	w.heading(s.Name)
	if s.About != "" {
		w.text(s.About)
	}
	origins := 0
	for p := range s.Places {
		if s.Places[p].People.Used > 0 {
			origins++
		}
	}
	fleet := ""
	if n := r.Rounds.Vehicles; n > 0 {
		fleet = fmt.Sprintf(" and %s of the fleet", count(n))
	}
	w.text(fmt.Sprintf("Asked: how %s in %s leave from %s, in %s of their own%s.",
		people(r.People), plural(origins, "place", "places"), s.At(0).Format("Monday 2 January 2006 15:04 -07:00"), vehicles(r.Vehicles), fleet))
	for g := range s.Gates {
		w.text(sentence(gateText(describeGate(s, &s.Gates[g]))) + ".")
	}
	if variant != "" {
		w.text("Variant " + variant + ".")
	}
	for _, e := range s.Edits {
		w.text("Known better: " + e.Path + " = " + e.Value + ", by " + e.Source + ".")
	}
	for _, o := range s.Overrides {
		w.text("For this run: " + o.Path + " = " + o.Value + ".")
	}
}

func (w *planWriter) deadline() {
	s, r := w.s, w.r
	w.heading("By the deadline, " + clock(s, r.Deadline))
	w.text(fmt.Sprintf("This plan has %s of %s out by then, %s. No plan can have more than %s out, under these inputs.",
		count(r.PeopleServed), people(r.People), share(r.PeopleServed, r.People), count(r.MostPeopleOut)))
	if r.Change != "" {
		w.text(sentence(r.Change))
	}
}

// share writes a part of a whole in per cent.
func share(part, whole unit.Person) string {
	if whole == 0 {
		return "0 %"
	}
	return decimal(float64(part)/float64(whole)*100) + " %"
}

func (w *planWriter) answer() {
	s, r := w.s, w.r
	w.heading("Answer, under these inputs")
	switch {
	case r.PeopleServed == 0:
		w.text("Nobody can be served.")
		w.incomplete()
		return
	case r.Clearance.T100 >= unit.Never:
		last := ""
		if t := r.Quantile(r.PeopleServed, 1000); t < unit.Never {
			last = ", the last of them by " + clock(s, t)
		}
		w.text(fmt.Sprintf("%s are out%s; %s are not by %s, the end of what was planned.",
			sentence(people(r.PeopleServed)), last, people(r.People-r.PeopleServed), clock(s, r.Horizon)))
	case r.PeopleServed == r.People:
		w.text(fmt.Sprintf("Everyone is out by %s, after %s.", clock(s, r.Clearance.T100), hours(r.Clearance.T100)))
	default:
		w.text(fmt.Sprintf("Everyone who can be served is out by %s, after %s: %s of %s.",
			clock(s, r.Clearance.T100), hours(r.Clearance.T100), count(r.PeopleServed), people(r.People)))
	}
	w.incomplete()
	if min(r.Low.T50, r.Clearance.T50, r.High.T50) < unit.Never {
		w.clearance()
	}
}

// clearance writes the table of clearance times for every population.
func (w *planWriter) clearance() {
	s, r := w.s, w.r
	low, used, high := s.TotalPeople(model.Low), s.TotalPeople(model.Used), s.TotalPeople(model.High)
	row := func(label string, pick func(planner.Times) unit.Second) []string {
		return []string{
			label,
			clockAndHours(s, pick(r.Low)), clockAndHours(s, pick(r.Clearance)), clockAndHours(s, pick(r.High)),
		}
	}
	w.table([][]string{
		{"out", "low: " + people(low), "used: " + people(used), "high: " + people(high)},
		row("half", func(t planner.Times) unit.Second { return t.T50 }),
		row("9 in 10", func(t planner.Times) unit.Second { return t.T90 }),
		row("99 in 100", func(t planner.Times) unit.Second { return t.T99 }),
		row("everyone", func(t planner.Times) unit.Second { return t.T100 }),
	})
}

func (w *planWriter) proof() {
	r := w.r
	if len(r.Ladder) == 0 {
		return
	}
	w.heading("How good the plan is")
	w.proved()
	rows := [][]string{{"everyone who can be served is out", "after", "step", "in all"}}
	for i, rung := range r.Ladder {
		row := []string{rungs[rung.Name], exactHours(rung.T100), "", ""}
		if row[0] == "" {
			row[0] = rung.Name
		}
		if i > 0 {
			row[2] = percent(rung.T100, r.Ladder[i-1].T100)
			row[3] = percent(rung.T100, r.Ladder[0].T100)
		}
		rows = append(rows, row)
	}
	if r.Ladder[0].T100 < unit.Never {
		w.table(rows)
		return
	}
	w.text("No plan brings out everyone who has a way, by the end of what was planned.")
}

// proved says what nobody can promise, by the certificate for everyone or by the places there are.
func (w *planWriter) proved() {
	r := w.r
	if slices.ContainsFunc(r.Plan.NotServed, func(n plan.NotServed) bool { return n.Reason == plan.Full }) {
		w.text(fmt.Sprintf("The receptions take %s, and more can leave; so nobody can promise a place to everyone, under these inputs. This plan brings %s there.",
			people(r.MostPeopleOut), people(r.PeopleServed)))
		return
	}
	for i := range r.Certificates {
		c := &r.Certificates[i]
		if c.Level == model.Used && c.Quantile == "t100" {
			w.text(Sentence(w.s, r.Network, c))
		}
	}
}

// rungs are the names of the ladder as a planner reads them.
var rungs = map[string]string{
	"bound":               "no plan can be faster (bound)",
	"free plan":           "cars by any road at any minute, beside the rounds",
	"one route per place": "one route per place and phase",
	"slots":               "slots that people can follow (this plan)",
	"rounds":              "and the last round of the fleet",
}

func (w *planWriter) binding() {
	if len(w.r.Binding) == 0 {
		return
	}
	w.heading("What holds everyone back")
	for _, b := range w.r.Binding {
		w.item("  "+w.s.Clock(b.From)+" to "+w.s.Clock(b.To)+"  ", stageWords(&b))
	}
	if cars, fleetLast := lastCar(w.r); fleetLast {
		w.text(fmt.Sprintf("When the last car is out, after %s, the fleet still has rounds to drive: more vehicles, or a second crew each, would help then.", hours(cars)))
	}
	if held := w.r.Fuel.Holds; held > 0 {
		w.text(fmt.Sprintf("The fuel points hold people back too: if they took as many as come, at any hour, the last car would be out %s earlier. The bound leaves that out.", exactHours(held)))
	}
}

// stageWords says which stage binds and how much it passes.
func stageWords(b *planner.Binding) string {
	var text string
	switch {
	case b.Home:
		return "leaving home: more are ready only later in " + b.Name
	case b.Stage == roads.Passage:
		text = "the gate " + b.Name
	case b.Stage == roads.Carriageway:
		text = "the road " + b.Name
	default:
		text = "the " + strings.TrimPrefix(b.Name, "the ")
	}
	text += ", " + rate(b.Rate)
	if b.Shut > 0 {
		text += fmt.Sprintf("; shut for %s of this time", hours(b.Shut))
	}
	return text
}

func (w *planWriter) cost() {
	r := w.r
	if r.PeopleServed == 0 {
		return
	}
	each := func(total float64) string { return decimal(total / float64(r.PeopleServed)) }
	w.heading("Waiting and driving")
	w.table([][]string{
		{"waiting at home until the slot", rounded(r.WaitingHours) + " people-hours", each(r.WaitingHours) + " h a person"},
		{"on the road", rounded(r.RoadHours) + " people-hours", each(r.RoadHours) + " h a person"},
		{"both, least that any plan needs", rounded(r.BoundHours) + " people-hours", each(r.BoundHours) + " h a person"},
	})
	w.text(fmt.Sprintf("The cars burn %s litres driving. Waiting in a queue with engines on instead of at home would burn %s more.",
		rounded(r.Litres), rounded(r.QueueLitres)))
}

func (w *planWriter) flagged() {
	used := FlaggedRoads(w.s, &w.r.Plan)
	if len(used) == 0 {
		return
	}
	w.heading("Roads of this plan that may not be usable; find out before anybody is sent there")
	for _, i := range used {
		road := &w.s.Roads[i]
		w.bullet(w.s.RoadName(i) + ", " + statusText(string(road.Status), road.Note))
	}
}

func (w *planWriter) dangers() {
	if len(w.s.Dangers) == 0 {
		return
	}
	w.heading("Dangers")
	for i := range w.s.Dangers {
		w.bullet(dangerText(describeDanger(w.s, &w.s.Dangers[i])))
	}
	if cost := w.r.DangerCost; cost != nil {
		w.text(dangerCost(cost, w.r.Clearance.T100))
	}
}

// dangerCost says what the dangers in force cost, which is no advice to override them.
func dangerCost(cost *planner.DangerCost, now unit.Second) string {
	var parts []string
	if cost.People != 0 {
		parts = append(parts, fmt.Sprintf("%s people more would be served", signed(cost.People)))
	}
	if cost.Clearance < unit.Never && now < unit.Never && cost.Clearance != now {
		parts = append(parts, "the last one would be out "+planner.Against(cost.Clearance, now))
	}
	if len(parts) == 0 {
		return "Without those in force the plan would be no better."
	}
	return "Without those in force " + strings.Join(parts, ", and ") + ". That is no reason to send anybody there."
}

func (w *planWriter) assumptions() {
	w.heading("Assumptions in force")
	used, _ := w.s.AssumptionsUsed()
	w.page.assumptions(used)
}

func (w *planWriter) notPlanned() {
	w.heading("Not planned")
	for _, text := range w.s.NotPlanned {
		w.bullet(text)
	}
	w.notCounted()
	w.text("This plan is restricted: it holds routes and hours. Nothing here is called safe. Leaving is voluntary, and who stays remains protected.")
}
