package planner

import (
	"slices"

	"wayout/internal/core"
	"wayout/internal/reach"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// timing says when the steps of a flow problem begin: at a node, its lead earlier than at the
// receptions.
//
// Links take whole steps, so that what is left of a step is lost on every link, rounded up, or won,
// rounded down: on sixty links of ten seconds an hour with steps of a minute. The lead of a node is
// how long it takes from there to a reception. A link then takes the steps, not of its travel time,
// but of the time that it loses against the quickest way: none on quickest ways, which are exact
// however many links they have. (These are the reduced costs of shortest paths. They are never
// negative, and the sum along a way is its travel time less the leads of its ends.)
//
// Nothing enters a step that begins before moment 0: whoever is ready at 0 is, at the node, at the
// step of its lead.
//
// The problem is about the core of the network: roads in a row are rounded as one.
type timing struct {
	side rounding
	step unit.Second
	core *core.Core
	lead []unit.Second // by node of the core; 0 where no way leads out
	out  []bool        // by node of the core: some way leads out
}

// newTiming returns the timing of one side of the bracket for links with these rates.
func (w *work) newTiming(side rounding, profiles []roads.Profile) *timing {
	t := &timing{side: side, step: w.step}
	if w.plain {
		t.core = core.Whole(w.net, profiles, side.travel)
	} else {
		t.core = core.New(w.net, profiles, w.starts(), side.travel)
	}
	net := t.core.Network
	t.lead, t.out = make([]unit.Second, len(net.Nodes)), make([]bool, len(net.Nodes))
	_, least := reach.Cheapest(net, func(i int32) unit.Second {
		if net.Links[i].Rate.Most() == 0 {
			return unit.Never
		}
		return side.travel(&net.Links[i])
	})
	for v, seconds := range least {
		if seconds < unit.Never {
			t.out[v] = true
			if !w.plain {
				t.lead[v] = seconds
			}
		}
	}
	return t
}

// How far steps are divided: into no more of them until all are out, and no more links times steps.
const (
	mostSteps  = 400
	mostCopies = 2_000_000
)

// refine makes the steps of both sides shorter where everybody is out after a few of them, so that a step
// more or less counts as little there as elsewhere. It reports whether it did.
func (w *work) refine(solution *boundFlow) bool {
	all, ok := solution.Clearance()
	if !ok || w.plain {
		return false
	}
	steps := unit.Second(all + 1)
	copies := steps * unit.Second(max(1, len(solution.timing.core.Network.Links)))
	for parts := min(mostSteps/steps, mostCopies/copies); parts > 1; parts-- {
		if w.s.Step%parts == 0 {
			w.step = w.s.Step / parts
			return true
		}
	}
	return false
}

// starts returns the nodes at which anybody starts whom the sides of the bracket count.
func (w *work) starts() []bool {
	out := make([]bool, len(w.net.Nodes))
	for _, b := range w.supplies {
		out[w.net.Entry[b.place]] = true
	}
	for _, f := range w.freight {
		out[w.net.Entry[f.place]] = true
	}
	return out
}

// travel is how long a link takes on a side.
func (side rounding) travel(l *roads.Link) unit.Second {
	if side == forPlan {
		return l.Ceil
	}
	return l.Floor
}

// steps divides a time by steps, and rounds as the side needs it.
func (t *timing) steps(time unit.Second) int32 {
	if t.side == forPlan {
		time += t.step - 1
	}
	return int32(time / t.step)
}

// transit is how many steps a link takes that is open at some time and from whose end a way leads out.
func (t *timing) transit(l *roads.Link) int32 {
	return t.steps(t.side.travel(l) + t.lead[l.To] - t.lead[l.From])
}

// release returns the node of a place, and the step at which vehicles ready at a moment may leave it.
func (t *timing) release(place int, ready unit.Second) (node, step int32) {
	node = t.core.Network.Entry[place]
	return node, t.steps(ready + t.lead[node])
}

// begins returns the moment at which a step begins at a node, 0 for those before.
func (t *timing) begins(node int32, step int32) unit.Second {
	return max(0, unit.Second(step)*t.step-t.lead[node])
}

// fit returns the timing with leads for which no part of a step is lost on the links of a heaviest
// forest. Leads grow by less than a step.
func (t *timing) fit(carries []int64) *timing {
	fitted := *t
	fitted.lead = slices.Clone(t.lead)
	for _, b := range core.Forest(t.core.Network, carries) {
		l := &t.core.Network.Links[b.Link]
		lead := fitted.lead[l.To] + t.side.travel(l)
		if b.Node == l.To {
			lead = fitted.lead[l.From] - t.side.travel(l)
		}
		over := (lead - t.lead[b.Node]) % t.step
		fitted.lead[b.Node] = t.lead[b.Node] + (over+t.step)%t.step
	}
	return &fitted
}
