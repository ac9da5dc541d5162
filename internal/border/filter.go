package border

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"wayout/internal/area"
	"wayout/internal/problem"
)

// section is one ring of a polygon filter.
type section struct {
	hole bool
	line int // of its name
	ring orb.Ring
}

// filter reads a polygon filter: the name of the file, then sections of a name, lines of longitude and
// latitude, and END; then END. A section whose name begins with ! is a hole of those before it.
func (r *reader) filter() {
	var open *section
	var sections []section
	named, ended, last := false, false, 0
	for text := range strings.Lines(strings.TrimPrefix(string(r.data), "\ufeff")) {
		last++
		text = strings.TrimSpace(text)
		switch {
		case text == "":
		case !named:
			named = true
		case ended:
			r.add(problem.BorderInvalid, last, text, "something follows after its last END")
			return
		case text == "END" && open == nil:
			ended = true
		case text == "END":
			sections = append(sections, *open)
			open = nil
		case open == nil:
			if !r.room(1, 0) {
				return
			}
			open = r.begin(text, last)
		default:
			if !r.room(0, 1) {
				return
			}
			r.corner(open, text, last)
		}
	}
	switch {
	case open != nil:
		r.add(problem.FileTruncated, last, "", fmt.Sprintf("the section of line %d has no END", open.line))
	case !ended:
		r.add(problem.FileTruncated, last, "", "the END of the last line is missing")
	}
	r.join(sections)
}

// begin opens a section.
func (r *reader) begin(text string, line int) *section {
	if _, ok := pair(text); ok {
		r.add(problem.BorderInvalid, line, text, "here belongs the name of a section, not a corner")
	}
	return &section{hole: strings.HasPrefix(text, "!"), line: line}
}

// corner adds a corner to a section. One that is not on the Earth is said at its own line.
func (r *reader) corner(to *section, text string, line int) {
	at, ok := pair(text)
	switch {
	case !ok:
		r.add(problem.BorderInvalid, line, text, "here belong longitude and latitude, or END")
	case !onEarth(at):
		r.offEarth(at, line)
	default:
		to.ring = append(to.ring, at)
	}
}

// pair reads two numbers with blanks between them.
func pair(text string) (orb.Point, bool) {
	fields := strings.Fields(text)
	if len(fields) != 2 {
		return orb.Point{}, false
	}
	lon, wrongLon := strconv.ParseFloat(fields[0], 64)
	lat, wrongLat := strconv.ParseFloat(fields[1], 64)
	return orb.Point{lon, lat}, wrongLon == nil && wrongLat == nil
}

// join closes the sections and makes polygons of them. A hole is one of every polygon before it that it
// lies in.
func (r *reader) join(sections []section) {
	var outer []area.Area
	for _, s := range sections {
		if n := len(s.ring); n > 0 && s.ring[0] != s.ring[n-1] {
			s.ring = append(s.ring, s.ring[0])
		}
		if r.problems.HasErrors() && len(s.ring) < 4 || !r.ring(s.ring, s.line) {
			continue // corners that are not understood were said
		}
		if !s.hole {
			polygon := orb.Polygon{s.ring}
			r.found = append(r.found, polygon)
			outer = append(outer, area.InPolygons(orb.MultiPolygon{polygon}))
			continue
		}
		cut := false
		for i := range outer {
			if !within(s.ring, outer[i]) {
				continue
			}
			if cut && !r.room(1, len(s.ring)) { // a ring once more
				return
			}
			r.found[i] = append(r.found[i], s.ring)
			cut = true
		}
		if !cut {
			r.outside(s.line)
		}
	}
}
