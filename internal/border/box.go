package border

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"wayout/internal/problem"
)

// Box reads a box of text: west, south, east and north in degrees, with commas between them. Every fault
// is returned; where there is one, the box is not to be used.
func Box(text string) (orb.Bound, problem.List) {
	var problems problem.List
	fault := func(format string, args ...any) {
		problems.Add(problem.BoxInvalid, problem.Where{}, text, fmt.Sprintf(format, args...))
	}
	parts := strings.Split(text, ",")
	if len(parts) != 4 {
		fault("it has %d numbers and needs 4", len(parts))
		return orb.Bound{}, problems
	}
	var sides [4]float64
	for i, part := range parts {
		part = strings.TrimSpace(part)
		number, err := strconv.ParseFloat(part, 64)
		if err != nil {
			fault("“%s” is not a number", part)
		}
		sides[i] = number
	}
	box := orb.Bound{Min: orb.Point{sides[0], sides[1]}, Max: orb.Point{sides[2], sides[3]}}
	if len(problems) > 0 {
		return box, problems
	}
	for _, corner := range []orb.Point{box.Min, box.Max} {
		if !onEarth(corner) {
			fault("%v %v is not on the Earth", corner.Lon(), corner.Lat())
		}
	}
	if box.Min.Lon() >= box.Max.Lon() {
		fault("its west is not west of its east, and no area may reach over the antimeridian")
	}
	if box.Min.Lat() >= box.Max.Lat() {
		fault("its south is not south of its north")
	}
	return box, problems
}
