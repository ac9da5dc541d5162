package planner

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"wayout/internal/proof"
	"wayout/internal/reach"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Binding is a stage that holds everybody back for a time: the certificate for the next share of
// the people crosses it then.
type Binding struct {
	// Home tells that the stage is leaving home: people are not ready. Name then names their
	// places, and Stage, ID, Rate, Shut and Link say nothing.
	Home     bool
	Stage    roads.Kind
	Name     string
	ID       string // of the gate or reception, or of the road of a section that is in the cut
	From, To unit.Second
	Rate     unit.Rate   // highest while it binds
	Shut     unit.Second // how long of it the stage is shut
	Link     int         // of the network
}

// Longest returns the stage that binds longest, the first of several; nil if none does.
func Longest(list []Binding) *Binding {
	var most *Binding
	for i := range list {
		if b := &list[i]; most == nil || b.To-b.From > most.To-most.From {
			most = b
		}
	}
	return most
}

// Kind returns the kind of the stage in one word: home, road, gate or reception.
func (b *Binding) Kind() string {
	if b.Home {
		return "home"
	}
	return b.Stage.String()
}

// Label names in English what binds: the stage, or leaving home in a place.
func (b *Binding) Label() string {
	if b.Home {
		return "leaving home in " + b.Name
	}
	return b.Name
}

// binding reads the stages that bind off the certificates: up to t50 those that its cut crosses,
// from there to t90 those of the next, and so on. Stages that pass less than one per cent of what
// can be out are left out.
func (w *work) binding(b *bound) []Binding {
	var out []Binding
	var done unit.Second
	for k, c := range b.cuts {
		if k > 0 && c.Until <= b.cuts[k-1].Until {
			continue
		}
		stages, end := w.crossed(c, done)
		out = append(out, stages...)
		done = max(done, end)
	}
	return mergeSections(out)
}

// crossed returns the stages that a cut crosses after a moment, in order, and when it crosses the
// last of them.
func (w *work) crossed(c *proof.Cut, after unit.Second) (stages []Binding, end unit.Second) {
	var outside, passed unit.Throughput
	for v := range c.Moments {
		outside += c.Outside(int32(v))
	}
	for i := range w.net.Links {
		passed += c.Link(i)
	}
	end = after
	for i := range w.net.Links {
		if n := c.Link(i); n == 0 || n < (passed+outside)/100 {
			continue
		}
		l := &w.net.Links[i]
		from, to := max(after, c.Moments[l.From]), c.Moments[l.To]-l.Floor
		if from < to {
			stages = append(stages, w.bindingOf(i, from, to))
			end = max(end, to)
		}
	}
	if len(stages) == 0 && outside > passed {
		stages, end = []Binding{{Home: true, Name: w.notReady(c), From: after, To: c.Until}}, c.Until
	}
	slices.SortStableFunc(stages, func(a, b Binding) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Link, b.Link))
	})
	return stages, end
}

// notReady names the places whose people a cut waits for, because they are ready only after it.
func (w *work) notReady(c *proof.Cut) string {
	var names []string
	for _, r := range w.question.Ready {
		name := w.s.Places[r.Place].Name
		if r.Ready >= c.Moments[w.net.Entry[r.Place]] && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	const most = 3
	if len(names) > most {
		return fmt.Sprintf("%s and %d more places", strings.Join(names[:most], ", "), len(names)-most)
	}
	return strings.Join(names, ", ")
}

// mergeSections unites stages of one name and rate that bind one after the other: cuts may cross
// a section of road on one link first and on another later.
func mergeSections(in []Binding) []Binding {
	var out []Binding
	for _, b := range in {
		i := slices.IndexFunc(out, func(o Binding) bool {
			return o.Home == b.Home && o.Name == b.Name && o.Rate == b.Rate && b.From <= o.To+unit.Hour
		})
		if i < 0 {
			out = append(out, b)
			continue
		}
		out[i].To = max(out[i].To, b.To)
		out[i].Shut += b.Shut
	}
	return out
}

func (w *work) bindingOf(i int, from, to unit.Second) Binding {
	l := &w.net.Links[i]
	b := Binding{Stage: l.Kind, ID: w.s.StageID(l), Name: w.stageName(i), From: from, To: to, Link: i}
	openFor := reach.Open(w.rates[i], to).And(reach.Spans{{From: from, To: to}})
	b.Shut = to - from - openFor.Length()
	for _, in := range openFor {
		b.Rate = max(b.Rate, w.rates[i].At(in.From))
	}
	for _, piece := range w.rates[i] {
		if piece.From > from && piece.From < to {
			b.Rate = max(b.Rate, piece.Rate)
		}
	}
	return b
}

// stageName names a link; a road is named as the whole section of roads with equal rate in a row
// that the same people have to pass.
func (w *work) stageName(i int) string {
	l := &w.net.Links[i]
	switch l.Kind {
	case roads.Passage:
		return w.s.Gates[l.Item].Name
	case roads.Intake:
		return "reception " + w.s.Places[w.s.Receptions[l.Item].Place].Name
	}
	section := w.section(i)
	first, last := &w.net.Links[section[0]], &w.net.Links[section[len(section)-1]]
	from := w.s.PlaceTitle(w.net.Nodes[first.From].Place)
	to := w.s.PlaceTitle(w.net.Nodes[last.To].Place)
	ids := w.s.StageID(first)
	if len(section) > 1 {
		ids += " … " + w.s.StageID(last)
	}
	return fmt.Sprintf("%s (%s)", scenario.Title(w.s.Roads[l.Item].Name, from, to), ids)
}

// section returns the links in a row around a road, itself included, that have the same rate and
// carry nearly the same vehicles on their quickest ways: none of them binds without the others.
func (w *work) section(i int) []int {
	next, load := w.mainStreams()
	same := func(j int32) bool {
		l := &w.net.Links[j]
		return l.Kind == roads.Carriageway && slices.Equal(w.rates[j], w.rates[i]) && 100*load[j] >= 97*load[i] && 97*load[j] <= 100*load[i]
	}
	section := []int{i}
	if next[w.net.Links[i].From] != int32(i) {
		return section
	}
	for v := w.net.Links[i].To; next[v] != noLink; v = w.net.Links[next[v]].To {
		if w.net.Links[next[v]].Kind == roads.Passage && w.rates[next[v]].Most() > w.rates[i].Most() {
			continue
		}
		if !same(next[v]) {
			break
		}
		section = append(section, int(next[v]))
	}
	for grown := true; grown; {
		grown = false
		from := w.net.Links[section[0]].From
		for _, j := range w.net.In(from) {
			u := w.net.Links[j].From
			if w.net.Links[j].Kind == roads.Passage && w.rates[j].Most() > w.rates[i].Most() {
				for _, k := range w.net.In(u) {
					if next[w.net.Links[k].From] == k && same(k) {
						section, grown = append([]int{int(k)}, section...), true
					}
				}
				continue
			}
			if next[u] == j && same(j) {
				section, grown = append([]int{int(j)}, section...), true
				break
			}
		}
	}
	return section
}

// mainStreams returns the next link of every node on its quickest way, over roads that are ever open,
// and the vehicles that each link carries when everybody takes it.
func (w *work) mainStreams() (next []int32, load []unit.Vehicle) {
	if w.quickest == nil {
		usable := make([]bool, len(w.net.Links))
		for j := range usable {
			usable[j] = w.rates[j].Most() > 0
		}
		w.quickest = w.quickestTree(usable)
		w.quickestLoad = w.treeLoad(w.quickest)
	}
	return w.quickest, w.quickestLoad
}

// treeLoad returns the vehicles that each link carries when everybody follows a tree.
func (w *work) treeLoad(next []int32) []unit.Vehicle {
	load := make([]unit.Vehicle, len(w.net.Links))
	for p, n := range w.vehicles {
		if !w.servable[p] {
			continue
		}
		for v := w.net.Entry[p]; next[v] != noLink; v = w.net.Links[next[v]].To {
			load[next[v]] += n
		}
	}
	return load
}
