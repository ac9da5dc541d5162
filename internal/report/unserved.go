package report

import (
	"fmt"
	"slices"
	"strings"

	"wayout/internal/outcome"
	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// notServed lists who is not in the plan and why. Places that the same obstacles cut off stand
// together, in the order of the plan.
func (w *planWriter) notServed() {
	p := &w.r.Plan
	if len(p.NotServed) == 0 {
		return
	}
	w.heading("Not served")
	var unproven unit.Person
	for _, n := range p.NotServed {
		if n.Reason == plan.Unplaced {
			unproven += n.People
		}
	}
	for _, group := range groupNotServed(w.s, p) {
		w.bullet(w.unservedGroup(group))
	}
	w.text(fmt.Sprintf("%s in all.", sentence(people(w.r.People-w.r.PeopleServed))))
	if unproven > 0 {
		w.text(fmt.Sprintf("For %s of them it is not proved that no plan could serve them.", count(unproven)))
	}
}

// kindOf returns the kind of travellers that parties not served are.
func kindOf(s *scenario.Scenario, p *plan.Plan, n *plan.NotServed) outcome.Kind {
	travel := s.Travel(n.Place, p.Level, p.WithoutFuel(n.Place))
	return outcome.KindOf(&travel.Groups[n.Load.Group])
}

// groupNotServed gathers places that the same obstacles cut off, in the order of the plan.
func groupNotServed(s *scenario.Scenario, p *plan.Plan) [][]plan.NotServed {
	var groups [][]plan.NotServed
	known := map[string]int{}
	for _, n := range p.NotServed {
		cut := slices.Sorted(slices.Values(n.Cut))
		key := string(n.Reason) + "\x00" + strings.Join(cut, "\x00")
		if len(n.Cut) == 0 && n.Load != nil {
			key += "\x00" + kindOf(s, p, &n).String()
		}
		i, found := known[key]
		if !found {
			i = len(groups)
			known[key] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], n)
	}
	return groups
}

// unservedGroup says who is not served for one reason.
func (w *planWriter) unservedGroup(group []plan.NotServed) string {
	first := group[0]
	places, by := byPlace(group)
	var sum unit.Person
	var names []string
	for _, place := range places {
		sum += by[place]
		names = append(names, w.s.Places[place].Name+" "+count(by[place]))
	}
	if len(places) == 1 && first.Text != "" {
		return fmt.Sprintf("%s, %s: %s", w.s.Places[first.Place].Name, people(sum), first.Text)
	}
	text := sentence(string(first.Reason))
	if len(first.Cut) == 0 && first.Load != nil {
		text += ", " + kindOf(w.s, &w.r.Plan, &first).String()
	}
	var cut []string
	for _, id := range first.Cut {
		cut = append(cut, w.s.DescribeStage(id))
	}
	if len(cut) > 0 {
		text += ", by " + strings.Join(cut, "; ")
	}
	return fmt.Sprintf("%s. %s in %s: %s.", text, sentence(people(sum)), plural(len(places), "place", "places"), strings.Join(names, ", "))
}

// byPlace adds up the people of every place, in the order of the list.
func byPlace(list []plan.NotServed) (places []int, by map[int]unit.Person) {
	by = map[int]unit.Person{}
	for _, n := range list {
		if _, known := by[n.Place]; !known {
			places = append(places, n.Place)
		}
		by[n.Place] += n.People
	}
	return places, by
}
