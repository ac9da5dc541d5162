package pricing

import (
	"cmp"
	"fmt"
	"slices"

	"wayout/internal/outcome"
	"wayout/internal/proof"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// RoadPrice is what a change of one road is worth at most, both directions together.
type RoadPrice struct {
	Road        int
	Change      outcome.Concession
	HoursAtMost unit.Second  // as in Price
	More        unit.Vehicle // that the road then lets through today's cut for everybody
}

// roadGrant is a change of a road, or of a section of roads, in the making.
type roadGrant struct {
	RoadPrice
	kind  *granting
	roads []int   // of a section
	first int     // link that names a section
	links []int32 // that change together
}

// mostRoads is how many changes of roads a price list has; PriceList.Roads has those of all roads.
const mostRoads = 20

// granting is a change that every road may be given.
type granting struct {
	change  func(s *scenario.Scenario, road int)
	network *roads.Network // in which every road has it
	links   [][]int32      // by road: those that it changes
}

// widen adds a lane to a road.
func widen(s *scenario.Scenario, road int) {
	r := &s.Roads[road]
	r.Capacity += r.Capacity / unit.Rate(max(1, r.Lanes))
}

// open lifts the closures and hours of a road.
func open(s *scenario.Scenario, road int) {
	r := &s.Roads[road]
	r.Hours = roads.Hours{}
	if r.Status == roads.Closed {
		r.Status = roads.Open
	}
	liftClosures(s, false, road)
}

// opening names what it is to open a road.
func (p *pricer) opening(road int) outcome.ConcessionKind {
	switch {
	case p.s.Roads[road].Status == roads.Closed:
		return outcome.ReOpened
	case slices.ContainsFunc(p.s.Closures, func(c roads.Closure) bool { return !c.Gate && c.Target == road }):
		return outcome.NeverClosed
	}
	return outcome.DayAndNight
}

// grantingOf makes a change on every road at once.
func (p *pricer) grantingOf(change func(s *scenario.Scenario, road int)) *granting {
	s := p.copyOf()
	for r := range s.Roads {
		change(s, r)
	}
	g := &granting{change: change, network: s.Network(), links: make([][]int32, len(s.Roads))}
	for i := range g.network.Links {
		if l := &g.network.Links[i]; !slices.Equal(l.Rate, p.b.Network().Links[i].Rate) {
			g.links[l.Item] = append(g.links[l.Item], int32(i))
		}
	}
	return g
}

// roadGrants prices a lane more on every road, and every road that is ever shut without its closures
// and hours, those that may save most first. It is one pass over the cut for everybody, at every end up
// to its own (METHODS §1.5).
func (p *pricer) roadGrants() []*roadGrant {
	var out []*roadGrant
	add := func(kind *granting, name func(road int) outcome.ConcessionKind) {
		for r, links := range kind.links {
			if len(links) == 0 {
				continue
			}
			g := &roadGrant{RoadPrice: RoadPrice{Road: r}, kind: kind, links: links}
			g.Change.Kind = name(r)
			p.limit(g)
			out = append(out, g)
		}
	}
	add(p.grantingOf(widen), func(int) outcome.ConcessionKind { return outcome.MoreLanes })
	add(p.grantingOf(open), p.opening)
	slices.SortStableFunc(out, mostFirst)
	return out
}

// limit fills in what a grant saves at most.
func (p *pricer) limit(g *roadGrant) {
	g.More = p.sweep.More(g.kind.network, g.links, p.cut.Until).Up()
	g.HoursAtMost = unit.Never
	if p.now.Clearance.T100 < unit.Never {
		g.HoursAtMost = p.now.Clearance.T100 - p.sweep.Latest(p.needed, g.kind.network, g.links)
	}
}

// mostFirst orders grants by what they save at most, then by how much more they let through.
func mostFirst(a, b *roadGrant) int {
	return cmp.Or(cmp.Compare(b.HoursAtMost, a.HoursAtMost), cmp.Compare(b.More, a.More))
}

// improvements lists the changes of roads that may save more than the gap, those that may save most, the first
// of them to be solved. Roads in a row of which none binds without the others change together. What
// lets no more through today's cut saves nothing but the gap.
func (p *pricer) improvements(grants []*roadGrant, solve int) []concession {
	var sections []*roadGrant
	known := map[string]bool{}
	for _, g := range grants {
		if g.More == 0 {
			break // those after it do not either
		}
		section := p.sectionOf(g)
		if key := fmt.Sprint(section.Change.Kind, section.roads); !known[key] {
			known[key] = true
			sections = append(sections, section)
		}
	}
	slices.SortStableFunc(sections, mostFirst)
	sections = sections[:min(len(sections), 2*mostRoads)]
	if gap := p.now.Clearance.T100 - p.cut.Until; p.now.Clearance.T100 < unit.Never {
		for _, g := range sections {
			g.HoursAtMost = min(g.HoursAtMost, p.now.Clearance.T100-p.earliestWith(g))
		}
		sections = slices.DeleteFunc(sections, func(g *roadGrant) bool { return g.HoursAtMost <= gap })
		slices.SortStableFunc(sections, mostFirst)
	}
	var out []concession
	for k, g := range sections[:min(len(sections), mostRoads)] {
		granted := p.copyOf()
		for _, r := range g.roads {
			g.kind.change(granted, r)
		}
		l := &p.b.Network().Links[g.first]
		out = append(out, concession{
			Price:   Price{Stage: l.Kind.String(), ID: p.s.StageID(l), Name: p.b.StageName(g.first), Change: g.Change},
			granted: granted, grant: g, solve: k < solve,
		})
	}
	return out
}

// sectionOf returns a change of a road as one of its whole section.
func (p *pricer) sectionOf(g *roadGrant) *roadGrant {
	section := &roadGrant{RoadPrice: g.RoadPrice, kind: g.kind, first: int(g.links[0])}
	var most unit.Throughput
	for _, i := range g.links {
		if more := p.sweep.More(g.kind.network, []int32{i}, p.cut.Until); more > most {
			section.first, most = int(i), more
		}
	}
	for _, i := range p.b.Section(section.first) {
		section.roads = append(section.roads, p.b.Network().Links[i].Item)
	}
	slices.Sort(section.roads)
	section.roads = slices.Compact(section.roads)
	for _, r := range section.roads {
		section.links = append(section.links, g.kind.links[r]...)
	}
	p.limit(section)
	return section
}

// earliestWith is earliest for a change of some links.
func (p *pricer) earliestWith(g *roadGrant) unit.Second {
	net := *p.b.Network()
	net.Links = slices.Clone(net.Links)
	for _, i := range g.links {
		net.Links[i].Rate = g.kind.network.Links[i].Rate
	}
	return proof.New(p.b.On(&net).Question(), p.cut.Until, p.cut.Moments).Latest(p.needed, p.now.Horizon).Until
}
