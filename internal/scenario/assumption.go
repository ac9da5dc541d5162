package scenario

import (
	"strconv"
	"strings"
)

// Default is one row of the table of assumptions: what Wayout takes where a scenario says
// nothing.
type Default struct {
	Name   string
	Value  string
	Unit   string
	About  string
	Source string
	// Least and Most are the limits of what is believed in its place; Whole admits whole numbers
	// only.
	Least, Most float64
	Whole       bool
}

// Defaults is the only table of default numbers. Sources in square brackets are spelled out in
// docs/assumptions.md.
var defaults = []Default{
	{
		"people_per_vehicle", "2.5", "people",
		"people in a private vehicle where a place gives neither this nor its vehicles",
		"peacetime evacuations in the USA, about 2.5 [T21]; 4.8 was observed in Karabakh 2023, 5 at Mariupol and Vasylivka 2022",
		1, 100, false,
	},
	{
		"capacity_paved_main", "600", "vehicles/h per lane",
		"sustained evacuation flow of a paved main road",
		"measured sustained evacuation flow, 600 vehicles/h per lane [T1]",
		1, 5000, false,
	},
	{
		"capacity_paved_secondary", "400", "vehicles/h per lane",
		"sustained evacuation flow of a paved secondary or mountain road",
		"assumption between 200 and 600 [T1, C1]; no measurement found",
		1, 5000, false,
	},
	{
		"capacity_gravel", "200", "vehicles/h per lane",
		"sustained evacuation flow of a gravel road",
		"assumption, lower end of the range for rough roads [C1]; no measurement found",
		1, 5000, false,
	},
	{
		"speed_paved_main", "45", "km/h",
		"speed on a paved main road where none is given",
		"assumption: most frequent value for the class in the Karabakh 2023 road list",
		1, 200, false,
	},
	{
		"speed_paved_secondary", "35", "km/h",
		"speed on a paved secondary road where none is given",
		"assumption: most frequent value for the class in the Karabakh 2023 road list",
		1, 200, false,
	},
	{
		"speed_gravel", "25", "km/h",
		"speed on a gravel road where none is given",
		"assumption: most frequent value for the class in the Karabakh 2023 road list",
		1, 200, false,
	},
	{
		"ready_slope", "0.8", "per hour",
		"steepness of the S-curve by which a place becomes ready, where only its half time is given",
		"assumption for towns alerted by loudspeaker; form of the curve: Radwan et al. 1985 [T9]",
		0.05, 100, false,
	},
	{
		"slot_minutes", "30", "minutes",
		"length of a departure slot; shorter where 1 % of clearance is shorter",
		"assumption: short enough to follow on paper, long enough to announce",
		1, 1440, true,
	},
	{
		"group_vehicles", "50", "vehicles",
		"vehicles in a convoy group within a slot",
		"convoys of Fort McMurray 2016 moved in groups of 50 [F1]",
		1, 1000, true,
	},
	{
		"litres_per_100_km", "10", "litres",
		"fuel a loaded car burns driving",
		"assumption for loaded cars in mountains; 9 was estimated for Stepanakert–Goris (resources.csv, S48)",
		0, 200, false,
	},
	{
		"idle_litres_per_hour", "0.61", "litres/h",
		"fuel a car burns standing with its engine on",
		"US Department of Energy, fact 861: small car 0.16 gallons/h [T11]",
		0, 50, false,
	},
}

// Defaults returns the table of assumptions, in order. Do not change it.
func Defaults() []Default { return defaults }

// everyPlanTakes reports whether an assumption is about planning itself, so that no record can
// give another number in its place.
func everyPlanTakes(name string) bool {
	switch name {
	case "slot_minutes", "group_vehicles", "litres_per_100_km", "idle_litres_per_hour":
		return true
	}
	return false
}

// lookup returns a numeric assumption.
func lookup(in []Assumption, name string) float64 {
	for _, a := range in {
		if a.Name == name {
			v, err := strconv.ParseFloat(strings.TrimSpace(a.Value), 64)
			if err != nil {
				panic("scenario: assumption " + name + " is not a number: " + a.Value)
			}
			return v
		}
	}
	panic("scenario: no assumption called " + name)
}
