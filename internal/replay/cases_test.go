package replay_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"wayout/internal/replay"
	"wayout/internal/traffic/queue"
	"wayout/internal/unit"
)

// builder makes a case; ids are numbers.
type builder struct {
	replay.Case
	dice queue.Dice
	ways map[string]int32
}

func newBuilder(seed uint64) *builder {
	return &builder{dice: queue.NewDice(seed, 0, 0), ways: map[string]int32{}}
}

// node adds a node, metres east and north of the first.
func (b *builder) node(east, north float64) int32 {
	const degree = 111_195.
	b.Nodes = append(b.Nodes, replay.Node{ID: fmt.Sprintf("n%d", len(b.Nodes)), Lon: 46 + east/degree/.77, Lat: 39.7 + north/degree})
	return int32(len(b.Nodes) - 1)
}

func (b *builder) link(from, to int32, length unit.Metre, lanes int32, kmh, perHour int64) {
	b.Links = append(b.Links, replay.Link{
		ID: fmt.Sprintf("l%d", len(b.Links)), From: from, To: to, Length: length, Lanes: lanes,
		Speed: unit.MetrePerHour(kmh * 1000), Rate: unit.Rate(perHour) * unit.VehiclePerHour,
	})
}

func (b *builder) send(n int, middle, scale float64, way ...int32) {
	key := fmt.Sprint(way)
	at, known := b.ways[key]
	if !known {
		at = int32(len(b.Ways))
		b.ways[key] = at
		b.Ways = append(b.Ways, way)
	}
	for range n {
		b.Trips = append(b.Trips, replay.Trip{ID: fmt.Sprintf("v%d", len(b.Trips)), Depart: b.sCurve(middle, scale), Way: at})
	}
}

// sCurve draws when somebody leaves: half have by the middle, all within two and a half times of it.
func (b *builder) sCurve(middle, scale float64) unit.Millisecond {
	for {
		u := b.dice.Share()
		if t := middle + scale*math.Log(u/(1-u)); u > 0 && t >= 0 && t <= 2.5*middle {
			return unit.Millisecond(t) * 1000
		}
	}
}

// corridor is a tree of forty towns on two-lane mountain roads at an 80 km corridor with a checkpoint
// at 60 km: it binds, and the queue fills corridor and tree.
func corridor(vehicles int) *replay.Case {
	b := newBuilder(1)
	succ := map[int32]int32{}
	join := func(from, to int32, length unit.Metre, kmh, rate int64) {
		if _, known := succ[from]; !known {
			succ[from] = int32(len(b.Links))
		}
		b.link(from, to, length, 1, kmh, rate)
		b.link(to, from, length, 1, kmh, rate)
	}
	at := b.node(0, 0)
	placed := []int32{at, at, at}
	for k := range 8 {
		next := b.node(float64(k+1)*10_000, 0)
		if k == 6 {
			join(at, next, 200, 30, 300)
			at, next = next, b.node(float64(k+1)*10_000+200, 0)
		}
		join(at, next, 9_800, 60, 1400)
		if at = next; k < 3 {
			placed = append(placed, at)
		}
	}
	exit := b.node(81_000, 0)
	join(at, exit, 1000, 60, 1400)
	var towns []int32
	children := map[int32]int{}
	for k := range 40 {
		parent := placed[b.dice.Below(int64(len(placed)))]
		for children[parent] == 3 {
			parent = placed[b.dice.Below(int64(len(placed)))]
		}
		children[parent]++
		town := b.node(float64(k)*1000, 10_000)
		join(town, parent, unit.Metre(5000+b.dice.Below(25_000)), 40+10*b.dice.Below(3), 700+200*b.dice.Below(3))
		towns, placed = append(towns, town), append(placed, town)
	}
	left := vehicles
	for i, town := range towns {
		share := left / (len(towns) - i) * int(1+b.dice.Below(3)) / 2
		if i == len(towns)-1 {
			share = left
		}
		var way []int32
		for v := town; v != exit; v = b.Links[succ[v]].To {
			way = append(way, succ[v])
		}
		left -= share
		b.send(share, 6*3600, 3600, way...)
	}
	return &b.Case
}

// grid is size × size streets 150 m apart, every tenth with two lanes, and eight ways out. Everybody
// takes the nearest of them, or any, so that flows cross.
func grid(tb testing.TB, size, vehicles int, nearest bool) *replay.Case {
	tb.Helper()
	b := newBuilder(2)
	const street = 150
	for k := range size * size {
		b.node(float64(k%size)*street, float64(k/size)*street)
	}
	both := func(from, to int, main bool) {
		lanes, kmh, rate := int32(1), int64(40), int64(800)
		if main {
			lanes, kmh, rate = 2, 60, 1800
		}
		b.link(int32(from), int32(to), street, lanes, kmh, rate)
		b.link(int32(to), int32(from), street, lanes, kmh, rate)
	}
	main := func(k int) bool { return k%10 == 5 }
	for i := range size {
		for j := range size {
			if i+1 < size {
				both(i*size+j, (i+1)*size+j, main(j))
			}
			if j+1 < size {
				both(i*size+j, i*size+j+1, main(i))
			}
		}
	}
	p, q, last := size/3/10*10+5, 2*size/3/10*10+5, size-1
	var exits []int32
	for _, at := range [][2]int{{0, p}, {last, q}, {p, last}, {q, 0}, {0, q}, {last, p}, {q, last}, {p, 0}} {
		outside := func(k int) float64 { // three streets further where it is at the edge
			return float64(k+3*btoi(k == last)-3*btoi(k == 0)) * street
		}
		exits = append(exits, b.node(outside(at[1]), outside(at[0])))
		b.link(int32(at[0]*size+at[1]), exits[len(exits)-1], 450, 2, 60, 1800)
	}
	goals := [][]int32{exits}
	if !nearest {
		goals = nil
		for _, exit := range exits {
			goals = append(goals, []int32{exit})
		}
	}
	network := b.Queues().Network
	signs, err := queue.NewSigns(context.Background(), network, goals)
	if err != nil {
		tb.Fatal(err)
	}
	about := func() int { // near the middle, about as a normal distribution
		return int(b.dice.Below(int64(size))+b.dice.Below(int64(size))+b.dice.Below(int64(size))) / 3
	}
	for range vehicles {
		home, goal := int32(about()*size+about()), 0
		if !nearest {
			goal = int(b.dice.Below(int64(len(goals))))
		}
		way, found := signs.Way(network, goal, home, nil)
		if !found {
			tb.Fatalf("no way from %d", home)
		}
		b.send(1, 3600, 900, way...)
	}
	return &b.Case
}

func btoi(is bool) int {
	if is {
		return 1
	}
	return 0
}

// TestCases: both cases clear as their bottleneck lets them.
func TestCases(t *testing.T) {
	c := corridor(2500)
	o := c.Drive(nil)
	checkpoint := slices.IndexFunc(c.Links, func(l replay.Link) bool { return l.Length == 200 })
	if got := o.Links[checkpoint].Vehicles; got != 2500 {
		t.Errorf("%d pass the checkpoint, want all 2500", got)
	}
	if hours := float64(o.Ended) / 3_600_000; hours < 2500./300 || hours > 2500./300+8 {
		t.Errorf("cleared after %.1f h, want little more than what the checkpoint takes", hours)
	}
	for _, nearest := range []bool{true, false} {
		if n := grid(t, 20, 2000, nearest).Drive(nil).Missing(); n != 0 {
			t.Errorf("nearest %v: %d of the grid have not arrived", nearest, n)
		}
	}
}
