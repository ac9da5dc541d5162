package traffic

import (
	"context"
	"fmt"
	"math"
	"slices"

	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/traffic/queue"
	"wayout/internal/unit"
)

// ground is what all runs share: the stages of a scenario as links with room, and signs.
type ground struct {
	s       *scenario.Scenario
	net     *roads.Network
	queues  *queue.Network
	signs   *queue.Signs
	forward []int32 // by road: link; -1 where there is none
	against []int32
	gates   [][]int32 // by place, in the order they are passed
	intake  []int32   // by reception; -1 where it has no rate
	goals   map[int32]int32
	walks   map[walk]int32 // link of a path
}

type walk struct {
	path int
	back bool
}

// gateRoom are the cars that stand in a gate, beyond which the road before it fills.
const gateRoom = 4

// newGround lays out a scenario with the paths on foot and the goals that a plan has. The error is of
// ctx.
func newGround(ctx context.Context, s *scenario.Scenario, p *plan.Plan) (*ground, error) {
	g := &ground{
		s: s, net: s.Network(), forward: absent(len(s.Roads)), against: absent(len(s.Roads)), gates: make([][]int32, len(s.Places)),
		intake: absent(len(s.Receptions)), goals: map[int32]int32{}, walks: map[walk]int32{},
	}
	g.queues = &queue.Network{Nodes: len(g.net.Nodes), Midnights: g.net.Midnights}
	jam := queue.Jam{
		Vehicle: unit.Metre(math.Round(s.Assumption("standing_metres") * 10)),
		Wave:    unit.Millisecond(math.Round(s.Assumption("gap_seconds") * 1000)),
	}
	for i := range g.net.Links {
		g.queues.Links = append(g.queues.Links, g.link(int32(i), &g.net.Links[i], jam))
	}
	g.addWalks(p)
	g.queues.Freeze()
	var all []int32
	for _, sink := range g.net.Sinks {
		all = append(all, sink.Node)
	}
	goals := [][]int32{all}
	for _, node := range g.ends(p) {
		g.goals[node] = int32(len(goals))
		goals = append(goals, []int32{node})
	}
	var err error
	g.signs, err = queue.NewSigns(ctx, g.queues, goals)
	return g, err
}

func absent(n int) []int32 { return slices.Repeat([]int32{-1}, n) }

// link makes a link of a stage and notes what it stands for.
func (g *ground) link(i int32, l *roads.Link, jam queue.Jam) queue.Link {
	switch l.Kind {
	case roads.Passage:
		place := g.net.Nodes[l.From].Place
		g.gates[place] = append(g.gates[place], i)
		return queue.Link{
			From: l.From, To: l.To, Room: gateRoom, Lanes: 1, Rate: l.Rate, Quota: l.Quota,
			Spread: int32(math.Round(g.s.Assumption("gate_spread") * 10)),
		}
	case roads.Intake:
		g.intake[l.Item] = i
		return queue.Link{From: l.From, To: l.To, Lanes: 1, Rate: l.Rate}
	}
	road := &g.s.Roads[l.Item]
	if l.Forward {
		g.forward[l.Item] = i
	} else {
		g.against[l.Item] = i
	}
	free := unit.Millisecond(int64(l.Length) * 3_600_000 / int64(road.Speed))
	out := queue.Road(l.From, l.To, l.Length, int32(road.Lanes), free, l.Rate, jam)
	out.Climb = g.s.Climb(l.Item, l.Forward)
	return out
}

// addWalks adds the paths that columns of a plan walk to a reception, each with two ends of its own.
func (g *ground) addWalks(p *plan.Plan) {
	if p == nil {
		return
	}
	for i := range p.Columns {
		c := &p.Columns[i]
		key := walk{c.Path, c.Back}
		if _, known := g.walks[key]; known || c.Reception < 0 {
			continue
		}
		from := int32(g.queues.Nodes)
		g.queues.Nodes += 2
		g.walks[key] = int32(len(g.queues.Links))
		path := &g.s.Paths[c.Path]
		rate := path.Rate
		if rate == 0 {
			rate = 3600 * unit.VehiclePerHour
		}
		g.queues.Links = append(g.queues.Links, queue.Link{
			From: from, To: from + 1, Free: unit.Millisecond(c.Walks) * 1000, Lanes: 1, Rate: roads.Constant(rate), Length: path.Length,
		})
	}
}

// ends returns the nodes where routes and trips of a plan end, in order.
func (g *ground) ends(p *plan.Plan) []int32 {
	if p == nil {
		return nil
	}
	var nodes []int32
	for i := range p.Routes {
		nodes = append(nodes, g.sink(p.Routes[i].Reception))
	}
	for i := range p.Trips {
		nodes = append(nodes, g.endOf(&p.Trips[i]))
	}
	slices.Sort(nodes)
	return slices.Compact(nodes)
}

// sink returns where people of a reception have arrived.
func (g *ground) sink(reception int) int32 {
	for _, sink := range g.net.Sinks {
		if sink.Reception == reception {
			return sink.Node
		}
	}
	panic(fmt.Sprintf("traffic: reception %d has no sink", reception))
}

// endOf returns where a trip has arrived.
func (g *ground) endOf(t *plan.Trip) int32 {
	if t.Reception >= 0 {
		return g.sink(t.Reception)
	}
	return g.net.Entry[t.To]
}

// course appends the links of a way: the gates of every place before its road, those of the last
// place and its intake where a reception takes people in there. It reports whether the way has any.
func (g *ground) course(links []int32, from int, legs []plan.Leg, reception int) ([]int32, bool) {
	first := len(links)
	at := from
	for _, leg := range legs {
		links = append(links, g.gates[at]...)
		road := &g.s.Roads[leg.Road]
		link, to := g.forward[leg.Road], road.To
		if !leg.Forward {
			link, to = g.against[leg.Road], road.From
		}
		if link < 0 {
			return links[:first], false
		}
		links = append(links, link)
		at = to
	}
	if reception >= 0 {
		links = append(links, g.gates[at]...)
		if in := g.intake[reception]; in >= 0 {
			links = append(links, in)
		}
	}
	if len(links) == first {
		return links, false
	}
	return append(links, queue.EndOfCourse), true
}
