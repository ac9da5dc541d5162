package queue

import (
	"context"
	"reflect"
	"runtime"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// drawCase draws a network of roads, gates and closures, and vehicles with every behaviour.
func drawCase(t *rapid.T) *Case {
	nodes := rapid.IntRange(2, 8).Draw(t, "nodes")
	node := rapid.Int32Range(0, int32(nodes)-1)
	n := &Network{Nodes: nodes, Midnights: []unit.Second{5000, 20_000}}
	for i := range rapid.IntRange(1, 20).Draw(t, "links") {
		from, to := node.Draw(t, "from"), node.Draw(t, "to")
		if from == to {
			to = (to + 1) % int32(nodes)
		}
		rate := perHourOf(float64(rapid.IntRange(30, 3000).Draw(t, "rate")))
		if rapid.IntRange(0, 4).Draw(t, "closure") == 0 {
			begin := unit.Second(rapid.IntRange(0, 3000).Draw(t, "begin"))
			end := begin + unit.Second(rapid.IntRange(1, 100_000).Draw(t, "length"))
			rate = rate.Scale(roads.Interval{From: begin, To: end}, roads.Thousandth(rapid.IntRange(0, 1).Draw(t, "left")*500))
		}
		length := unit.Metre(rapid.IntRange(1, 2000).Draw(t, "metres"))
		link := Road(from, to, length, rapid.Int32Range(1, 2).Draw(t, "lanes"), 60*unit.Millisecond(length), rate, jam)
		if rapid.IntRange(0, 4).Draw(t, "gate") == 0 {
			link = Link{From: from, To: to, Rate: rate, Lanes: 1, Room: 2}
			link.Quota = unit.Vehicle(rapid.IntRange(0, 5).Draw(t, "quota")) // 0: none
			link.Spread = 1000 * int32(i%2)
		}
		n.Links = append(n.Links, link)
	}
	n.Freeze()
	c := &Case{Network: n, End: 300_000_000, Removal: 60_000, Passing: 500 * int64(rapid.IntRange(0, 1).Draw(t, "pass")), Sample: 100_000}
	goal := node.Draw(t, "goal")
	signs, err := NewSigns(context.Background(), n, [][]int32{{goal}})
	if err != nil {
		t.Fatal(err)
	}
	c.Signs = signs
	for range rapid.IntRange(1, 60).Draw(t, "vehicles") {
		c.Vehicles = append(c.Vehicles, drawVehicle(t, c, node.Draw(t, "home")))
	}
	return c
}

func drawVehicle(t *rapid.T, c *Case, home int32) Vehicle {
	v := Vehicle{
		Depart: unit.Millisecond(rapid.IntRange(0, 2_000_000).Draw(t, "depart")), After: -1, From: home, Course: -1,
		Size: rapid.SampledFrom([]int32{1, 1, 2, 4}).Draw(t, "size"), Fuel: NoLimit, Stands: Never, Wrong: -1,
		Burn: Burn{PerKilometre: litre / 10, PerHour: litre},
	}
	if way, found := c.Signs.Way(c.Network, 0, home, nil); found && len(way) > 0 && rapid.Bool().Draw(t, "course") {
		v.Course = int32(len(c.Courses))
		c.Courses = append(append(c.Courses, way...), EndOfCourse)
	}
	v.Towed = rapid.Bool().Draw(t, "towed")
	switch rapid.IntRange(0, 6).Draw(t, "behaviour") {
	case 0:
		v.Fuel = Fuel(rapid.IntRange(0, 1_000_000).Draw(t, "fuel"))
	case 1:
		v.Stands = unit.Millisecond(rapid.IntRange(0, 1_000_000).Draw(t, "stands"))
	case 2:
		v.Wrong = rapid.Int32Range(0, 3).Draw(t, "wrong")
	case 3:
		v.Detours = 2
	case 4:
		if n := len(c.Vehicles); n > 0 {
			v.After = rapid.Int32Range(0, int32(n)-1).Draw(t, "after")
			v.Rest = 10_000
		}
	}
	return v
}

// audit counts everything again after an event (N1): every vehicle is in one place, every link has
// the vehicles, gaps and room that it was made with.
func audit(t *rapid.T, r *run) {
	on := make([]int, len(r.riders))
	for i := range r.lines {
		l := &r.lines[i]
		room, last := l.room, int32(-1)
		for v := l.head; v >= 0; v = r.riders[v].next {
			on[v]++
			if !l.street {
				room += min(int32(r.riders[v].size), l.most)
			}
			if last >= 0 && r.riders[v].exit < r.riders[last].exit {
				t.Fatalf("line %d is not first in, first out", i)
			}
			last = v
		}
		for g := l.gap; g >= 0; g = r.gaps[g].next {
			room += r.gaps[g].room
		}
		if l.room < 0 || room != l.most || last != l.tail {
			t.Fatalf("line %d: room %d, in all %d of %d", i, l.room, room, l.most)
		}
	}
	for v, n := range on {
		moving := r.ends[v].Fate == Street || r.ends[v].Fate == Driving
		if moving != (n == 1) || n > 1 {
			t.Fatalf("vehicle %d is %s and on %d lines", v, r.ends[v].Fate, n)
		}
	}
}

// entries are when vehicles entered a link.
type entry struct {
	at   unit.Millisecond
	size int32
}

func TestNobodyIsLostAndNothingIsTooFast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCase(t)
		r := newRun(c, NewDice(1, 0, 0))
		entries := make([][]entry, len(c.Network.Links))
		was := make([]int32, len(c.Vehicles))
		for i := range was {
			was[i] = -1
		}
		for steps := 0; r.step(); steps++ {
			audit(t, r)
			for v := range r.riders {
				if link := r.riders[v].link; link != was[v] {
					if was[v] = link; int(link) < len(entries) {
						entries[link] = append(entries[link], entry{r.now, int32(r.riders[v].size)})
					}
				}
			}
			if steps > 200_000 {
				t.Fatal("it does not end")
			}
		}
		for i, in := range entries {
			checkRate(t, &c.Network.Links[i], in)
		}
		for v, end := range r.result(false).Ends {
			if end.Fate == Arrived && end.Ended-end.Left < end.Stood+60*unit.Millisecond(end.Driven) {
				t.Fatalf("vehicle %d needs %d ms for %d m, %d of them standing", v, end.Ended-end.Left, end.Driven, end.Stood)
			}
		}
	})
}

// checkRate checks that no more enter a link than its highest rate lets, and one vehicle, between any
// two of them, and none while it is shut.
func checkRate(t *rapid.T, l *Link, in []entry) {
	each := headway(l.Rate.Most())
	for first := range in {
		if l.Rate.At(unit.Second(in[first].at/1000)) == 0 {
			t.Fatalf("one enters at %d, when the link is shut", in[first].at)
		}
		cars := int64(0)
		for next := first + 1; next < len(in) && l.Spread == 0; next++ {
			cars += int64(in[next-1].size)
			if span := int64(in[next].at - in[first].at + 1); span*1000 < cars*each {
				t.Fatalf("%d cars enter in %d ms at %d µs each", cars, span, each)
			}
		}
	}
}

func TestSameCaseSameResult(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCase(t)
		want := Run(c, NewDice(3, 1, 0))
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(3))
		var all [3]*Result
		var group sync.WaitGroup
		for i := range all {
			group.Go(func() { all[i] = Run(c, NewDice(3, 1, 0)) })
		}
		group.Wait()
		for _, got := range all {
			if !reflect.DeepEqual(got, want) {
				t.Fatal("the same case has two results")
			}
		}
	})
}

func TestAgendaIsInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var a agenda
		var last event
		for _, at := range rapid.SliceOf(rapid.Int64Range(0, int64(Latest))).Draw(t, "moments") {
			a.push(newEvent(unit.Millisecond(at), kind(at%4), int32(at%1000)))
		}
		for len(a) > 0 {
			e := a.pop()
			if e < last {
				t.Fatalf("%d comes after %d", e, last)
			}
			last = e
		}
	})
}
