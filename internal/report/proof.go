package report

import (
	"fmt"

	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// shares are the quantiles of a certificate in words.
var shares = map[string]string{
	"t50":  "half of those who can be served are",
	"t90":  "nine in ten of those who can be served are",
	"t99":  "99 in 100 of those who can be served are",
	"t100": "everyone who can be served is",
}

// Sentence says in words what a certificate proves. The network must be the scenario's.
func Sentence(s *scenario.Scenario, net *roads.Network, c *plan.Certificate) string {
	until := clock(s, c.Until)
	most := mostWords(s, net, c)
	if c.AtMost >= c.Needed {
		return fmt.Sprintf("Until %s %s, under these inputs.", until, most)
	}
	promise := "so many"
	if share, ok := shares[c.Quantile]; ok {
		promise = "that " + share + " out"
	}
	return fmt.Sprintf("Until %s %s; %s have to; so nobody can promise %s by then, under these inputs.",
		until, most, count(c.Needed), promise)
}

// mostWords says what the certificate lets through, by the stage that most of it has to pass.
func mostWords(s *scenario.Scenario, net *roads.Network, c *plan.Certificate) string {
	link, passes := mostCrossing(net, c)
	n := passes.Vehicles()
	if link < 0 || 2*n < c.AtMost {
		return fmt.Sprintf("at most %s can be out", vehicles(c.AtMost))
	}
	words := fmt.Sprintf("%s can pass %s", linkName(s, &net.Links[link]), vehicles(n))
	if rest := c.AtMost - n; rest > 0 {
		words += fmt.Sprintf(" and %s can be out without it", count(rest))
	}
	return words
}

// mostCrossing returns the link through which most pass while it crosses the certificate, -1 if
// none does.
func mostCrossing(net *roads.Network, c *plan.Certificate) (link int, passes unit.Throughput) {
	link = -1
	for i := range net.Links {
		l := &net.Links[i]
		if p := net.Passes(i, c.Moments[l.From], c.Moments[l.To]-l.Floor); p > passes {
			link, passes = i, p
		}
	}
	return link, passes
}

// linkName names a link as people know it.
func linkName(s *scenario.Scenario, l *roads.Link) string {
	switch l.Kind {
	case roads.Passage:
		return "the gate " + s.Gates[l.Item].Name
	case roads.Intake:
		return "the reception " + s.Places[s.Receptions[l.Item].Place].Name
	default:
		return "the road " + s.RoadName(l.Item)
	}
}

// FlaggedRoads returns the roads that the plan uses though they may not be usable, in the order
// of the scenario.
func FlaggedRoads(s *scenario.Scenario, p *plan.Plan) []int {
	used := make([]bool, len(s.Roads))
	for i := range p.Slots {
		for _, leg := range p.Routes[p.Slots[i].Route].Legs {
			used[leg.Road] = true
		}
	}
	var out []int
	for r := range s.Roads {
		if used[r] && s.Roads[r].Status.Flagged() {
			out = append(out, r)
		}
	}
	return out
}
