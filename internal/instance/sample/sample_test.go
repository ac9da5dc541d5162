package sample_test

import (
	"reflect"
	"strings"
	"testing"

	"wayout/internal/flow"
	"wayout/internal/instance/sample"
)

// TestNetworksAreOfTheirSize holds that benchmarks measure what they say.
func TestNetworksAreOfTheirSize(t *testing.T) {
	for _, c := range []struct {
		name               string
		draw               func() flow.Problem
		nodes, least, most int
	}{
		{"city", func() flow.Problem { return sample.City(70, 1_000_000, 864, 1) }, 4900, 13_000, 15_000},
		{"rings", func() flow.Problem { return sample.Rings(5000, 14_000, 1_000_000, 864, 1) }, 5000, 14_000, 16_000},
		{"region", func() flow.Problem { return sample.City(141, 1_500_000, 864, 1) }, 19_881, 54_000, 56_000},
		{"region of rings", func() flow.Problem { return sample.Rings(20_000, 55_000, 1_500_000, 864, 1) }, 20_000, 55_000, 60_000},
		{"finer", func() flow.Problem { return sample.Finer(sample.City(20, 1000, 90, 1), 5) }, 400, 1000, 1200},
	} {
		p := c.draw()
		if err := p.Check(); err != nil || p.Nodes != c.nodes || len(p.Links) < c.least || len(p.Links) > c.most {
			t.Errorf("%s: %d nodes, %d links, %v", c.name, p.Nodes, len(p.Links), err)
		}
		if !reflect.DeepEqual(p, c.draw()) {
			t.Errorf("%s: another network from the same seed", c.name)
		}
	}
}

// TestPublishedForms reads a few lines in the form of each published network.
func TestPublishedForms(t *testing.T) {
	padang, err := sample.Padang(strings.NewReader("N 3\nV a 0 0\nS a 7\nT b\nE a b 2 5 10.0\n"))
	want := flow.Problem{
		Nodes: 2, Steps: 400, Links: []flow.Link{{From: 0, To: 1, Transit: 5, Capacity: []flow.Change{{Units: 2}}}},
		Supplies: []flow.Supply{{Node: 0, Units: 7}}, Sinks: []flow.Sink{{Node: 1, Total: flow.Unlimited}},
	}
	if err != nil || !reflect.DeepEqual(padang, want) {
		t.Errorf("Padang: %+v, %v", padang, err)
	}
	houston, err := sample.Houston(strings.NewReader("row,node,county\n1,17,48201\n"),
		strings.NewReader("<NODES> 551\n17\t1\t2000\t105600\t60\n"), strings.NewReader("48201 1 3 25\n"))
	if err != nil || len(houston.Links) != 1 || len(houston.Supplies) != 1 {
		t.Fatalf("Houston: %+v, %v", houston, err)
	}
	// 2,000 an hour are 166.67 in five minutes; twenty miles at 60 miles an hour take four of them.
	if l := houston.Links[0]; l.From != 17 || l.To != 1 || l.Transit != 4 || l.Capacity[0].Units != 166_667 {
		t.Errorf("Houston: %+v", l)
	}
	if s := houston.Supplies[0]; s != (flow.Supply{Node: 17, Units: 25_000, Release: 6}) {
		t.Errorf("Houston: %+v", s)
	}
}
