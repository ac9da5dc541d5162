package queue

import (
	"math/bits"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// rates are those of a link whose rate changes, or that has a quota.
type rates struct {
	profile roads.Profile
	piece   int // in force
	quota   int64
	used    int64 // of the quota, today
	day     int   // midnights past
	owed    int64 // of the car that entered last, not yet paid in time when the rate changed, in oneCar
}

const oneCar = 1_000_000

// timesOver returns a·b/c, rounded down, for numbers that are not negative, at most a number after every
// moment.
func timesOver(a, b, c int64) int64 {
	high, low := bits.Mul64(uint64(a), uint64(b))
	if high >= uint64(c) {
		return int64(Never)
	}
	quotient, _ := bits.Div64(high, low, uint64(c))
	return int64(min(quotient, uint64(Never)))
}

// begin puts the first piece in force.
func (t *rates) begin(l *line) {
	l.headIn = int64(Never)
	if len(t.profile) > 0 {
		l.headIn = headway(t.profile[0].Rate)
	}
}

// until returns when the piece in force ends.
func (t *rates) until() unit.Millisecond {
	if t.piece+1 < len(t.profile) {
		return unit.Millisecond(t.profile[t.piece+1].From) * 1000
	}
	return Never
}

// advance puts the piece in force that holds now. Whoever was to enter next waits the longer or
// shorter, as the rate changes.
func (r *run) advance(l *line) {
	t := &r.rates[l.rates]
	for t.until() <= r.now {
		from := int64(t.until()) * 1000
		t.piece++
		if l.headIn < int64(Never) {
			t.owed = timesOver(max(0, l.nextIn-from), oneCar, l.headIn)
		}
		l.headIn = headway(t.profile[t.piece].Rate)
		l.nextIn = from
		if l.headIn < int64(Never) {
			l.nextIn += timesOver(t.owed, l.headIn, oneCar)
		}
	}
	for t.day < len(r.Network.Midnights) && unit.Millisecond(r.Network.Midnights[t.day])*1000 <= r.now {
		t.day++
		t.used = 0
	}
}

// admits returns from when on, as known now, a link with changing rates lets one in, apart from the
// headway; the moment at which its rate changes next; Never if it never does.
func (r *run) admits(l *line) (from, changes unit.Millisecond) {
	r.advance(l)
	t := &r.rates[l.rates]
	from, changes = r.now, t.until()
	if t.quota > 0 && t.used >= t.quota {
		if t.day >= len(r.Network.Midnights) {
			return Never, Never
		}
		from = unit.Millisecond(r.Network.Midnights[t.day]) * 1000
	}
	if l.headIn >= int64(Never) {
		from = Never
		for k := t.piece + 1; k < len(t.profile); k++ {
			if t.profile[k].Rate > 0 {
				return unit.Millisecond(t.profile[k].From) * 1000, changes
			}
		}
	}
	return from, changes
}

// opens returns when a vehicle of a size may enter a link, as far as it is known now; Never where
// that depends on others leaving it, or nothing.
func (r *run) opens(l *line, size int32) unit.Millisecond {
	at := r.now
	changes := Never
	if l.rates >= 0 {
		if at, changes = r.admits(l); at > r.now {
			return at
		}
	}
	at = max(at, whole(l.nextIn))
	size = min(size, l.most)
	if l.room < size {
		for l.gap >= 0 && r.gaps[l.gap].at <= r.now {
			r.closeGap(l)
		}
		left := size - l.room
		for g := l.gap; left > 0; g = r.gaps[g].next {
			if g < 0 {
				return Never
			}
			left -= r.gaps[g].room
			at = max(at, r.gaps[g].at)
		}
	}
	if at > r.now && changes < at {
		return changes // and look again
	}
	return at
}

// closeGap takes the first gap of a link as room.
func (r *run) closeGap(l *line) {
	g := &r.gaps[l.gap]
	l.room += g.room
	first := l.gap
	l.gap = g.next
	if l.gap < 0 {
		l.lastGap = -1
	}
	g.next = r.spare
	r.spare = first
}

// openGap leaves a gap at the end of a link.
func (r *run) openGap(l *line, room int32) {
	if l.back == 0 {
		l.room += room
		return
	}
	at := r.spare
	if at >= 0 {
		r.spare = r.gaps[at].next
	} else {
		at = int32(len(r.gaps))
		r.gaps = append(r.gaps, gapNode{})
	}
	r.gaps[at] = gapNode{at: r.now + l.back, room: room, next: -1}
	if l.lastGap >= 0 {
		r.gaps[l.lastGap].next = at
	} else {
		l.gap = at
	}
	l.lastGap = at
}
