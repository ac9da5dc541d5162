package splitload

import (
	"context"
	"slices"
)

// The effort of improving prices.
const (
	mostPrices = 160  // evaluations
	patience   = 6    // evaluations without a better bound until prices go back to the best
	smallest   = 3000 // improving ends when prices move by less than this part of the first step
)

// improve moves prices towards those that prove most, and returns the most that was proved. value
// reads a bound, and the step it rests on, off what the classes can earn.
func (d *duties) improve(ctx context.Context, value func() (bound int64, at int)) (int64, error) {
	var best int64
	price, rent := slices.Clone(d.price), slices.Clone(d.rent)
	idle, finest := 0, d.step/smallest
	for range mostPrices {
		if err := ctx.Err(); err != nil {
			return best, err
		}
		d.evaluate()
		bound, at := value()
		idle++
		if bound > best {
			best, idle = bound, 0
			copy(price, d.price)
			copy(rent, d.rent)
		}
		d.take(at)
		if idle > patience {
			copy(d.price, price)
			copy(d.rent, rent)
			d.step, idle = d.step/2, 0
			continue
		}
		d.move()
		d.step -= d.step / 100
		if d.step <= finest {
			break
		}
	}
	return best, nil
}

// worth returns what all people earn less the rent of all places.
func (d *duties) worth() int64 {
	var sum int64
	for f, people := range d.m.demand {
		sum += int64(people) * d.price[f]
	}
	for s, places := range d.m.places {
		sum -= int64(places) * d.rent[s]
	}
	return sum
}

// earned calls with every step and what all vehicles together can earn by then, until told false.
func (d *duties) earned(yield func(step int, most int64) bool) {
	most := make([]int64, len(d.classes))
	for step := range d.steps {
		var sum int64
		for i := range d.classes {
			c := &d.classes[i]
			most[i] = max(most[i], c.best[step])
			sum += c.count * most[i]
		}
		if !yield(step, sum) {
			return
		}
	}
}

// makespan returns the first step by which vehicles can earn what the people are worth. Before it,
// not everybody can have been carried.
func (d *duties) makespan() (bound int64, at int) {
	worth := d.worth()
	at = d.steps - 1
	for step, most := range d.earned {
		if most >= worth {
			at = step
			break
		}
	}
	return int64(at) * d.grid, at
}

// score returns the least of people × makespan + waiting, over all makespans not below one that is
// proved. By a makespan the waiting is at least what the people are worth less what vehicles, who
// pay for the waiting, can earn.
func (d *duties) score(makespan int64) (bound int64, at int) {
	worth := d.worth()
	bound = 1 << 62
	for step, most := range d.earned {
		if int64(step+1)*d.grid <= makespan {
			continue
		}
		if least := max(makespan, int64(step)*d.grid)*d.m.people + worth - most; least < bound {
			bound, at = least, step
		}
	}
	return bound, at
}

// take counts whom the best duties that end by a step fetch, and where they take them.
func (d *duties) take(step int) {
	clear(d.served)
	clear(d.used)
	for i := range d.classes {
		c := &d.classes[i]
		best := 0
		for u := range step + 1 {
			if c.best[u] > c.best[best] {
				best = u
			}
		}
		for trip := c.how[best]; trip.people > 0; trip = c.from[trip.before] {
			d.served[trip.facility] += c.count * int64(trip.people)
			d.used[trip.shelter] += c.count * int64(trip.people)
			if trip.before < 0 {
				break
			}
		}
	}
}

// move raises the price of whom too few fetch and the rent where too many go, and lowers others.
func (d *duties) move() {
	var most int64 = 1
	for f, people := range d.m.demand {
		most = max(most, abs(int64(people)-d.served[f]))
	}
	for s, places := range d.m.places {
		if d.rent[s] > 0 || d.used[s] > int64(places) {
			most = max(most, abs(d.used[s]-int64(places)))
		}
	}
	for f, people := range d.m.demand {
		d.price[f] = max(0, d.price[f]+d.step*(int64(people)-d.served[f])/most)
	}
	for s, places := range d.m.places {
		d.rent[s] = max(0, d.rent[s]+d.step*(d.used[s]-int64(places))/most)
	}
}

func abs(n int64) int64 { return max(n, -n) }
