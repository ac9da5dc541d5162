package verify

import (
	"fmt"

	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

// lines finds the links of the network by what they stand for.
type lines struct {
	forward, backward []int32   // by road; -1 where the direction is not allowed
	gates             [][]int32 // by place, in the order they are passed
	intake            []int32   // by reception; -1 where it has no rate
}

func newLines(net *roads.Network, places, roadCount, receptions int) *lines {
	l := &lines{
		forward: absent(roadCount), backward: absent(roadCount),
		gates:  make([][]int32, places),
		intake: absent(receptions),
	}
	for i := range net.Links {
		link := &net.Links[i]
		switch {
		case link.Kind == roads.Passage:
			place := net.Nodes[link.From].Place
			l.gates[place] = append(l.gates[place], int32(i))
		case link.Kind == roads.Intake:
			l.intake[link.Item] = int32(i)
		case link.Forward:
			l.forward[link.Item] = int32(i)
		default:
			l.backward[link.Item] = int32(i)
		}
	}
	return l
}

func absent(n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

func (l *lines) of(leg plan.Leg) int32 {
	if leg.Forward {
		return l.forward[leg.Road]
	}
	return l.backward[leg.Road]
}

// course is a route as the network sees it: every stage passed, and when, from departure. It is
// empty where the route is broken or passes no stage at all.
type course struct {
	links []int32
	at    []unit.Second
}

func (c *course) pass(link int32, at unit.Second) {
	c.links = append(c.links, link)
	c.at = append(c.at, at)
}

// routes judges every route and lays out its course.
func (j *judge) routes() {
	j.lines = newLines(j.net, len(j.s.Places), len(j.s.Roads), len(j.s.Receptions))
	j.courses = make([]course, len(j.p.Routes))
	for i := range j.p.Routes {
		r := &j.p.Routes[i]
		if j.connected(r) && j.allowed(r) {
			j.travel(r)
			j.courses[i] = j.course(r)
		}
	}
}

// connected judges whether the roads lead from the place to the reception.
func (j *judge) connected(r *plan.Route) bool {
	at := r.Place
	for _, leg := range r.Legs {
		from, to := j.ends(leg)
		if from != at {
			j.r.add(BrokenRoute, j.s.Places[from].Name, j.s.Places[at].Name,
				"%s is broken: after %s it takes the road %s, which starts elsewhere.",
				j.routeName(r), j.s.Places[at].Name, j.s.RoadName(leg.Road))
			return false
		}
		at = to
	}
	if end := j.s.Receptions[r.Reception].Place; at != end {
		j.r.add(BrokenRoute, j.s.Places[at].Name, j.s.Places[end].Name,
			"%s is broken: it ends at %s.", j.routeName(r), j.s.Places[at].Name)
		return false
	}
	return true
}

func (j *judge) ends(leg plan.Leg) (from, to int) {
	road := &j.s.Roads[leg.Road]
	if leg.Forward {
		return road.From, road.To
	}
	return road.To, road.From
}

// allowed judges whether every road may be driven in its direction.
func (j *judge) allowed(r *plan.Route) bool {
	for _, leg := range r.Legs {
		if j.lines.of(leg) < 0 {
			j.r.add(WrongWay, "", "", "%s drives the one-way road %s against its direction.",
				j.routeName(r), j.s.RoadName(leg.Road))
			return false
		}
	}
	return true
}

// travel judges the times of passage: nobody is faster than the roads allow, and nobody waits.
func (j *judge) travel(r *plan.Route) {
	if r.Passes[0] != 0 {
		j.r.add(WrongTime, seconds(r.Passes[0]), seconds(0), "%s leaves its place %d seconds after departure.",
			j.routeName(r), r.Passes[0])
	}
	var least unit.Second
	for k, leg := range r.Legs {
		needs := j.net.Links[j.lines.of(leg)].Ceil
		least += needs
		if took := r.Passes[k+1] - r.Passes[k]; took < needs {
			j.r.add(WrongTime, seconds(took), seconds(needs), "%s drives the road %s in %d seconds; it takes %d.",
				j.routeName(r), j.s.RoadName(leg.Road), took, needs)
		}
	}
	if took := r.Arrive() - r.Passes[0]; took >= least+unit.Minute {
		j.r.add(WrongTime, seconds(took), seconds(least), "%s takes %d seconds, a minute or more above the %d that the roads need: nobody may wait on the way.",
			j.routeName(r), took, least)
	}
}

// course lists the stages of a route: the gates of every place passed, the roads between, and the
// intake of the reception.
func (j *judge) course(r *plan.Route) course {
	var c course
	at := r.Place
	for k, leg := range r.Legs {
		for _, gate := range j.lines.gates[at] {
			c.pass(gate, r.Passes[k])
		}
		c.pass(j.lines.of(leg), r.Passes[k])
		_, at = j.ends(leg)
	}
	for _, gate := range j.lines.gates[at] {
		c.pass(gate, r.Arrive())
	}
	if intake := j.lines.intake[r.Reception]; intake >= 0 {
		c.pass(intake, r.Arrive())
	}
	return c
}

func (j *judge) routeName(r *plan.Route) string {
	return fmt.Sprintf("The route from %s to the reception at %s",
		j.s.Places[r.Place].Name, j.s.Places[j.s.Receptions[r.Reception].Place].Name)
}

func seconds(t unit.Second) string { return fmt.Sprintf("%d seconds", t) }
