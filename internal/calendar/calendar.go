package calendar

import (
	"slices"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// Rate is a rate in a unit so small that n vehicles over any whole number of minutes up to
// 30 are a whole number of it: sums of streams stay exact.
type Rate int64

const (
	// PerHour is one vehicle per hour: 5 times the least common multiple of 1 … 30, so that
	// thousandths of a vehicle per hour are whole as well.
	PerHour Rate = 5 * 2_329_089_562_800
	// LongestExact is the longest span for which streams of whole vehicles are exact.
	LongestExact unit.Second = 30 * unit.Minute
)

// RateOf returns a rate in the unit of calendars.
func RateOf(r unit.Rate) Rate { return Rate(r) * (PerHour / 1000) }

// Stream returns the rate of n vehicles over a span of whole minutes, rounded up where the
// span is above LongestExact and does not divide.
func Stream(n unit.Vehicle, length unit.Second) Rate {
	minutes := Rate(length / unit.Minute)
	perHour, rest := Rate(n)*60/minutes, Rate(n)*60%minutes
	return perHour*PerHour + (rest*PerHour+minutes-1)/minutes
}

// VehiclesIn returns the whole vehicles a steady rate carries in a span of whole minutes.
func VehiclesIn(rate Rate, length unit.Second) unit.Vehicle {
	minutes := int64(length / unit.Minute)
	perHour, rest := int64(rate/PerHour), int64(rate%PerHour)
	// rest < PerHour, so rest × minutes fits for spans of 500 days.
	return unit.Vehicle((perHour*minutes + rest*minutes/int64(PerHour)) / 60)
}

// Calendar is what is left of one stage's rate over time.
type Calendar struct {
	left  []freePiece
	quota unit.Vehicle
	days  []roads.Interval
	used  []unit.Throughput // by day, for quotas; rounded up
}

type freePiece struct {
	from unit.Second
	rate Rate
}

// New returns the calendar of a link that lets in what the profile says, up to the horizon.
func New(l *roads.Link, rate roads.Profile, net *roads.Network, horizon unit.Second) *Calendar {
	c := &Calendar{quota: l.Quota}
	for _, piece := range rate {
		c.left = append(c.left, freePiece{piece.From, RateOf(piece.Rate)})
	}
	if l.Quota > 0 {
		for from := unit.Second(0); from < horizon; {
			day := net.Day(from)
			c.days = append(c.days, day)
			from = day.To
		}
		c.used = make([]unit.Throughput, len(c.days))
	}
	return c
}

// index returns the piece that holds at t, -1 before the first.
func (c *Calendar) index(t unit.Second) int {
	low, high := 0, len(c.left) // the piece is in [low-1, high)
	for low < high {
		mid := int(uint(low+high) / 2)
		if c.left[mid].from <= t {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low - 1
}

// Steady returns the rate that is free at t and until when it stays the same, at most to end.
func (c *Calendar) Steady(t, end unit.Second) (Rate, unit.Second) {
	i := c.index(t)
	if i < 0 {
		return 0, end
	}
	rate := c.left[i].rate
	for i++; i < len(c.left) && c.left[i].from < end; i++ {
		if c.left[i].rate != rate {
			return rate, c.left[i].from
		}
	}
	return rate, end
}

// Opens returns the first moment from t on at which anything is free, or unit.Never.
func (c *Calendar) Opens(t unit.Second) unit.Second {
	for i := max(c.index(t), 0); i < len(c.left); i++ {
		if c.left[i].rate > 0 {
			return max(t, c.left[i].from)
		}
	}
	return unit.Never
}

// Take reserves a rate in [from, to); a negative one gives it back.
func (c *Calendar) Take(from, to unit.Second, rate Rate) {
	first := c.split(from)
	c.split(to)
	i := first
	for ; i < len(c.left) && c.left[i].from < to; i++ {
		c.left[i].rate -= rate
	}
	c.join(i)
	c.join(first)
}

// join removes a piece that goes on as the one before it does.
func (c *Calendar) join(i int) {
	if i > 0 && i < len(c.left) && c.left[i].rate == c.left[i-1].rate {
		c.left = slices.Delete(c.left, i, i+1)
	}
}

// split begins a piece at a moment, if none does yet, and returns it.
func (c *Calendar) split(t unit.Second) int {
	i := c.index(t)
	if i >= 0 && c.left[i].from == t {
		return i
	}
	rate := Rate(0)
	if i >= 0 {
		rate = c.left[i].rate
	}
	c.left = slices.Insert(c.left, i+1, freePiece{t, rate})
	return i + 1
}

// QuotaLeft returns the vehicles that may still pass within one day for a stream in [from, to),
// and where that day ends. Without a quota there is no limit.
func (c *Calendar) QuotaLeft(from unit.Second) (unit.Vehicle, unit.Second) {
	if c.quota == 0 {
		return 1 << 40, unit.Never
	}
	for d, day := range c.days {
		if from < day.To {
			return (c.quota.Amount() - c.used[d]).Vehicles(), day.To
		}
	}
	return 0, unit.Never
}

// TakeQuota counts vehicles of a stream that begins at the moment.
func (c *Calendar) TakeQuota(from unit.Second, n unit.Vehicle) {
	for d, day := range c.days {
		if from < day.To {
			c.used[d] += n.Amount()
			return
		}
	}
}

// Clone returns a copy that shares nothing that changes.
func (c *Calendar) Clone() *Calendar {
	d := *c
	d.left = slices.Clone(c.left)
	d.used = slices.Clone(c.used)
	return &d
}

// Left returns what is left as a profile, rounded down.
func (c *Calendar) Left() roads.Profile {
	out := make(roads.Profile, 0, len(c.left))
	for _, piece := range c.left {
		rate := unit.Rate(piece.rate / (PerHour / 1000))
		if n := len(out); n == 0 || out[n-1].Rate != rate {
			out = append(out, roads.Piece{From: piece.from, Rate: rate})
		}
	}
	return out
}

// Until returns the first moment from t on, at most end, at which less than the rate is left.
func (c *Calendar) Until(t, end unit.Second, rate Rate) unit.Second {
	for i := max(c.index(t), 0); i < len(c.left) && c.left[i].from < end; i++ {
		if c.left[i].rate < rate {
			return max(t, c.left[i].from)
		}
	}
	return end
}

// Next returns the first moment from t on from which the rate is left for a whole span, within one
// day of a quota that has room for so many vehicles; unit.Never if there is none before the
// limit.
func (c *Calendar) Next(t, span unit.Second, rate Rate, n unit.Vehicle, limit unit.Second) unit.Second {
	for t < limit {
		free := c.Until(t, t+span, rate)
		if free < t+span {
			if t = c.above(free, rate); t == unit.Never {
				return t
			}
			continue
		}
		left, day := c.QuotaLeft(t)
		if left >= n && t+span <= day {
			return t
		}
		t = day
	}
	return unit.Never
}

// above returns the first moment from t on at which at least the rate is left.
func (c *Calendar) above(t unit.Second, rate Rate) unit.Second {
	for i := max(c.index(t), 0); i < len(c.left); i++ {
		if c.left[i].rate >= rate && (i+1 == len(c.left) || c.left[i+1].from > t) {
			return max(t, c.left[i].from)
		}
	}
	return unit.Never
}

// Set are the calendars of all links of a network.
type Set []*Calendar

// NewSet returns the calendars of a network on which nothing is placed yet, by its own rates.
func NewSet(net *roads.Network, horizon unit.Second) Set {
	out := make(Set, len(net.Links))
	for i := range net.Links {
		out[i] = New(&net.Links[i], net.Links[i].Rate, net, horizon)
	}
	return out
}

// Clone returns a copy that shares nothing that changes.
func (s Set) Clone() Set {
	out := make(Set, len(s))
	for i, c := range s {
		out[i] = c.Clone()
	}
	return out
}
