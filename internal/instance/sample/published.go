package sample

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strings"

	"wayout/internal/flow"
)

// Padang reads the tsunami evacuation of Padang, Indonesia, as the network-flow project of ZET has it: whole
// people, in steps of ten seconds.
func Padang(file io.Reader) (flow.Problem, error) {
	p := flow.Problem{Steps: 400}
	nodes := map[string]int32{}
	node := func(name string) int32 {
		v, known := nodes[name]
		if !known {
			v = int32(p.Nodes)
			nodes[name] = v
			p.Nodes++
		}
		return v
	}
	err := lines(file, func(line string) {
		kind, rest, _ := strings.Cut(line, " ")
		var name, to string
		var units int64
		var transit int32
		switch kind {
		case "S":
			if n, _ := fmt.Sscan(rest, &name, &units); n == 2 {
				p.Supplies = append(p.Supplies, flow.Supply{Node: node(name), Units: units})
			}
		case "T":
			if n, _ := fmt.Sscan(rest, &name); n == 1 {
				p.Sinks = append(p.Sinks, flow.Sink{Node: node(name), Total: flow.Unlimited})
			}
		case "E":
			if n, _ := fmt.Sscan(rest, &name, &to, &units, &transit); n == 4 {
				p.Links = append(p.Links, flow.Link{From: node(name), To: node(to), Transit: transit, Capacity: []flow.Change{{Units: units}}})
			}
		}
	})
	return p, err
}

// Houston reads a hurricane evacuation of the coast of Texas as the EvacSim_Capacity study has it: its roads,
// the node of each county, and the vehicles of each county by quarters of an hour. In steps of five minutes,
// travel rounded down and capacity up, over a week.
func Houston(counties, network, demand io.Reader) (flow.Problem, error) {
	p := flow.Problem{Nodes: 551, Steps: 12 * 168, Sinks: []flow.Sink{{Node: 1, Total: flow.Unlimited}}}
	nodes := map[int32]int32{}
	if err := lines(counties, func(line string) {
		var row, node, county int32
		if n, _ := fmt.Sscan(strings.ReplaceAll(line, ",", " "), &row, &node, &county); n == 3 {
			nodes[county] = node
		}
	}); err != nil {
		return p, err
	}
	if err := lines(network, func(line string) {
		var from, to int32
		var capacity, feet, speed float64
		if n, _ := fmt.Sscan(line, &from, &to, &capacity, &feet, &speed); n == 5 {
			p.Links = append(p.Links, flow.Link{
				From: from, To: to, Transit: int32(feet / 5280 / speed * 12),
				Capacity: []flow.Change{{Units: int64(math.Ceil(capacity * 1000 / 12))}},
			})
		}
	}); err != nil {
		return p, err
	}
	return p, lines(demand, func(line string) {
		var county, sink, quarter int32
		var vehicles int64
		if n, _ := fmt.Sscan(line, &county, &sink, &quarter, &vehicles); n == 4 {
			p.Supplies = append(p.Supplies, flow.Supply{Node: nodes[county], Units: vehicles * 1000, Release: (quarter - 1) * 3})
		}
	})
}

// lines calls use for every line of a file.
func lines(file io.Reader, use func(line string)) error {
	scanner := bufio.NewScanner(file)
	for scanner.Scan() {
		use(scanner.Text())
	}
	return scanner.Err()
}
