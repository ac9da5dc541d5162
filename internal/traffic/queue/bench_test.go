package queue

import (
	"context"
	"math"
	"runtime"
	"slices"
	"testing"

	"wayout/internal/unit"
)

// sCurve draws when somebody leaves: half have by the middle, within two and a half times of it.
func sCurve(d *Dice, middle, scale float64) unit.Millisecond {
	for {
		u := d.Share()
		if t := middle + scale*math.Log(u/(1-u)); u > 0 && t >= 0 && t <= 2.5*middle {
			return unit.Millisecond(t) * 1000
		}
	}
}

func kmh(length unit.Metre, speed int64) unit.Millisecond {
	return unit.Millisecond(int64(length) * 3600 / speed)
}

// corridor is a tree of forty towns on two-lane mountain roads at an 80 km corridor with a checkpoint
// at 60 km: it binds, and the queue fills corridor and tree.
func corridor(vehicles int) *Case {
	d := NewDice(1, 0, 0)
	n := &Network{}
	node := func() int32 { n.Nodes++; return int32(n.Nodes - 1) }
	succ := map[int32]int32{}
	join := func(from, to int32, length unit.Metre, speed int64, rate float64) {
		n.Links = append(n.Links, Road(from, to, length, 1, kmh(length, speed), perHourOf(rate), jam))
		if _, known := succ[from]; !known {
			succ[from] = int32(len(n.Links) - 1)
			n.Links = append(n.Links, Road(to, from, length, 1, kmh(length, speed), perHourOf(rate), jam))
		}
	}
	at := node()
	placed := []int32{at, at, at}
	for k := range 8 {
		next := node()
		if k == 6 {
			join(at, next, 200, 30, 300)
			at, next = next, node()
		}
		join(at, next, 9_800, 60, 1400)
		if at = next; k < 3 {
			placed = append(placed, at)
		}
	}
	exit := node()
	join(at, exit, 1000, 60, 1400)
	var towns []int32
	children := map[int32]int{}
	for range 40 {
		parent := placed[d.Below(int64(len(placed)))]
		for children[parent] == 3 {
			parent = placed[d.Below(int64(len(placed)))]
		}
		children[parent]++
		town := node()
		join(town, parent, unit.Metre(5000+d.Below(25_000)), 40+10*d.Below(3), float64(700+200*d.Below(3)))
		towns, placed = append(towns, town), append(placed, town)
	}
	n.Freeze()
	c := &Case{Network: n, End: Latest}
	left := vehicles
	for i, town := range towns {
		share := left / (len(towns) - i) * int(1+d.Below(3)) / 2
		if i == len(towns)-1 {
			share = left
		}
		course := int32(len(c.Courses))
		for v := town; v != exit; v = n.Links[succ[v]].To {
			c.Courses = append(c.Courses, succ[v])
		}
		c.Courses = append(c.Courses, EndOfCourse)
		left -= share
		for range share {
			c.Vehicles = append(c.Vehicles, plain(sCurve(&d, 6*3600, 3600), town, course))
		}
	}
	return c
}

func plain(depart unit.Millisecond, from, course int32) Vehicle {
	return Vehicle{Depart: depart, After: -1, Size: 1, From: from, Course: course, Fuel: NoLimit, Stands: Never, Wrong: -1}
}

// grid is size × size streets 150 m apart, every tenth with two lanes, and eight ways out.
func grid(tb testing.TB, size, vehicles int) *Case {
	tb.Helper()
	d := NewDice(2, 0, 0)
	n := &Network{Nodes: size * size}
	both := func(a, b int, main bool) {
		lanes, speed, rate := int32(1), int64(40), 800.
		if main {
			lanes, speed, rate = 2, 60, 1800
		}
		for _, ends := range [][2]int{{a, b}, {b, a}} {
			n.Links = append(n.Links, Road(int32(ends[0]), int32(ends[1]), 150, lanes, kmh(150, speed), perHourOf(rate), jam))
		}
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
		exits = append(exits, int32(n.Nodes))
		n.Links = append(n.Links, Road(int32(at[0]*size+at[1]), int32(n.Nodes), 450, 2, kmh(450, 60), perHourOf(1800), jam))
		n.Nodes++
	}
	n.Freeze()
	signs, err := NewSigns(context.Background(), n, [][]int32{exits})
	if err != nil {
		tb.Fatal(err)
	}
	c := &Case{Network: n, Signs: signs, End: Latest}
	courses := map[int32]int32{}
	about := func() int { // near the middle, about as a normal distribution
		return int(d.Below(int64(size))+d.Below(int64(size))+d.Below(int64(size))) / 3
	}
	for range vehicles {
		home := int32(about()*size + about())
		course, known := courses[home]
		if !known {
			course = int32(len(c.Courses))
			courses[home] = course
			c.Courses, _ = signs.Way(n, 0, home, c.Courses)
			c.Courses = append(c.Courses, EndOfCourse)
		}
		c.Vehicles = append(c.Vehicles, plain(sCurve(&d, 3600, 900), home, course))
	}
	return c
}

func bench(b *testing.B, c *Case) {
	b.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var r *Result
	for b.Loop() {
		r = Run(c, NewDice(1, 0, 0))
	}
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(r.Moves)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mmoves/s")
	b.ReportMetric(float64(after.TotalAlloc-before.TotalAlloc)/float64(b.N)/float64(len(c.Vehicles)+len(c.Network.Links)), "B/(vehicle+link)")
	b.ReportMetric(float64(r.Ended)/1000, "cleared_s")
}

// BenchmarkCorridor and BenchmarkGrid are the cases of the bar: 3 million link moves a second on one
// core, memory linear in vehicles and links.
func BenchmarkCorridor(b *testing.B) { bench(b, corridor(25_000)) }

func BenchmarkGrid(b *testing.B) { bench(b, grid(b, 100, 50_000)) }

func BenchmarkGridFourfold(b *testing.B) { bench(b, grid(b, 200, 200_000)) }

// TestCases: both cases clear as their bottleneck lets them.
func TestCases(t *testing.T) {
	c := corridor(2500)
	r := Run(c, NewDice(1, 0, 0))
	checkpoint := slices.IndexFunc(c.Network.Links, func(l Link) bool { return l.Length == 200 })
	if got := r.Links[checkpoint].Vehicles; got != 2500 {
		t.Errorf("%d pass the checkpoint, want all 2500", got)
	}
	if hours := float64(r.Ended) / 3_600_000; hours < 2500./300 || hours > 2500./300+8 {
		t.Errorf("cleared after %.1f h, want little more than what the checkpoint takes", hours)
	}
	g := grid(t, 20, 2000)
	for v, end := range Run(g, NewDice(1, 0, 0)).Ends {
		if end.Fate != Arrived {
			t.Fatalf("vehicle %d of the grid is %s", v, end.Fate)
		}
	}
}
