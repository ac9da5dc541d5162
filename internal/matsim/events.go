package matsim

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"wayout/internal/draft"
	"wayout/internal/problem"
)

// event is one change of some links.
type event struct {
	start           float64
	links           []string
	speed, capacity Change
	line            int
	sound           bool // the moment could be read
}

// eventReader carries one call of ReadEvents.
type eventReader struct {
	*source
	options Options
	events  []event
	changes int // links of all events
	notes   draft.Network
}

// ReadEvents reads network change events. The Closures are nil when the list has errors.
//
// A change lasts until the next one of the same kind. As in MATSim (TimeVariantAttribute) a factor
// applies to what the changes before it left, an absolute value replaces that; absolute values are in
// SI units, metres and vehicles a second. Changes of lanes are left out and noted: the capacity says
// what passes.
func ReadEvents(r io.Reader, o Options) (*Closures, problem.List) {
	e := &eventReader{source: newSource(r, o), options: o}
	if _, ok := e.root("networkChangeEvents"); ok {
		e.read()
	}
	out := &Closures{List: closuresOf(e.events), Notes: e.notes.Notes}
	list := e.close()
	if list.HasErrors() {
		return nil, list
	}
	return out, list
}

func (e *eventReader) read() {
	for {
		token, ok := e.next()
		if !ok {
			return
		}
		start, is := token.(xml.StartElement)
		switch {
		case !is:
			continue
		case len(e.path) == 2 && start.Name.Local == "networkChangeEvent":
			e.begin(start)
		case len(e.path) == 3 && len(e.events) > 0:
			e.part(start, &e.events[len(e.events)-1])
		}
		if e.changes > MostItems || len(e.events) > MostItems {
			e.add(problem.FileTooLarge, "", "", fmt.Sprintf("%d changes of links", MostItems))
			return
		}
	}
}

func (e *eventReader) begin(start xml.StartElement) {
	out := event{speed: Unchanged, capacity: Unchanged, line: e.line}
	if text, ok := e.needed(start, "startTime"); ok {
		if out.start, out.sound = seconds(text); !out.sound {
			e.add(problem.ValueRange, "startTime", text, "a time", "Write hours, minutes and seconds, such as 07:30:00.")
		}
	}
	e.events = append(e.events, out)
}

// part reads what an event changes, and which links.
func (e *eventReader) part(start xml.StartElement, of *event) {
	const kmhOfSI, perHourOfSI = 3.6, 3600
	switch start.Name.Local {
	case "link":
		if id, ok := e.needed(start, "refId"); ok {
			e.checkLink(e.options, id, "refId")
			of.links = append(of.links, id)
			e.changes++
		}
	case "freespeed":
		of.speed = of.speed.followedBy(e.change(start, kmhOfSI))
	case "flowCapacity":
		of.capacity = of.capacity.followedBy(e.change(start, perHourOfSI))
	default:
		e.notes.Note("changes other than of freespeed and flowCapacity, such as of lanes, were left out", fmt.Sprintf("line %d", e.line))
	}
}

// change reads one change; absolute values are in SI units, so many of ours each.
func (e *eventReader) change(start xml.StartElement, ours float64) Change {
	const most = 1e9
	kind, _ := e.needed(start, "type")
	switch {
	case kind == "absolute":
		value, _ := e.number(start, "value", 0, most)
		return Change{0, value * ours}
	case kind == "scaleFactor":
		value, _ := e.number(start, "value", 0, most)
		return Change{value, 0}
	case strings.HasPrefix(kind, "offset"):
		value, _ := e.number(start, "value", -most, most)
		return Change{1, value * ours}
	case kind != "":
		e.add(problem.ValueRange, "type", kind, "a kind of change", "Write absolute, scaleFactor or offset.")
	}
	return Unchanged
}

// span is what links with the same changes at the same time share.
type span struct {
	from, to        float64
	speed, capacity Change
}

// closuresOf turns events into what holds from one to the next. Links with the same changes at the
// same time are one closure.
func closuresOf(events []event) []Closure {
	order := make([]int, len(events))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case events[a].start < events[b].start:
			return -1
		case events[a].start > events[b].start:
			return 1
		}
		return 0
	})
	c := collector{now: map[string]*span{}, at: map[span]int{}}
	for _, i := range order {
		e := &events[i]
		if !e.sound {
			continue
		}
		for _, id := range e.links {
			c.change(id, e)
		}
	}
	for _, id := range c.order {
		c.emit(id, *c.now[id], infinity)
	}
	return c.out
}

// collector makes closures of the changes of single links.
type collector struct {
	now   map[string]*span
	order []string // the links, as they first came
	at    map[span]int
	out   []Closure
}

func (c *collector) change(id string, e *event) {
	s := c.now[id]
	if s == nil {
		s = &span{from: e.start, speed: Unchanged, capacity: Unchanged}
		c.now[id] = s
		c.order = append(c.order, id)
	}
	c.emit(id, *s, e.start)
	*s = span{from: e.start, speed: s.speed.followedBy(e.speed), capacity: s.capacity.followedBy(e.capacity)}
}

// emit adds a link to the closure of a span that has ended, if it changed anything.
func (c *collector) emit(id string, s span, to float64) {
	if to <= s.from || s.speed == Unchanged && s.capacity == Unchanged {
		return
	}
	s.to = to
	at, known := c.at[s]
	if !known {
		at = len(c.out)
		c.at[s] = at
		from, until := period(s.from, to)
		c.out = append(c.out, Closure{From: from, To: until, Speed: s.speed, Capacity: s.capacity})
	}
	c.out[at].Links = append(c.out[at].Links, id)
}
