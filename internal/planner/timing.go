package planner

import (
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
type timing struct {
	step unit.Second
	lead []unit.Second // by node; 0 where no way leads out
	out  []bool        // by node: some way leads out
}

// newTiming returns the timing of one side of the bracket for links with these rates.
func (w *work) newTiming(side rounding, profiles []roads.Profile) *timing {
	t := &timing{step: w.s.Step, lead: make([]unit.Second, len(w.net.Nodes)), out: make([]bool, len(w.net.Nodes))}
	_, least := reach.Cheapest(w.net, func(i int32) unit.Second {
		if profiles[i].Most() == 0 {
			return unit.Never
		}
		return side.travel(&w.net.Links[i])
	})
	for v, seconds := range least {
		if seconds < unit.Never {
			t.out[v] = true
			if !w.sameSteps {
				t.lead[v] = seconds
			}
		}
	}
	return t
}

// travel is how long a link takes on a side.
func (side rounding) travel(l *roads.Link) unit.Second {
	if side == forPlan {
		return l.Ceil
	}
	return l.Floor
}

// steps divides a time by steps, and rounds as the side needs it.
func (t *timing) steps(time unit.Second, side rounding) int32 {
	if side == forPlan {
		time += t.step - 1
	}
	return int32(time / t.step)
}

// transit is how many steps a link takes that is open at some time and from whose end a way leads out.
func (t *timing) transit(l *roads.Link, side rounding) int32 {
	return t.steps(side.travel(l)+t.lead[l.To]-t.lead[l.From], side)
}

// release is the step at which vehicles ready at a moment may leave a node.
func (t *timing) release(node int32, ready unit.Second, side rounding) int32 {
	return t.steps(ready+t.lead[node], side)
}

// begins returns the moment at which a step begins at a node, 0 for those before.
func (t *timing) begins(node int32, step int32) unit.Second {
	return max(0, unit.Second(step)*t.step-t.lead[node])
}
