package report

import (
	"fmt"
	"slices"
	"strings"

	"wayout/internal/convoy"
	"wayout/internal/plan"
	"wayout/internal/planner"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Case is one thing that might happen, planned: a variant of a scenario.
type Case struct {
	ID       string
	About    string
	Scenario *scenario.Scenario
	Result   *planner.Result
	Within   *planner.Result // the same asked with a deadline
}

// Answers answers, a few lines each, the questions of somebody who has to leave: how, where to,
// how many and by when, who not, and what of patients, petrol, transport, animals and meals. The
// scenario as it stands comes with its plan; cases are its variants. The page says what is not
// planned.
func Answers(s *scenario.Scenario, now *planner.Result, cases []Case) string {
	w := &answerWriter{s: s, now: now, cases: cases}
	w.heading(s.Name)
	w.text(fmt.Sprintf("What can be promised to %s from %s on, under the inputs of this scenario:", people(now.People), clock(s, 0)))
	w.how()
	w.where()
	w.howMany()
	w.whoNot()
	w.needs()
	w.list("What Wayout does not plan here", s.NotPlanned)
	return w.String()
}

type answerWriter struct {
	page
	s     *scenario.Scenario
	now   *planner.Result
	cases []Case
}

// best returns the result that serves the most people, the first of equals.
func (w *answerWriter) best() *planner.Result {
	best := w.now
	for _, c := range w.cases {
		if c.Result.PeopleServed > best.PeopleServed {
			best = c.Result
		}
	}
	return best
}

func (w *answerWriter) how() {
	w.heading("How to leave?")
	r := w.best()
	route := busiestRoute(&r.Plan)
	if route == nil {
		w.text("There is no way out in this scenario, whatever opens.")
		return
	}
	var metres unit.Metre
	for _, leg := range route.Legs {
		metres += w.s.Roads[leg.Road].Length
	}
	names := convoy.WayNames(w.s, route.Place, route.Legs)
	w.text(fmt.Sprintf("By car, %s: %.0f km, %.1f hours if nobody stands in a queue. It is the way of %s of all who can leave by car.",
		strings.Join(names, " – "), float64(metres)/1000, route.Arrive().Hours(), share(onRoad(r, route), byCar(r))))
	if w.now.PeopleServed == 0 {
		w.text("As things stand nobody can: " + w.shutStages() + ".")
	}
}

// busiestRoute returns the route that carries the most people, nil if there is none.
func busiestRoute(p *plan.Plan) *plan.Route {
	carried := make([]unit.Person, len(p.Routes))
	best := -1
	for _, slot := range p.Slots {
		carried[slot.Route] += slot.People
		if best < 0 || carried[slot.Route] > carried[best] {
			best = slot.Route
		}
	}
	if best < 0 {
		return nil
	}
	return &p.Routes[best]
}

// onRoad returns the people whose route takes the last road of another one.
func onRoad(r *planner.Result, route *plan.Route) unit.Person {
	if len(route.Legs) == 0 {
		return 0
	}
	last := route.Legs[len(route.Legs)-1]
	var sum unit.Person
	for _, slot := range r.Plan.Slots {
		if slices.Contains(r.Plan.Routes[slot.Route].Legs, last) {
			sum += slot.People
		}
	}
	return sum
}

// byCar returns the people in slots.
func byCar(r *planner.Result) unit.Person {
	var sum unit.Person
	for i := range r.Plan.Slots {
		sum += r.Plan.Slots[i].People
	}
	return sum
}

// shutStages describes what cuts everybody off as things stand.
func (w *answerWriter) shutStages() string {
	if len(w.now.Plan.NotServed) == 0 {
		return ""
	}
	common := w.now.Plan.NotServed[0].Cut
	for _, n := range w.now.Plan.NotServed {
		common = slices.DeleteFunc(slices.Clone(common), func(id string) bool { return !slices.Contains(n.Cut, id) })
	}
	var stages []string
	for _, id := range common {
		stages = append(stages, w.s.DescribeStage(id))
	}
	return strings.Join(stages, "; ")
}

func (w *answerWriter) where() {
	w.heading("Where to?")
	var names []string
	for i := range w.s.Receptions {
		name := w.s.Places[w.s.Receptions[i].Place].Name
		if capacity := w.s.Receptions[i].Capacity; capacity > 0 {
			name += ", " + people(capacity) + " at most"
		}
		names = append(names, name)
	}
	w.text(strings.Join(names, "; ") + ".")
}

func (w *answerWriter) howMany() {
	w.heading("How many, by when?")
	rows := [][]string{{"case", "out in the end", "half by", "everyone who can by", "proved: not before"}}
	for _, c := range w.cases {
		r := c.Result
		rows = append(rows, []string{
			c.ID, people(r.PeopleServed),
			momentOrNever(c.Scenario, r.Clearance.T50), momentOrNever(c.Scenario, r.Clearance.T100),
			momentOrNever(c.Scenario, r.Bound.T100),
		})
	}
	w.table(rows)
	for _, c := range w.cases {
		w.bullet(c.ID + ": " + c.About)
	}
	w.deadline()
}

// deadline says what can be out by the deadline at best.
func (w *answerWriter) deadline() {
	rows := [][]string{{"case", "out by then by plan", "no plan more than", "of everybody"}}
	var until unit.Second
	for _, c := range w.cases {
		if c.Within == nil {
			continue
		}
		until = c.Within.Deadline
		rows = append(rows, []string{
			c.ID, people(c.Within.PeopleServed), people(c.Within.MostPeopleOut), share(c.Within.MostPeopleOut, c.Within.People),
		})
	}
	if len(rows) == 1 {
		return
	}
	w.heading(fmt.Sprintf("What can %s do at best, until %s?", hoursInWords(until), clock(w.s, until)))
	w.table(rows)
}

func hoursInWords(t unit.Second) string { return fmt.Sprintf("%.0f hours", t.Hours()) }

func momentOrNever(s *scenario.Scenario, t unit.Second) string {
	if t >= unit.Never {
		return "never"
	}
	return s.Clock(t)
}

// needs answers for those who need more than a road, by the plan that serves the most people.
func (w *answerWriter) needs() {
	p := planWriter{s: w.s, r: w.best()}
	for _, c := range w.cases {
		if c.Result == p.r {
			p.heading("For those who need more than a road, by the case that brings out the most, " + c.ID)
		}
	}
	p.travellers("We have people who cannot walk: how do they leave?")
	p.incomplete()
	p.rounds("No transport: who is carried?")
	p.fuel("No petrol: who can go on what there is?")
	if p.animals() > 0 {
		p.heading("And the animals?")
		p.ofAnimals()
	}
	p.sites("The place where people gather, without hot meals: what does it need?")
	p.stocks("How long does what is there last?")
	if p.Len() > 0 {
		w.WriteString("\n" + p.String())
	}
}

// listed writes names, and of many only how many more there are.
func listed(names []string) string {
	const most = 8
	if len(names) <= most+1 {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more places", strings.Join(names[:most], ", "), len(names)-most)
}

func (w *answerWriter) whoNot() {
	r := w.best()
	if len(r.Plan.NotServed) == 0 {
		return
	}
	w.heading("Who not, even then, and what cuts them off?")
	for _, group := range groupNotServed(w.s, &r.Plan) {
		var sum unit.Person
		var names, cut []string
		places, by := byPlace(group)
		for _, place := range places {
			sum += by[place]
			names = append(names, w.s.Places[place].Name)
		}
		for _, id := range group[0].Cut {
			cut = append(cut, w.s.DescribeStage(id))
		}
		reason := sentence(string(group[0].Reason))
		if group[0].Load != nil && len(cut) == 0 {
			reason += ", " + kindOf(w.s, &r.Plan, &group[0]).String()
		}
		w.bullet(fmt.Sprintf("%s in %s. %s%s.", people(sum), listed(names), reason, optional(": ", strings.Join(cut, "; "))))
	}
	if d := r.DangerCost; d != nil && d.People > 0 {
		w.text(fmt.Sprintf("Without the dangers reported, %s more could be planned. Whether a road may be used is for people on the spot to find out, and for a planner to record.", people(d.People)))
	}
}
