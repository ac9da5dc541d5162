package planner

import (
	"slices"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// fineRate is a rate in a unit so small that n vehicles over any whole number of minutes up to
// 30 are a whole number of it: sums of streams stay exact.
type fineRate int64

const (
	// fine is one vehicle per hour: 5 times the least common multiple of 1 … 30, so that
	// thousandths of a vehicle per hour are whole as well.
	fine         fineRate    = 5 * 2_329_089_562_800
	longestExact unit.Second = 30 * unit.Minute
)

func fineOf(r unit.Rate) fineRate { return fineRate(r) * (fine / 1000) }

// streamRate returns the rate of n vehicles over a span of whole minutes, rounded up where the
// span is above longestExact and does not divide.
func streamRate(n unit.Vehicle, length unit.Second) fineRate {
	minutes := fineRate(length / unit.Minute)
	perHour, rest := fineRate(n)*60/minutes, fineRate(n)*60%minutes
	return perHour*fine + (rest*fine+minutes-1)/minutes
}

// vehiclesIn returns the whole vehicles a steady rate carries in a span of whole minutes.
func vehiclesIn(rate fineRate, length unit.Second) unit.Vehicle {
	minutes := int64(length / unit.Minute)
	perHour, rest := int64(rate/fine), int64(rate%fine)
	// rest < fine, so rest × minutes fits for spans of 500 days.
	return unit.Vehicle((perHour*minutes + rest*minutes/int64(fine)) / 60)
}

// calendar is what is left of one stage's rate over time.
type calendar struct {
	left  []freePiece
	quota unit.Vehicle
	days  []roads.Interval
	used  []unit.Throughput // by day, for quotas; rounded up
}

type freePiece struct {
	from unit.Second
	rate fineRate
}

func newCalendar(l *roads.Link, rate roads.Profile, net *roads.Network, horizon unit.Second) *calendar {
	c := &calendar{quota: l.Quota}
	for _, piece := range rate {
		c.left = append(c.left, freePiece{piece.From, fineOf(piece.Rate)})
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

// index returns the piece that holds at t.
func (c *calendar) index(t unit.Second) int {
	i, found := slices.BinarySearchFunc(c.left, t, func(p freePiece, t unit.Second) int {
		switch {
		case p.from < t:
			return -1
		case p.from > t:
			return 1
		}
		return 0
	})
	if found {
		return i
	}
	return i - 1
}

// steady returns the rate that is free at t and until when it stays the same, at most to end.
func (c *calendar) steady(t, end unit.Second) (fineRate, unit.Second) {
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

// opens returns the first moment from t on at which anything is free, or unit.Never.
func (c *calendar) opens(t unit.Second) unit.Second {
	for i := max(c.index(t), 0); i < len(c.left); i++ {
		if c.left[i].rate > 0 {
			return max(t, c.left[i].from)
		}
	}
	return unit.Never
}

// take reserves a rate in [from, to).
func (c *calendar) take(from, to unit.Second, rate fineRate) {
	c.split(from)
	c.split(to)
	for i := c.index(from); i < len(c.left) && c.left[i].from < to; i++ {
		c.left[i].rate -= rate
	}
}

func (c *calendar) split(t unit.Second) {
	i := c.index(t)
	if i >= 0 && c.left[i].from == t {
		return
	}
	rate := fineRate(0)
	if i >= 0 {
		rate = c.left[i].rate
	}
	c.left = slices.Insert(c.left, i+1, freePiece{t, rate})
}

// quotaLeft returns the vehicles that may still pass within one day for a stream in [from, to),
// and where that day ends. Without a quota there is no limit.
func (c *calendar) quotaLeft(from unit.Second) (unit.Vehicle, unit.Second) {
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

func (c *calendar) takeQuota(from unit.Second, n unit.Vehicle) {
	for d, day := range c.days {
		if from < day.To {
			c.used[d] += n.Amount()
			return
		}
	}
}
