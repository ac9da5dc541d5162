package flow

import (
	"errors"
	"fmt"
	"slices"
)

// Unlimited marks a total or a waiting room without limit.
const Unlimited int64 = -1

// unlimitedRoom stands for Unlimited inside the solver.
const unlimitedRoom int64 = 1 << 61

// Change sets a capacity from a step on, until the next change.
type Change struct {
	Step  int32
	Units int64
}

// Link is one direction of travel. Capacity is what may enter per step; its first change has step
// 0, steps ascend. Units that entered go on to the end, whatever closes behind them.
type Link struct {
	From, To int32
	Transit  int32 // whole steps, 0 or more
	Capacity []Change
}

// everOpen reports whether anything may ever enter the link.
func (l Link) everOpen() bool {
	return slices.ContainsFunc(l.Capacity, func(c Change) bool { return c.Units > 0 })
}

// Supply is units that become ready at a node at a step. They may wait where they are, at no
// cost and for ever, before they enter the network.
type Supply struct {
	Node    int32
	Units   int64
	Release int32
}

// Sink is a node where units are out. Total is the most it takes in all, or Unlimited. Units may
// also pass a sink.
type Sink struct {
	Node  int32
	Total int64
}

// Problem is one question. Arrivals count at steps 0 … Steps-1. Waiting gives, by node, how many
// units may wait from one step to the next; nil means unlimited everywhere.
type Problem struct {
	Nodes    int
	Steps    int32
	Links    []Link
	Supplies []Supply
	Sinks    []Sink
	Waiting  []int64
}

// Check reports what is malformed in a problem. The sum of all supply must stay below 2^60.
func (p Problem) Check() error {
	var errs []error
	node := func(v int32) bool { return v >= 0 && int(v) < p.Nodes }
	for i, l := range p.Links {
		if !node(l.From) || !node(l.To) || l.Transit < 0 {
			errs = append(errs, fmt.Errorf("link %d: from %d, to %d or transit %d out of range", i, l.From, l.To, l.Transit))
		}
		errs = append(errs, checkCapacity(i, l.Capacity))
	}
	var sum int64
	for i, s := range p.Supplies {
		if !node(s.Node) || s.Units < 0 || s.Release < 0 || s.Units > 1<<60-sum {
			errs = append(errs, fmt.Errorf("supply %d: node %d, units %d or release %d out of range", i, s.Node, s.Units, s.Release))
			continue
		}
		sum += s.Units
	}
	taken := map[int32]bool{}
	for i, s := range p.Sinks {
		if !node(s.Node) || s.Total < Unlimited || taken[s.Node] {
			errs = append(errs, fmt.Errorf("sink %d: node %d or total %d out of range, or a second sink on the node", i, s.Node, s.Total))
		}
		taken[s.Node] = true
	}
	if p.Waiting != nil && len(p.Waiting) != p.Nodes {
		errs = append(errs, fmt.Errorf("waiting has %d entries for %d nodes", len(p.Waiting), p.Nodes))
	}
	if p.Steps < 0 {
		errs = append(errs, fmt.Errorf("%d steps", p.Steps))
	}
	return errors.Join(errs...)
}

func checkCapacity(link int, changes []Change) error {
	for j, c := range changes {
		if c.Units < 0 || (j == 0 && c.Step != 0) || (j > 0 && c.Step <= changes[j-1].Step) {
			return fmt.Errorf("link %d: capacity change %d (step %d, units %d) out of order or range", link, j, c.Step, c.Units)
		}
	}
	if len(changes) == 0 {
		return fmt.Errorf("link %d has no capacity", link)
	}
	return nil
}

// limited reports whether any sink has a total.
func (p Problem) limited() bool {
	for _, s := range p.Sinks {
		if s.Total != Unlimited {
			return true
		}
	}
	return false
}

// freeWaiting reports whether units may wait everywhere without limit.
func (p Problem) freeWaiting() bool {
	return !slices.ContainsFunc(p.Waiting, func(units int64) bool { return units != Unlimited })
}

// supply returns all units.
func (p Problem) supply() int64 {
	var sum int64
	for _, s := range p.Supplies {
		sum += s.Units
	}
	return sum
}

// supplyWithAWay returns the units that some chain of links leads to a sink, whatever is open
// when: there is no use in waiting for the others.
func (p Problem) supplyWithAWay() int64 {
	in := make([][]int32, p.Nodes)
	for _, l := range p.Links {
		if l.everOpen() {
			in[l.To] = append(in[l.To], l.From)
		}
	}
	leads := make([]bool, p.Nodes)
	var queue []int32
	visit := func(v int32) {
		if !leads[v] {
			leads[v] = true
			queue = append(queue, v)
		}
	}
	for _, sink := range p.Sinks {
		visit(sink.Node)
	}
	for head := 0; head < len(queue); head++ {
		for _, v := range in[queue[head]] {
			visit(v)
		}
	}
	var sum int64
	for _, supply := range p.Supplies {
		if leads[supply.Node] {
			sum += supply.Units
		}
	}
	return sum
}
