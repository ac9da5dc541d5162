package traffic

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/traffic/queue"
	"wayout/internal/unit"
)

// Options are how to study.
type Options struct {
	Runs  int
	Seed  uint64
	Cores int // how many runs at once, at least 1; the result does not depend on it
	// Unplanned asks only what happens without a plan.
	Unplanned bool
	Progress  func(done float64)
}

// Study is what many runs of one scenario came to, with the plan and without it.
type Study struct {
	Seed      uint64
	Runs      int
	Sample    unit.Second // between the points of curves and queues
	Planned   *Case       // nil where it was not asked for
	Unplanned *Case
}

// Case is one way to leave, over all runs.
type Case struct {
	People   unit.Person  // who travel
	Vehicles unit.Vehicle // on the roads: cars, drives of the fleet, parties on foot
	Outcomes []*Outcome   // by run
	Queues   []StageQueue // where most stand, first
	Dry      []StageDry   // where most run dry, first
}

// StageDry is how many vehicles ran dry at a stage.
type StageDry struct {
	Stage    Stage
	Vehicles Range
}

// StageQueue is the queue of one stage over time.
type StageQueue struct {
	Stage Stage
	Stand []Range // vehicles, by sample
	Hours float64 // all vehicles together stand there, mean of the runs
}

// Stage is where a queue stands: on a link of the scenario's network, or in the streets of a place
// because the roads that lead away are full.
type Stage struct {
	Link  int // -1: in the streets
	Place int
}

// mostQueues is how many stages a study tells the queues of.
const mostQueues = 30

// mostSamples is how many points curves have at most.
const mostSamples = 600

// sampling returns how often to count within a horizon.
func sampling(horizon unit.Second) unit.Second {
	for _, every := range []unit.Second{unit.Minute, 5 * unit.Minute, 10 * unit.Minute, 15 * unit.Minute, 30 * unit.Minute, unit.Hour, 2 * unit.Hour} {
		if horizon/every <= mostSamples {
			return every
		}
	}
	return 6 * unit.Hour
}

// Simulate studies a scenario and its plan. The error is of ctx.
func Simulate(ctx context.Context, s *scenario.Scenario, p *plan.Plan, o Options) (*Study, error) {
	ground, err := newGround(ctx, s, p)
	if err != nil {
		return nil, err
	}
	study := &Study{Seed: o.Seed, Runs: max(1, o.Runs), Sample: sampling(s.Horizon), Unplanned: &Case{}}
	cases := []*Case{study.Unplanned}
	if !o.Unplanned {
		study.Planned = &Case{}
		cases = append(cases, study.Planned)
	}
	for _, c := range cases {
		c.Outcomes = make([]*Outcome, study.Runs)
	}
	var next, done atomic.Int64
	var group sync.WaitGroup
	tasks := int64(study.Runs * len(cases))
	for range max(1, o.Cores) {
		group.Go(func() {
			for ctx.Err() == nil {
				task := next.Add(1) - 1
				if task >= tasks {
					return
				}
				c, run := cases[int(task)%len(cases)], int(task)/len(cases)
				c.Outcomes[run] = ground.simulate(ctx, c, p, run, study, c == study.Planned)
				if o.Progress != nil {
					o.Progress(float64(done.Add(1)) / float64(tasks))
				}
			}
		})
	}
	group.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, c := range cases {
		c.gather(ground, study.Sample)
	}
	return study, nil
}

// simulate makes one run.
func (g *ground) simulate(ctx context.Context, c *Case, p *plan.Plan, run int, study *Study, planned bool) *Outcome {
	b := newBehaviour(g.s, study.Seed, run)
	crowd := newCrowd(g, b)
	if planned {
		crowd.planned(p)
	} else {
		crowd.leaveAtOnce(p)
	}
	result := queue.Run(&queue.Case{
		Network: g.queues, Signs: g.signs, Courses: crowd.courses, Vehicles: crowd.vehicles,
		End: unit.Millisecond(g.s.Horizon) * 1000, Sample: unit.Millisecond(study.Sample) * 1000,
		Removal: unit.Millisecond(g.s.Assumption("removal_minutes") * 60_000), Passing: int64(g.s.Assumption("passing_share") * 10),
		Stop: func() bool { return ctx.Err() != nil },
	}, b.dice[atGates])
	o := crowd.outcome(result, study.Sample, int(g.s.Horizon/study.Sample)+1)
	o.people, o.vehicles = crowd.total()
	return o
}

// total returns the people and vehicles of a crowd, without shadow cars' people.
func (c *crowd) total() (n unit.Person, vehicles unit.Vehicle) {
	for i := range c.aboard {
		n += unit.Person(c.aboard[i].people)
	}
	return n, unit.Vehicle(len(c.vehicles))
}

// gather sums up the runs of a case.
func (c *Case) gather(g *ground, sample unit.Second) {
	c.People, c.Vehicles = c.Outcomes[0].people, c.Outcomes[0].vehicles
	sums, dry := map[int32]int64{}, map[int32]int64{}
	for _, o := range c.Outcomes {
		for stage, of := range o.stages {
			sums[stage] += of.total
		}
		for stage, n := range o.dryAt {
			dry[stage] += int64(n)
		}
	}
	for _, stage := range greatest(sums) {
		c.Queues = append(c.Queues, StageQueue{
			Stage: g.stage(stage), Stand: c.standing(stage),
			Hours: float64(sums[stage]) * sample.Hours() / float64(len(c.Outcomes)),
		})
	}
	for _, stage := range greatest(dry) {
		c.Dry = append(c.Dry, StageDry{g.stage(stage), c.Over(func(o *Outcome) float64 { return float64(o.dryAt[stage]) })})
	}
	for _, o := range c.Outcomes {
		o.stages, o.dryAt = nil, nil
	}
}

// greatest returns the stages with the greatest sums, those first.
func greatest(sums map[int32]int64) []int32 {
	order := make([]int32, 0, len(sums))
	for stage := range sums {
		order = append(order, stage)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Or(cmp.Compare(sums[b], sums[a]), cmp.Compare(a, b)) })
	return order[:min(len(order), mostQueues)]
}

// stage names a stage by its number.
func (g *ground) stage(n int32) Stage {
	if links := int32(len(g.queues.Links)); n >= links {
		return Stage{Link: -1, Place: int(n - links)}
	}
	if int(n) >= len(g.net.Links) {
		return Stage{Link: -1, Place: -1} // a path on foot
	}
	return Stage{Link: int(n), Place: g.net.Nodes[g.queues.Links[n].From].Place}
}

// standing returns the queue of a stage by sample.
func (c *Case) standing(stage int32) []Range {
	out := make([]Range, len(c.Outcomes[0].Curve))
	for at := range out {
		out[at] = c.Over(func(o *Outcome) float64 {
			if of := o.stages[stage]; at >= of.first && at < of.first+len(of.stand) {
				return float64(of.stand[at-of.first])
			}
			return 0
		})
	}
	return out
}

// Over returns the range of a number of the runs.
func (c *Case) Over(number func(o *Outcome) float64) Range {
	numbers := make([]float64, len(c.Outcomes))
	for i, o := range c.Outcomes {
		numbers[i] = number(o)
	}
	return rangeOf(numbers)
}
