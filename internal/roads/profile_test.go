package roads

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/unit"
)

// grid is how many seconds the property tests look at: few, so that each can be looked at alone.
const grid = 60

// drawProfile returns a profile that changes at a few seconds of the grid, maybe to the same rate.
func drawProfile(t *rapid.T) Profile {
	p := Profile{{0, drawRate(t)}}
	for range rapid.IntRange(0, 6).Draw(t, "changes") {
		if at := p[len(p)-1].From + unit.Second(rapid.IntRange(1, 15).Draw(t, "later")); at < grid {
			p = append(p, Piece{at, drawRate(t)})
		}
	}
	return p
}

func drawRate(t *rapid.T) unit.Rate {
	return unit.Rate(rapid.SampledFrom([]int64{0, 0, 1, 999, 60_000, 196_721}).Draw(t, "rate"))
}

// drawInterval returns an interval on and around the grid; it may be empty, reversed or endless.
func drawInterval(t *rapid.T) Interval {
	in := Interval{
		unit.Second(rapid.IntRange(-5, grid+5).Draw(t, "from")),
		unit.Second(rapid.IntRange(-5, grid+5).Draw(t, "to")),
	}
	if rapid.IntRange(0, 9).Draw(t, "endless") == 0 {
		in.To = unit.Never
	}
	return in
}

func (in Interval) holds(t unit.Second) bool { return in.From <= t && t < in.To }

// naive reads the rate off the pieces one after the other.
func naive(p Profile, t unit.Second) unit.Rate {
	rate := unit.Rate(0)
	for _, piece := range p {
		if t >= piece.From {
			rate = piece.Rate
		}
	}
	return rate
}

// wellFormed reports what a profile that was changed may not be.
func wellFormed(t *rapid.T, p Profile) {
	for i, piece := range p {
		switch {
		case i == 0 && piece.From != 0:
			t.Fatalf("%v does not start at 0", p)
		case i > 0 && piece.From <= p[i-1].From:
			t.Fatalf("%v does not ascend", p)
		}
	}
}

// compareProfile compares a changed profile with a function of time, second by second.
func compareProfile(t *rapid.T, what string, got Profile, want func(unit.Second) unit.Rate) {
	wellFormed(t, got)
	for at := unit.Second(0); at < 2*grid; at++ {
		if rate := got.At(at); rate != want(at) {
			t.Fatalf("%s: %d at %d s, want %d, of %v", what, rate, at, want(at), got)
		}
	}
}

func TestProfileAt(t *testing.T) {
	p := Profile{{0, 100}, {10, 0}, {20, 300}}
	for at, want := range map[unit.Second]unit.Rate{
		-1: 0, 0: 100, 9: 100, 10: 0, 19: 0, 20: 300, 21: 300, unit.Never: 300,
	} {
		if got := p.At(at); got != want {
			t.Errorf("at %d: %d, want %d", at, got, want)
		}
	}
	if got := Profile(nil).At(5); got != 0 {
		t.Errorf("nothing passes %d", got)
	}
}

func TestProfileOver(t *testing.T) {
	p := Profile{{0, 100}, {10, 0}, {20, 300}}
	for _, c := range []struct {
		name     string
		p        Profile
		from, to unit.Second
		want     unit.Throughput
	}{
		{"within one piece", p, 2, 5, 300},
		{"to the end of a piece", p, 0, 10, 1000},
		{"nothing passes while shut", p, 10, 20, 0},
		{"across all", p, 5, 25, 500 + 1500},
		{"after the last change", p, 30, 40, 3000},
		{"before the start", p, -10, 5, 500},
		{"an instant", p, 5, 5, 0},
		{"backwards", p, 25, 5, 0},
		{"empty profile", nil, 0, 100, 0},
		{"constant", Constant(7), 3, 13, 70},
	} {
		if got := c.p.Over(c.from, c.to); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

// TestOverIsTheSumOfItsSeconds: what passes in an interval is the sum over its seconds.
func TestOverIsTheSumOfItsSeconds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, in := drawProfile(t), drawInterval(t)
		in.To = min(in.To, 2*grid)
		var want unit.Throughput
		for at := max(in.From, 0); at < in.To; at++ {
			want += naive(p, at).Over(1)
		}
		if got := p.Over(in.From, in.To); got != want {
			t.Errorf("%d passes in %v, want %d", got, in, want)
		}
	})
}

// TestOverIsAdditive: the parts of an interval sum to the whole, wherever it is cut.
func TestOverIsAdditive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProfile(t)
		cuts := rapid.SliceOfN(rapid.IntRange(-5, 2*grid), 3, 3).Draw(t, "cuts")
		slices.Sort(cuts)
		a, b, c := unit.Second(cuts[0]), unit.Second(cuts[1]), unit.Second(cuts[2])
		if p.Over(a, b)+p.Over(b, c) != p.Over(a, c) {
			t.Errorf("%d + %d is not %d", p.Over(a, b), p.Over(b, c), p.Over(a, c))
		}
	})
}

// TestProfileChanges compares Scale, Only, Set and Most with functions of time, one after the
// other, and sees that the profile they start from stays as it was.
func TestProfileChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProfile(t)
		before := slices.Clone(p)
		want := func(at unit.Second) unit.Rate { return naive(before, at) }
		got := p
		for range rapid.IntRange(1, 5).Draw(t, "steps") {
			old := want
			switch rapid.SampledFrom([]string{"scale", "only", "set"}).Draw(t, "step") {
			case "scale":
				in, share := drawInterval(t), rapid.Int64Range(0, 1000).Draw(t, "share")
				got = got.Scale(in, Thousandth(share))
				want = func(at unit.Second) unit.Rate {
					if in.holds(at) {
						return unit.Rate(int64(old(at)) * share / 1000)
					}
					return old(at)
				}
			case "only":
				open := join([]Interval{{5, 10}, drawOpen(t), drawOpen(t)})
				got = got.Only(open)
				want = func(at unit.Second) unit.Rate {
					if slices.ContainsFunc(open, func(in Interval) bool { return in.holds(at) }) {
						return old(at)
					}
					return 0
				}
			case "set":
				from, rate := unit.Second(rapid.IntRange(-5, grid).Draw(t, "from")), drawRate(t)
				got = got.Set(from, rate)
				want = func(at unit.Second) unit.Rate {
					if at >= from {
						return rate
					}
					return old(at)
				}
			}
		}
		compareProfile(t, "changed", got, want)
		if diff := cmp.Diff(before, p); diff != "" {
			t.Errorf("the profile itself changed: %s", diff)
		}
		most := unit.Rate(0)
		for at := range unit.Second(2 * grid) {
			most = max(most, want(at))
		}
		if got.Most() != most {
			t.Errorf("at most %d, want %d, of %v", got.Most(), most, got)
		}
	})
}

// drawOpen returns an interval of the grid that is not empty.
func drawOpen(t *rapid.T) Interval {
	from := unit.Second(rapid.IntRange(0, grid-1).Draw(t, "open from"))
	return Interval{from, from + unit.Second(rapid.IntRange(1, 20).Draw(t, "open for"))}
}

// TestUnchangedIntervalsLeaveTheProfile: what is empty, reversed or over before the start changes
// nothing, and an empty profile stays empty.
func TestUnchangedIntervalsLeaveTheProfile(t *testing.T) {
	p := Profile{{0, 100}, {10, 0}}
	for _, in := range []Interval{{5, 5}, {8, 3}, {-9, -1}, {-9, 0}} {
		if diff := cmp.Diff(p, p.Scale(in, 0)); diff != "" {
			t.Errorf("%v changes %s", in, diff)
		}
	}
	if got := Profile(nil).Set(0, 5).Only(nil); len(got) != 0 {
		t.Errorf("nothing became %v", got)
	}
}

func TestOnlyNothingShuts(t *testing.T) {
	if diff := cmp.Diff(Constant(0), Constant(500).Only(nil)); diff != "" {
		t.Error(diff)
	}
}

func TestScaleRoundsDown(t *testing.T) {
	if got := Constant(1001).Scale(Interval{0, unit.Never}, 333).At(0); got != 333 {
		t.Errorf("333 thousandths of 1001 are %d, want 333", got)
	}
}

// TestOpening: the moments between shut and open, and no others.
func TestOpening(t *testing.T) {
	p := Profile{{0, 0}, {5, 10}, {8, 20}, {12, 0}, {15, 0}, {20, 1}}
	if diff := cmp.Diff([]unit.Second{5, 12, 20}, p.Opening()); diff != "" {
		t.Error(diff)
	}
	if got := Constant(9).Opening(); got != nil {
		t.Errorf("a constant rate opens at %v", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		p := drawProfile(t)
		var want []unit.Second
		for at := unit.Second(1); at < grid; at++ {
			if (naive(p, at) == 0) != (naive(p, at-1) == 0) {
				want = append(want, at)
			}
		}
		if diff := cmp.Diff(want, p.Opening()); diff != "" {
			t.Errorf("%v (-want +got):\n%s", p, diff)
		}
	})
}
