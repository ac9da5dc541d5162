package scenario

import (
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// Network builds the stages of the scenario: both directions of every road, gates as links
// between the two halves of their place, receptions with a rate as a last link. Windows,
// closures and dangers in force are folded into the rates. The result depends on nothing else.
func (s *Scenario) Network() *roads.Network {
	n := &roads.Network{
		Entry: make([]int32, len(s.Places)),
		Exit:  make([]int32, len(s.Places)),
	}
	for p := range s.Places {
		n.Entry[p] = s.addNode(n, roads.Node{Place: p})
		n.Exit[p] = n.Entry[p]
	}
	for g := range s.Gates {
		s.addGate(n, g)
	}
	for r := range s.Roads {
		s.addRoad(n, r)
	}
	for r := range s.Receptions {
		s.addReception(n, r)
	}
	n.Midnights = roads.Midnights(s.Start, s.Horizon)
	n.Freeze()
	return n
}

func (s *Scenario) addNode(n *roads.Network, node roads.Node) int32 {
	n.Nodes = append(n.Nodes, node)
	return int32(len(n.Nodes) - 1)
}

func (s *Scenario) addGate(n *roads.Network, g int) {
	gate := &s.Gates[g]
	before := n.Exit[gate.Place]
	after := s.addNode(n, roads.Node{Place: gate.Place, After: true})
	n.Exit[gate.Place] = after
	n.Links = append(n.Links, roads.Link{
		Kind: roads.Passage, Item: g, Forward: true,
		From: before, To: after,
		Rate:  s.gateRate(g),
		Quota: gate.Quota,
	})
}

func (s *Scenario) gateRate(g int) roads.Profile {
	gate := &s.Gates[g]
	rate := roads.Constant(gate.Rate)
	for _, c := range gate.Changes {
		rate = rate.Set(c.From, c.Rate)
	}
	rate = rate.Only(gate.Hours.Open(s.Start, s.Horizon))
	for _, c := range s.Closures {
		if c.Gate && c.Target == g {
			rate = rate.Scale(roads.Interval{From: c.From, To: c.To}, c.Factor)
		}
	}
	return rate
}

func (s *Scenario) addRoad(n *roads.Network, r int) {
	road := &s.Roads[r]
	floor, ceil := unit.Travel(road.Length, road.Speed)
	add := func(from, to int, forward bool) {
		n.Links = append(n.Links, roads.Link{
			Kind: roads.Carriageway, Item: r, Forward: forward,
			From: n.Exit[from], To: n.Entry[to],
			Length: road.Length, Floor: floor, Ceil: ceil,
			Rate: s.roadRate(r, forward),
		})
	}
	add(road.From, road.To, true)
	if !road.OneWay {
		add(road.To, road.From, false)
	}
}

func (s *Scenario) roadRate(r int, forward bool) roads.Profile {
	road := &s.Roads[r]
	if road.Status == roads.Closed {
		return roads.Constant(0)
	}
	rate := roads.Constant(road.Capacity).Only(road.Hours.Open(s.Start, s.Horizon))
	for _, c := range s.Closures {
		if !c.Gate && c.Target == r && c.Direction.Covers(forward) {
			rate = rate.Scale(roads.Interval{From: c.From, To: c.To}, c.Factor)
		}
	}
	for _, d := range s.Dangers {
		if d.Override == "" && d.Road == r && d.Direction.Covers(forward) {
			rate = rate.Scale(roads.Interval{From: d.From, To: d.To}, 0)
		}
	}
	return rate
}

func (s *Scenario) addReception(n *roads.Network, r int) {
	reception := &s.Receptions[r]
	node := n.Exit[reception.Place]
	if reception.Rate > 0 {
		inside := s.addNode(n, roads.Node{Place: reception.Place, After: true})
		n.Links = append(n.Links, roads.Link{
			Kind: roads.Intake, Item: r, Forward: true,
			From: node, To: inside,
			Rate: roads.Constant(reception.Rate),
		})
		node = inside
	}
	n.Sinks = append(n.Sinks, roads.Sink{Node: node, Reception: r, Capacity: reception.Capacity})
}
