package roadnet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// What a road of gravel or earth carries at most, of whatever class.
var (
	roughSpeed   = taken("speed_gravel").Value
	roughPerLane = taken("capacity_gravel").Value
)

// narrow is the width in metres below which two cars cannot pass each other without slowing down.
// Assumption: two cars of 2 m and half a metre between them.
const narrow = 4.5

// Limits of what is believed of a number of lanes and of a width in metres.
const (
	mostLanes = 16
	mostWidth = 100
)

// heading is the direction of the traffic on a way.
type heading uint8

const (
	both       heading = iota
	along              // as the way was drawn
	against            // the other way
	alternates         // both, but one after the other
)

// heading reads oneway and what implies it.
func (w *tagged) heading() heading {
	value := w.tags.Get("oneway:motorcar")
	if value == "" {
		value = w.tags.Get("oneway")
	}
	switch strings.ToLower(value) {
	case "yes", "true", "1":
		return along
	case "-1", "reverse":
		return against
	case "no", "false", "0":
		return both
	case "reversible", "alternating":
		w.note("roads for one direction at a time (oneway=reversible, alternating): both are open, each with half the lanes")
		return alternates
	case "":
		return w.impliedHeading()
	}
	w.note("values of oneway that were not understood: both directions are open")
	return both
}

// impliedHeading is the direction where oneway is missing. That a link of a motorway has one direction is
// not agreed, but driving against the traffic is worse than a detour.
func (w *tagged) impliedHeading() heading {
	switch junction := w.tags.Get("junction"); {
	case junction == "roundabout" || junction == "circular":
		w.note("roundabouts have one direction")
		return along
	case w.class.Highway == "motorway":
		w.note("motorways without oneway have one direction")
		return along
	case w.class.Highway == "motorway_link":
		w.note("links of motorways without oneway have one direction")
		return along
	}
	return both
}

// lanes returns how many lanes each direction has, and the rule that gave it. Both together never have
// more than the map says of the road.
func (w *tagged) lanes(heading heading) (forward, backward float64, by string) {
	total := w.count("lanes")
	switch heading {
	case along, against:
		by = fmt.Sprintf("lanes=%g", total)
		if total == 0 {
			total, by = w.class.OneWay.Value, "lanes of the class"
			w.note("ways without lanes took those of their class")
		}
		if heading == against {
			return 0, total, by
		}
		return total, 0, by
	case alternates:
		if total == 0 {
			total = 1
		}
		return total / 2, total / 2, "one direction at a time"
	}
	return w.lanesOfBoth(total)
}

// lanesOfBoth is lanes for a road with traffic in both directions.
func (w *tagged) lanesOfBoth(total float64) (forward, backward float64, by string) {
	forward, backward = w.count("lanes:forward"), w.count("lanes:backward")
	switch {
	case forward > 0 && backward > 0:
		return forward, backward, fmt.Sprintf("lanes:forward=%g, lanes:backward=%g", forward, backward)
	case forward > 0 && total > forward:
		return forward, total - forward, fmt.Sprintf("lanes=%g, lanes:forward=%g", total, forward)
	case backward > 0 && total > backward:
		return total - backward, backward, fmt.Sprintf("lanes=%g, lanes:backward=%g", total, backward)
	case total > 0:
		if total == 1 {
			w.note("roads of one lane for both directions: each has half of it")
		}
		return total / 2, total / 2, fmt.Sprintf("lanes=%g for both directions", total)
	}
	if width := w.width(); width > 0 && width < narrow {
		w.note("roads narrower than two cars: each direction has half a lane")
		return 0.5, 0.5, fmt.Sprintf("width=%g m", width)
	}
	w.note("ways without lanes took those of their class")
	return w.class.Lanes.Value, w.class.Lanes.Value, "lanes of the class"
}

// count reads a number of lanes; 0 where there is none.
func (w *tagged) count(key string) float64 {
	value := w.tags.Get(key)
	if value == "" {
		return 0
	}
	n, ok := parseLanes(value)
	if !ok {
		w.note("values of lanes that were not understood: the next rule was taken")
	}
	return n
}

// parseLanes reads a number of lanes; of several it takes the lowest.
func parseLanes(value string) (lanes float64, ok bool) {
	for part := range strings.SplitSeq(value, ";") {
		part = strings.TrimSpace(part)
		if strings.Trim(part, "0123456789.") != "" {
			return 0, false
		}
		n, err := strconv.ParseFloat(part, 64)
		if err != nil || n < 0.5 || n > mostLanes {
			return 0, false
		}
		if !ok || n < lanes {
			lanes, ok = n, true
		}
	}
	return lanes, ok
}

// width reads the width in metres; 0 where it is not known.
func (w *tagged) width() float64 {
	value := strings.TrimSpace(w.tags.Get("width"))
	if value == "" {
		return 0
	}
	metres, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(value, "m")), 64)
	if err != nil || !(metres > 0 && metres <= mostWidth) {
		w.note("values of width that were not understood")
		return 0
	}
	return metres
}

// rough reports whether the road is not paved.
func (w *tagged) rough() bool {
	return slices.Contains(unpaved, w.surface)
}

// perLane returns what a lane passes in an hour, and why.
func (w *tagged) perLane() (vehicles float64, by string) {
	if w.rough() && roughPerLane < w.class.PerLane.Value {
		return roughPerLane, "unpaved"
	}
	return w.class.PerLane.Value, w.class.Highway
}
