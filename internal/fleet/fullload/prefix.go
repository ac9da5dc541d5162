package fullload

import "math"

// nothing is below every value of a duty.
const nothing = math.MinInt64 / 4

// prefix bounds from above what the beginning of a duty can have earned, less what a duty from
// its depot earns at most, when it comes to a place within a time. Loads are not counted, and
// times are rounded down to steps, so that the tables are small: they serve to give up early in
// the search for duties.
type prefix struct {
	step      int64     // time of one step
	steps     int       // number of steps
	atShelter [][]int64 // by shelter and step, after a load has been brought there
	atPoint   [][]int64 // by class and step, before it is loaded
}

// prefixWork limits steps × classes × shelters.
const (
	prefixWork  = 1_500_000
	mostSteps   = 2_000
	fewestSteps = 64
)

// stepFor chooses the step for tours up to limit.
func stepFor(m *model, limit int64) int64 {
	steps := int64(prefixWork / max(1, len(m.classes)*len(m.room)))
	steps = min(max(steps, fewestSteps), mostSteps)
	return max(1, (limit+steps)/steps)
}

// newPrefix fills the tables for prices v and duties of length up to limit.
func newPrefix(m *model, v prices, limit, step int64) *prefix {
	x := &prefix{step: step, steps: int(limit/step) + 1}
	for range m.room {
		x.atShelter = append(x.atShelter, filled(x.steps, nothing))
	}
	for range m.classes {
		x.atPoint = append(x.atPoint, filled(x.steps, nothing))
	}
	shortestOut, shortestBack := shortest(m.out), shortest(m.back)
	if shortestOut < step && shortestBack < step {
		x.giveUp(m, v)
		return x
	}
	gains := gainsOf(m, v)
	for now := range x.steps {
		if shortestOut >= step {
			x.reachShelters(m, gains, now)
			x.reachPoints(m, v, now)
			continue
		}
		x.reachPoints(m, v, now)
		x.reachShelters(m, gains, now)
	}
	return x
}

func filled(n int, value int64) []int64 {
	row := make([]int64, n)
	for i := range row {
		row[i] = value
	}
	return row
}

func shortest(times [][]int64) int64 {
	least := far
	for _, row := range times {
		for _, t := range row {
			least = min(least, t)
		}
	}
	return least
}

// gainsOf returns what every ride earns, by shelter and class.
func gainsOf(m *model, v prices) [][]int64 {
	gains := make([][]int64, len(m.room))
	for s := range gains {
		gains[s] = make([]int64, len(m.classes))
		for c := range m.classes {
			gains[s][c] = v.gain(m, c, s)
		}
	}
	return gains
}

// giveUp fills the tables with what all loads together earn: for rides that take less than a
// step both ways, which the tables could repeat without end.
func (x *prefix) giveUp(m *model, v prices) {
	var all int64
	for c, class := range m.classes {
		all += max(0, v.load[c]) * int64(class.count)
	}
	for _, rows := range [][][]int64{x.atShelter, x.atPoint} {
		for i := range rows {
			rows[i] = filled(x.steps, all)
		}
	}
}

func (x *prefix) reachPoints(m *model, v prices, now int) {
	for c, row := range x.atPoint {
		best := int64(nothing)
		if now > 0 {
			best = row[now-1]
		}
		for g := range m.buses {
			if m.buses[g] > 0 && m.start[g][c]/x.step <= int64(now) {
				best = max(best, -v.tour[g])
			}
		}
		for s, from := range x.atShelter {
			if before := int64(now) - m.back[s][c]/x.step; before >= 0 {
				best = max(best, from[before])
			}
		}
		row[now] = best
	}
}

func (x *prefix) reachShelters(m *model, gains [][]int64, now int) {
	for s, row := range x.atShelter {
		best := int64(nothing)
		if now > 0 {
			best = row[now-1]
		}
		for c, from := range x.atPoint {
			before := int64(now) - m.out[c][s]/x.step
			if before >= 0 && from[before] > nothing {
				best = max(best, from[before]+gains[s][c])
			}
		}
		row[now] = best
	}
}
