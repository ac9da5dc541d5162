package roadnet

import (
	"fmt"
	"slices"
	"strings"

	"wayout/internal/draft"
	"wayout/internal/osm"
)

// tagged is a way whose tags are being read.
type tagged struct {
	tags    osm.Tags
	class   *Class
	surface string
	tell    func(what string)
	told    []string
}

// note tells something of the way, once even if it holds of both directions.
func (w *tagged) note(what string) {
	if !slices.Contains(w.told, what) {
		w.told = append(w.told, what)
		w.tell(what)
	}
}

// way is a way that is kept: the road that every stretch of it is, and its nodes.
type way struct {
	id       int64
	road     draft.Road // without id, ends, shape and length
	from, to int        // nodes, in reader.refs
}

// highway finds the class of a way, or notes why it is no road for cars.
func (r *reader) highway(tags osm.Tags, note func(string)) *Class {
	value := tags.Get("highway")
	class := classes[value]
	switch {
	case class == nil && slices.Contains(notThere, value):
		note("roads that are not built yet or no longer there were left out")
	case class == nil && slices.Contains(notForCars, value):
		note("ways that are not for cars were left out (footway, path, cycleway and the like)")
	case class == nil:
		note("values of highway that are not known were left out")
	case class.Optional && !r.options.Tracks:
		note("tracks were left out")
	case tags.Get("area") == "yes":
		note("areas to drive on were left out (area=yes)")
	case tags.Get("disused") == "yes" || tags.Get("abandoned") == "yes":
		note("roads that are not built yet or no longer there were left out")
	case tags.Get("smoothness") == "impassable":
		note("roads that no vehicle can pass were left out (smoothness=impassable)")
	default:
		return class
	}
	return nil
}

// road reads the tags of a way with a highway. It is false where no car can use it.
func (r *reader) road(tags osm.Tags, note func(string)) (draft.Road, bool) {
	class := r.highway(tags, note)
	if class == nil {
		return draft.Road{}, false
	}
	w := &tagged{tags: tags, class: class, surface: tags.Get("surface"), tell: note}
	if !w.open(r.options.Private) {
		return draft.Road{}, false
	}
	w.noteSurface()
	w.noteLimits()
	road := draft.Road{
		Name:    r.word(nameOf(tags)),
		Class:   class.Highway,
		Surface: r.word(w.surface),
		Bridge:  tags.Get("bridge") != "" && tags.Get("bridge") != "no",
	}
	forward, backward, by := w.lanes(w.heading())
	road.Forward = r.direction(w, "forward", forward, by)
	road.Backward = r.direction(w, "backward", backward, by)
	if !road.Forward.Open() && !road.Backward.Open() {
		note("roads closed to cars in every direction were left out")
		return draft.Road{}, false
	}
	return road, true
}

// nameOf is what a road is called: its name, or else its number.
func nameOf(tags osm.Tags) string {
	for _, value := range tags.First("name", "ref") {
		return value
	}
	return ""
}

// direction makes one direction with so many lanes; 0 means that nobody may drive there.
func (r *reader) direction(w *tagged, name string, lanes float64, lanesBy string) draft.Direction {
	if lanes == 0 || w.shut(name) {
		return draft.Direction{}
	}
	kmh, speedBy := w.speed(name)
	perLane, passesBy := w.perLane()
	return draft.Direction{
		Lanes:    lanes,
		KMH:      kmh,
		PerHour:  lanes * perLane,
		SpeedBy:  r.word(speedBy),
		PassesBy: r.word(fmt.Sprintf("%g vehicles/h per lane (%s) on %g lanes (%s)", perLane, passesBy, lanes, lanesBy)),
	}
}

// word returns a string that is kept only once however many roads have it.
func (r *reader) word(s string) string {
	if kept, known := r.words[s]; known {
		return kept
	}
	r.words[s] = s
	return s
}

func (w *tagged) noteSurface() {
	switch {
	case w.surface == "":
		w.note("roads without a surface were taken as their class")
	case slices.Contains(unpaved, w.surface):
		w.note("unpaved roads carry no more than gravel")
	case !slices.Contains(paved, w.surface):
		w.note("values of surface that are not known: the road was taken as its class")
	}
}

// noteLimits notes what the network has no field for and a planner must know.
func (w *tagged) noteLimits() {
	for range w.tags.First("maxweight", "maxheight", "maxwidth", "maxlength", "maxaxleload") {
		w.note("roads with a limit of weight or size: check them for buses and lorries")
		break
	}
	if w.tags.Get("hgv") == "no" {
		w.note("roads closed to lorries: check them for the fleet")
	}
	if ford := w.tags.Get("ford"); ford != "" && ford != "no" {
		w.note("fords: roads through water")
	}
	for _, tag := range w.tags {
		switch {
		case strings.HasSuffix(tag.Key, ":conditional"):
			w.note("rules that hold at some times or for some vehicles only were not applied (…:conditional)")
			return
		case tag.Key == "seasonal" && tag.Value != "no", tag.Key == "winter_road" && tag.Value == "yes", tag.Key == "ice_road" && tag.Value == "yes":
			w.note("roads that are open in a part of the year only were kept")
		}
	}
}
