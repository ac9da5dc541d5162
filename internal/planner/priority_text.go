package planner

import (
	"fmt"
	"strconv"

	"wayout/internal/unit"
)

// Rows returns a table with a row for each priority below its heading: who they are, when they are out,
// what no plan can beat, and when they would be out if nobody came first.
func (p *Priorities) Rows() [][]string {
	rows := [][]string{{"priority", "people", "places", "half out", "all out", "bound", "over", "if equal: half", "all"}}
	for i := range p.List {
		x := &p.List[i]
		name, over := "none", ""
		if x.Number > 0 {
			name = strconv.Itoa(x.Number)
		}
		if b := x.Bound.T100; b > 0 && b < unit.Never && x.Together.T100 < unit.Never {
			over = fmt.Sprintf("+%.2f %%", float64(x.Together.T100-b)/float64(b)*100)
		}
		rows = append(rows, []string{
			name, fmt.Sprint(x.People), fmt.Sprint(x.Places), InHours(x.Out.T50), InHours(x.Out.T100),
			InHours(x.Bound.T100), over, InHours(x.Equal.T50), InHours(x.Equal.T100),
		})
	}
	return rows
}

// Text says what the bounds mean, and what the first gain and the last lose.
func (p *Priorities) Text() string {
	text := "No plan has all of a priority and of those before it out sooner than the bound, however the others drive; this plan is over it by so much."
	if p.Rounds {
		text += " The bounds leave out what the fleet takes of the roads."
	}
	if p.AtOnce {
		text += " Cars that flow like water could keep all of them at once."
	} else {
		text += " Each of them holds by itself; no flow was found that keeps all at once."
	}
	first, last := &p.List[0], &p.List[len(p.List)-1]
	return text + fmt.Sprintf(" Against the same routes with all places equal, half of the people of the first priority are out %s, and of the last %s.",
		Against(first.Out.T50, first.Equal.T50), Against(last.Out.T50, last.Equal.T50))
}

// InHours writes a span in hours to less than a minute.
func InHours(t unit.Second) string {
	if t >= unit.Never {
		return "never"
	}
	return fmt.Sprintf("%.2f h", t.Hours())
}

// Against says how much earlier or later a moment is than another.
func Against(t, other unit.Second) string {
	switch {
	case t == other:
		return "no sooner and no later"
	case t >= unit.Never:
		return "never, instead of after " + InHours(other)
	case other >= unit.Never:
		return "after " + InHours(t) + " instead of never"
	case t < other:
		return InHours(other-t) + " earlier"
	}
	return InHours(t-other) + " later"
}
