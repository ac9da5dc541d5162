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

// way is how a route or trip leads from one place to another.
type way struct {
	name      func() string
	from, to  int
	legs      []plan.Leg
	passes    []unit.Second
	reception int // that takes people in at the end; -1: none
}

// course is a way as the network sees it: every stage passed, and when, from departure. It is
// empty where the way is broken or passes no stage at all.
type course struct {
	links []int32
	at    []unit.Second
	sound bool // the way is not broken
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
		j.courses[i] = j.judgeWay(&way{
			name: func() string { return j.routeName(r) },
			from: r.Place, to: j.s.Receptions[r.Reception].Place,
			legs: r.Legs, passes: r.Passes, reception: r.Reception,
		})
	}
}

// judgeWay judges a way and lays out its course.
func (j *judge) judgeWay(w *way) course {
	if !j.connected(w) || !j.allowed(w) {
		return course{}
	}
	j.travel(w)
	return j.course(w)
}

// connected judges whether the roads lead from the first place to the last.
func (j *judge) connected(w *way) bool {
	at := w.from
	for _, leg := range w.legs {
		from, to := j.ends(leg)
		if from != at {
			j.r.add(BrokenRoute, j.s.Places[from].Name, j.s.Places[at].Name,
				"%s is broken: after %s it takes the road %s, which starts elsewhere.",
				w.name(), j.s.Places[at].Name, j.s.RoadName(leg.Road))
			return false
		}
		at = to
	}
	if at != w.to {
		j.r.add(BrokenRoute, j.s.Places[at].Name, j.s.Places[w.to].Name,
			"%s is broken: it ends at %s.", w.name(), j.s.Places[at].Name)
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
func (j *judge) allowed(w *way) bool {
	for _, leg := range w.legs {
		if j.lines.of(leg) < 0 {
			j.r.add(WrongWay, "", "", "%s drives the one-way road %s against its direction.",
				w.name(), j.s.RoadName(leg.Road))
			return false
		}
	}
	return true
}

// travel judges the times of passage: nobody is faster than the roads allow, and nobody waits.
func (j *judge) travel(w *way) {
	if w.passes[0] != 0 {
		j.r.add(WrongTime, seconds(w.passes[0]), seconds(0), "%s leaves its place %d seconds after departure.",
			w.name(), w.passes[0])
	}
	var least unit.Second
	for k, leg := range w.legs {
		needs := j.net.Links[j.lines.of(leg)].Ceil
		least += needs
		if took := w.passes[k+1] - w.passes[k]; took < needs {
			j.r.add(WrongTime, seconds(took), seconds(needs), "%s drives the road %s in %d seconds; it takes %d.",
				w.name(), j.s.RoadName(leg.Road), took, needs)
		}
	}
	if took := w.passes[len(w.legs)] - w.passes[0]; took >= least+unit.Minute {
		j.r.add(WrongTime, seconds(took), seconds(least), "%s takes %d seconds, a minute or more above the %d that the roads need: nobody may wait on the way.",
			w.name(), took, least)
	}
}

// course lists the stages of a way: the gates of every place passed and the roads between; at the
// end, where people are received, the gates there and the intake of the reception. A way that ends
// elsewhere ends in front of the gates.
func (j *judge) course(w *way) course {
	c := course{sound: true}
	at := w.from
	for k, leg := range w.legs {
		for _, gate := range j.lines.gates[at] {
			c.pass(gate, w.passes[k])
		}
		c.pass(j.lines.of(leg), w.passes[k])
		_, at = j.ends(leg)
	}
	if w.reception < 0 {
		return c
	}
	arrive := w.passes[len(w.legs)]
	for _, gate := range j.lines.gates[at] {
		c.pass(gate, arrive)
	}
	if intake := j.lines.intake[w.reception]; intake >= 0 {
		c.pass(intake, arrive)
	}
	return c
}

func (j *judge) routeName(r *plan.Route) string {
	return fmt.Sprintf("The route from %s to the reception at %s",
		j.s.Places[r.Place].Name, j.s.Places[j.s.Receptions[r.Reception].Place].Name)
}

func seconds(t unit.Second) string { return fmt.Sprintf("%d seconds", t) }
