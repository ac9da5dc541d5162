package flow

import (
	"context"
	"iter"
	"math"
	"slices"
)

// far is the label of a vertex that no supply can reach any more.
const far int32 = math.MaxInt32

// Options change how a problem is solved, never the result.
type Options struct {
	// Progress is called now and then with the step reached. It may be nil.
	Progress func(step, steps int32)
	// WithDetours searches links that nobody need go over as well, for comparison.
	WithDetours bool
	// WithChains searches every node that is only passed as well, for comparison.
	WithChains bool
	// ByLabels searches copy by copy along distance labels also where searches over nodes apply, for
	// comparison.
	ByLabels bool
	// WithoutShift does not try the paths of a step again in the next, for comparison.
	WithoutShift bool
}

// engine finds the flow step by step.
type engine interface {
	// arriveAt pushes what can still arrive at a step, each one after the one before, and returns how
	// much that was.
	arriveAt(t int32) int64
	// linkFlow returns the units that enter a link by step, where there are any.
	linkFlow(link int) iter.Seq2[int32, int64]
	// departures returns the units that leave a supply by step, where there are any.
	departures(supply int) iter.Seq2[int32, int64]
	// arrivals returns the units that are out at a sink by step, where there are any.
	arrivals(sink int) iter.Seq2[int32, int64]
	// cut returns a minimum cut for arrivals at steps up to last, or false where the engine cannot tell
	// any more.
	cut(last int32) ([]int32, bool)
}

func newEngine(p Problem, o Options) engine {
	if o.ByLabels || !p.freeWaiting() {
		return newSolver(p, !o.WithoutShift)
	}
	return newForest(p, o)
}

// Solve finds the earliest arrival flow: as many out as possible by every step at once.
//
// It takes arrival steps in order; while a residual path leads from supply that is left to a sink
// at the step, it pushes along it. That is lexicographically maximal flow on the time-expanded
// network (Minieka 1973; existence with several sources and one sink: Gale 1959), which is not
// built. Searches run backwards from the sinks over nodes (forest). What a search that finds nothing
// has met is out of reach for good: later pushes run inside the reachable part. Before any search, the
// paths of the step before are tried a step later, because queues repeat.
//
// Where waiting is limited, paths are found copy by copy by distance labels
// instead (Orlin and Ahuja's shortest augmenting path, turned round). A label is never below the
// number of links to the nearest supply that is left, and where labels climb without a result, a plain
// search decides.
//
// Where sinks have totals, out of reach is not for good once a sink is full: undoing its arrivals
// may bring vertices back. MaxOut is then still exact for each step on its own, but one flow need not
// attain all of them. The flow returned attains the last; LeastTotal finds the least sum of arrival steps.
//
// Links that lead only into dead ends or back are left out of the search where waiting does as
// well (Problem.WithoutDetours): on the roads of a valley every second one. Where waiting is unlimited
// everywhere, links in a row are searched as one (chains).
//
// Memory grows with the steps needed until everybody is out who has a way, not with the horizon. Where
// labels are used and closures keep some in for ever, it grows to the horizon. Solve returns an error
// only for a malformed problem or when ctx ends.
func Solve(ctx context.Context, p Problem, o Options) (*Solution, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	solution := newSolution(p, o)
	if err := solution.solve(ctx, o); err != nil {
		return nil, err
	}
	return solution, nil
}

// solve takes the steps in order until everybody who has a way is out.
func (s *Solution) solve(ctx context.Context, o Options) error {
	var out int64
	total := s.problem.supplyWithAWay()
	for t := int32(0); t < s.problem.Steps; t++ {
		if t%64 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if o.Progress != nil {
				o.Progress(t, s.problem.Steps)
			}
		}
		out += s.engine.arriveAt(t)
		s.MaxOut = append(s.MaxOut, out)
		if out == total {
			break
		}
	}
	s.trim()
	return nil
}

// solver adds labels to the network.
type solver struct {
	*network
	hops []int32 // by node: links from the nearest supply that is left: a bound for its copies
	// farSince is, by node, the step from which no supply that is left is connected to it at all.
	farSince []int32
	// full tells that a sink with a total has taken it in. From then on its arrivals may be
	// undone, which may bring back what was out of reach.
	full    bool
	revived int32        // last step at which that happened, or -1
	inReach []bool       // by sink: it is full and supply that is left reaches it
	label   paged[int32] // by copy: estimate of the residual arcs from supply that is left; far is certain
	current paged[int32] // by copy: first arc into it that may still be short enough
	dead    paged[int32] // by copy: step at which it was out of reach, or far
	extra   []extraLabel
	seen    paged[uint32] // by copy: number of the last plain search that met it
	seenOf  []uint32      // the same by extra vertex
	search  uint32        // number of plain searches
	by      []arc         // of the plain search: the arc each vertex of queue was met by, as its far end
	queue   []int32
	parent  []int32 // of the plain search: index in queue
	late    []int32 // of the plain search: hubs and empty pools still to expand, as indices in queue
	work    int     // effort that decided nothing, since the labels were last exact
	path    []arc
	keep    bool   // paths, to try them again
	sent    []sent // in this step, to try again in the next
	spare   []sent
}

type extraLabel struct{ label, current int32 }

func newSolver(p Problem, shift bool) *solver {
	s := &solver{network: newNetwork(p), revived: -1, keep: shift && !p.limited()}
	s.extra = make([]extraLabel, s.extras())
	s.inReach = make([]bool, len(p.Sinks))
	s.seenOf = make([]uint32, s.extras())
	s.farSince = make([]int32, p.Nodes)
	for v := range s.farSince {
		s.farSince[v] = far
	}
	s.countHops(-1)
	return s
}

// takeIn grows the network by a step. New copies start with the bound of their node.
func (s *solver) takeIn() {
	s.grow()
	s.label.extend(int(s.nodes))
	s.current.extend(int(s.nodes))
	s.seen.extend(int(s.nodes))
	for range s.nodes {
		s.dead.add(far)
	}
}

// arriveAt pushes what can still arrive at step t, and returns how much that was.
func (s *solver) arriveAt(t int32) int64 {
	s.takeIn()
	sum := s.shiftPaths(t)
	s.reviveFull(t)
	for i := 0; i < len(s.p.Sinks); i++ {
		units := s.arriveIn(int32(i), t)
		sum += units
		switch {
		case units > 0 && s.isFull(int32(i)):
			s.full = true
			s.reviveFull(t)
			i = -1 // what was out of reach may be in reach now, for every sink
		case units > 0:
			i--
		case !s.isFull(int32(i)):
			s.settled[i] = t + 1
		}
	}
	return sum
}

// arriveIn pushes along one path to a sink: to its copy at step t, or, once arrivals may be
// undone, to any of its copies.
func (s *solver) arriveIn(i, t int32) int64 {
	sink := s.p.Sinks[i]
	room := unlimitedRoom
	if sink.Total != Unlimited {
		room = sink.Total - s.taken[i]
	}
	if room == 0 {
		s.full = true
		return 0
	}
	if s.full {
		s.setLabel(s.hub(i), 0)
		units, _ := s.searchPlainly(s.hub(i), room, t, math.MaxInt)
		s.taken[i] += units
		return units
	}
	units := s.augment(t*s.nodes+sink.Node, room, t)
	if units > 0 {
		s.arrived(i, units, t)
	}
	return units
}

// sent is a path that was pushed along, from a sink's copy back to a pool.
type sent struct {
	sink int32
	arcs []arc
}

// shiftPaths pushes along the paths of the step before, every arc a step later: in a queue they
// repeat. It returns how much comes out at step t that way. Labels may then be too high for a
// while; they only guide, and what is out of reach is decided without them.
func (s *solver) shiftPaths(t int32) int64 {
	before := s.sent
	s.sent = s.spare[:0]
	s.spare = before
	var sum int64
	for _, path := range before {
		if units := s.shift(path.arcs); units > 0 {
			s.path = append(s.path[:0], path.arcs...)
			s.pushPath(-1-path.arcs[len(path.arcs)-1].from, units, t)
			s.arrived(path.sink, units, t)
			sum += units
		}
	}
	return sum
}

// shift moves every arc of a path to the next step and returns the units the path can take there.
func (s *solver) shift(path []arc) int64 {
	units := s.left[-1-path[len(path)-1].from]
	for j := range path {
		a := &path[j]
		a.step++
		if a.from >= 0 {
			a.from += s.nodes
		}
		switch a.kind {
		case along, against:
			a.index += s.links
		case waitOn, waitUndo:
			a.index += s.waiters
		case leave:
			if s.chained[s.p.Supplies[a.index].Node] {
				return 0
			}
		}
		if a.from >= s.steps*s.nodes {
			return 0
		}
		units = min(units, s.roomOf(a))
	}
	return units
}

// arrived counts units that came out at a sink at step t, and keeps their path.
func (s *solver) arrived(sink int32, units int64, t int32) {
	s.taken[sink] += units
	s.arrives[sink].add(t, units)
	if s.keep {
		s.sent = append(s.sent, sent{sink, slices.Clone(s.path)})
	}
}
