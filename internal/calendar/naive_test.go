package calendar

import (
	"testing"

	"pgregory.net/rapid"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// minutes is how long the naive calendars are.
const minutes = 40

// horizon is the same in seconds.
const horizon = minutes * unit.Minute

// naive keeps what is left of a stage in an array of minutes, and its quota in one of days.
type naive struct {
	left  [minutes + 1]Rate // the last minute goes on for ever
	quota unit.Vehicle
	day   [minutes + 1]int
	used  [minutes + 1]unit.Vehicle // by day
}

// at returns what is left at a moment.
func (n *naive) at(t unit.Second) Rate { return n.left[min(t/unit.Minute, minutes)] }

// holds reports whether the rate is left in [from, to).
func (n *naive) holds(from, to unit.Second, rate Rate) bool {
	for t := from; t < to; t++ {
		if n.at(t) < rate {
			return false
		}
	}
	return true
}

// next tries second after second.
func (n *naive) next(t, span unit.Second, rate Rate, vehicles unit.Vehicle, limit unit.Second) unit.Second {
	for ; t < limit; t++ {
		if !n.holds(t, t+span, rate) {
			continue
		}
		if n.quota > 0 {
			day := n.day[min(t/unit.Minute, minutes)]
			if n.day[min((t+span-1)/unit.Minute, minutes)] != day || n.quota-n.used[day] < vehicles {
				continue
			}
		}
		return t
	}
	return unit.Never
}

// draw makes a calendar and its naive twin: a profile that changes at whole minutes, at times a quota,
// with two midnights within the horizon.
func draw(t *rapid.T) (*Calendar, *naive) {
	n := &naive{}
	profile := roads.Profile{}
	rate := unit.Rate(0)
	for m := range n.left {
		if m == 0 || rapid.IntRange(0, 6).Draw(t, "stays the same") == 0 {
			rate = unit.Rate(rapid.IntRange(0, 8).Draw(t, "rate")) * 60 * unit.VehiclePerHour
			profile = append(profile, roads.Piece{From: unit.Second(m) * unit.Minute, Rate: rate})
		}
		n.left[m] = RateOf(rate)
	}
	link, net := roads.Link{}, roads.Network{}
	if rapid.Bool().Draw(t, "quota") {
		link.Quota = unit.Vehicle(rapid.IntRange(1, 20).Draw(t, "a day"))
		n.quota = link.Quota
		for day := range 2 {
			midnight := rapid.IntRange(1+day*minutes/2, (day+1)*minutes/2).Draw(t, "midnight")
			net.Midnights = append(net.Midnights, unit.Second(midnight)*unit.Minute)
			for m := midnight; m <= minutes; m++ {
				n.day[m]++
			}
		}
	}
	return New(&link, profile, &net, horizon), n
}

// TestCalendarAgainstMinutes places streams on a calendar and on an array of minutes.
func TestCalendarAgainstMinutes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, n := draw(t)
		untouched := c.Clone()
		before := untouched.Left()
		for range rapid.IntRange(1, 12).Draw(t, "streams") {
			at := unit.Second(rapid.IntRange(0, int(horizon)-1).Draw(t, "from"))
			length := unit.Second(rapid.IntRange(1, 5).Draw(t, "minutes")) * unit.Minute
			vehicles := unit.Vehicle(rapid.IntRange(1, 12).Draw(t, "vehicles"))
			rate := Stream(vehicles, length)
			want := n.next(at, length, rate, vehicles, horizon)
			if got := c.Next(at, length, rate, vehicles, horizon); got != want {
				t.Fatalf("%d vehicles in %d from %d on: at %d, want %d", vehicles, length, at, got, want)
			}
			if want == unit.Never || want%unit.Minute > 0 || want+length > horizon {
				continue // a stream within the minutes of the array
			}
			c.Take(want, want+length, rate)
			c.TakeQuota(want, vehicles)
			for m := want / unit.Minute; m < (want+length)/unit.Minute; m++ {
				n.left[m] -= rate
			}
			n.used[n.day[want/unit.Minute]] += vehicles
			if n.quota == 0 && rapid.IntRange(0, 4).Draw(t, "give back") == 0 {
				c.Take(want, want+length, -rate)
				for m := want / unit.Minute; m < (want+length)/unit.Minute; m++ {
					n.left[m] += rate
				}
			}
		}
		compare(t, c, n)
		for i, piece := range untouched.Left() {
			if before[i] != piece {
				t.Errorf("a clone has changed: %v, was %v", piece, before[i])
			}
		}
	})
}

// compare asks both calendars everything at every second.
func compare(t *rapid.T, c *Calendar, n *naive) {
	left := c.Left()
	rate := Rate(rapid.Int64Range(1, int64(8*60*PerHour)).Draw(t, "rate asked for"))
	end := unit.Second(rapid.IntRange(0, int(horizon)).Draw(t, "end"))
	for at := unit.Second(0); at < horizon; at += 7 {
		if got := left.At(at); got != unit.Rate(n.at(at)/(PerHour/1000)) {
			t.Errorf("at %d left as a profile: %d, want %d", at, got, n.at(at))
		}
		if n.quota > 0 {
			got, to := c.QuotaLeft(at)
			day := n.day[at/unit.Minute]
			if want := n.quota - n.used[day]; got != want {
				t.Errorf("at %d left for the day: %d, want %d", at, got, want)
			}
			if m := min(to/unit.Minute, minutes); to < unit.Never && (n.day[m] != day+1 || n.day[m-1] != day) {
				t.Errorf("the day of %d ends at %d", at, to)
			}
		}
		if at >= end {
			continue
		}
		until := at
		for until < end && n.at(until) >= rate {
			until++
		}
		if got := c.Until(at, end, rate); got != until {
			t.Errorf("%d is left from %d until %d, want %d", rate, at, got, until)
		}
		same := at
		for same < end && n.at(same) == n.at(at) {
			same++
		}
		if free, got := c.Steady(at, end); free != n.at(at) || got != same {
			t.Errorf("at %d: %d until %d, want %d until %d", at, free, got, n.at(at), same)
		}
		opens := at
		for opens < horizon && n.at(opens) <= 0 {
			opens++
		}
		if got := c.Opens(at); opens < horizon && got != opens {
			t.Errorf("from %d on it opens at %d, want %d", at, got, opens)
		}
	}
}
