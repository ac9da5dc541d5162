package roadnet

import (
	"slices"

	"wayout/internal/scenario"
)

// Figure is a number with where it comes from.
type Figure struct {
	Value  float64
	Source string
}

// Class is what a kind of road is taken to be where the map does not say.
type Class struct {
	Highway  string // the value of the tag highway
	KMH      Figure // speed on a free road
	Lanes    Figure // in each direction of a road for both; half a lane is one for both together
	OneWay   Figure // lanes of a road for one direction
	PerLane  Figure // vehicles an hour that a lane passes for hours
	Optional bool   // kept only where asked for
}

// Words of sources that several rows share.
const (
	byWidth   = "assumption: the least that such roads usually have"
	asJoined  = "assumption: as the road that it joins"
	unknown   = "assumption: nothing is known of such a road, so it is taken for a poor one"
	shared    = "assumption: one lane for both directions"
	pastSigns = "assumption: well below the limits that are usual for the class"
)

// taken returns a figure of the table of assumptions that every scenario has.
func taken(name string) Figure {
	value, source := scenario.DefaultNumber(name)
	return Figure{value, name + ": " + source}
}

// classes are the rows of Classes, by the value of highway.
var classes = makeClasses()

func makeClasses() map[string]*Class {
	out := map[string]*Class{}
	for _, class := range Classes() {
		out[class.Highway] = &class
	}
	return out
}

// Classes returns the table of all that is assumed of roads. Speeds and capacities that are named after
// an assumption of scenarios are taken from there.
func Classes() []Class {
	main, secondary, gravel := taken("capacity_paved_main"), taken("capacity_paved_secondary"), taken("capacity_gravel")
	mainSpeed, secondarySpeed, gravelSpeed := taken("speed_paved_main"), taken("speed_paved_secondary"), taken("speed_gravel")
	one, two, half := Figure{1, byWidth}, Figure{2, byWidth}, Figure{0.5, shared}
	table := []Class{
		{"motorway", Figure{80, pastSigns}, two, two, main, false},
		{"trunk", Figure{60, pastSigns}, one, one, main, false},
		{"primary", mainSpeed, one, one, main, false},
		{"secondary", mainSpeed, one, one, main, false},
		{"tertiary", secondarySpeed, one, one, secondary, false},
		{"unclassified", secondarySpeed, one, one, secondary, false},
		{"residential", Figure{30, pastSigns}, one, one, secondary, false},
		{"living_street", Figure{10, "assumption: walking pace and a little more"}, half, one, secondary, false},
		{"service", Figure{15, pastSigns}, half, one, secondary, false},
		{"road", Figure{gravelSpeed.Value, unknown}, half, one, Figure{gravel.Value, unknown}, false},
		{"track", Figure{15, "assumption: slower than a gravel road"}, half, one, gravel, true},
	}
	for _, highway := range []string{"motorway", "trunk", "primary", "secondary", "tertiary"} {
		at := slices.IndexFunc(table, func(c Class) bool { return c.Highway == highway })
		joined := table[at]
		table = append(table, Class{highway + "_link", Figure{joined.KMH.Value, asJoined}, one, one, Figure{joined.PerLane.Value, asJoined}, false})
	}
	return table
}

// Values of highway that are no roads for cars, and those of roads that are not there.
var (
	notForCars = []string{
		"footway", "path", "cycleway", "pedestrian", "steps", "bridleway", "corridor", "elevator", "platform", "via_ferrata", "ladder",
		"bus_guideway", "busway", "raceway", "rest_area", "services", "bus_stop", "emergency_bay", "escape", "street_lamp", "crossing", "trail",
	}
	notThere = []string{
		"construction", "proposed", "planned", "abandoned", "disused", "razed", "dismantled", "demolished", "removed", "no", "historic",
	}
)

// Values of surface, as https://wiki.openstreetmap.org/wiki/Key:surface groups them.
var (
	paved = []string{
		"paved", "asphalt", "chipseal", "concrete", "concrete:lanes", "concrete:plates", "paving_stones", "paving_stones:lanes",
		"grass_paver", "sett", "unhewn_cobblestone", "cobblestone", "bricks", "brick", "metal", "metal_grid", "wood", "rubber", "tiles",
	}
	unpaved = []string{
		"unpaved", "compacted", "fine_gravel", "gravel", "shells", "rock", "pebblestone", "ground", "dirt", "earth", "soil", "clay", "grass",
		"mud", "sand", "woodchips", "snow", "ice", "salt", "stone", "laterite",
	}
)
