package scenario

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// WithoutDangers returns the profile of a road's link as if no danger were reported on it.
func (s *Scenario) WithoutDangers(l *roads.Link) roads.Profile {
	calm := *s
	calm.Dangers = nil
	return calm.roadRate(l.Item, l.Forward)
}

// RoadName returns a road as people know it: by its name, the places at its ends, and its id.
func (s *Scenario) RoadName(r int) string {
	return fmt.Sprintf("%s (%s)", s.RoadTitle(r), s.Roads[r].ID)
}

// RoadTitle returns the name of a road and the places at its ends.
func (s *Scenario) RoadTitle(r int) string {
	road := &s.Roads[r]
	return Title(road.Name, s.PlaceTitle(road.From), s.PlaceTitle(road.To))
}

// Title joins the name of a road, if it has one, and those of its ends.
func Title(name, from, to string) string {
	ends := from
	if from != to {
		ends += " – " + to
	}
	if name == "" {
		return ends
	}
	return name + ", " + ends
}

// PlaceTitle returns the name of a place; a junction is known by the nearest place that has one.
func (s *Scenario) PlaceTitle(i int) string {
	at := &s.Places[i]
	if !at.Junction || !at.Located {
		return at.Name
	}
	nearest, least := "", math.Inf(1)
	narrow := math.Cos(at.Lat * math.Pi / 180)
	for k := range s.Places {
		p := &s.Places[k]
		if p.Junction || !p.Located {
			continue
		}
		if away := math.Hypot((p.Lon-at.Lon)*narrow, p.Lat-at.Lat); away < least {
			nearest, least = p.Name, away
		}
	}
	if nearest == "" {
		return at.Name
	}
	return "near " + nearest
}

// StageID returns the id of the road, gate or reception that a link of the network stands for.
func (s *Scenario) StageID(l *roads.Link) string {
	switch l.Kind {
	case roads.Passage:
		return s.Gates[l.Item].ID
	case roads.Intake:
		return s.Receptions[l.Item].ID
	default:
		return s.Roads[l.Item].ID
	}
}

// DescribeStage names a road, gate or reception by its id, with why it is shut where the
// scenario says so.
func (s *Scenario) DescribeStage(id string) string {
	for r := range s.Roads {
		if s.Roads[r].ID == id {
			return "the road " + s.RoadName(r) + s.why(false, r)
		}
	}
	for g := range s.Gates {
		if s.Gates[g].ID == id {
			return "the gate " + s.Gates[g].Name + s.why(true, g)
		}
	}
	for r := range s.Receptions {
		if s.Receptions[r].ID == id {
			return "the reception " + s.Places[s.Receptions[r].Place].Name
		}
	}
	return id
}

func (s *Scenario) why(gate bool, item int) string {
	var reasons []string
	if !gate && s.Roads[item].Status == roads.Closed {
		reasons = append(reasons, s.closedReason(&s.Roads[item]))
	}
	for _, c := range s.Closures {
		if c.Gate == gate && c.Target == item && c.Factor == 0 {
			reasons = append(reasons, s.span("closed", c.From, c.To)+optional(": ", c.Reason))
		}
	}
	for _, d := range s.Dangers {
		if !gate && d.Road == item && d.Override == "" {
			word := "unconfirmed danger"
			if d.Confirmed {
				word = "danger"
			}
			reasons = append(reasons, s.span(word, d.From, d.To)+optional(": ", d.Report))
		}
	}
	if len(reasons) == 0 {
		return ""
	}
	return " [" + strings.Join(reasons, "; ") + "]"
}

// closedReason says why a road has the status closed: this run's override, or its note.
func (s *Scenario) closedReason(road *roads.Road) string {
	for _, o := range s.Overrides {
		if o.Path == "road."+road.ID+".status" {
			return "closed for this run by --set"
		}
	}
	if road.Note == "" {
		return "closed"
	}
	return road.Note
}

func optional(before, text string) string {
	if text == "" {
		return ""
	}
	return before + text
}

func (s *Scenario) span(word string, from, to unit.Second) string {
	if from > 0 {
		word += " from " + s.Clock(from)
	}
	if to < unit.Never {
		word += " until " + s.Clock(to)
	}
	return word
}

// Clock returns a moment as people read it: weekday, date and time in the scenario's time zone.
func (s *Scenario) Clock(t unit.Second) string {
	return s.At(t).Format("Mon 2 Jan 15:04")
}

// GatesByPlace returns by place the gate there, -1 where there is none.
func (s *Scenario) GatesByPlace() []int {
	out := slices.Repeat([]int{-1}, len(s.Places))
	for g := range s.Gates {
		out[s.Gates[g].Place] = g
	}
	return out
}

// ClockHour returns the moment at which the clock hour of a moment began, in the scenario's time zone.
func (s *Scenario) ClockHour(t unit.Second) unit.Second {
	at := s.At(t)
	return t - unit.Second(at.Minute())*unit.Minute - unit.Second(at.Second())
}

// Instant returns a moment in RFC 3339 in the scenario's time zone.
func (s *Scenario) Instant(t unit.Second) string { return s.At(t).Format(time.RFC3339) }
