package people

import (
	"testing"

	"pgregory.net/rapid"

	"wayout/internal/unit"
)

func drawNeed(t *rapid.T, what string) Need {
	n := rapid.IntRange(0, 9)
	return Need{n.Draw(t, what+": seats"), n.Draw(t, what+": wheelchairs"), n.Draw(t, what+": stretchers")}
}

func TestFitsIn(t *testing.T) {
	places := Need{Seats: 4, Wheelchairs: 1, Stretchers: 1}
	for _, c := range []struct {
		name string
		need Need
		want bool
	}{
		{"nobody", Need{}, true},
		{"everything full", places, true},
		{"a seat too many", Need{Seats: 5}, false},
		{"free wheelchair places are no seats", Need{Seats: 4, Wheelchairs: 0}, true},
		{"a second wheelchair takes two seats", Need{Seats: 2, Wheelchairs: 2}, true},
		{"a second wheelchair and three seats", Need{Seats: 3, Wheelchairs: 2}, false},
		{"three wheelchairs take all seats", Need{Wheelchairs: 3}, true},
		{"four wheelchairs", Need{Wheelchairs: 4}, false},
		{"a stretcher never takes seats", Need{Stretchers: 2}, false},
	} {
		if got := c.need.FitsIn(places); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestFitsInAsSeated seats everybody one after the other, and asks for less and for more.
func TestFitsInAsSeated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		need, places := drawNeed(t, "need"), drawNeed(t, "places")
		left, fits := places, true
		for range need.Wheelchairs {
			if left.Wheelchairs > 0 {
				left.Wheelchairs--
			} else {
				left.Seats -= 2
			}
		}
		left.Seats -= need.Seats
		left.Stretchers -= need.Stretchers
		fits = left.Seats >= 0 && left.Stretchers >= 0
		if got := need.FitsIn(places); got != fits {
			t.Errorf("%+v in %+v: %v", need, places, got)
		}
		more := drawNeed(t, "more")
		if !need.FitsIn(places) && need.Add(more).FitsIn(places) {
			t.Errorf("%+v fits in %+v only together with %+v", need, places, more)
		}
		if need.FitsIn(places) && !need.FitsIn(places.Add(more)) {
			t.Errorf("%+v fits in %+v but not in more", need, places)
		}
	})
}

func drawGroup(t *rapid.T) Group {
	g := Group{
		Class: rapid.SampledFrom(Classes[:]).Draw(t, "class"), Institution: rapid.IntRange(-1, 1).Draw(t, "institution"),
		Shifted: rapid.Bool().Draw(t, "shifted"), Parties: rapid.IntRange(1, 50).Draw(t, "parties"),
		Wheelchairs: rapid.IntRange(0, 1).Draw(t, "wheelchairs"), Stretchers: rapid.IntRange(0, 1).Draw(t, "stretchers"),
	}
	least := g.Parties * max(1, g.Wheelchairs+g.Stretchers)
	g.People = unit.Person(least + rapid.IntRange(0, 300).Draw(t, "more people"))
	return g
}

// TestPartiesOfAGroup: however the parties are taken, they are all people of the group, differ by one
// person at most, and need what they need one by one.
func TestPartiesOfAGroup(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGroup(t)
		var people unit.Person
		var need Need
		least, most := g.People, unit.Person(0)
		for i := range g.Parties {
			n := g.PeopleIn(i, 1)
			people += n
			least, most = min(least, n), max(most, n)
			need = need.Add(g.Need(i, 1))
		}
		if people != g.People || most-least > 1 || least < 1 {
			t.Errorf("%+v: %d people in parties of %d to %d", g, people, least, most)
		}
		if all := g.Need(0, g.Parties); all != need || all.Seats < 0 {
			t.Errorf("%+v needs %+v, its parties %+v", g, all, need)
		}
		if sum := need.Seats + need.Wheelchairs + need.Stretchers; sum != int(people) {
			t.Errorf("%+v: places for %d of %d", g, sum, people)
		}
		cut := rapid.IntRange(0, g.Parties).Draw(t, "cut")
		if g.PeopleIn(0, cut)+g.PeopleIn(cut, g.Parties-cut) != g.People {
			t.Errorf("%+v, cut at %d, are other people", g, cut)
		}
	})
}

// TestWhoMayWalk: only households are sent on foot, without anybody frail, and patients and
// institutions are served first.
func TestWhoMayWalk(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := drawGroup(t)
		if g.OnFoot() && (g.Class.Frail() || g.Class.NeedsFleet() || g.Institution >= 0 || g.Tier() == 0) {
			t.Errorf("%+v may walk", g)
		}
		want := 1
		switch {
		case g.Class.NeedsFleet() || g.Institution >= 0:
			want = 0
		case g.Shifted:
			want = 2
		}
		if got := g.Tier(); got != want {
			t.Errorf("%+v is in tier %d, want %d", g, got, want)
		}
	})
	for _, c := range Classes {
		if c.CannotWalk() && !c.NeedsFleet() || c.NeedsFleet() && !c.Frail() {
			t.Errorf("%s: cannot walk %v, needs the fleet %v, frail %v", c, c.CannotWalk(), c.NeedsFleet(), c.Frail())
		}
	}
}
