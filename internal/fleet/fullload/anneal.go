package fullload

import (
	"context"
	"math"
	"math/bits"
)

// annealer improves a plan by simulated annealing in whole numbers. It aims at plans whose tours
// all take goal at most; whenever it reaches one, it keeps it and lowers the goal.
//
// The energy of a plan is the sum of all lengths, plus a weight times what every tour takes
// beyond the goal. Room is never exceeded.
type annealer struct {
	random  *chance
	now     *tours
	best    *tours
	goal    int64
	weight  int64
	reached int64   // makespan of best
	floor   int64   // a proved bound: nothing is sought below it
	where   []int32 // bus of every item
	drawn   []int64 // rising samples of the exponential distribution, in 1/1024
}

const (
	drawnSize = 1024
)

func newAnnealer(first *tours, random *chance, floor int64) *annealer {
	a := &annealer{random: random, now: newTours(first.m), best: newTours(first.m), floor: floor}
	a.now.copyFrom(first)
	a.best.copyFrom(first)
	a.reached = first.makespan()
	a.goal = a.reached - 1
	a.where = make([]int32, len(first.m.items))
	for i := range int64(drawnSize) {
		u := (float64(i) + 0.5) / drawnSize
		a.drawn = append(a.drawn, int64(math.Round(-1024*math.Log(u))))
	}
	a.locate()
	return a
}

// locate notes the bus of every item.
func (a *annealer) locate() {
	for b, order := range a.now.order {
		for _, item := range order {
			a.where[item] = int32(b)
		}
	}
}

// energy returns what one tour adds to the energy.
func (a *annealer) energy(length int64) int64 {
	return length + a.weight*max(0, length-a.goal)
}

// schedule is how one annealing run goes.
type schedule struct {
	moves     int
	weight    int64 // of time beyond the goal
	hot, cold int64 // first and last temperature
}

// run makes moves while the temperature falls, and returns early where the bound is reached.
func (a *annealer) run(ctx context.Context, plan schedule) error {
	a.weight = plan.weight
	a.now.copyFrom(a.best)
	a.locate()
	const steps = 100
	for step := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		temperature := cool(plan.hot, plan.cold, step, steps)
		for range plan.moves / steps {
			if a.reached <= a.floor {
				return nil
			}
			a.move(temperature)
		}
	}
	return nil
}

// coolScale is one unit of energy in temperatures.
const coolScale = 64

// cool returns the temperature of a step, in 1/coolScale: it is halved again and again, after
// the same number of steps, and falls straight in between.
func cool(hot, cold int64, step, steps int) int64 {
	halvings := int64(bits.Len64(uint64(hot/cold))) - 1
	at := int64(step) * halvings * 1024 / int64(steps)
	from := hot * coolScale >> (at / 1024)
	return from - from/2*(at%1024)/1024
}

// accepts decides on a change of energy at a temperature.
func (a *annealer) accepts(change, temperature int64) bool {
	return change <= 0 || change < far && change*1024*coolScale <= temperature*a.drawn[a.random.below(drawnSize)]
}

// keep remembers the plan where it is better than the best.
func (a *annealer) keep() {
	if longest := a.now.makespan(); longest < a.reached {
		a.reached = longest
		a.goal = longest - 1
		a.best.copyFrom(a.now)
	}
}

// adopt makes duties that carry every load the best plan.
func (a *annealer) adopt(plan []duty) {
	a.best.assign(plan)
	a.reached = a.best.makespan()
	a.goal = a.reached - 1
}

// settle measures the buses that a move has changed and returns whether the move stays.
func (a *annealer) settle(first, second int, temperature int64) bool {
	t := a.now
	before := a.energy(t.length[first])
	length := t.lengthOf(first)
	after := a.energy(length)
	other := length
	if second != first {
		before += a.energy(t.length[second])
		other = t.lengthOf(second)
		after += a.energy(other)
	}
	if !a.accepts(after-before, temperature) {
		return false
	}
	worst := max(t.length[first], t.length[second])
	t.length[first] = length
	t.length[second] = other
	if worst > a.goal && max(length, other) <= a.goal {
		a.keep()
	}
	return true
}
