package exchange

import (
	"cmp"
	"maps"
	"slices"

	"wayout/internal/convoy"
	"wayout/internal/orders"
	"wayout/internal/people"
	"wayout/internal/unit"
)

// ArrivalsCSV returns arrivals of a reception by the local clock hour, a row for every hour in which
// somebody arrives. A convoy counts when the last of it is there. Those who come in vehicles of the
// fleet are counted by the class of their party, with those who ride along. Hours in which fewer than
// ten people arrive are joined with later ones where the level asks for it. It is nil at the public
// level, which has no hours.
func ArrivalsCSV(r Request, reception int) []byte {
	if b := newBrief(r); b.Level.Hours() {
		return b.csv(b.arrivals(reception))
	}
	return nil
}

// arrival is who comes within [from, to).
type arrival struct {
	from, to unit.Second
	by       [3]int64 // by the kind of convoy
	vehicles int64
	classes  [people.ClassCount]int64 // of those by convoy.Round
}

func (a *arrival) people() int64 { return a.by[0] + a.by[1] + a.by[2] }

func (a *arrival) join(other *arrival) {
	a.to, a.vehicles = other.to, a.vehicles+other.vehicles
	for i, n := range other.by {
		a.by[i] += n
	}
	for i, n := range other.classes {
		a.classes[i] += n
	}
}

// arrivals is a row for each time in which somebody arrives at a reception.
func (b *brief) arrivals(reception int) table {
	t := table{columns: append(columns("reception_id #loc+code+dest", "reception #loc+name+dest", "from #date+start", "to #date+end",
		"people #targeted+ind", "by_car #targeted+ind+by_car", "by_fleet #targeted+ind+by_fleet", "on_foot #targeted+ind+on_foot",
		"vehicles #x_vehicles", "people_so_far #targeted+ind+cumulative"), classColumns(people.GroupClasses)...)}
	r := &b.Scenario.Receptions[reception]
	soFar := int64(0)
	for _, a := range b.arrivalsOf(reception) {
		soFar += a.people()
		by := b.parts(a.by[:]...)
		row := []any{r.ID, b.Scenario.Places[r.Place].Name, a.from, a.to, b.count(a.people())}
		row = append(append(row, by...), b.count(a.vehicles), b.count(soFar))
		t.add(append(row, b.byClass(&a, isWithheld(by[convoy.Round]))...)...)
	}
	return t
}

// byClass returns the people of the fleet by class. Where their sum is withheld, all are.
func (b *brief) byClass(a *arrival, hidden bool) []any {
	var numbers []int64
	for _, class := range people.GroupClasses {
		numbers = append(numbers, a.classes[class])
	}
	out := b.parts(numbers...)
	for i := range out {
		if hidden && numbers[i] > 0 {
			out[i] = withheld{}
		}
	}
	return out
}

// arrivalsOf returns who comes to a reception, hour by hour.
func (b *brief) arrivalsOf(reception int) []arrival {
	hours := map[unit.Second]arrival{}
	for i := range b.convoys {
		c := &b.convoys[i]
		if c.Reception != reception {
			continue
		}
		hour := b.Scenario.ClockHour(c.End().Last)
		a := hours[hour]
		a.from, a.to = hour, hour+unit.Hour
		a.by[c.Kind] += int64(c.People)
		a.vehicles += int64(c.Vehicles)
		for _, trip := range c.Trips {
			for k := range b.Plan.Trips[trip].Boards {
				load := &b.Plan.Trips[trip].Boards[k]
				a.classes[b.parties.Group(load).Class] += int64(b.parties.People(load))
			}
		}
		hours[hour] = a
	}
	out := slices.SortedFunc(maps.Values(hours), func(x, y arrival) int { return cmp.Compare(x.from, y.from) })
	if b.Level.Inside() {
		return out
	}
	return joined(out)
}

// joined joins times in which fewer people arrive than may be told with those that follow, the last
// with those before it.
func joined(list []arrival) []arrival {
	var out []arrival
	for i := range list {
		if last := len(out) - 1; last >= 0 && out[last].people() < orders.Fewest {
			out[last].join(&list[i])
			continue
		}
		out = append(out, list[i])
	}
	if last := len(out) - 1; last > 0 && out[last].people() < orders.Fewest {
		out[last-1].join(&out[last])
		out = out[:last]
	}
	return out
}
