package pricing

import (
	"slices"

	"wayout/internal/outcome"
	"wayout/internal/people"
	"wayout/internal/planner"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// resources lists what can be asked for beside gates and roads: more vehicles, crews that take
// turns, larger rations, more fuel, and what being able to stop costs.
func (p *pricer) resources() []concession {
	var out []concession
	add := func(stage, id, name string, change outcome.Concession, grant func(*scenario.Scenario)) {
		granted := p.copyOf()
		grant(granted)
		out = append(out, concession{
			Price:   Price{Stage: stage, ID: id, Name: name, Change: change},
			granted: granted, solve: true,
		})
	}
	for _, more := range []struct {
		kind people.VehicleKind
		n    int
	}{{people.Bus, 10}, {people.Ambulance, 5}} {
		if f := p.largest(more.kind); f >= 0 && p.now.Rounds.People > 0 {
			row := &p.s.Fleet[f]
			add("fleet", row.ID, row.ID, outcome.Concession{Kind: outcome.MoreVehicles, Amount: float64(more.n)}, func(s *scenario.Scenario) { s.Fleet[f].Count += more.n })
		}
	}
	if slices.ContainsFunc(p.s.Fleet, func(f people.Fleet) bool { return f.Duty > 0 && f.Count > 0 }) && p.now.Rounds.Loaded > 0 {
		add("fleet", "crews", "all vehicles", outcome.Concession{Kind: outcome.SecondCrew}, func(s *scenario.Scenario) {
			for i := range s.Fleet {
				s.Fleet[i].Duty = 0
			}
		})
	}
	p.fuels(add)
	if p.s.SafeToStop > 0 {
		add("caution", "safe_to_stop", "able to stop", outcome.Concession{Kind: outcome.NoCaution}, func(s *scenario.Scenario) { s.SafeToStop = 0 })
	}
	return out
}

// largest returns the row of a kind of vehicles with the most of them, -1 if there is none.
func (p *pricer) largest(kind people.VehicleKind) int {
	best := -1
	for f := range p.s.Fleet {
		row := &p.s.Fleet[f]
		if row.Kind == kind && row.Count > 0 && (best < 0 || row.Count > p.s.Fleet[best].Count) {
			best = f
		}
	}
	return best
}

// fuels lists larger rations and more fuel, where cars have none.
func (p *pricer) fuels(add func(stage, id, name string, change outcome.Concession, grant func(*scenario.Scenario))) {
	f := &p.now.Fuel
	if f.Holds > 0 {
		point := p.s.FuelPoints[0]
		add("fuel", point.ID, "points like "+point.Name, outcome.Concession{Kind: outcome.FuelPointMore}, func(s *scenario.Scenario) {
			point.ID += "-more"
			s.FuelPoints = append(s.FuelPoints, point)
		})
	}
	if f.NoFuel == 0 {
		return
	}
	if f.BeyondRation > 0 {
		add("fuel", "ration", "rations", outcome.Concession{Kind: outcome.LargerRations, Amount: f.LargestRation.Litres()}, func(s *scenario.Scenario) {
			for i := range s.FuelPoints {
				s.FuelPoints[i].Ration = 0
			}
		})
	}
	if len(p.s.FuelPoints) > 0 && f.BeyondRation < f.NoFuel {
		point := &p.s.FuelPoints[0]
		const more = 10_000 * unit.Litre
		add("fuel", point.ID, point.Name, outcome.Concession{Kind: outcome.MoreFuel, Amount: more.Litres()}, func(s *scenario.Scenario) { s.FuelPoints[0].Stock += more })
	}
}

// LorryPrice says what relief lorries cost those who leave.
type LorryPrice struct {
	Gate   string       // name of the gate they pass
	Passes unit.Vehicle // cars that one lorry counts as, in and out
	People unit.Person  // who wait for it
	Time   unit.Second  // by which everybody at the gate is later
}

// lorry returns what one relief lorry in and out costs at the gate that binds longest, nil where no
// gate binds.
func (p *pricer) lorry() *LorryPrice {
	b := planner.Longest(p.now.Binding)
	if b == nil || b.Home || b.Kind() != "gate" || b.Rate == 0 {
		return nil
	}
	passes := 2 * unit.Vehicle(p.s.Assumption("truck_cars"))
	cars := max(1, p.now.VehiclesServed)
	byCar := p.now.PeopleServed - p.now.Rounds.Carried - p.now.Rounds.OnFoot
	return &LorryPrice{
		Gate: b.Name, Passes: passes,
		People: unit.Person(int64(passes) * int64(byCar) / int64(cars)),
		Time:   unit.Second(int64(passes) * 1000 * int64(unit.Hour) / int64(b.Rate)),
	}
}
