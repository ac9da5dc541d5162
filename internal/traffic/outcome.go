package traffic

import (
	"cmp"
	"math"
	"slices"

	"wayout/internal/traffic/queue"
	"wayout/internal/unit"
)

// Outcome is what one run came to. Shadow cars are in the traffic and in its queues, and in nothing
// else.
type Outcome struct {
	Out     [len(Shares)]unit.Second // when these shares of all people are out; unit.Never
	Arrived unit.Person
	OnWay   unit.Person  // at the end of the scenario
	Home    unit.Person  // not left by then
	Stuck   unit.Person  // left behind in vehicles that broke down or ran dry
	Broken  unit.Vehicle // towed or not
	Dry     unit.Vehicle
	// Road is the time from leaving home to arrival of those who arrived: mean, and 9 in 10 need less.
	RoadMean, RoadMost unit.Second
	PeopleHours        unit.Second // on the road, of everybody, summed
	Driven, Stood      unit.Millilitre
	Curve              []unit.Person  // out by every sample
	Standing           []unit.Vehicle // on the road at every sample
	Places             []PlaceOutcome
	Moves              int64 // vehicles that entered a link
	stages             map[int32]stageOutcome
	dryAt              map[int32]int32 // vehicles that ran dry, by stage
	people             unit.Person
	vehicles           unit.Vehicle
}

// Shares are those whose time is told, in per cent: t50, t90, t99 and t100.
var Shares = [4]int{50, 90, 99, 100}

// PlaceOutcome is what one run came to for people of one place in cars of their own and on foot.
type PlaceOutcome struct {
	People, Arrived unit.Person
	Road            unit.Second // mean of those who arrived
	Last            unit.Second // arrival
	Dry             unit.Vehicle
}

// stageOutcome is the queue of one stage in one run.
type stageOutcome struct {
	first int     // sample at which somebody stands
	stand []int32 // from then on, by sample, as long as anybody does
	total int64   // vehicles at all samples
}

// stageOf numbers stages: links, then the streets of places.
func (g *ground) stageOf(link int32, street bool) int32 {
	if street {
		return int32(len(g.queues.Links) + g.net.Nodes[g.queues.Links[link].From].Place)
	}
	return link
}

// outcome reads what a run came to.
func (c *crowd) outcome(r *queue.Result, sample unit.Second, samples int) *Outcome {
	o := &Outcome{
		Curve: make([]unit.Person, samples), Standing: make([]unit.Vehicle, samples), Places: make([]PlaceOutcome, len(c.s.Places)),
		Moves: r.Moves, stages: map[int32]stageOutcome{}, dryAt: map[int32]int32{},
	}
	var arrivals []arrival
	var all unit.Person
	last := unit.Millisecond(c.s.Horizon) * 1000
	for v := range r.Ends {
		end, who := &r.Ends[v], &c.aboard[v]
		if who.kind == Shadow {
			continue
		}
		n := unit.Person(who.people)
		all += n
		var at *PlaceOutcome
		if who.place >= 0 {
			at = &o.Places[who.place]
			at.People += n
		}
		o.vehicle(&c.vehicles[v], end, at)
		if end.GaveUp == queue.Dry {
			o.dryAt[c.stageOf(end.At, end.InStreet)]++
		}
		until := end.Ended
		switch end.Fate {
		case queue.Waiting:
			o.Home += n
			continue
		case queue.Street, queue.Driving:
			o.OnWay += n
			until = last
		case queue.Broken, queue.Dry:
			o.Stuck += n
		case queue.Arrived:
			o.Arrived += n
			if n > 0 {
				arrivals = append(arrivals, arrival{end.Ended, end.Ended - end.Left, n})
			}
			if at != nil {
				at.Arrived += n
				at.Road += unit.Second(n) * seconds(end.Ended-end.Left)
				at.Last = max(at.Last, seconds(end.Ended))
			}
		}
		o.PeopleHours += unit.Second(n) * seconds(until-end.Left)
	}
	for i := range o.Places {
		if at := &o.Places[i]; at.Arrived > 0 {
			at.Road /= unit.Second(at.Arrived)
		}
	}
	o.times(arrivals, all, sample)
	o.queues(c.ground, r, sample)
	return o
}

// seconds rounds up, so that nobody is out before they are.
func seconds(t unit.Millisecond) unit.Second { return unit.Second((t + 999) / 1000) }

// arrival is a vehicle that brought people out.
type arrival struct {
	at, road unit.Millisecond
	people   unit.Person
}

// vehicle adds what a vehicle burnt, and whether it gave up.
func (o *Outcome) vehicle(v *queue.Vehicle, end *queue.End, at *PlaceOutcome) {
	drove, stood := v.Burn.Used(end.Driven, end.Climbed, end.Stood)
	if drove+stood > v.Fuel { // towed for the rest
		drove = min(drove, v.Fuel)
		stood = v.Fuel - drove
	}
	o.Driven += unit.Millilitre(drove / 1000)
	o.Stood += unit.Millilitre(stood / 1000)
	switch end.GaveUp {
	case queue.Broken:
		o.Broken++
	case queue.Dry:
		o.Dry++
		if at != nil {
			at.Dry++
		}
	}
}

// times takes quantiles and the curve of arrivals.
func (o *Outcome) times(arrivals []arrival, all unit.Person, sample unit.Second) {
	slices.SortFunc(arrivals, func(a, b arrival) int { return cmp.Compare(a.at, b.at) })
	for i, share := range Shares {
		o.Out[i] = unit.Never
		sum := unit.Person(0)
		for _, a := range arrivals {
			if sum += a.people; sum*100 >= all*unit.Person(share) {
				o.Out[i] = seconds(a.at)
				break
			}
		}
	}
	sum, k := unit.Person(0), 0
	for i := range o.Curve {
		for ; k < len(arrivals) && arrivals[k].at <= unit.Millisecond(sample)*1000*unit.Millisecond(i); k++ {
			sum += arrivals[k].people
		}
		o.Curve[i] = sum
	}
	if o.Arrived == 0 {
		return
	}
	slices.SortFunc(arrivals, func(a, b arrival) int { return cmp.Compare(a.road, b.road) })
	var total unit.Millisecond
	sum = 0
	for _, a := range arrivals {
		total += a.road * unit.Millisecond(a.people)
		if sum += a.people; o.RoadMost == 0 && sum*10 >= o.Arrived*9 {
			o.RoadMost = seconds(a.road)
		}
	}
	o.RoadMean = seconds(total / unit.Millisecond(o.Arrived))
}

// queues sorts the queues by stage.
func (o *Outcome) queues(g *ground, r *queue.Result, sample unit.Second) {
	for i := range r.Queues {
		q := &r.Queues[i]
		at := int(q.At / 1000 / unit.Millisecond(sample))
		if at >= len(o.Curve) {
			continue
		}
		stage := g.stageOf(q.Link, q.Street)
		of, known := o.stages[stage]
		if !known {
			of.first = at
		}
		for len(of.stand) <= at-of.first {
			of.stand = append(of.stand, 0)
		}
		of.stand[at-of.first] += q.Stand
		of.total += int64(q.Stand)
		o.stages[stage] = of
		o.Standing[at] += unit.Vehicle(q.Stand)
	}
}

// Range is a number over all runs: a tenth of them is below Low, half below Mid, a tenth above High.
type Range struct{ Low, Mid, High float64 }

// rangeOf returns the range of a number, each quantile one that a run had (nearest rank).
func rangeOf(numbers []float64) Range {
	slices.Sort(numbers)
	at := func(share float64) float64 {
		return numbers[max(0, int(math.Ceil(share*float64(len(numbers))))-1)]
	}
	return Range{at(.1), at(.5), at(.9)}
}
