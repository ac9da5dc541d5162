package export

import (
	"wayout/internal/planner"
	"wayout/internal/unit"
)

// priorityJSON is what the places of one priority get, by car; number 0 are those that have none.
type priorityJSON struct {
	Number   int         `json:"priority"`
	Places   int         `json:"places"`
	People   unit.Person `json:"people"`
	Served   unit.Person `json:"people_served"`
	Out      hoursJSON   `json:"out"`
	Together hoursJSON   `json:"with_those_before"`
	Bound    hoursJSON   `json:"bound_with_those_before"`
	Equal    hoursJSON   `json:"out_if_all_were_equal"`
}

type prioritiesJSON struct {
	List   []priorityJSON `json:"list"`
	AtOnce bool           `json:"bounds_at_once"`
}

func prioritiesOf(p *planner.Priorities) *prioritiesJSON {
	if p == nil {
		return nil
	}
	out := &prioritiesJSON{AtOnce: p.AtOnce}
	for _, x := range p.List {
		out.List = append(out.List, priorityJSON{
			Number: x.Number, Places: x.Places, People: x.People, Served: x.Served,
			Out: hoursOf(x.Out), Together: hoursOf(x.Together), Bound: hoursOf(x.Bound), Equal: hoursOf(x.Equal),
		})
	}
	return out
}
