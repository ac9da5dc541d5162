package scenario

import (
	"slices"
	"strings"

	"wayout/internal/unit"
)

// takes reports whether an assumption is about planning itself, so that no record can give another
// number in its place, and this scenario has what it is about.
func (s *Scenario) takes(name string) bool {
	switch name {
	case "slot_minutes", "group_vehicles", "litres_per_100_km", "idle_litres_per_hour":
		return true
	case "household_people":
		return s.HasClasses() || s.HasFuel()
	case "attendants_patient", "attendants_wheelchair", "children_per_escort", "oxygen_hours",
		"loading_seconds", "loading_seconds_walks_little", "loading_seconds_wheelchair", "loading_seconds_stretcher":
		return s.HasClasses()
	case "litres_per_100_m_climb", "standing_hours", "queue_engine_share":
		return s.HasFuel()
	case "fuel_point_cars_a_day":
		return len(s.FuelPoints) > 0
	case "foot_speed_kmh", "foot_halt_minutes", "foot_day_km", "foot_column_people":
		return len(s.Paths) > 0
	case "water_litres", "people_per_toilet_at_once", "people_per_toilet", "covered_square_metres", "kilocalories", "assembly_minutes":
		return len(s.Sites) > 0
	}
	return false
}

// HasClasses reports whether anybody of the scenario is known to need more than a seat in a car of
// their own.
func (s *Scenario) HasClasses() bool {
	if len(s.Institutions) > 0 {
		return true
	}
	for i := range s.Places {
		c := s.Places[i].Counts
		if c.NoCar > 0 || c.Stays > 0 || c.Animals > 0 {
			return true
		}
		for _, n := range c.Class {
			if n > 0 {
				return true
			}
		}
	}
	return false
}

// HasFuel reports whether fuel is planned: something is known of what there is, or assumed for this
// scenario.
func (s *Scenario) HasFuel() bool {
	given := func(a Assumption) bool { return a.Name == "litres_in_tank" && !a.Default }
	if len(s.FuelPoints) > 0 || slices.ContainsFunc(s.Assumptions, given) {
		return true
	}
	for i := range s.Places {
		if s.Places[i].HasTanks {
			return true
		}
	}
	return false
}

// ShareName returns the assumption that stands for the share of a class, named as in files.
func ShareName(class string) string { return "share_" + strings.ReplaceAll(class, " ", "_") }

// StocksLast returns by place how long the stock that runs out first lasts if nobody leaves, at most
// the time given, which stands for places of which nothing is known.
func (s *Scenario) StocksLast(most unit.Second) []unit.Second {
	lasts := make([]unit.Second, len(s.Places))
	for p := range lasts {
		lasts[p] = most
	}
	for i := range s.Stocks {
		at := &lasts[s.Stocks[i].Place]
		*at = min(*at, s.Stocks[i].Lasts)
	}
	return lasts
}
