package convoy

import (
	"fmt"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Parties are the groups of people of a plan who need the fleet, found by the loads that refer to
// them. It remembers what it has found, so it must not be used by two goroutines at once.
type Parties struct {
	s  *scenario.Scenario
	p  *plan.Plan
	of map[int][]people.Group
}

// PartiesOf returns the parties of a plan of the scenario.
func PartiesOf(s *scenario.Scenario, p *plan.Plan) *Parties {
	return &Parties{s, p, map[int][]people.Group{}}
}

// At returns the groups of a place, in the order in which plans refer to them.
func (p *Parties) At(place int) []people.Group {
	found, known := p.of[place]
	if !known {
		travel := p.s.Travel(place, p.p.Level, p.p.WithoutFuel(place))
		found = travel.Groups
		p.of[place] = found
	}
	return found
}

// Group returns the group of a load, which must be of the plan.
func (p *Parties) Group(load *plan.Load) *people.Group { return &p.At(load.Place)[load.Group] }

// People returns the people of a load, which must be of the plan.
func (p *Parties) People(load *plan.Load) unit.Person {
	return p.Group(load).PeopleIn(load.First, load.Parties)
}

// Loading returns how long it takes until all parties of the loads have boarded.
func (p *Parties) Loading(loads []plan.Load) unit.Second {
	var sum unit.Second
	for i := range loads {
		sum += p.Group(&loads[i]).Loading * unit.Second(loads[i].Parties)
	}
	return sum
}

// ByVehicle splits the trips of a plan into those of each vehicle, which stand together there.
func ByVehicle(trips []plan.Trip) [][]plan.Trip {
	var out [][]plan.Trip
	for first := 0; first < len(trips); {
		end := first + 1
		for end < len(trips) && trips[end].Vehicle == trips[first].Vehicle {
			end++
		}
		out = append(out, trips[first:end])
		first = end
	}
	return out
}

// VehicleLabel names a vehicle by its row and its number, such as buses-07.
func VehicleLabel(s *scenario.Scenario, v plan.Vehicle) string {
	var id string
	var count int
	if v.Relief {
		id, count = s.Relief[v.Row].ID, s.Relief[v.Row].Lorries
	} else {
		id, count = s.Fleet[v.Row].ID, s.Fleet[v.Row].Count
	}
	return fmt.Sprintf("%s-%0*d", id, max(2, len(fmt.Sprint(count))), v.Number)
}

// Length returns how long the roads of legs are together.
func Length(s *scenario.Scenario, legs []plan.Leg) unit.Metre {
	var sum unit.Metre
	for _, leg := range legs {
		sum += s.Roads[leg.Road].Length
	}
	return sum
}

// Along returns the places of a way from its first to its last.
func Along(s *scenario.Scenario, from int, legs []plan.Leg) []int {
	out := []int{from}
	for _, leg := range legs {
		out = append(out, LegEnd(s, leg))
	}
	return out
}

// LegEnd returns the place at which a leg ends.
func LegEnd(s *scenario.Scenario, leg plan.Leg) int {
	if leg.Forward {
		return s.Roads[leg.Road].To
	}
	return s.Roads[leg.Road].From
}

// Waymark is what people know a part of a way by: a place, or a road that has a name. The other is -1.
type Waymark struct{ Place, Road int }

// Waymarks returns what a way is known by, in order: its places and, where it passes junctions of an
// imported map that have no name, the roads there that have one, each once in a row.
func Waymarks(s *scenario.Scenario, from int, legs []plan.Leg) []Waymark {
	out := []Waymark{{from, -1}}
	last := "" // name of the road that the way is on
	for _, leg := range legs {
		end := LegEnd(s, leg)
		name := s.Roads[leg.Road].Name
		switch {
		case !s.Places[end].Junction:
			out = append(out, Waymark{end, -1})
		case name != "" && name != last:
			out = append(out, Waymark{-1, leg.Road})
		}
		if name != "" {
			last = name
		}
	}
	return out
}

// WayNames returns the waymarks of a way in the words that results show.
func WayNames(s *scenario.Scenario, from int, legs []plan.Leg) []string {
	var out []string
	for _, mark := range Waymarks(s, from, legs) {
		if mark.Place < 0 {
			out = append(out, s.Roads[mark.Road].Name)
			continue
		}
		out = append(out, s.Places[mark.Place].Name)
	}
	return out
}
