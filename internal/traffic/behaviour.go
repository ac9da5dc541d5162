package traffic

import (
	"math"

	"wayout/internal/people"
	"wayout/internal/scenario"
	"wayout/internal/traffic/queue"
	"wayout/internal/unit"
)

// taken are the assumptions that every simulation rests on.
var taken = []string{
	"litres_per_100_km", "litres_per_100_m_climb", "idle_litres_per_hour", "queue_engine_share",
	"standing_metres", "gap_seconds", "unplanned_half_hours", "ready_slope", "share_early", "share_shadow", "share_wrong_turn",
	"share_detour", "breakdown_share", "share_towed", "removal_minutes", "passing_share", "gate_spread",
}

// Assumptions returns the assumptions that a simulation of a scenario rests on, in the order of the
// table.
func Assumptions(s *scenario.Scenario) []scenario.Assumption {
	names := map[string]bool{}
	for _, name := range taken {
		names[name] = true
	}
	if len(s.Fleet) > 0 || len(s.Relief) > 0 {
		names["bus_idle_litres_per_hour"], names["truck_idle_litres_per_hour"] = true, true
	}
	var out []scenario.Assumption
	for _, a := range s.Assumptions {
		if names[a.Name] {
			out = append(out, a)
		}
	}
	return out
}

// The purposes of dice, each with a stream of its own.
const (
	atGates = iota
	leavesEarly
	earlier
	ofShadow
	takesWrongTurn
	whichTurn
	looksForDetour
	breaksDown
	isTowed
)

// behaviour draws what drivers do in one run. A purpose is drawn as often for every car, so that no
// draw of one car shifts those of another.
type behaviour struct {
	early, shadow, wrong, detour, tow float64
	hazard                            float64 // breakdowns an hour of standing
	dice                              [isTowed + 1]queue.Dice
}

func newBehaviour(s *scenario.Scenario, seed uint64, run int) *behaviour {
	share := func(name string) float64 { return s.Assumption(name) / 100 }
	b := &behaviour{
		early: share("share_early"), shadow: share("share_shadow"), wrong: share("share_wrong_turn"), detour: share("share_detour"), tow: share("share_towed"),
		hazard: -math.Log(1-min(share("breakdown_share"), .999)) / 10,
	}
	for purpose := range b.dice {
		b.dice[purpose] = queue.NewDice(seed, run, purpose)
	}
	return b
}

// yes draws whether somebody belongs to a share.
func (b *behaviour) yes(purpose int, share float64) bool { return b.dice[purpose].Share() < share }

// drive gives a car its driver. legs is about how many links it passes.
func (b *behaviour) drive(v *queue.Vehicle, legs int) {
	v.Wrong, v.Detours, v.Stands = -1, 0, queue.Never
	wrong, after := b.yes(takesWrongTurn, b.wrong), b.dice[whichTurn].Below(int64(max(1, legs)))
	if wrong {
		v.Wrong = int32(after)
	}
	if b.yes(looksForDetour, b.detour) {
		v.Detours = 2
	}
	v.Towed = b.yes(isTowed, b.tow)
	if u := b.dice[breaksDown].Share(); b.hazard > 0 {
		hours := -math.Log1p(-u) / b.hazard
		v.Stands = unit.Millisecond(min(hours*3_600_000, float64(queue.Latest)))
	}
}

// burns returns what vehicles burn: cars, buses, smaller ones, trucks.
func carBurn(s *scenario.Scenario) queue.Burn {
	return burn(s.Assumption("litres_per_100_km"), s.Assumption("litres_per_100_m_climb"), s.Assumption("idle_litres_per_hour")*s.Assumption("queue_engine_share")/100)
}

func fleetBurn(s *scenario.Scenario, f *people.Fleet) queue.Burn {
	idle := "bus_idle_litres_per_hour"
	if f.Kind == people.Truck {
		idle = "truck_idle_litres_per_hour"
	}
	return burn(float64(f.PerKilometre)/10, 0, s.Assumption(idle)*s.Assumption("queue_engine_share")/100)
}

func lorryBurn(s *scenario.Scenario) queue.Burn {
	return burn(s.Assumption("truck_litres_per_100_km"), 0, s.Assumption("truck_idle_litres_per_hour")*s.Assumption("queue_engine_share")/100)
}

// burn takes litres for 100 km, for 100 m of climb, and an hour.
func burn(drives, climbs, stands float64) queue.Burn {
	const litre = 1_000_000
	return queue.Burn{
		PerKilometre: queue.Fuel(math.Round(drives * litre / 100)),
		PerMetreUp:   queue.Fuel(math.Round(climbs * litre / 100)),
		PerHour:      queue.Fuel(math.Round(stands * litre)),
	}
}
