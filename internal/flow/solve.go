package flow

import (
	"context"
	"math"
)

// far is the label of a vertex that no supply can reach any more.
const far int32 = math.MaxInt32

// Options change how a problem is solved, never the result.
type Options struct {
	// Progress is called now and then with the step reached. It may be nil.
	Progress func(step, steps int32)
}

// Solve finds the earliest arrival flow: as many out as possible by every step at once.
//
// It takes arrival steps in order; while a residual path leads from supply that is left to a sink
// at the step, it pushes along it. That is lexicographically maximal flow on the time-expanded
// network (Minieka 1973; existence with several sources and one sink: Gale 1959), which is not
// built. Paths are found backwards from the sink by distance labels that never fall (Orlin and
// Ahuja's shortest augmenting path, turned round), corrected by a breadth-first search when
// relabelling has cost as much as one. What supply cannot reach stays out of reach for good:
// later pushes run inside the reachable part. With totals on sinks that fails when a sink fills,
// and labels are lowered again where a new arrival step opens a way.
//
// With totals MaxOut is still exact for each step on its own, but one flow need not attain all of
// them; the flow returned attains the last.
//
// Memory grows with the steps needed until everybody is out, not with the horizon. Solve returns
// an error only for a malformed problem or when ctx ends.
func Solve(ctx context.Context, p Problem, o Options) (*Solution, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	s := newSolver(p)
	var out int64
	total := p.supply()
	solution := &Solution{problem: p, net: s.network}
	for t := int32(0); t < p.Steps; t++ {
		if t%64 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if o.Progress != nil {
				o.Progress(t, p.Steps)
			}
		}
		s.takeIn()
		out += s.arriveAt(t)
		solution.MaxOut = append(solution.MaxOut, out)
		if out == total {
			break
		}
	}
	solution.trim()
	return solution, nil
}

// solver adds labels to the network.
type solver struct {
	*network
	hops    []int32 // by node: links from the nearest supply, a lower bound for every copy
	label   []int32 // by node copy: lower bound on residual arcs from supply that is left
	current []int32 // by node copy: first arc into it that may still be short enough
	extra   []extraLabel
	work    int // vertices relabelled since the last search from the sources
	path    []arc
	queue   []int
}

type extraLabel struct{ label, current int32 }

func newSolver(p Problem) *solver {
	s := &solver{network: newNetwork(p), extra: make([]extraLabel, len(p.Supplies)+len(p.Sinks))}
	s.hops = s.staticHops()
	for i := range p.Sinks {
		s.extra[len(p.Supplies)+i].label = far
	}
	return s
}

// staticHops returns a lower bound on the arcs from supply that is left to every copy of a node:
// how many links the node is from the nearest supply, whatever their direction, since residual
// ways also lead against links that carry units. A node that no link leads to has no way at all.
func (s *solver) staticHops() []int32 {
	reachable := s.hopsFromSupply(false)
	hops := s.hopsFromSupply(true)
	for v := range hops {
		if reachable[v] == far {
			hops[v] = far
		}
	}
	return hops
}

func (s *solver) hopsFromSupply(bothWays bool) []int32 {
	hops := make([]int32, s.nodes)
	var queue []int32
	visit := func(v, label int32) {
		if hops[v] == far {
			hops[v] = label
			queue = append(queue, v)
		}
	}
	for v := range hops {
		hops[v] = far
	}
	for _, supply := range s.p.Supplies {
		if supply.Units > 0 {
			visit(supply.Node, 1)
		}
	}
	for len(queue) > 0 {
		v := queue[0]
		queue = queue[1:]
		for _, i := range s.out[v] {
			visit(s.p.Links[i].To, hops[v]+1)
		}
		for _, i := range s.in[v] {
			if bothWays {
				visit(s.p.Links[i].From, hops[v]+1)
			}
		}
	}
	return hops
}

// takeIn grows the network by a step. Labels of the new copies are lower bounds from the static
// network; with hubs the new arrival arcs may shorten ways, so labels are lowered where needed.
func (s *solver) takeIn() {
	t := int(s.steps)
	s.grow()
	s.label = append(s.label, s.hops...)
	for range s.nodes {
		s.current = append(s.current, 0)
	}
	if !s.hubs {
		return
	}
	// Ways may lead back in time through a hub, so the static bound does not hold: a copy that
	// is reached only by undoing arrivals may be nearer. One is a bound for all.
	for v := range s.nodes {
		if s.hops[v] != far {
			s.label[t*s.nodes+v] = 1
		}
	}
	for i, sink := range s.p.Sinks {
		s.lower(s.hub(int32(i)), add(s.label[t*s.nodes+int(sink.Node)], 1))
	}
}

func add(label, one int32) int32 {
	if label == far {
		return far
	}
	return label + one
}

func (s *solver) labelOf(x int) int32 {
	if x >= 0 {
		return s.label[x]
	}
	return s.extra[-1-x].label
}

func (s *solver) currentOf(x int) *int32 {
	if x >= 0 {
		return &s.current[x]
	}
	return &s.extra[-1-x].current
}

func (s *solver) setLabel(x int, label int32) {
	if x >= 0 {
		s.label[x], s.current[x] = label, 0
		return
	}
	s.extra[-1-x] = extraLabel{label, 0}
}

// lower gives a vertex a smaller label and passes that on where residual arcs demand it.
func (s *solver) lower(x int, label int32) {
	if s.labelOf(x) <= label {
		return
	}
	s.setLabel(x, label)
	s.queue = append(s.queue[:0], x)
	for len(s.queue) > 0 {
		x := s.queue[0]
		s.queue = s.queue[1:]
		next := add(s.labelOf(x), 1)
		s.each(x, func(y int) {
			if s.labelOf(y) > next {
				s.setLabel(y, next)
				s.queue = append(s.queue, y)
			}
		})
	}
}

// arriveAt pushes what can still arrive at step t, and returns how much that was.
func (s *solver) arriveAt(t int32) int64 {
	var sum int64
	for i, sink := range s.p.Sinks {
		target := int(t)*s.nodes + int(sink.Node)
		if s.hubs {
			target = s.hub(int32(i))
		}
		for {
			room := unlimitedRoom
			if sink.Total != Unlimited {
				room = sink.Total - s.taken[i]
			}
			if room == 0 {
				break
			}
			units := s.augment(target, room)
			if units == 0 {
				break
			}
			s.taken[i] += units
			sum += units
			if !s.hubs {
				s.arrives[i][t] += units
			}
		}
	}
	return sum
}

// augment finds one shortest residual path from supply that is left to the target and pushes
// along it. It returns 0 when there is none.
func (s *solver) augment(target int, room int64) int64 {
	s.path = s.path[:0]
	x := target
	for s.labelOf(target) != far {
		if i := -1 - x; x < 0 && i < len(s.p.Supplies) && s.left[i] > 0 {
			return s.pushPath(i, room)
		}
		a, found := s.admissible(x)
		if found {
			s.path = append(s.path, a)
			x = a.from
			continue
		}
		s.relabel(x)
		if s.work > s.nodes*int(s.steps)+64 {
			s.searchFromSources()
			s.path = s.path[:0]
			x = target
			continue
		}
		if n := len(s.path); n > 0 {
			s.path = s.path[:n-1]
			x = target
			if n > 1 {
				x = s.path[n-2].from
			}
		}
	}
	return 0
}

// admissible returns an arc with room into x from a vertex whose label is one less.
func (s *solver) admissible(x int) (arc, bool) {
	current := s.currentOf(x)
	want := s.labelOf(x)
	for k := int(*current); ; k++ {
		a, ok, more := s.arcInto(x, k)
		if !more {
			*current = int32(k)
			return arc{}, false
		}
		if ok && add(s.labelOf(a.from), 1) == want {
			*current = int32(k)
			return a, true
		}
	}
}

// relabel raises the label of x to the least its arcs allow.
func (s *solver) relabel(x int) {
	least := far
	for k := 0; ; k++ {
		a, ok, more := s.arcInto(x, k)
		if !more {
			break
		}
		if ok {
			least = min(least, add(s.labelOf(a.from), 1))
		}
	}
	if most := int32(min(s.nodes*int(s.steps)+len(s.extra)+1, int(far)-2)); least > most {
		least = far
	}
	s.setLabel(x, least)
	s.work++
}

// pushPath pushes from pool i along the path found, which runs from the target backwards.
func (s *solver) pushPath(i int, room int64) int64 {
	units := min(room, s.left[i])
	for _, a := range s.path {
		units = min(units, s.network.capacity(a))
	}
	for _, a := range s.path {
		s.push(a, units)
	}
	s.left[i] -= units
	if s.left[i] == 0 {
		s.setLabel(s.pool(int32(i)), max(1, s.labelOf(s.pool(int32(i)))))
	}
	return units
}

// searchFromSources sets every label to the exact distance from supply that is left.
func (s *solver) searchFromSources() {
	s.work = 0
	for x := range s.label {
		s.label[x], s.current[x] = far, 0
	}
	s.queue = s.queue[:0]
	for i := range s.extra {
		s.extra[i] = extraLabel{label: far}
		if i < len(s.left) && s.left[i] > 0 {
			s.extra[i].label = 0
			s.queue = append(s.queue, s.pool(int32(i)))
		}
	}
	for head := 0; head < len(s.queue); head++ {
		x := s.queue[head]
		next := s.labelOf(x) + 1
		s.each(x, func(y int) {
			if s.labelOf(y) == far {
				s.setLabel(y, next)
				s.queue = append(s.queue, y)
			}
		})
	}
}
