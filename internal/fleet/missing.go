package fleet

import (
	"slices"

	"wayout/internal/people"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// mostMissing is how many vehicles more are looked for.
const mostMissing = 256

// Missing returns which row of the fleet would have to have how many vehicles more for all groups
// that a test picks to be at a reception by a moment; 0 more where even mostMissing would not do, or
// no vehicle takes them. It looks at the largest row whose vehicles take such parties. The answer is
// what rounds need that serve the farthest first; better ones may do with fewer.
func Missing(task Task, by unit.Second, picks func(*people.Group) bool) (row, more int) {
	task.Horizon = min(task.Horizon, by)
	task.Travel = upTo(task.Travel, picks)
	row = -1
	for f := range task.Scenario.Fleet {
		count := task.Scenario.Fleet[f].Count
		if count > 0 && takes(task, f, picks) && (row < 0 || count > task.Scenario.Fleet[row].Count) {
			row = f
		}
	}
	if row < 0 {
		return 0, 0
	}
	ways := newWays(task.Network, task.Horizon)
	if servedWith(task, ways, row, 0, picks) {
		return 0, 0 // those left have no way at all
	}
	high := 4
	for !servedWith(task, ways, row, high, picks) {
		if high *= 2; high > mostMissing {
			return 0, 0
		}
	}
	low := 0
	for low+1 < high {
		if mid := (low + high) / 2; servedWith(task, ways, row, mid, picks) {
			high = mid
		} else {
			low = mid
		}
	}
	return row, high
}

// upTo leaves out the groups that are served after all of those picked.
func upTo(travel []scenario.Travel, picks func(*people.Group) bool) []scenario.Travel {
	last := 0
	for p := range travel {
		for g := range travel[p].Groups {
			if group := &travel[p].Groups[g]; picks(group) {
				last = max(last, group.Tier())
			}
		}
	}
	out := slices.Clone(travel)
	for p := range out {
		out[p].Groups = slices.Clone(out[p].Groups)
		for g := range out[p].Groups {
			if group := &out[p].Groups[g]; group.Tier() > last {
				group.Parties, group.People = 0, 0
			}
		}
	}
	return out
}

// takes reports whether a vehicle of a row takes the first party of every group that a test picks.
func takes(task Task, row int, picks func(*people.Group) bool) bool {
	for p := range task.Travel {
		for g := range task.Travel[p].Groups {
			group := &task.Travel[p].Groups[g]
			if picks(group) && !group.Need(0, 1).FitsIn(task.Scenario.Fleet[row].Places) {
				return false
			}
		}
	}
	return true
}

// servedWith reports whether rounds with so many vehicles more leave nobody of those picked.
func servedWith(task Task, ways *ways, row, more int, picks func(*people.Group) bool) bool {
	s := *task.Scenario
	s.Fleet = slices.Clone(s.Fleet)
	s.Fleet[row].Count += more
	task.Scenario = &s
	d := newDispatcher(task, ways, farthest)
	d.run(nil)
	for _, load := range d.rounds().Left {
		if picks(&task.Travel[load.Place].Groups[load.Group]) {
			return false
		}
	}
	return true
}
