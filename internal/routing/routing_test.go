package routing

import (
	"math/rand/v2"
	"testing"

	"wayout/internal/reach"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// town is a seeded network of a few junctions with roads of different rates and times, a place at most
// of them and one or two receptions.
func town(seed uint64, closures bool) *Task {
	r := rand.New(rand.NewPCG(seed, 21))
	const nodes = 7
	net := &roads.Network{}
	task := &Task{Network: net, Horizon: unit.Day, Bound: unit.Hour, Vehicles: make([]unit.Vehicle, nodes), Ready: make([]unit.Second, nodes)}
	for v := range nodes {
		net.Nodes = append(net.Nodes, roads.Node{Place: v})
		net.Entry = append(net.Entry, int32(v))
		net.Exit = append(net.Exit, int32(v))
		if v > 1 && r.IntN(4) > 0 {
			task.Vehicles[v] = unit.Vehicle(1 + r.IntN(900))
			task.Ready[v] = unit.Second(r.IntN(2)) * 600
		}
	}
	net.Sinks = []roads.Sink{{Node: 0}}
	if r.IntN(2) == 0 {
		net.Sinks = append(net.Sinks, roads.Sink{Node: 1})
	}
	for range 10 {
		a, b := int32(r.IntN(nodes)), int32(r.IntN(nodes))
		if a == b {
			continue
		}
		took := unit.Second(10 + r.IntN(900))
		rate := roads.Constant(unit.Rate(200+200*r.IntN(5)) * unit.VehiclePerHour)
		if closures && r.IntN(4) == 0 {
			rate = rate.Only([]roads.Interval{{From: 0, To: unit.Second(1+r.IntN(4)) * unit.Hour}})
		}
		net.Links = append(net.Links,
			roads.Link{Forward: true, From: a, To: b, Floor: took, Ceil: took, Rate: rate},
			roads.Link{From: b, To: a, Floor: took, Ceil: took, Rate: rate})
		task.Rates = append(task.Rates, rate, rate)
	}
	net.Freeze()
	_, least := reach.Cheapest(net, func(i int32) unit.Second { return net.Links[i].Ceil })
	for v := range task.Vehicles {
		if least[v] == unit.Never {
			task.Vehicles[v] = 0
		}
	}
	return task
}

// seeds returns how many towns to try, a tenth of them in short runs.
func seeds(n uint64) uint64 {
	if testing.Short() {
		return n / 10
	}
	return n
}

// best tries every tree.
func best(t *Task) unit.Second {
	next := make([]int32, len(t.Network.Nodes))
	clear := unit.Never
	var choose func(v int)
	choose = func(v int) {
		if v == len(next) {
			for v, n := range t.Vehicles {
				if n > 0 && !leadsOut(t.Network, next, int32(v)) {
					return
				}
			}
			clear = min(clear, NewTree(t, next).Clear())
			return
		}
		next[v] = noLink
		if isSink(t.Network, int32(v)) || len(t.Network.Out(int32(v))) == 0 {
			choose(v + 1)
			return
		}
		for _, i := range t.Network.Out(int32(v)) {
			next[v] = i
			choose(v + 1)
		}
	}
	choose(0)
	return clear
}

func leadsOut(net *roads.Network, next []int32, v int32) bool {
	for range net.Nodes {
		if next[v] == noLink {
			return isSink(net, v)
		}
		v = net.Links[next[v]].To
	}
	return false
}

// TestSearchFindsTheBestTree compares the tree of the first phase with the best of all trees, in towns so
// small that they can be counted.
func TestSearchFindsTheBestTree(t *testing.T) {
	var missed, compared int
	for seed := range seeds(300) {
		task := town(seed, seed%2 == 0)
		if NewTree(task, Choose(task).Next[0]).Clear() == 0 {
			continue
		}
		compared++
		got, want := NewTree(task, Choose(task).Next[0]).Clear(), best(task)
		if got < want {
			t.Errorf("seed %d: the tree clears in %d s, the best of all in %d s", seed, got, want)
		}
		if got > want+want/100 {
			missed++
			t.Logf("seed %d: the tree clears in %d s, the best of all in %d s", seed, got, want)
		}
	}
	if compared < int(seeds(200)) || missed > compared/50 {
		t.Errorf("%d of %d trees are more than 1 %% slower than the best", missed, compared)
	}
}

// TestRoutesChangeOnlyWhereTheyMust looks at the routes of two phases one after the other: a place whose
// way is open in the second drives on as in the first.
func TestRoutesChangeOnlyWhereTheyMust(t *testing.T) {
	for seed := range seeds(200) {
		task := town(seed, true)
		r := Choose(task)
		for k := 1; k < len(r.Phases); k++ {
			for v, n := range task.Vehicles {
				if n == 0 || !open(task, r, k-1, k, int32(v)) {
					continue
				}
				for u := int32(v); r.Next[k-1][u] != noLink; u = task.Network.Links[r.Next[k-1][u]].To {
					if r.Next[k][u] != r.Next[k-1][u] {
						t.Errorf("seed %d: the way of %d parts at %d in phase %d, though it is open", seed, v, u, k)
						break
					}
				}
			}
		}
	}
}

// open reports whether the way of a node in one phase reaches a reception and is open as another begins.
func open(t *Task, r *Routing, k, during int, v int32) bool {
	for range t.Network.Nodes {
		i := r.Next[k][v]
		if i == noLink {
			return isSink(t.Network, v)
		}
		if t.Rates[i].At(r.Phases[during]) == 0 {
			return false
		}
		v = t.Network.Links[i].To
	}
	return false
}

func TestSameTaskSameRoutes(t *testing.T) {
	for seed := range seeds(20) {
		a, b := Choose(town(seed, true)), Choose(town(seed, true))
		for k := range a.Next {
			for v := range a.Next[k] {
				if a.Next[k][v] != b.Next[k][v] {
					t.Fatalf("seed %d: node %d of phase %d goes on by link %d and by %d", seed, v, k, a.Next[k][v], b.Next[k][v])
				}
			}
		}
	}
}

// TestNoRouteIsACircle: with roads that are shut for some hours and open again, people may be sent towards
// what opens later, and in no phase around in a circle.
func TestNoRouteIsACircle(t *testing.T) {
	for seed := range seeds(60) {
		task := town(seed, false)
		r := rand.New(rand.NewPCG(seed, 22))
		for i := 0; i < len(task.Rates); i += 2 {
			if r.IntN(3) == 0 {
				continue
			}
			shut := unit.Second(r.IntN(4)) * unit.Hour
			opens := shut + unit.Second(1+r.IntN(3))*unit.Hour
			rate := task.Rates[i].Only([]roads.Interval{{From: 0, To: shut}, {From: opens, To: task.Horizon}})
			task.Rates[i], task.Rates[i+1] = rate, rate
		}
		routes := Choose(task)
		for k, next := range routes.Next {
			for v := range next {
				steps := 0
				for u := int32(v); next[u] != noLink; u = task.Network.Links[next[u]].To {
					if steps++; steps > len(next) {
						t.Fatalf("seed %d: from node %d people drive around in phase %d", seed, v, k)
					}
				}
			}
		}
	}
}
