package queue

import (
	"math"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// Never is a moment after every end.
const Never unit.Millisecond = math.MaxInt64 / 4

// Latest is the last moment that can be simulated, more than a year.
const Latest unit.Millisecond = 1<<timeBits - 1

// Network is what vehicles pass. Links are directed.
type Network struct {
	Nodes     int
	Links     []Link
	Midnights []unit.Second // starts of days, for quotas, in order

	outStart, out []int32
}

// Link is one direction of a road, a gate, or the intake of a reception.
type Link struct {
	From, To int32
	Free     unit.Millisecond // to pass it when nobody is in the way
	Back     unit.Millisecond // for a gap to travel from its end to its beginning
	Room     int32            // vehicles that have room on it; 0: any number
	Lanes    int32
	Rate     roads.Profile // what may enter; the highest rate is also what may leave, if Free is not 0
	Quota    unit.Vehicle  // most in a day; 0: none
	Length   unit.Metre
	Climb    unit.Metre
	// Spread is how far the time that one vehicle takes to enter may be from the mean, in thousandths
	// of it, evenly; the mean stays. At most 1000.
	Spread int32
}

// Freeze prepares a network whose links are complete.
func (n *Network) Freeze() {
	n.outStart = make([]int32, n.Nodes+1)
	for i := range n.Links {
		n.outStart[n.Links[i].From+1]++
	}
	for v := range n.Nodes {
		n.outStart[v+1] += n.outStart[v]
	}
	n.out = make([]int32, len(n.Links))
	next := append([]int32(nil), n.outStart[:n.Nodes]...)
	for i := range n.Links {
		v := n.Links[i].From
		n.out[next[v]] = int32(i)
		next[v]++
	}
}

// Out returns the links that leave a node, in order of their index. Do not change the slice.
func (n *Network) Out(node int32) []int32 { return n.out[n.outStart[node]:n.outStart[node+1]] }

// headway returns the microseconds that one vehicle takes at a rate, rounded to the nearest; never at
// rate 0.
func headway(rate unit.Rate) int64 {
	if rate <= 0 {
		return int64(Never)
	}
	const hour = 3_600_000_000 * int64(unit.VehiclePerHour)
	return (hour + int64(rate)/2) / int64(rate)
}

// Jam are the two numbers of standing traffic.
type Jam struct {
	Vehicle unit.Metre // in tenths: the length of road that one standing vehicle takes
	Wave    unit.Millisecond
}

// Road returns a link with the room and the gap time that its length, lanes and rate give: gaps need
// jam.Wave to pass one standing vehicle. Where that would keep the link from ever reaching its rate,
// gaps are faster, or there is more room, by just as much as it takes.
func Road(from, to int32, length unit.Metre, lanes int32, free unit.Millisecond, rate roads.Profile, jam Jam) Link {
	lanes = max(1, lanes)
	metres := float64(length)
	room := metres * 10 / float64(jam.Vehicle) * float64(lanes)
	back := metres * 10 / float64(jam.Vehicle) * float64(jam.Wave) // each lane has its own gaps
	most := float64(rate.Most()) / float64(unit.VehiclePerHour) / 3_600_000
	if need := most * (float64(free) + back); need > room {
		// Vehicles and gaps that are on the way at once have to find room.
		if back = room/max(most, 1e-12) - float64(free); back < 0 {
			back = 0
		}
		room = max(room, most*float64(free))
	}
	return Link{
		From: from, To: to, Free: free, Back: unit.Millisecond(back), Room: max(1, int32(math.Ceil(room))),
		Lanes: lanes, Rate: rate, Length: length,
	}
}
