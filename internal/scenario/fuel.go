package scenario

import (
	"math"

	"wayout/internal/people"
	"wayout/internal/unit"
)

// Burn says what one car burns, from the assumptions of a scenario.
type Burn struct {
	perKilometre float64 // millilitres
	perMetreUp   float64
	standing     float64 // for a whole trip
}

// Burn returns what one car burns.
func (s *Scenario) Burn() Burn {
	litre := float64(unit.Litre)
	return Burn{
		perKilometre: s.Assumption("litres_per_100_km") / 100 * litre,
		perMetreUp:   s.Assumption("litres_per_100_m_climb") / 100 * litre,
		standing:     s.Assumption("standing_hours") * s.Assumption("idle_litres_per_hour") * litre,
	}
}

// Trip returns what one car needs for a trip: driving, climbing, and standing on the way although it
// keeps its slot; rounded up.
func (b Burn) Trip(length, climb unit.Metre) unit.Millilitre {
	return unit.Millilitre(math.Ceil(b.perKilometre*float64(length)/1000 + b.perMetreUp*float64(climb) + b.standing))
}

// Climb returns how far one direction of a road rises.
func (s *Scenario) Climb(road int, forward bool) unit.Metre {
	if forward {
		return s.Roads[road].Climb
	}
	return s.Roads[road].Descent
}

// Tanks returns the fuel that the cars and stores of a place hold at the start.
func (s *Scenario) Tanks(place int) unit.Millilitre {
	p := &s.Places[place]
	if p.HasTanks {
		return p.Tanks
	}
	each := unit.Millilitre(math.Round(s.Assumption("litres_in_tank") * float64(unit.Litre)))
	return each * unit.Millilitre(s.Vehicles(place, people.Used))
}
