package queue

import (
	"context"
	"testing"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// litre is a million of what fuel is counted in.
const litre Fuel = 1_000_000

// TestDry: 10 litres for 100 km and 0.6 an hour standing: after 10 km and 1 l of 2 l, an hour and
// forty minutes of standing are left. Cars leave 12 s after one another, and come 3 s after one another.
func TestDry(t *testing.T) {
	c := build(3, road(0, 1, 10_000, 1200), road(1, 2, 100, 300))
	c.send(1200, 0, 3000, 0, 1)
	for v := range c.Vehicles {
		c.Vehicles[v].Fuel = 2 * litre
		c.Vehicles[v].Burn = Burn{PerKilometre: litre / 10, PerHour: 6 * litre / 10}
	}
	dry, arrived := 0, 0
	first := -1
	for v, e := range c.run().Ends {
		switch e.Fate {
		case Dry:
			dry++
			if first < 0 {
				first = v
			}
		case Arrived:
			arrived++
		}
	}
	if dry+arrived != 1200 || dry == 0 {
		t.Errorf("%d dry, %d arrived", dry, arrived)
	}
	for v := range c.Vehicles {
		c.Vehicles[v].Towed = true
	}
	towed := 0
	for _, e := range c.run().Ends {
		if e.Fate != Arrived {
			t.Errorf("%s, want it towed", e.Fate)
		}
		if e.GaveUp == Dry {
			towed++
		}
	}
	if towed < dry {
		t.Errorf("%d are towed, though %d ran dry", towed, dry)
	}
	// The n-th stands n·9 s before the gate: the 660th for 99 minutes. Its last 100 m take 10 ml.
	near(t, "the first that runs dry", float64(first), 660, 20)
}

// TestBreakdown: who is in the way lets others pass at half the rate of a road with one lane until it
// is removed, and takes one of two lanes.
func TestBreakdown(t *testing.T) {
	for _, c := range []struct {
		lanes   int32
		passing int64
		lost    float64 // seconds
	}{{1, 500, -6 + 4}, {2, 0, -6 + 4}, {1, 0, 600 - 6}} {
		city := build(3, Road(0, 1, 10_000, c.lanes, 600_000, perHourOf(1800), jam), road(1, 2, 5000, 600))
		city.Removal, city.Passing = 600_000, c.passing
		city.send(500, 0, 2000, 0, 1)
		before := city.run().Ends
		// The 100th has stood for too long just when it may leave the first road. Nobody takes its 6 s at
		// the second; whoever is behind it needs 4 s in the place of 2 to get past it.
		city.Vehicles[100].Stands = before[100].Stood - 1
		after := city.run().Ends
		if after[100].Fate != Broken || after[100].At != 0 {
			t.Errorf("%+v, want it broken down on the first road", after[100])
		}
		near(t, "the others are late, s", seconds(after[499].Ended-before[499].Ended), c.lost, 7)
	}
}

func (c *city) signs(t *testing.T, goals ...[]int32) {
	t.Helper()
	s, err := NewSigns(context.Background(), c.Network, goals)
	if err != nil {
		t.Fatal(err)
	}
	c.Signs = s
}

// diamond has a short way 0-1-3 and a longer one 0-2-3, and the links back.
func diamond(rate roads.Profile) *city {
	return build(4,
		road(0, 1, 1000, 1200), Road(1, 3, 1000, 1, 60_000, rate, jam),
		road(0, 2, 2000, 1200), road(2, 3, 2000, 1200),
		road(1, 0, 1000, 1200), road(2, 0, 2000, 1200),
	)
}

func follow(c *city) {
	for v := range c.Vehicles {
		c.Vehicles[v].Course = -1
	}
}

func TestSigns(t *testing.T) {
	c := diamond(perHourOf(1200))
	c.signs(t, []int32{3})
	c.send(1, 0, 0, 0, 1)
	follow(c)
	if end := c.run().Ends[0]; end.Driven != 2000 || end.Fate != Arrived {
		t.Errorf("%+v, want the short way", end)
	}
	if way, found := c.Signs.Way(c.Network, 0, 0, nil); !found || len(way) != 2 || way[0] != 0 {
		t.Errorf("the way is %v", way)
	}
}

// TestClosure: a road that is lost while people are under way turns them back where another way is
// left, and traps them where none is.
func TestClosure(t *testing.T) {
	lost := perHourOf(1200).Scale(roads.Interval{From: 30, To: unit.Never}, 0)
	for _, course := range []bool{true, false} {
		c := diamond(lost)
		c.signs(t, []int32{3})
		c.send(10, 0, 1000, 0, 1)
		if !course {
			follow(c)
		}
		for _, end := range c.run().Ends {
			if end.Fate != Arrived || end.Driven != 6000 {
				t.Errorf("%v after %d m, want them to turn back and go round, 6 km", end.Fate, end.Driven)
			}
		}
	}
	only := build(3, road(0, 1, 1000, 1200), Road(1, 2, 1000, 1, 60_000, lost.Set(500_000, 1000), jam))
	only.signs(t, []int32{2})
	only.send(10, 0, 1000, 0, 1)
	for _, end := range only.run().Ends {
		if end.Fate != Arrived || end.Ended < 500_000_000 {
			t.Errorf("%v at %v, want them trapped until the road opens again", end.Fate, seconds(end.Ended))
		}
	}
	never := build(3, road(0, 1, 1000, 1200), Road(1, 2, 1000, 1, 60_000, lost, jam))
	never.signs(t, []int32{2})
	never.send(10, 0, 1000, 0, 1)
	if end := never.run().Ends[9]; end.Fate != Driving || end.GaveUp != Waiting {
		t.Errorf("%+v, want it trapped for good", end)
	}
}

// TestDetour: who sees that the short way is full takes the long one.
func TestDetour(t *testing.T) {
	late := func(detours int32) (unit.Millisecond, int) {
		c := diamond(perHourOf(60))
		c.signs(t, []int32{3})
		c.send(300, 0, 3000, 0, 1)
		for v := range c.Vehicles {
			c.Vehicles[v].Detours = detours
		}
		long, last := 0, unit.Millisecond(0)
		for _, end := range c.run().Ends {
			if end.Driven != 2000 {
				long++
			}
			last = max(last, end.Ended)
		}
		return last, long
	}
	without, none := late(0)
	with, some := late(1)
	if none != 0 || some < 50 || with > without*3/4 {
		t.Errorf("%d and %d take the long way; the last is there after %v and %v", none, some, seconds(without), seconds(with))
	}
}

func TestWrongTurn(t *testing.T) {
	c := diamond(perHourOf(1200))
	c.signs(t, []int32{3})
	c.send(1, 0, 0, 0, 1)
	c.Vehicles[0].Wrong = 1
	if end := c.run().Ends[0]; end.Fate != Arrived || end.Driven != 1000+1000+2000 {
		t.Errorf("%+v, want a kilometre there and back", end)
	}
}

func TestPurposesDoNotShiftEachOther(t *testing.T) {
	a, b := NewDice(1, 0, 0), NewDice(1, 0, 1)
	same := 0
	for range 1000 {
		if a.Below(1000) == b.Below(1000) {
			same++
		}
	}
	if same > 10 {
		t.Errorf("%d of 1000 draws are the same", same)
	}
	if d := NewDice(7, 3, 2); d.Below(1<<31) < 0 || d.Share() >= 1 {
		t.Error("out of range")
	}
}
