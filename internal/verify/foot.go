package verify

import (
	"fmt"
	"math"

	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// march is what the assumptions say of columns on foot.
type march struct {
	speed  unit.MetrePerHour
	halt   unit.Second // after every full hour of walking
	most   unit.Metre
	people unit.Person
}

func (j *judge) march() march {
	number := func(name string, times float64) int64 { return int64(math.Round(j.s.Assumption(name) * times)) }
	return march{
		speed:  unit.MetrePerHour(number("foot_speed_kmh", 1000)),
		halt:   unit.Second(number("foot_halt_minutes", 60)),
		most:   unit.Metre(number("foot_day_km", 1000)),
		people: unit.Person(number("foot_column_people", 1)),
	}
}

// takes returns the time that a path takes, with a halt after every full hour of walking.
func (m *march) takes(length unit.Metre) unit.Second {
	_, walking := unit.Travel(length, m.speed)
	return walking + unit.Second(int64(length)/int64(m.speed))*m.halt
}

// columns judges every column alone, and notes who is received on foot.
func (j *judge) columns() {
	if len(j.p.Columns) == 0 {
		return
	}
	m := j.march()
	for i := range j.p.Columns {
		c := &j.p.Columns[i]
		j.r.Checked.Columns++
		j.columnPath(c)
		j.columnTimes(c, &m)
		g := j.group(&c.Load)
		if !g.OnFoot() {
			j.r.add(FootClass, g.Class.String(), "", "%s takes %s, who are never sent on foot.", j.columnName(c), j.partiesName(&c.Load))
		}
		if n := j.peopleIn(&c.Load); n > m.people {
			j.r.add(FootCrowd, persons(n), persons(m.people), "%s has %d people; a column has at most %d.", j.columnName(c), n, m.people)
		}
		if c.Reception >= 0 {
			j.rounds.deliveries = append(j.rounds.deliveries, delivery{c.End(), c.Reception, j.peopleIn(&c.Load)})
		}
	}
}

func (j *judge) columnName(c *plan.Column) string {
	if j.r.full() {
		return ""
	}
	return fmt.Sprintf("The column on foot from %s to %s at %s",
		j.s.Places[j.footStart(c)].Name, j.s.Places[j.footEnd(c)].Name, j.s.Clock(c.Depart))
}

func (j *judge) footStart(c *plan.Column) int {
	if c.Back {
		return j.s.Paths[c.Path].To
	}
	return j.s.Paths[c.Path].From
}

func (j *judge) footEnd(c *plan.Column) int {
	if c.Back {
		return j.s.Paths[c.Path].From
	}
	return j.s.Paths[c.Path].To
}

// columnPath judges that the path leads from the place of the parties to where they are received.
func (j *judge) columnPath(c *plan.Column) {
	if at := j.footStart(c); at != c.Load.Place {
		j.r.add(FootPath, j.s.Places[at].Name, j.s.Places[c.Load.Place].Name, "%s takes %s, who are not there.",
			j.columnName(c), j.partiesName(&c.Load))
	}
	if c.Reception < 0 {
		return
	}
	if at := j.s.Receptions[c.Reception].Place; at != j.footEnd(c) {
		j.r.add(FootPath, j.s.Places[j.footEnd(c)].Name, j.s.Places[at].Name, "%s ends at a reception that is elsewhere.", j.columnName(c))
	}
}

func (j *judge) columnTimes(c *plan.Column, m *march) {
	if ready := j.group(&c.Load).Ready; c.Depart < ready {
		j.r.add(NotReady, j.s.Instant(c.Depart), j.s.Instant(ready), "%s departs before its people are ready, at %s.", j.columnName(c), j.s.Clock(ready))
	}
	if c.End() > j.horizon {
		j.r.add(TooLate, j.s.Instant(c.End()), j.s.Instant(j.horizon), "%s has arrived at %s; the plan ends at %s.",
			j.columnName(c), j.s.Clock(c.End()), j.s.Clock(j.horizon))
	}
	length := j.s.Paths[c.Path].Length
	if needs := m.takes(length); c.Walks < needs {
		j.r.add(FootTime, seconds(c.Walks), seconds(needs), "%s walks %d seconds; with its halts it takes %d.", j.columnName(c), c.Walks, needs)
	}
	if length > m.most {
		j.r.add(FootFar, metres(length), metres(m.most), "%s walks %d metres; nobody is sent farther than %d.", j.columnName(c), length, m.most)
	}
}

// foot judges every path, and every gate for people on foot, at every instant.
func (j *judge) foot() {
	if len(j.p.Columns) == 0 {
		return
	}
	paths := make([][]passage, len(j.s.Paths))
	gates := map[int32][]passage{} // by link
	before := len(j.p.Slots) + len(j.p.Trips)
	for i := range j.p.Columns {
		c := &j.p.Columns[i]
		stream := int32(before + i)
		paths[c.Path] = append(paths[c.Path], passage{stream, c.Depart})
		for _, gate := range j.lines.gates[j.footStart(c)] {
			gates[gate] = append(gates[gate], passage{stream, c.Depart})
		}
		if c.Reception < 0 {
			continue
		}
		for _, gate := range j.lines.gates[j.footEnd(c)] {
			gates[gate] = append(gates[gate], passage{stream, c.Depart + c.Walks})
		}
	}
	for i, here := range paths {
		path := &j.s.Paths[i]
		j.footStage("the path "+path.ID, roads.Constant(path.Rate).Only(path.Hours.Open(j.s.Start, j.s.Horizon)), here)
	}
	for i := range j.net.Links {
		if here := gates[int32(i)]; len(here) > 0 {
			j.footStage("on foot "+j.stageName(i), j.gateOnFoot(i), here)
		}
	}
}

func (j *judge) footStage(name string, rate roads.Profile, here []passage) {
	j.r.Checked.Streams += len(here)
	j.stage(&stage{
		name: func() string { return name }, rate: rate, what: "people", tooMany: FootRate, shut: FootShut,
	}, here)
}

// gateOnFoot returns how many people on foot a gate passes: none while it is shut for cars.
func (j *judge) gateOnFoot(link int) roads.Profile {
	l := &j.net.Links[link]
	rate := j.s.Gates[l.Item].OnFoot
	out := make(roads.Profile, 0, len(l.Rate))
	for _, piece := range l.Rate {
		now := rate
		if piece.Rate == 0 {
			now = 0
		}
		out = append(out, roads.Piece{From: piece.From, Rate: now})
	}
	return out
}
