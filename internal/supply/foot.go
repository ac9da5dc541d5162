package supply

import (
	"cmp"
	"math"
	"slices"

	"wayout/internal/calendar"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Walkers places columns of people on foot on paths and at gates.
type Walkers struct {
	s       *scenario.Scenario
	horizon unit.Second
	paths   []*calendar.Calendar // people entering, both ways together
	gates   []*calendar.Calendar // people on foot, by gate
	Columns []plan.Column
	// Received are the people whom receptions have taken in, from columns and from whoever came
	// before them.
	Received []unit.Person
}

// RoomLeft returns the people whom the receptions still take, and whether every one has a limit.
func (w *Walkers) RoomLeft() (room unit.Person, limited bool) {
	room, limited = w.s.ReceptionRoom()
	for _, n := range w.Received {
		room -= n
	}
	return room, limited
}

// NewWalkers returns empty paths. net gives the hours of gates.
func NewWalkers(s *scenario.Scenario, net *roads.Network, horizon unit.Second) *Walkers {
	w := &Walkers{
		s: s, horizon: horizon,
		gates: make([]*calendar.Calendar, len(s.Gates)), Received: make([]unit.Person, len(s.Receptions)),
	}
	people := func(rate roads.Profile) *calendar.Calendar {
		return calendar.New(&roads.Link{}, rate, net, horizon)
	}
	for i := range s.Paths {
		path := &s.Paths[i]
		w.paths = append(w.paths, people(roads.Constant(path.Rate).Only(path.Hours.Open(s.Start, s.Horizon))))
	}
	for i := range net.Links {
		if l := &net.Links[i]; l.Kind == roads.Passage {
			w.gates[l.Item] = people(onFoot(l.Rate, s.Gates[l.Item].OnFoot))
		}
	}
	return w
}

// onFoot returns when a gate lets people on foot through: at their rate whenever it lets anything
// through.
func onFoot(cars roads.Profile, rate unit.Rate) roads.Profile {
	out := roads.Constant(rate)
	for i, piece := range cars {
		end := unit.Never
		if i+1 < len(cars) {
			end = cars[i+1].From
		}
		if piece.Rate == 0 {
			out = out.Scale(roads.Interval{From: piece.From, To: end}, 0)
		}
	}
	return out
}

// ToRoads sends those who may walk, from places that no vehicle reaches, to the nearest place that one
// does or to a reception.
func (w *Walkers) ToRoads(travel []scenario.Travel, byRoad func(place int) bool) {
	for p := range travel {
		if byRoad(p) {
			continue
		}
		for g := range travel[p].Groups {
			group := &travel[p].Groups[g]
			if !group.OnFoot() {
				continue
			}
			load := plan.Load{Place: p, Group: g, Parties: group.Parties}
			for _, walk := range w.From(p) {
				if r := w.receptionAt(walk.To); load.Parties > 0 && (r >= 0 || byRoad(walk.To)) {
					load = w.March(load, &travel[p], walk.Path, walk.Back, r)
				}
			}
		}
	}
}

// Out sends those whom no round takes, and who may walk, to a reception on foot, and returns who is
// left then.
func (w *Walkers) Out(travel []scenario.Travel, left []plan.Load) []plan.Load {
	var out []plan.Load
	for _, load := range left {
		if travel[load.Place].Groups[load.Group].OnFoot() {
			for _, walk := range w.From(load.Place) {
				if r := w.receptionAt(walk.To); r >= 0 && load.Parties > 0 {
					load = w.March(load, &travel[load.Place], walk.Path, walk.Back, r)
				}
			}
		}
		if load.Parties > 0 {
			out = append(out, load)
		}
	}
	return out
}

func (w *Walkers) receptionAt(place int) int {
	return slices.IndexFunc(w.s.Receptions, func(r people.Reception) bool { return r.Place == place })
}

// March walks parties of a group that may walk to the end of a path, in as many columns as they
// need, as early as path and gates allow, and returns the parties that have no time to. reception
// is where they are received there, -1 if they wait for a vehicle.
func (w *Walkers) March(load plan.Load, travel *scenario.Travel, path int, back bool, reception int) plan.Load {
	g := &travel.Groups[load.Group]
	most := unit.Person(w.s.Assumption("foot_column_people"))
	for load.Parties > 0 {
		n := load.Parties
		for n > 1 && g.PeopleIn(load.First, n) > most {
			n--
		}
		for n > 0 && !w.takes(reception, g.PeopleIn(load.First, n)) {
			n--
		}
		if n == 0 {
			break
		}
		c := plan.Column{
			Load: plan.Load{Place: load.Place, Group: load.Group, First: load.First, Parties: n},
			Path: path, Back: back, Walks: w.Walks(path), Reception: reception,
		}
		if !w.place(&c, g.PeopleIn(load.First, n), g.Ready) {
			break
		}
		w.Columns = append(w.Columns, c)
		if reception >= 0 {
			w.Received[reception] += g.PeopleIn(load.First, n)
		}
		load.First += n
		load.Parties -= n
	}
	return load
}

// takes reports whether a reception has room for so many more.
func (w *Walkers) takes(reception int, n unit.Person) bool {
	if reception < 0 || w.s.Receptions[reception].Capacity == 0 {
		return true
	}
	return w.Received[reception]+n <= w.s.Receptions[reception].Capacity
}

// Fetched cuts the columns that wait for a vehicle down to the parties that one fetches; those not
// fetched stay at home.
func (w *Walkers) Fetched(trips []plan.Trip) {
	var out []plan.Column
	for _, c := range w.Columns {
		if c.Reception < 0 {
			last := c.Load.First
			for i := range trips {
				for _, l := range trips[i].Boards {
					if l.Place == c.Load.Place && l.Group == c.Load.Group && l.First >= c.Load.First && l.First < c.Load.First+c.Load.Parties {
						last = max(last, l.First+l.Parties)
					}
				}
			}
			c.Load.Parties = last - c.Load.First
		}
		if c.Load.Parties > 0 {
			out = append(out, c)
		}
	}
	w.Columns = out
}

// place finds the first time at which a column may enter its path and pass the gates at both ends.
func (w *Walkers) place(c *plan.Column, persons unit.Person, ready unit.Second) bool {
	path := &w.s.Paths[c.Path]
	from, to := path.From, path.To
	if c.Back {
		from, to = to, from
	}
	n := unit.Vehicle(persons)
	stages := []*calendar.Calendar{w.paths[c.Path]}
	shifts := []unit.Second{0}
	most := path.Rate
	if g := w.gateAt(from); g >= 0 {
		stages, shifts, most = append(stages, w.gates[g]), append(shifts, 0), min(most, w.s.Gates[g].OnFoot)
	}
	if g := w.gateAt(to); g >= 0 && c.Reception >= 0 {
		stages, shifts, most = append(stages, w.gates[g]), append(shifts, c.Walks), min(most, w.s.Gates[g].OnFoot)
	}
	if most == 0 {
		return false
	}
	minutes := max(1, (int64(n)*60*1000+int64(most)-1)/int64(most))
	c.Length = unit.Second(minutes) * unit.Minute
	rate := calendar.Stream(n, c.Length)
	at := wholeMinute(ready)
	for moved := true; moved; {
		moved = false
		for i, stage := range stages {
			next := stage.Next(at+shifts[i], c.Length, rate, n, w.horizon)
			if next == unit.Never {
				return false
			}
			if next > at+shifts[i] {
				at, moved = wholeMinute(next-shifts[i]), true
			}
		}
	}
	c.Depart = at
	if c.End() > w.horizon {
		return false
	}
	for i, stage := range stages {
		stage.Take(at+shifts[i], at+shifts[i]+c.Length, rate)
	}
	return true
}

func (w *Walkers) gateAt(place int) int {
	for g := range w.s.Gates {
		if w.s.Gates[g].Place == place {
			return g
		}
	}
	return -1
}

// Walks returns how long a column walks a path, with a halt for every full hour.
func (w *Walkers) Walks(path int) unit.Second {
	speed := unit.Metre(math.Round(w.s.Assumption("foot_speed_kmh") * 1000)) // in an hour
	length := w.s.Paths[path].Length
	walking := unit.Second((int64(length)*int64(unit.Hour) + int64(speed) - 1) / int64(speed))
	halts := float64(length/speed) * w.s.Assumption("foot_halt_minutes") * float64(unit.Minute)
	return wholeMinute(walking + unit.Second(math.Ceil(halts)))
}

// From returns the paths that leave a place, those that people may be sent on at all, shortest
// first: index and whether it is walked from its end.
func (w *Walkers) From(place int) []Walk {
	farthest := unit.Metre(w.s.Assumption("foot_day_km") * 1000)
	var out []Walk
	for i := range w.s.Paths {
		path := &w.s.Paths[i]
		if path.Length > farthest || path.From != place && path.To != place {
			continue
		}
		walk := Walk{Path: i, Back: path.From != place, To: path.To}
		if walk.Back {
			walk.To = path.From
		}
		out = append(out, walk)
	}
	slices.SortStableFunc(out, func(a, b Walk) int { return cmp.Compare(w.s.Paths[a.Path].Length, w.s.Paths[b.Path].Length) })
	return out
}

// Walk is one direction of a path.
type Walk struct {
	Path int
	Back bool
	To   int // place
}

func wholeMinute(t unit.Second) unit.Second {
	return (t + unit.Minute - 1) / unit.Minute * unit.Minute
}
