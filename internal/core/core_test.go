package core

import (
	"math/rand/v2"
	"testing"

	"wayout/internal/reach"
	"wayout/internal/roads"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

func floor(l *roads.Link) unit.Second { return l.Floor }

func ratesOf(net *roads.Network) []roads.Profile {
	out := make([]roads.Profile, len(net.Links))
	for i := range net.Links {
		out[i] = net.Links[i].Rate
	}
	return out
}

// street returns a network of two-way roads between nodes, all of them places.
func street(nodes int, between [][2]int32, rates ...roads.Profile) *roads.Network {
	net := &roads.Network{Sinks: []roads.Sink{{Node: 0}}}
	for v := range nodes {
		net.Nodes = append(net.Nodes, roads.Node{Place: v})
		net.Entry, net.Exit = append(net.Entry, int32(v)), append(net.Exit, int32(v))
	}
	for k, ends := range between {
		l := roads.Link{Item: k, Forward: true, From: ends[0], To: ends[1], Length: 10, Floor: unit.Second(10 + k), Ceil: unit.Second(11 + k), Rate: rates[k]}
		back := l
		back.Forward, back.From, back.To = false, l.To, l.From
		net.Links = append(net.Links, l, back)
	}
	net.Freeze()
	return net
}

// TestChain joins 3–2–1–0 to one road each way, and drops the dead end at 2.
func TestChain(t *testing.T) {
	wide, narrow := roads.Constant(1000*unit.VehiclePerHour), roads.Constant(400*unit.VehiclePerHour)
	net := street(5, [][2]int32{{3, 2}, {2, 1}, {1, 0}, {2, 4}}, wide, narrow, wide, wide)
	c := New(net, ratesOf(net), []bool{3: true, 4: false}, floor)
	if len(c.Nodes) != 2 || len(c.Network.Links) != 2 {
		t.Fatalf("%d nodes and %d links, want two of each", len(c.Nodes), len(c.Network.Links))
	}
	for _, l := range c.Network.Links {
		if l.Floor != 33 || l.Ceil != 36 || l.Length != 30 || l.Rate.Most() != narrow.Most() {
			t.Errorf("link %+v, want 33 to 36 seconds at the narrowest rate", l)
		}
	}
}

// TestWaitingBetween keeps a node between two roads that are narrow at different times: in a bound,
// people wait there.
func TestWaitingBetween(t *testing.T) {
	early := roads.Constant(1000*unit.VehiclePerHour).Set(unit.Hour, 100*unit.VehiclePerHour)
	late := roads.Constant(100*unit.VehiclePerHour).Set(unit.Hour, 1000*unit.VehiclePerHour)
	net := street(3, [][2]int32{{2, 1}, {1, 0}}, early, late)
	if c := New(net, ratesOf(net), []bool{2: true}, floor); c.Of[1] == None {
		t.Error("the node between is gone")
	}
}

// TestClosureOnAChain moves a closure to the beginning of the chain it is on.
func TestClosureOnAChain(t *testing.T) {
	wide := roads.Constant(1000 * unit.VehiclePerHour)
	shut := wide.Set(unit.Hour, 0)
	net := street(3, [][2]int32{{2, 1}, {1, 0}}, wide, shut)
	c := New(net, ratesOf(net), []bool{2: true}, floor)
	for _, l := range c.Network.Links {
		if want := unit.Hour - 10; l.From == c.Of[2] && (len(l.Rate) != 2 || l.Rate[1].From != want) {
			t.Errorf("the chain passes %v, want it to shut at %d", l.Rate, want)
		}
	}
}

// TestRandom compares the quickest ways of random networks with those of their cores, and walks the
// chains.
func TestRandom(t *testing.T) {
	for seed := range uint64(200) {
		s := scenariotest.Random(rand.New(rand.NewPCG(seed, 3)))
		net := s.Network()
		rates := ratesOf(net)
		keep := make([]bool, len(net.Nodes))
		for p := range s.Places {
			keep[net.Entry[p]] = s.Places[p].People.Used > 0
		}
		c := New(net, rates, keep, floor)
		quick := func(net *roads.Network, rates []roads.Profile) []unit.Second {
			_, least := reach.Cheapest(net, func(i int32) unit.Second {
				if rates[i].Most() == 0 {
					return unit.Never
				}
				return net.Links[i].Floor
			})
			return least
		}
		whole, short := quick(net, rates), quick(c.Network, ratesOf(c.Network))
		for v, node := range c.Nodes {
			if whole[node] != short[v] {
				t.Errorf("seed %d: from node %d it takes %d s, on the core %d s", seed, node, whole[node], short[v])
			}
		}
		for v := range keep {
			if keep[v] && c.Of[v] == None {
				t.Errorf("seed %d: node %d is gone", seed, v)
			}
		}
		for i, chain := range c.Chains {
			l := &c.Network.Links[i]
			at := c.Nodes[l.From]
			for _, k := range chain {
				if net.Links[k].From != at {
					t.Errorf("seed %d: the chain %v of link %d is broken", seed, chain, i)
				}
				at = net.Links[k].To
			}
			if at != c.Nodes[l.To] {
				t.Errorf("seed %d: the chain %v of link %d ends at %d", seed, chain, i, at)
			}
		}
	}
}

// TestLiftedCutsLetNoMoreThrough gives the nodes of cores random moments, and compares what crosses the
// cut there with what crosses it in the whole network.
func TestLiftedCutsLetNoMoreThrough(t *testing.T) {
	crossing := func(net *roads.Network, moments []unit.Second) unit.Throughput {
		var sum unit.Throughput
		for i := range net.Links {
			l := &net.Links[i]
			sum += net.Passes(i, moments[l.From], moments[l.To]-l.Floor)
		}
		return sum
	}
	var crossed int
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 4))
		net := scenariotest.Random(r).Network()
		keep := make([]bool, len(net.Nodes))
		for range 3 {
			keep[r.IntN(len(keep))] = true
		}
		c := New(net, ratesOf(net), keep, floor)
		moments := make([]unit.Second, len(c.Nodes))
		for v := range moments {
			moments[v] = unit.Second(r.IntN(int(8 * unit.Hour)))
		}
		core, whole := crossing(c.Network, moments), crossing(net, c.Lift(moments))
		if whole > core {
			t.Errorf("seed %d: %d crosses the cut, on the core %d", seed, whole, core)
		}
		if whole > 0 && len(c.Nodes) < len(net.Nodes) {
			crossed++
		}
	}
	if crossed < 50 {
		t.Errorf("only %d cuts are crossed on a core that is smaller", crossed)
	}
}
