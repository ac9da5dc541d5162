package scenario

import (
	"slices"
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
var defaults = slices.Concat(inPlans, onTheRoad)

var inPlans = []Default{
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
	{
		"household_people", "4", "people",
		"people of a household without a car, who are never divided",
		"assumption: families travel in units of 4 to 6 seats; no measurement found",
		1, 8, true,
	},
	{
		"share_walks_little", "10", "% of the people",
		"people who walk less than a kilometre, where a place gives no count",
		"assumption: frail people, late pregnancy, small children; no measurement found",
		0, 100, false,
	},
	{
		"share_infants", "1.5", "% of the people",
		"infants below one year, where a place gives no count",
		"assumption: one year's births of a young population; no measurement found",
		0, 100, false,
	},
	{
		"share_pregnant", "1", "% of the people",
		"pregnant women, where a place gives no count",
		"assumption; 2 % were reported among those who left Karabakh in 2023 (resources.csv, S13)",
		0, 100, false,
	},
	{
		"share_elderly", "15", "% of the people",
		"people of 65 and more who walk, where a place gives no count",
		"assumption; 18 % were reported among those who left Karabakh in 2023 (resources.csv, S10)",
		0, 100, false,
	},
	{
		"share_unaccompanied_children", "0", "% of the people",
		"children without a grown-up, where a place gives no count",
		"assumption: none are known before somebody counts them",
		0, 100, false,
	},
	{
		"share_dialysis", "0.05", "% of the people",
		"people on dialysis, where a place gives no count",
		"assumption; no measurement found",
		0, 100, false,
	},
	{
		"share_wheelchair", "0.7", "% of the people",
		"people in a wheelchair, where a place gives no count",
		"assumption; no measurement found",
		0, 100, false,
	},
	{
		"share_stretcher", "0.3", "% of the people",
		"people who have to lie, where a place gives no count",
		"assumption; no measurement found",
		0, 100, false,
	},
	{
		"share_oxygen", "0.02", "% of the people",
		"people on oxygen, a ventilator or an infusion, where a place gives no count",
		"assumption; no measurement found",
		0, 100, false,
	},
	{
		"attendants_patient", "1", "people",
		"people who ride along with somebody who lies or is on oxygen",
		"assumption; patients of Futaba hospital without attendants died on the way in 2011 [J1]",
		0, 4, true,
	},
	{
		"attendants_wheelchair", "1", "people",
		"people who ride along with somebody in a wheelchair",
		"assumption; no measurement found",
		0, 4, true,
	},
	{
		"children_per_escort", "8", "children",
		"unaccompanied children, or residents of an institution, for each grown-up who rides along",
		"assumption; no measurement found",
		1, 30, true,
	},
	{
		"oxygen_hours", "4", "hours",
		"longest drive for somebody on oxygen, by the power or gas carried along",
		"assumption; no measurement found",
		0.1, 72, false,
	},
	{
		"loading_seconds", "20", "seconds",
		"to board one person who walks, with family and luggage; half of it to get off",
		"assumption: 15 to 20 minutes for a bus of families; 3 to 3.5 s a person without luggage [T18]",
		1, 3600, true,
	},
	{
		"loading_seconds_walks_little", "60", "seconds",
		"to board one person who walks little",
		"assumption; US practice counts one minute",
		1, 3600, true,
	},
	{
		"loading_seconds_wheelchair", "300", "seconds",
		"to board one person in a wheelchair",
		"assumption; US practice counts five minutes",
		1, 7200, true,
	},
	{
		"loading_seconds_stretcher", "900", "seconds",
		"to board one person who lies or is on oxygen",
		"assumption; US practice counts fifteen minutes",
		1, 7200, true,
	},
	{
		"bus_seats", "50", "seats",
		"seats of a bus where none are given",
		"seated; 70 were carried at Aleppo 2016 [S3] and about 82 at Sumy 2022 [U1]",
		1, 200, true,
	},
	{
		"minibus_seats", "18", "seats",
		"seats of a minibus where none are given",
		"assumption; no measurement found",
		1, 60, true,
	},
	{
		"truck_seats", "25", "seats",
		"people on a truck where none are given",
		"assumption; trucks are open and unsafe, a last resort [UH1]",
		1, 100, true,
	},
	{
		"ambulance_seats", "2", "seats",
		"seats beside the stretcher of an ambulance where none are given",
		"assumption; no measurement found",
		0, 20, true,
	},
	{
		"ambulance_stretchers", "1", "stretchers",
		"stretcher places of an ambulance where none are given",
		"about two dozen ambulances carried 23 patients on 24 September 2023 (resources.csv, S42)",
		0, 20, true,
	},
	{
		"luggage_seats", "0", "% of the seats",
		"seats of the fleet's vehicles that luggage takes",
		"assumption: one bag a person, in the hold or on the lap; more takes seats",
		0, 90, true,
	},
	{
		"bus_cars", "2", "cars",
		"cars that a bus counts as on roads and at gates",
		"US nuclear evacuation studies count a bus as two cars [T5]",
		1, 20, true,
	},
	{
		"truck_cars", "4", "cars",
		"cars that a truck or lorry counts as on roads and at gates",
		"assumption: on steep grades",
		1, 20, true,
	},
	{
		"bus_litres_per_100_km", "30", "litres",
		"fuel a bus burns driving",
		"assumption; no measurement found",
		0, 200, false,
	},
	{
		"minibus_litres_per_100_km", "14", "litres",
		"fuel a minibus or an ambulance burns driving",
		"assumption; no measurement found",
		0, 200, false,
	},
	{
		"truck_litres_per_100_km", "35", "litres",
		"fuel a truck or lorry burns driving",
		"assumption; no measurement found",
		0, 200, false,
	},
	{
		"crew_hours", "12", "hours",
		"longest duty of a crew, from its first loading to its last arrival",
		"assumption; no measurement found",
		1, 24, false,
	},
	{
		"rest_hours", "8", "hours",
		"rest of a crew between two duties",
		"assumption; no measurement found",
		0, 24, false,
	},
	{
		"litres_in_tank", "20", "litres",
		"fuel in a car at the start where a place gives none and fuel is planned",
		"assumption: about half a tank; no measurement found",
		0, 200, false,
	},
	{
		"litres_per_100_m_climb", "0.2", "litres",
		"fuel a loaded car burns more for every 100 m it climbs",
		"derived: 1,800 kg lifted by 100 m are 1.8 MJ; petrol gives 32 MJ a litre, of which an engine makes a quarter to a third",
		0, 5, false,
	},
	{
		"standing_hours", "1.5", "hours",
		"how long a car stands on the way with its engine on although it keeps its slot",
		"assumption from simulating September 2023: with half an hour four cars in five ran dry at the gate, with 1.5 hours 3 in 100 (docs/simulation.md)",
		0, 48, false,
	},
	{
		"queue_engine_share", "50", "% of the time",
		"time in a queue for which engines are on",
		"estimated for the queue of September 2023: half the time idling (resources.csv, S48)",
		0, 100, false,
	},
	{
		"fuel_point_cars_a_day", "1000", "cars",
		"most cars that one fuel point serves in a calendar day",
		"assumption: never one point for thousands; more than 200 people died at the one fuel point of September 2023 [K14]",
		1, 100_000, true,
	},
	{
		"foot_speed_kmh", "3.2", "km/h",
		"speed of a column on foot while it walks",
		"a mixed column, an anecdotal figure [T20]",
		0.5, 8, false,
	},
	{
		"foot_halt_minutes", "10", "minutes an hour",
		"halt of a column on foot in every hour",
		"assumption: the military norm of 50 and 10 minutes [T23]",
		0, 50, false,
	},
	{
		"foot_day_km", "15", "km",
		"farthest that people are sent on foot",
		"assumption: a day's march on flat ground; 10 km in hills",
		0.1, 60, false,
	},
	{
		"foot_column_people", "200", "people",
		"people in one column on foot",
		"assumption: small enough to halt and to be helped together",
		1, 5000, true,
	},
	{
		"assembly_minutes", "60", "minutes",
		"how long before their departure people come to an assembly site",
		"assumption; no measurement found",
		0, 1440, true,
	},
	{
		"water_litres", "15", "litres a person and day",
		"water that people at a site need",
		"Sphere: 15 litres a person and day; 7.5 are the floor for a short time [SP2]",
		1, 100, false,
	},
	{
		"people_per_toilet_at_once", "50", "people",
		"people for each toilet of a site on its first two days",
		"Sphere: 1 for 50 at once [SP1]; two days are an assumption",
		1, 500, true,
	},
	{
		"people_per_toilet", "20", "people",
		"people for each toilet of a site after two days",
		"Sphere: 1 for 20 in the medium term [SP1]",
		1, 500, true,
	},
	{
		"covered_square_metres", "3.5", "m² a person",
		"covered space that people at a site need",
		"Sphere: at least 3.5 m² a person [SP4]; 4.5 to 5.5 in the cold",
		0.1, 50, false,
	},
	{
		"kilocalories", "2100", "kcal a person and day",
		"food that people at a site need",
		"UNHCR: 2,100 kcal a person and day [SP7]",
		500, 5000, true,
	},
	{
		"meal_kilocalories", "700", "kcal",
		"one meal of those that a reception is asked for",
		"assumption: a cold ration is a third of a day's food",
		100, 5000, true,
	},
	{
		"announcement_letters_per_second", "12", "letters/s",
		"how fast an announcement is read by loudspeaker, with blanks and pauses",
		"assumption: slowly, about 120 words of six letters a minute; no measurement found",
		4, 30, false,
	},
}

// Defaults returns the table of assumptions, in order. Do not change it.
func Defaults() []Default { return defaults }

// DefaultNumber returns a number of the table of assumptions and where it comes from. It panics on a name
// that the table does not have.
func DefaultNumber(name string) (value float64, source string) {
	for _, d := range defaults {
		if d.Name == name {
			value, err := strconv.ParseFloat(d.Value, 64)
			if err != nil {
				panic("scenario: assumption " + name + " is not a number: " + d.Value)
			}
			return value, d.Source
		}
	}
	panic("scenario: no assumption called " + name)
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
