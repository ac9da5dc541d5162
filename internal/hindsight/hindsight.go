package hindsight

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/traffic"
	"wayout/internal/unit"
)

// Question says what to fit, and to what.
type Question struct {
	Gate   int
	Record []people.Counted // in order of time, none fewer than the one before
	// From and Until enclose the part of the record that is fitted; all counts after it are predicted.
	From, Until unit.Second
	Runs        int // simulations of the fitted rate, each with other chances
	Seed        uint64
	Cores       int
	Progress    func(done float64) // may be nil
}

// Result is a rate, and how well it tells the record.
type Result struct {
	Rate unit.Rate
	// Binds tells that the gate held people back while the fitted part was counted: at twice the rate
	// the simulation would have been farther off. Where it does not, the rate is only the least that fits.
	Binds     bool
	Points    []Point
	Fitted    Errors
	Predicted Errors
	// Line are the errors of a straight line through the fitted part, up to all people, on the part
	// predicted: what a ruler would have told.
	Line   Errors
	People unit.Person
	Curve  []Moment // people out, simulated, from the first fitted count on
	Stages []traffic.StageQueue
}

// Moment is a point of the simulated curve.
type Moment struct {
	At   unit.Second
	Part Part
	Out  traffic.Range
}

// Part tells what a count is used for.
type Part uint8

// Counts before the fitted part say what the gate passed until then.
const (
	Before Part = iota
	Fit
	Predict
)

// String returns the word used in results.
func (p Part) String() string { return [...]string{"before", "fitted", "predicted"}[p] }

// Point is one count beside what was simulated.
type Point struct {
	people.Counted
	Part      Part
	Simulated traffic.Range // people out; nothing before the fitted part
	Line      float64       // by the straight line
}

// Errors are how far a number is from the counts of one part: as shares of the count, and in people, on
// average. Shares say little where few were out yet.
type Errors struct {
	Counts      int
	Mean, Worst float64 // of the absolute errors
	Bias        float64 // mean of the errors; above 0: too many out
	Last        float64 // at the last count
	People      float64
}

// ErrRecord tells that a record cannot be used, in words for whoever asked.
type ErrRecord struct{ Text string }

// Error returns the text.
func (e ErrRecord) Error() string { return e.Text }

// Run fits and predicts. p is a plan of the scenario, for the rounds of its fleet, which drives them in any
// case. The error is an ErrRecord, or of ctx.
//
// Until the part in question the gate passes what was counted, from then on vehicles at one rate. The rate is the one for which the simulated curve has least squares from the fitted counts, its
// level left free: what had passed before is no merit of the rate. The prediction starts where the counts
// have led by the last fitted one.
func Run(ctx context.Context, s *scenario.Scenario, p *plan.Plan, q Question) (*Result, error) {
	f := &fitting{s: s, plan: p, q: q}
	if err := f.check(); err != nil {
		return nil, err
	}
	if err := f.follow(ctx); err != nil {
		return nil, err
	}
	rate, binds, err := f.fit(ctx)
	if err != nil {
		return nil, err
	}
	fitted, err := f.simulate(ctx, f.first(), rate, q.Runs)
	if err != nil {
		return nil, err
	}
	predicted, err := f.simulate(ctx, f.last(), rate, q.Runs)
	if err != nil {
		return nil, err
	}
	return f.result(rate, binds, fitted, predicted), nil
}

// fitting is a back-test under way.
type fitting struct {
	s    *scenario.Scenario
	plan *plan.Plan
	q    Question
	fits []people.Counted
	done int // simulations
	// By count up to the last fitted one: when it was made, the people since the one before, and the
	// vehicles an hour with which the gate passes them.
	until   []unit.Second
	counted []float64
	passed  []float64
}

func (f *fitting) check() error {
	for _, c := range f.q.Record {
		if c.At >= f.q.From && c.At <= f.q.Until {
			f.fits = append(f.fits, c)
		}
	}
	switch n := len(f.fits); {
	case n < 3:
		return ErrRecord{fmt.Sprintf("the part to fit has %d counts; at least 3 are needed to say what a rate is", n)}
	case f.fits[0].People == f.fits[n-1].People:
		return ErrRecord{"nobody was counted between the first and the last count of the part to fit"}
	case f.q.Record[len(f.q.Record)-1].At <= f.q.Until:
		return ErrRecord{"no count is left after the part to fit; nothing could be predicted"}
	}
	return nil
}

func (f *fitting) first() unit.Second { return f.fits[0].At }
func (f *fitting) last() unit.Second  { return f.fits[len(f.fits)-1].At }

// slope returns the people an hour that a straight line through counts of a part has, by least squares.
func slope(counts []people.Counted) float64 {
	var x, y float64
	for _, c := range counts {
		x += c.At.Hours() / float64(len(counts))
		y += float64(c.People) / float64(len(counts))
	}
	var xy, xx float64
	for _, c := range counts {
		xy += (c.At.Hours() - x) * (float64(c.People) - y)
		xx += (c.At.Hours() - x) * (c.At.Hours() - x)
	}
	return xy / xx
}

// follow finds the rates with which the gate passes what was counted up to the last fitted count: at
// first as many vehicles as the counts say, then what the simulation is short of or too far ahead by.
func (f *fitting) follow(ctx context.Context) error {
	var cars unit.Vehicle
	for place := range f.s.Places {
		cars += f.s.Travel(place, people.Used, 0).Cars
	}
	perPerson := float64(cars) / float64(f.s.TotalPeople(people.Used))
	at, passed := unit.Second(0), unit.Person(0)
	for _, c := range f.q.Record {
		if c.At > f.last() || c.At == 0 {
			continue
		}
		f.until = append(f.until, c.At)
		f.counted = append(f.counted, float64(c.People-passed))
		f.passed = append(f.passed, float64(c.People-passed)*perPerson/(c.At-at).Hours())
		at, passed = c.At, c.People
	}
	for range followTrials {
		study, err := f.simulate(ctx, f.last(), 0, 1)
		if err != nil {
			return err
		}
		f.told()
		before := 0.0
		for i, until := range f.until {
			now := out(study, until).Mid
			if now > before {
				f.passed[i] *= min(max(f.counted[i]/(now-before), 0.5), 2)
			}
			before = now
		}
	}
	return nil
}

// granted returns the scenario with the gate as it was counted until a moment, and with one rate from
// then on.
func (f *fitting) granted(until unit.Second, rate float64) *scenario.Scenario {
	s := *f.s
	s.Gates = slices.Clone(s.Gates)
	gate := &s.Gates[f.q.Gate]
	gate.Changes = nil
	from := unit.Second(0)
	add := func(vehicles float64) {
		gate.Changes = append(gate.Changes, roads.GateChange{From: from, Rate: unit.Rate(math.Round(vehicles * float64(unit.VehiclePerHour)))})
	}
	for i, end := range f.until {
		if end > until {
			break
		}
		add(f.passed[i])
		from = end
	}
	add(rate)
	return &s
}

func (f *fitting) simulate(ctx context.Context, until unit.Second, rate float64, runs int) (*traffic.Study, error) {
	return traffic.Simulate(ctx, f.granted(until, rate), f.plan, traffic.Options{Runs: runs, Seed: f.q.Seed, Cores: f.q.Cores, Unplanned: true})
}

// How many rates are tried: some spread wide, then ever closer to the best.
const (
	followTrials = 5
	wideTrials   = 16
	closeTrials  = 12
	trials       = followTrials + wideTrials + closeTrials + 2
)

// vehicles returns the vehicles an hour that the gate passed during the fitted part.
func (f *fitting) vehicles() float64 {
	var sum, hours float64
	at := unit.Second(0)
	for i, until := range f.until {
		if until > f.first() {
			sum += f.passed[i] * (until - at).Hours()
			hours += (until - at).Hours()
		}
		at = until
	}
	return sum / hours
}

// wide is how many times less and more than the counts say is tried.
const wide = 4

// fit returns the rate that fits best, and whether twice that fits worse.
func (f *fitting) fit(ctx context.Context) (rate float64, binds bool, err error) {
	counted := f.vehicles()
	var rates [wideTrials]float64
	best, least := 0, math.Inf(1)
	for i := range rates {
		rates[i] = counted * math.Pow(wide, 2*float64(i)/(wideTrials-1)-1)
		squares, err := f.squares(ctx, rates[i])
		if err != nil {
			return 0, false, err
		}
		if squares < least {
			best, least = i, squares
		}
	}
	rate, err = f.closer(ctx, rates[max(0, best-1)], rates[min(wideTrials-1, best+1)])
	if err != nil {
		return 0, false, err
	}
	at, err := f.squares(ctx, rate)
	if err != nil {
		return 0, false, err
	}
	twice, err := f.squares(ctx, 2*rate)
	return rate, twice > 1.1*at, err
}

// closer narrows the best rate down by golden sections.
func (f *fitting) closer(ctx context.Context, low, high float64) (float64, error) {
	ratio := (math.Sqrt(5) - 1) / 2
	a, b := high-ratio*(high-low), low+ratio*(high-low)
	ofA, errA := f.squares(ctx, a)
	ofB, errB := f.squares(ctx, b)
	if err := errors.Join(errA, errB); err != nil {
		return 0, err
	}
	for range closeTrials - 2 {
		var err error
		if ofA <= ofB {
			high, b, ofB = b, a, ofA
			a = high - ratio*(high-low)
			ofA, err = f.squares(ctx, a)
		} else {
			low, a, ofA = a, b, ofB
			b = low + ratio*(high-low)
			ofB, err = f.squares(ctx, b)
		}
		if err != nil {
			return 0, err
		}
	}
	if ofA <= ofB {
		return a, nil
	}
	return b, nil
}

// squares returns the sum of squares between the fitted counts and the curve of a rate that holds from
// the first of them, moved up or down to where it fits best.
func (f *fitting) squares(ctx context.Context, rate float64) (float64, error) {
	study, err := f.simulate(ctx, f.first(), rate, 1)
	if err != nil {
		return 0, err
	}
	f.told()
	level := f.level(study)
	var sum float64
	for _, c := range f.fits {
		off := out(study, c.At).Mid + level - float64(c.People)
		sum += off * off
	}
	return sum, nil
}

// level returns how far a curve is to be moved up to fit the counts best.
func (f *fitting) level(study *traffic.Study) float64 {
	var mean float64
	for _, c := range f.fits {
		mean += (float64(c.People) - out(study, c.At).Mid) / float64(len(f.fits))
	}
	return mean
}

func (f *fitting) told() {
	f.done++
	if f.q.Progress != nil {
		f.q.Progress(0.95 * float64(f.done) / trials)
	}
}

// out returns the people out at a moment, between the samples of a study.
func out(study *traffic.Study, t unit.Second) traffic.Range {
	c := study.Unplanned
	before := int(t / study.Sample)
	share := float64(t-unit.Second(before)*study.Sample) / float64(study.Sample)
	return c.Over(func(o *traffic.Outcome) float64 {
		after := min(before+1, len(o.Curve)-1)
		return float64(o.Curve[before]) + share*float64(o.Curve[after]-o.Curve[before])
	})
}

func (f *fitting) result(rate float64, binds bool, fitted, predicted *traffic.Study) *Result {
	r := &Result{
		Rate: unit.Rate(math.Round(rate * float64(unit.VehiclePerHour))), Binds: binds,
		People: predicted.Unplanned.People, Stages: predicted.Unplanned.Queues,
	}
	hourly, from, level := slope(f.fits), f.fits[len(f.fits)-1], f.level(fitted)
	simulated := func(at unit.Second) (Part, traffic.Range) {
		switch {
		case at > f.last():
			return Predict, out(predicted, at)
		case at >= f.first():
			x := out(fitted, at)
			return Fit, traffic.Range{Low: x.Low + level, Mid: x.Mid + level, High: x.High + level}
		}
		return Before, traffic.Range{}
	}
	for _, c := range f.q.Record {
		point := Point{Counted: c, Line: float64(from.People) + hourly*(c.At-from.At).Hours()}
		point.Line = min(point.Line, float64(r.People))
		point.Part, point.Simulated = simulated(c.At)
		r.Points = append(r.Points, point)
	}
	r.Fitted = r.errors(Fit, func(p *Point) float64 { return p.Simulated.Mid })
	r.Predicted = r.errors(Predict, func(p *Point) float64 { return p.Simulated.Mid })
	r.Line = r.errors(Predict, func(p *Point) float64 { return p.Line })
	for at := f.first(); at <= f.s.Horizon; at += predicted.Sample {
		part, x := simulated(at)
		r.Curve = append(r.Curve, Moment{at, part, x})
	}
	return r
}

// Error returns how far a simulated number is from a count, as a share of it.
func (p *Point) Error() float64 { return share(p.Simulated.Mid, p) }

func share(number float64, p *Point) float64 {
	return (number - float64(p.People)) / float64(max(1, p.People))
}

func (r *Result) errors(part Part, number func(p *Point) float64) Errors {
	var out Errors
	for i := range r.Points {
		p := &r.Points[i]
		if p.Part != part {
			continue
		}
		off := share(number(p), p)
		out.Counts++
		out.Mean += math.Abs(off)
		out.People += math.Abs(number(p) - float64(p.People))
		out.Bias += off
		out.Worst = max(out.Worst, math.Abs(off))
		out.Last = off
	}
	if out.Counts > 0 {
		out.Mean /= float64(out.Counts)
		out.Bias /= float64(out.Counts)
		out.People /= float64(out.Counts)
	}
	return out
}
