package queue

import (
	"math"
	"testing"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// jam is that of the tests: 7.5 m a vehicle, 1.4 s for a gap to pass one.
var jam = Jam{Vehicle: 75, Wave: 1400}

// at 60 km/h a metre takes 60 ms.
func road(from, to int32, length unit.Metre, perHour float64) Link {
	return Road(from, to, length, 1, 60*unit.Millisecond(length), perHourOf(perHour), jam)
}

func perHourOf(n float64) roads.Profile {
	return roads.Constant(unit.Rate(math.Round(n * float64(unit.VehiclePerHour))))
}

// city is a case in the making.
type city struct{ Case }

func build(nodes int, links ...Link) *city {
	n := &Network{Nodes: nodes, Links: links}
	n.Freeze()
	return &city{Case{Network: n, End: Latest, Removal: 300_000, Passing: 500}}
}

// send adds n vehicles, one every so often from a moment on, and returns the first.
func (c *city) send(n int, from, every unit.Millisecond, links ...int32) int {
	course := int32(len(c.Courses))
	c.Courses = append(append(c.Courses, links...), EndOfCourse)
	first := len(c.Vehicles)
	for i := range n {
		c.Vehicles = append(c.Vehicles, Vehicle{
			Depart: from + every*unit.Millisecond(i), After: -1, Size: 1, From: c.Network.Links[links[0]].From,
			Course: course, Fuel: NoLimit, Stands: Never, Wrong: -1,
		})
	}
	return first
}

func (c *city) run() *Result { return Run(&c.Case, NewDice(1, 0, 0)) }

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.Abs(got-want) > within {
		t.Errorf("%s: %.3f, want %.3f within %.3f", what, got, want, within)
	}
}

func TestFreeFlow(t *testing.T) {
	c := build(4, road(0, 1, 4000, 1200), road(1, 2, 3000, 1200), road(2, 3, 5000, 1200))
	c.send(1, 10_000, 0, 0, 1, 2)
	end := c.run().Ends[0]
	if end.Ended != 730_000 || end.Stood != 0 || end.Driven != 12_000 {
		t.Errorf("%+v, want 12 km in 720 s from 10 s on without standing", end)
	}
}

// TestBottleneck: demand a for a time T before a rate b leaves a queue of (a-b)T; the last one waits
// for it to pass, (a/b-1)T, and all of them together half of that each (Daganzo 1997, chapter 2).
func TestBottleneck(t *testing.T) {
	const n, every, serves = 1200, 3000, 12_000 // 1200 an hour for an hour before 300 an hour
	c := build(3, road(0, 1, 20_000, 1800), road(1, 2, 200, 300))
	c.Sample = 60_000
	c.send(n, 0, every, 0, 1)
	r := c.run()
	last := r.Ends[n-1]
	near(t, "the last is out, s", seconds(last.Ended), 20_000*.06+200*.06+(n-1)*serves/1000., 1)
	near(t, "the last stands, s", seconds(last.Stood), (n-1)*(serves-every)/1000., 1)
	sum := unit.Millisecond(0)
	for _, e := range r.Ends {
		sum += e.Stood
	}
	near(t, "all stand, h", seconds(sum)/3600, n*(n-1)/2*(serves-every)/3.6e6, 1)
	near(t, "most at once", float64(r.Links[0].Most), n-n*every/serves, 10)
	near(t, "waited for at the bottleneck", seconds(r.Links[0].Stood), seconds(sum), 1)
}

// TestWave: a queue that reaches back over a road discharges from its head, and the gaps travel back
// at one vehicle every 1.4 s, 19.3 km/h. Cars at the far end move when the wave has come.
func TestWave(t *testing.T) {
	shut := perHourOf(1800).Only([]roads.Interval{{From: 7200, To: unit.Never}})
	gate := Link{From: 2, To: 3, Rate: shut, Lanes: 1, Room: 1}
	c := build(4, road(0, 1, 600, 1800), road(1, 2, 3000, 1800), gate)
	c.send(500, 0, 2000, 0, 1, 2)
	r := c.run()
	// 400 stand on 3 km, 80 on 600 m; the 401st enters the second road when the gap has come.
	if got := r.Ends[479].Entered; got > 7_200_000 {
		t.Errorf("480 find room, but the 480th enters at %v", seconds(got))
	}
	near(t, "one more enters, s", seconds(r.Ends[480].Entered), 7200+480*1.4, 3)
}

// TestShock: before a road that is shut the back of the queue moves up the road at q/(k-q/v), with q what
// arrives, k what stands on a kilometre and v the free speed (Lighthill and Whitham 1955, Richards 1956).
// On a chain of roads it is when each of them is full.
func TestShock(t *testing.T) {
	const pieces, piece, perHour, perKilometre = 12, 300., 900., 1000 / 7.5
	links := []Link{}
	for k := range int32(pieces) {
		links = append(links, road(k, k+1, piece, 1800))
	}
	links = append(links, Link{From: pieces, To: pieces + 1, Rate: perHourOf(0), Lanes: 1, Room: 1})
	c := build(pieces+2, links...)
	course := make([]int32, pieces+1)
	for k := range course {
		course[k] = int32(k)
	}
	c.send(600, 0, 3.6e6/perHour, course...)
	r := newRun(&c.Case, NewDice(1, 0, 0))
	full := make([]float64, pieces)
	for r.step() {
		for k := range full {
			if on := 0; full[k] == 0 {
				for v := r.lines[k].head; v >= 0; v = r.riders[v].next {
					on++
				}
				if on == int(r.lines[k].most) {
					full[k] = seconds(r.now)
				}
			}
		}
	}
	speed := perHour / (perKilometre - perHour/60) // km/h
	for k := range pieces {
		queue := piece * float64(pieces-k) / 1000 // km that stand when this road is full to its beginning
		reached := pieces*piece*.06 + queue/speed*3600
		near(t, "full, s", full[k], reached, 3600/perHour+1)
	}
	if r.ends[599].Entered != Never {
		t.Error("more have entered than have room")
	}
}

// TestSpillback: a full branch holds back those for the free one, until it fills no more.
func TestSpillback(t *testing.T) {
	for _, c := range []struct {
		name   string
		branch unit.Metre
		held   bool
	}{{"a long branch takes the queue", 5000, false}, {"a short branch is full", 300, true}} {
		city := build(4, road(0, 1, 4000, 1500), road(1, 2, c.branch, 200), road(1, 3, 3000, 1500))
		city.Network.Links[1].Rate = perHourOf(1500)
		city.Network.Links = append(city.Network.Links, Link{From: 2, To: 0, Rate: perHourOf(200), Lanes: 1, Room: 1})
		city.Network.Freeze()
		city.send(300, 0, 6000, 0, 1, 3)
		free := city.send(300, 3000, 6000, 0, 2)
		last := city.run().Ends[free+299]
		if held := last.Stood > 60_000; held != c.held {
			t.Errorf("%s: the last for the free branch stands %.0f s", c.name, seconds(last.Stood))
		}
		if c.held {
			// It comes after its neighbours for the branch: 300 at 200 an hour, less those on the branch.
			near(t, "held until, s", seconds(last.Ended), (299-40)*18+7*60+180, 120)
		}
	}
}

// TestMerge: while both wait, each of two roads gets a turn in proportion to its rate; what one does
// not use the other gets.
func TestMerge(t *testing.T) {
	for _, c := range []struct{ first, second, sends, share float64 }{
		{1200, 1200, 1200, .5}, {1200, 600, 600, 2. / 3}, {1200, 300, 300, .8}, {1200, 1200, 200, 5. / 6},
	} {
		city := build(4, road(0, 2, 4000, c.first), road(1, 2, 4000, c.second), road(2, 3, 5000, 1200))
		n := 2000
		city.send(n, 0, unit.Millisecond(3.6e6/c.first), 0, 2)
		city.send(n, 0, unit.Millisecond(3.6e6/c.sends), 1, 2)
		first, all := 0., 0.
		for v, e := range city.run().Ends {
			if e.Ended > 1_500_000 && e.Ended < 4_000_000 {
				all++
				if v < n {
					first++
				}
			}
		}
		near(t, "vehicles an hour", all/2500*3600, 1200, 3)
		near(t, "share of the first", first/all, c.share, .01)
	}
}

// TestMergeInAJam: where the road after a merge is full back from a gate, the two roads share what the
// gate passes in proportion to their rates; one that sends less than its share is not held up (Daganzo
// 1995).
func TestMergeInAJam(t *testing.T) {
	for _, c := range []struct{ first, second, sends, share float64 }{
		{1200, 1200, 1200, .5}, {1200, 600, 600, 2. / 3}, {1200, 300, 300, .8}, {1200, 1200, 50, 1 - 50./300},
	} {
		city := build(5, road(0, 2, 20_000, c.first), road(1, 2, 20_000, c.second), road(2, 3, 2000, 1200), road(3, 4, 200, 300))
		const n = 1500
		city.send(n, 0, unit.Millisecond(3.6e6/c.first), 0, 2, 3)
		second := city.send(n, 0, unit.Millisecond(3.6e6/c.sends), 1, 2, 3)
		first, all := 0., 0.
		r := city.run()
		for v, e := range r.Ends {
			if e.Ended > 7_200_000 && e.Ended < 14_400_000 {
				all++
				if v < n {
					first++
				}
			}
		}
		near(t, "vehicles in two hours", all, 600, 1)
		near(t, "share of the first", first/all, c.share, .01)
		if stood := seconds(r.Ends[second+150].Stood); c.sends < 100 && stood > 60+2000/7.5*12 {
			t.Errorf("who sends less than its share stands %.0f s, more than the road after the merge takes", stood)
		}
	}
}

// TestWindow: a gate opens from 1 h to 2 h and again from 5 h on, at 120 an hour with at most 100 in
// a day that ends after 6 h.
func TestWindow(t *testing.T) {
	rate := perHourOf(120).Only([]roads.Interval{{From: 3600, To: 7200}, {From: 18_000, To: unit.Never}})
	for _, c := range []struct {
		quota unit.Vehicle
		want  [3]float64 // out by 2 h, 6 h, 7 h
	}{{0, [3]float64{120, 240, 360}}, {100, [3]float64{100, 100, 200}}, {150, [3]float64{120, 150, 270}}} {
		city := build(3, road(0, 1, 1000, 1800), Link{From: 1, To: 2, Rate: rate, Lanes: 1, Room: 1, Quota: c.quota})
		city.Network.Midnights = []unit.Second{6 * 3600, 30 * 3600}
		city.send(400, 0, 1000, 0, 1)
		r := city.run()
		for i, by := range []unit.Millisecond{7_200_000, 21_600_000, 25_200_000} {
			out := 0.
			for _, e := range r.Ends {
				if e.Ended < by {
					out++
				}
			}
			near(t, "out", out, c.want[i], 1)
		}
	}
}

// TestRecovery: a road whose rate falls to a third and recovers passes what the rates allow.
func TestRecovery(t *testing.T) {
	rate := perHourOf(900).Scale(roads.Interval{From: 3600, To: 7200}, 333)
	c := build(3, road(0, 1, 20_000, 1800), Road(1, 2, 1000, 1, 60_000, rate, jam))
	c.send(3000, 0, 2000, 0, 1)
	passed := [3]int{}
	for _, e := range c.run().Ends {
		if hour := int(e.Ended-60_000) / 3_600_000; hour >= 1 && hour < 3 {
			passed[hour]++
		}
	}
	near(t, "slowed", float64(passed[1]), 300, 2)
	near(t, "recovered", float64(passed[2]), 900, 2)
}

func TestSizes(t *testing.T) {
	c := build(3, road(0, 1, 1000, 1200), road(1, 2, 1000, 600))
	first := c.send(100, 0, 0, 0, 1)
	for v := range c.Vehicles {
		c.Vehicles[v].Size = 4
	}
	near(t, "a hundred lorries as four cars, s", seconds(c.run().Ends[first+99].Ended), 120+99*4*6, 1)
}

// TestTwoWays: traffic against the queue is not held up by it.
func TestTwoWays(t *testing.T) {
	c := build(3, road(0, 1, 3000, 1200), road(1, 2, 1000, 60), road(1, 0, 3000, 1200), road(2, 1, 1000, 1200))
	c.send(500, 0, 1000, 0, 1)
	against := c.send(1, 3_600_000, 0, 3, 2)
	if stood := c.run().Ends[against].Stood; stood != 0 {
		t.Errorf("who drives in stands %.0f s", seconds(stood))
	}
}

// TestChain: a bus that has arrived rests and drives back.
func TestChain(t *testing.T) {
	c := build(2, road(0, 1, 10_000, 1200), road(1, 0, 10_000, 1200))
	c.send(1, 0, 0, 0)
	back := c.send(1, 900_000, 0, 1)
	c.Vehicles[back].After, c.Vehicles[back].Rest = 0, 200_000
	again := c.send(1, 0, 0, 0)
	c.Vehicles[again].After, c.Vehicles[again].Rest = int32(back), 100_000
	ends := c.run().Ends
	if ends[back].Left != 900_000 || ends[again].Left != 1_600_000 || ends[again].Ended != 2_200_000 {
		t.Errorf("the way back begins at %v, the next round at %v", ends[back].Left, ends[again].Left)
	}
}

func seconds(t unit.Millisecond) float64 { return float64(t) / 1000 }

// TestSpread: a gate whose times vary passes its rate all the same, as nothing else holds its cars up.
func TestSpread(t *testing.T) {
	c := build(3, road(0, 1, 1000, 1800), Link{From: 1, To: 2, Rate: perHourOf(200), Lanes: 1, Room: 4, Spread: 1000})
	c.send(4000, 0, 0, 0, 1)
	near(t, "hours for 4,000", seconds(c.run().Ends[3999].Ended)/3600, 20, .5)
}

// TestRing: four full roads in a ring, each of whose first vehicles wants the next one's place, move on
// together, as slowly as a gap would go round; cars that want to leave the ring dissolve it.
func TestRing(t *testing.T) {
	c := build(8, road(0, 1, 75, 900), road(1, 2, 75, 900), road(2, 3, 75, 900), road(3, 0, 75, 900),
		road(0, 4, 75, 900), road(1, 5, 75, 900), road(2, 6, 75, 900), road(3, 7, 75, 900))
	for i := range int32(4) { // each drives three roads of the ring and leaves it
		c.send(200, 0, 4000, i, (i+1)%4, (i+2)%4, 4+(i+3)%4)
	}
	r := c.run()
	for v, end := range r.Ends {
		if end.Fate != Arrived {
			t.Fatalf("vehicle %d is %s", v, end.Fate)
		}
	}
}

// TestSlowest: a road of one vehicle in a thousand hours passes ten before the latest end, after 9,544
// hours; one that takes longer than any simulation holds people up and nothing else.
func TestSlowest(t *testing.T) {
	c := build(3, road(0, 1, 1000, .001), Road(1, 2, 1000, 1, 2*Latest, perHourOf(600), jam))
	c.send(12, 0, 0, 0)
	long := c.send(3, 0, 0, 1)
	for v, end := range c.run().Ends {
		want := Arrived
		if v >= 10 {
			want = Street
		}
		if v >= long {
			want = Driving
		}
		if end.Fate != want {
			t.Errorf("vehicle %d is %s, want %s", v, end.Fate, want)
		}
	}
}
