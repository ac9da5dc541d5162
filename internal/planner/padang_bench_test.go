package planner_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"wayout/internal/flow"
	"wayout/internal/roads"
	"wayout/internal/routing"
	"wayout/internal/unit"
)

// padangStep is the step of the tsunami evacuation of Padang, Indonesia: ten seconds.
const padangStep unit.Second = 10

// padang reads that evacuation as a question for routes. It skips where the data is absent: the file may
// not be copied.
func padang(tb testing.TB) *routing.Task {
	files, _ := filepath.Glob("../../../shared/data/padang/*.dat")
	if len(files) == 0 {
		tb.Skip("skipped: no ../shared/data/padang beside the project")
	}
	file, err := os.Open(files[0])
	if err != nil {
		tb.Fatal(err)
	}
	defer file.Close()
	net := &roads.Network{}
	task := &routing.Task{Network: net, Horizon: 800 * padangStep, Bound: 327 * padangStep}
	nodes := map[string]int32{}
	node := func(name string) int32 {
		v, known := nodes[name]
		if !known {
			v = int32(len(net.Nodes))
			nodes[name] = v
			net.Nodes = append(net.Nodes, roads.Node{Place: int(v)})
			net.Entry, net.Exit = append(net.Entry, v), append(net.Exit, v)
			task.Vehicles, task.Ready = append(task.Vehicles, 0), append(task.Ready, 0)
		}
		return v
	}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var name, to string
		var units, transit int64
		line := lines.Text()
		switch {
		case len(line) < 2 || line[1] != ' ':
		case line[0] == 'S':
			fmt.Sscan(line[2:], &name, &units)
			task.Vehicles[node(name)] += unit.Vehicle(units)
		case line[0] == 'T':
			fmt.Sscan(line[2:], &name)
			net.Sinks = append(net.Sinks, roads.Sink{Node: node(name)})
		case line[0] == 'E':
			fmt.Sscan(line[2:], &name, &to, &units, &transit)
			rate := roads.Constant(unit.Rate(units) * unit.Rate(unit.Hour/padangStep) * unit.VehiclePerHour)
			took := unit.Second(transit) * padangStep
			net.Links = append(net.Links, roads.Link{Forward: true, From: node(name), To: node(to), Floor: took, Ceil: took, Rate: rate})
			task.Rates = append(task.Rates, rate)
		}
	}
	if err := lines.Err(); err != nil {
		tb.Fatal(err)
	}
	net.Freeze()
	return task
}

// alongTrees returns the flow problem that a task is over the links of a routing alone, in its steps.
func alongTrees(t *routing.Task, r *routing.Routing) flow.Problem {
	p := flow.Problem{Nodes: len(t.Network.Nodes), Steps: int32(t.Horizon / padangStep)}
	for v, n := range t.Vehicles {
		if n > 0 {
			p.Supplies = append(p.Supplies, flow.Supply{Node: int32(v), Units: int64(n)})
		}
	}
	for _, s := range t.Network.Sinks {
		p.Sinks = append(p.Sinks, flow.Sink{Node: s.Node, Total: flow.Unlimited})
	}
	for i, l := range t.Network.Links {
		if r.Next[0][l.From] == int32(i) {
			perStep := t.Rates[i].Over(0, padangStep).Vehicles()
			p.Links = append(p.Links, flow.Link{From: l.From, To: l.To, Transit: int32(l.Ceil / padangStep), Capacity: []flow.Change{{Step: 0, Units: int64(perStep)}}})
		}
	}
	return p
}

// BenchmarkPadangOneRoute reports in how many steps everybody of Padang is out with one route for each of
// 3,939 places; no plan needs fewer than 327.
func BenchmarkPadangOneRoute(b *testing.B) {
	task := padang(b)
	for b.Loop() {
		r := routing.Choose(task)
		solution, err := flow.Solve(context.Background(), alongTrees(task, r), flow.Options{})
		if err != nil {
			b.Fatal(err)
		}
		step, ok := solution.Clearance()
		if !ok {
			b.Fatal("somebody is left")
		}
		b.ReportMetric(float64(step+1), "steps")
		b.ReportMetric(float64(routing.NewTree(task, r.Next[0]).Clear()/padangStep), "steps-of-tree")
	}
}
