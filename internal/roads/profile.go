package roads

import (
	"slices"

	"wayout/internal/unit"
)

// Profile is a rate over time: each entry holds from its moment to the next one's, the last for
// ever. A profile that is not empty starts at moment 0; before that nothing passes. The zero
// value passes nothing.
type Profile []Piece

// Piece is one constant stretch of a Profile.
type Piece struct {
	From unit.Second
	Rate unit.Rate
}

// Interval is the time [From, To).
type Interval struct{ From, To unit.Second }

// Constant returns a profile with one rate for ever.
func Constant(rate unit.Rate) Profile { return Profile{{0, rate}} }

// At returns the rate at a moment.
func (p Profile) At(t unit.Second) unit.Rate {
	i := p.index(t)
	if i < 0 {
		return 0
	}
	return p[i].Rate
}

// index returns the piece that holds at t, or -1 before the first.
func (p Profile) index(t unit.Second) int {
	i, found := slices.BinarySearchFunc(p, t, func(r Piece, t unit.Second) int {
		switch {
		case r.From < t:
			return -1
		case r.From > t:
			return 1
		}
		return 0
	})
	if found {
		return i
	}
	return i - 1
}

// Over returns what passes in [from, to), exactly. It is 0 where to <= from.
func (p Profile) Over(from, to unit.Second) unit.Throughput {
	from = max(from, 0)
	var sum unit.Throughput
	for i := max(p.index(from), 0); i < len(p) && p[i].From < to; i++ {
		end := to
		if i+1 < len(p) {
			end = min(to, p[i+1].From)
		}
		if start := max(from, p[i].From); end > start {
			sum += p[i].Rate.Over(end - start)
		}
	}
	return sum
}

// Most returns the highest rate of the profile.
func (p Profile) Most() unit.Rate {
	var most unit.Rate
	for _, r := range p {
		most = max(most, r.Rate)
	}
	return most
}

// Scale multiplies the rate by a share within an interval.
func (p Profile) Scale(in Interval, share Thousandth) Profile {
	return p.apply(in, func(r unit.Rate) unit.Rate { return unit.Rate(int64(r) * int64(share) / 1000) })
}

// Only keeps the rate inside the intervals, which are in order and do not overlap, and passes
// nothing outside.
func (p Profile) Only(open []Interval) Profile {
	shut := func(unit.Rate) unit.Rate { return 0 }
	at := unit.Second(0)
	for _, in := range open {
		p = p.apply(Interval{at, in.From}, shut)
		at = max(at, in.To)
	}
	return p.apply(Interval{at, unit.Never}, shut)
}

// Set replaces the rate from a moment on.
func (p Profile) Set(from unit.Second, rate unit.Rate) Profile {
	return p.apply(Interval{from, unit.Never}, func(unit.Rate) unit.Rate { return rate })
}

// apply returns a new profile with the rates inside the interval changed.
func (p Profile) apply(in Interval, change func(unit.Rate) unit.Rate) Profile {
	in.From = max(in.From, 0)
	if in.To <= in.From || len(p) == 0 {
		return p
	}
	out := make(Profile, 0, len(p)+2)
	add := func(r Piece) {
		if n := len(out); n > 0 && out[n-1].Rate == r.Rate {
			return
		}
		out = append(out, r)
	}
	for i, r := range p {
		end := unit.Never
		if i+1 < len(p) {
			end = p[i+1].From
		}
		from, to := max(r.From, in.From), min(end, in.To)
		if from >= to {
			add(r)
			continue
		}
		if r.From < from {
			add(r)
		}
		add(Piece{from, change(r.Rate)})
		if to < end {
			add(Piece{to, r.Rate})
		}
	}
	return out
}

// Opening returns the moments at which the profile changes between shut and open.
func (p Profile) Opening() []unit.Second {
	var out []unit.Second
	for i := 1; i < len(p); i++ {
		if (p[i].Rate == 0) != (p[i-1].Rate == 0) {
			out = append(out, p[i].From)
		}
	}
	return out
}
