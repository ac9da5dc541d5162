package matsim

import (
	"fmt"
	"math"

	"wayout/internal/draft"
	"wayout/internal/problem"
	"wayout/internal/unit"
)

// Closures are the changes of a network over the day.
type Closures struct {
	List  []Closure // in the order of the file
	Notes []draft.Note
}

// Closure shuts or slows links from one moment to another.
type Closure struct {
	Links    []string    // ids of the file of the network
	From, To unit.Second // since midnight of the first day; To is unit.Never where it lasts
	Speed    Change      // of the free speed, in km/h
	Capacity Change      // in vehicles an hour, all lanes together
	Text     string      // what the file says of it, "" where it says nothing
}

// Change turns the value that a link has without it into another: so many times the value, plus so
// much. The zero value makes nothing of everything.
type Change struct{ Times, Plus float64 }

// Unchanged leaves a value as it is.
var Unchanged = Change{Times: 1}

// Of returns what becomes of a value; never less than 0.
func (c Change) Of(value float64) float64 { return max(c.Times*value+c.Plus, 0) }

// followedBy returns both changes as one, as MATSim applies a factor to what earlier events left. Many
// large factors end at a number that is no speed or capacity any more, and not at infinity, of which
// nothing would make a number again.
func (c Change) followedBy(next Change) Change {
	const most = 1e18
	within := func(n float64) float64 { return min(max(n, -most), most) }
	return Change{within(c.Times * next.Times), within(c.Plus*next.Times + next.Plus)}
}

// standing is the speed in km/h below which nobody gets anywhere. Writers of scenarios that must not
// cut their network in two write 0.001 where they mean closed.
const standing = 0.1

// Closed reports whether nobody passes: no capacity, or a speed that is none.
func (c Closure) Closed() bool {
	none := func(change Change, least float64) bool { return change.Times == 0 && change.Plus < least }
	return none(c.Capacity, 1e-9) || none(c.Speed, standing)
}

// checkLink reports a link that the network does not have.
func (s *source) checkLink(o Options, id, column string) {
	if o.Network != nil && !o.Network.Has(id) {
		s.add(problem.ReferenceUnknown, column, id, "link", "Write the id of a link of the network, or leave it out.")
	}
}

// period returns a span of whole seconds that covers the one given.
func period(from, to float64) (unit.Second, unit.Second) {
	if math.IsInf(to, 1) {
		return unit.Second(math.Floor(from)), unit.Never
	}
	return unit.Second(math.Floor(from)), unit.Second(math.Ceil(to))
}

// clock writes a moment as hours and minutes, which may exceed a day.
func clock(s unit.Second) string {
	return fmt.Sprintf("%02d:%02d", s/unit.Hour, s%unit.Hour/unit.Minute)
}
