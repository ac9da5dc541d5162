package sample

import (
	"math"
	"math/rand/v2"

	"wayout/internal/flow"
)

// Rings is a city of ring roads and radial roads: nodes lie on rings around a centre, the wider the ring
// the more of them; every third ring is a fast road. The outermost ring has the exits. One road in fifty is
// shut for five hours. In steps of five minutes.
func Rings(nodes, links int, vehicles int64, steps int32, seed uint64) flow.Problem {
	r := rand.New(rand.NewPCG(seed, 5))
	p := flow.Problem{Nodes: nodes, Steps: steps}
	ring := circles(nodes)
	road := func(a, b int32, transit int32, units int64) {
		capacity := []flow.Change{{Units: units}}
		if r.IntN(50) == 0 {
			capacity = shutFor(units, int32(1+r.IntN(int(steps)-1)), 60)
		}
		both(&p, a, b, transit, capacity)
	}
	for k := range ring {
		for i, v := range ring[k] {
			w := ring[k][(i+1)%len(ring[k])]
			if v != w && k%3 == 2 {
				road(v, w, int32(r.IntN(2)), 150_000) // 1,800 vehicles an hour
			} else if v != w && r.IntN(2) > 0 {
				road(v, w, int32(r.IntN(3)), int64(40_000+r.IntN(4)*10_000))
			}
			if k > 0 && r.IntN(5) < 3 {
				inner := ring[k-1][i*len(ring[k-1])/len(ring[k])]
				road(inner, v, int32(r.IntN(3)), int64(40_000+r.IntN(8)*10_000))
			}
		}
	}
	for len(p.Links) < links { // short cuts between neighbouring rings
		k := 1 + r.IntN(len(ring)-1)
		i := r.IntN(len(ring[k]))
		road(ring[k-1][i*len(ring[k-1])/len(ring[k])], ring[k][(i+1)%len(ring[k])], 1+int32(r.IntN(2)), 50_000)
	}
	zones := nodes / 5
	for range zones {
		p.Supplies = append(p.Supplies, flow.Supply{Node: int32(r.IntN(nodes)), Units: vehicles * 1000 / int64(zones), Release: int32(r.IntN(72))})
	}
	last := ring[len(ring)-1]
	for i := range 10 {
		p.Sinks = append(p.Sinks, flow.Sink{Node: last[i*len(last)/10], Total: flow.Unlimited})
	}
	return p
}

// circles shares nodes out to rings, from the innermost: of each its nodes in order around the centre.
func circles(nodes int) [][]int32 {
	count := int(math.Sqrt(float64(nodes) / 3))
	var ring [][]int32
	for v, k := int32(0), 0; int(v) < nodes; k++ {
		size := min(nodes-int(v), max(4, 2*nodes*(k+1)/(count*count)))
		ring = append(ring, nil)
		for range size {
			ring[k] = append(ring[k], v)
			v++
		}
	}
	return ring
}
