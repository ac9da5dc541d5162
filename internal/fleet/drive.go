package fleet

import (
	"wayout/internal/calendar"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// drive is one trip in the making, with the links it takes.
type drive struct {
	trip   plan.Trip
	links  []int32
	passes []unit.Second // by link, from departure
	metres unit.Metre
	weight unit.Vehicle
	gate   int         // which of the links is the first gate, -1 if none is
	length unit.Second // in which it enters a stage
}

// grid is how far apart the turns of the fleet at a gate are: vehicles that come between two wait
// for the next or join those that are passing. So the stream of cars is broken twice an hour, and not
// whenever a bus comes; what the rounds use of a gate is the share kept free for them.
const grid = 30 * unit.Minute

// drive returns the earliest trip from a node to another from a moment on: by the quickest way,
// leaving at a whole minute at which every stage on it has room. It reports false where there is
// none before the horizon.
func (d *dispatcher) drive(from, to int32, at unit.Second, weight unit.Vehicle) (drive, bool) {
	for at = wholeMinute(at); at < d.task.Horizon; {
		phase := d.ways.phase(at)
		reach := d.ways.from(from, phase)
		end := d.task.Horizon
		if phase+1 < len(d.ways.phases) {
			end = min(end, d.ways.phases[phase+1])
		}
		if reach.time[to] < unit.Never {
			out := d.laid(laidKey{wayKey{from, phase}, to, weight})
			if d.place(&out, at, end) {
				return out, true
			}
		}
		at = wholeMinute(end)
	}
	return drive{}, false
}

// laidKey is a quickest way and what drives it.
type laidKey struct {
	wayKey
	to     int32
	weight unit.Vehicle
}

// laid returns the drive of a key, at no moment yet. Its lists are shared and not to be changed.
func (d *dispatcher) laid(key laidKey) drive {
	out, known := d.ways.laid[key]
	if !known {
		out = d.lay(d.ways.links(d.ways.from(key.from, key.phase), key.to), key.weight)
		d.ways.laid[key] = out
	}
	return out
}

// lay writes a way as legs and times of passage.
func (d *dispatcher) lay(links []int32, weight unit.Vehicle) drive {
	out := drive{links: links, weight: weight, gate: d.firstGate(links), length: d.length(links, weight)}
	var now unit.Second
	for _, i := range links {
		l := &d.task.Network.Links[i]
		out.passes = append(out.passes, now)
		if l.Kind == roads.Carriageway {
			out.trip.Legs = append(out.trip.Legs, plan.Leg{Road: l.Item, Forward: l.Forward})
			out.trip.Passes = append(out.trip.Passes, now)
			out.metres += l.Length
		}
		now += l.Ceil
	}
	out.trip.Passes = append(out.trip.Passes, now)
	out.trip.Reception = -1
	d.pad(&out)
	return out
}

// pad lets the vehicle drive its first road a little slower, by less than a minute, so that it is at
// the first gate at a whole minute: turns there then follow each other without idle seconds.
func (d *dispatcher) pad(out *drive) {
	gate, first := out.gate, 0
	for first < len(out.links) && d.task.Network.Links[out.links[first]].Kind != roads.Carriageway {
		first++
	}
	if gate <= first {
		return
	}
	slack := wholeMinute(out.passes[gate]) - out.passes[gate]
	for j := first + 1; j < len(out.passes); j++ {
		out.passes[j] += slack
	}
	for k := 1; k < len(out.trip.Passes); k++ {
		out.trip.Passes[k] += slack
	}
}

// place finds the first departure in [at, end) at which all stages have room, and the first gate
// gives the fleet its turn.
func (d *dispatcher) place(out *drive, at, end unit.Second) bool {
	length, gate := out.length, out.gate
	rate := calendar.Stream(out.weight, length)
	for moved := true; moved; {
		moved = false
		for j, i := range out.links {
			enter := at + out.passes[j]
			next := d.task.Stages[i].Next(enter, length, rate, out.weight, d.task.Horizon)
			if next == unit.Never {
				return false
			}
			if j == gate {
				next = d.turn(i, next, length)
			}
			if next > enter {
				at, moved = wholeMinute(next-out.passes[j]), true
			}
		}
		if at >= end {
			return false
		}
	}
	out.trip.Depart, out.trip.Length = at, length
	return out.trip.End() <= d.task.Horizon
}

// length returns the whole minutes in which a vehicle of the weight enters a stage: as few as every
// link allows at its highest rate and, where there is a gate, as many as let whole cars through it,
// so that what it leaves to others is whole cars too.
func (d *dispatcher) length(links []int32, weight unit.Vehicle) unit.Second {
	minutes := int64(1)
	for _, i := range links {
		most := int64(d.task.Network.Links[i].Rate.Most())
		minutes = max(minutes, (int64(weight)*60*1000+most-1)/most)
	}
	if gate := d.firstGate(links); gate >= 0 {
		minutes = max(minutes, wholeCars(d.task.Network.Links[links[gate]].Rate.Most()))
	}
	return unit.Second(minutes) * unit.Minute
}

// wholeCars returns the least number of minutes, at most five, in which a rate passes whole cars;
// 1 where there is none.
func wholeCars(rate unit.Rate) int64 {
	for minutes := int64(1); minutes <= 5; minutes++ {
		if int64(rate)*minutes%(60*int64(unit.VehiclePerHour)) == 0 {
			return minutes
		}
	}
	return 1
}

// firstGate returns which of the links is the first gate, -1 if none is.
func (d *dispatcher) firstGate(links []int32) int {
	for j, i := range links {
		if d.task.Network.Links[i].Kind == roads.Passage {
			return j
		}
	}
	return -1
}

// turn returns when the fleet has its next turn at a gate: at once where others of it are passing,
// else at the next moment of the grid. Turns begin a whole number of lengths after it.
func (d *dispatcher) turn(gate int32, at, length unit.Second) unit.Second {
	begin := at / grid * grid
	next := begin + (at-begin+length-1)/length*length
	if next == begin {
		return next
	}
	free, _ := d.task.Stages[gate].Steady(next-1, next)
	if next < begin+grid && free < calendar.RateOf(d.task.Network.Links[gate].Rate.At(next-1)) {
		return next
	}
	return begin + grid
}

// reserve takes a drive from the calendars.
func (d *dispatcher) reserve(out *drive) { d.book(out, 1) }

// release gives it back.
func (d *dispatcher) release(out *drive) { d.book(out, -1) }

func (d *dispatcher) book(out *drive, times int) {
	rate := calendar.Stream(out.weight, out.trip.Length)
	for j, i := range out.links {
		from := out.trip.Depart + out.passes[j]
		d.task.Stages[i].Take(from, from+out.trip.Length, calendar.Rate(times)*rate)
		d.task.Stages[i].TakeQuota(from, unit.Vehicle(times)*out.weight)
	}
}

func wholeMinute(t unit.Second) unit.Second {
	return (t + unit.Minute - 1) / unit.Minute * unit.Minute
}
