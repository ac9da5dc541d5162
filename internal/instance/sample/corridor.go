package sample

import "wayout/internal/flow"

// Corridor is a chain of nodes with towns on it and one gate near the end, which passes so many units a
// step: the size of the departure of Nagorno-Karabakh in 2023, in steps of a minute over ten days.
func Corridor(gate int64) flow.Problem {
	const nodes = 150
	p := flow.Problem{Nodes: nodes, Steps: 14400, Sinks: []flow.Sink{{Node: 0, Total: flow.Unlimited}}}
	for v := int32(1); v < nodes; v++ {
		to, transit, capacity := v-1, int32(8), int64(10_000)
		if v > 20 && v%3 != 0 {
			to = v / 3 * 3
			capacity = 6_666
		}
		if v > 20 && v%3 == 0 {
			to = v - 3
		}
		if v == 2 {
			transit, capacity = 0, gate
		}
		both(&p, v, to, transit, []flow.Change{{Units: capacity}})
		if v > 2 {
			p.Supplies = append(p.Supplies, flow.Supply{Node: v, Units: 142_000})
		}
	}
	return p
}
