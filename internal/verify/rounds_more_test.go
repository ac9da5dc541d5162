package verify_test

import (
	"slices"
	"testing"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
	"wayout/internal/verify"
)

// TestToleratedRounds judges changes that the plan must survive, most of them just within a limit.
func TestToleratedRounds(t *testing.T) {
	tests := []struct {
		change string
		do     func(s *scenario.Scenario, p *plan.Plan)
	}{
		{"wheelchair on two seats", func(s *scenario.Scenario, _ *plan.Plan) { s.Fleet[0].Places = people.Need{Seats: 8} }},
		{"duty just long enough", func(s *scenario.Scenario, _ *plan.Plan) {
			s.Fleet[0].To, s.Fleet[0].Duty = 206*minute+80, 206*minute+80
		}},
		{"rest just long enough", func(s *scenario.Scenario, _ *plan.Plan) { s.Fleet[0].Duty, s.Fleet[0].Rest = 130*minute, 49*minute+20 }},
		{"crews take turns", func(s *scenario.Scenario, _ *plan.Plan) { s.Fleet[0].Duty, s.Fleet[0].Rest = 0, 0 }},
		{"endless tank", func(s *scenario.Scenario, _ *plan.Plan) { s.Fleet[0].Range = 0 }},
		{"longest drive", func(s *scenario.Scenario, _ *plan.Plan) {
			for _, c := range people.Classes {
				s.Classes = append(s.Classes, s.ClassNeeds(c))
			}
			s.Classes[people.Wheelchair].Longest = 52 * minute
		}},
		{"lorry stays", func(_ *scenario.Scenario, p *plan.Plan) { p.Trips = p.Trips[:lorryBack] }},
		{"column in its own time", func(_ *scenario.Scenario, p *plan.Plan) { p.Columns[0].Depart = 20 }},
		{"village on a hill", func(s *scenario.Scenario, _ *plan.Plan) { s.Roads[0].Descent = 500 }},
		{"more filled than the way takes", func(s *scenario.Scenario, p *plan.Plan) {
			p.Slots[2].Fill, s.FuelPoints[0].Ration = 4000, 0
			s.FuelPoints[0].Stock, s.Places[scenariotest.TinyVillage].Tanks = 23_000, 0
		}},
		{"point just crowded", func(s *scenario.Scenario, _ *plan.Plan) { assume(s, "fuel_point_cars_a_day", "7") }},
		{"no limit known of the point", func(s *scenario.Scenario, _ *plan.Plan) { s.FuelPoints[0].Rate = 0 }},
		{"quota just enough", func(s *scenario.Scenario, _ *plan.Plan) { s.Gates[0].Quota = 64 }},
		{"reception just large enough", func(s *scenario.Scenario, _ *plan.Plan) { s.Receptions[0].Capacity = 240 }},
		{"path without halts", func(s *scenario.Scenario, p *plan.Plan) {
			assume(s, "foot_halt_minutes", "0")
			p.Columns[0].Walks = 9000
		}},
		{"column just large enough", func(s *scenario.Scenario, _ *plan.Plan) { assume(s, "foot_column_people", "8") }},
		{"path open for a minute", func(s *scenario.Scenario, _ *plan.Plan) { s.Paths[0].Hours = hoursOf("daily 06:00-06:01") }},
		{"caution not asked for", func(s *scenario.Scenario, p *plan.Plan) { s.SafeToStop = 0; p.Routes[0].Refuges = nil }},
		{"caution of hours", func(s *scenario.Scenario, p *plan.Plan) {
			s.SafeToStop = unit.Hour
			for i := range p.Routes {
				p.Routes[i].Refuges = nil
			}
			for i := range p.Trips {
				p.Trips[i].Refuges = nil
			}
		}},
		{"some stay", func(s *scenario.Scenario, p *plan.Plan) {
			s.Places[scenariotest.TinyTown].Counts.Stays = 20
			s.Places[scenariotest.TinyTown].Vehicles = 50
			p.Slots[0].People, p.Slots[1].People = 108, 72
		}},
		{"everybody of a place stays", func(s *scenario.Scenario, _ *plan.Plan) {
			border := &s.Places[scenariotest.TinyBorder]
			border.People, border.PerVehicle = people.Population{Low: 9, Used: 9, High: 9}, 1000
			border.Counts.Stays = 9
		}},
	}
	for _, test := range tests {
		t.Run(test.change, func(t *testing.T) {
			s := rounds()
			p := roundsPlan(s)
			test.do(s, p)
			if r := verify.Check(s, p, nil); !r.Holds() {
				t.Errorf("the plan is refused: %v", r.Violations)
			}
		})
	}
}

// TestWhyParties judges the reasons for parties, and for cars, that nobody fetches.
func TestWhyParties(t *testing.T) {
	fleetless := func(s *scenario.Scenario) { s.Fleet = nil }
	tests := []struct {
		name   string
		world  func(s *scenario.Scenario)
		reason plan.Reason
		broken verify.Rule // empty: the reason is true
	}{
		{"too few seats", nil, plan.NoSeats, ""},
		{"no vehicle although the bus takes them", nil, plan.NoVehicle, verify.FalseReason},
		{"no vehicle", fleetless, plan.NoVehicle, ""},
		{"no vehicle with so many seats", func(s *scenario.Scenario) { s.Fleet[0].Places = people.Need{Seats: 3, Stretchers: 9} }, plan.NoVehicle, ""},
		{"just enough seats", func(s *scenario.Scenario) { s.Fleet[0].Places = people.Need{Seats: 4} }, plan.NoVehicle, verify.FalseReason},
		{"bus that does not exist", func(s *scenario.Scenario) { s.Fleet[0].Count = 0 }, plan.NoVehicle, ""},
		{"caution", nil, plan.Caution, ""},
		{"caution nobody asked for", func(s *scenario.Scenario) { s.SafeToStop = 0 }, plan.Caution, verify.FalseReason},
		{"no slot", nil, plan.Unplaced, ""},
		{"no road", nil, plan.NoRoute, verify.FalseReason},
		{"no road although there is none", func(s *scenario.Scenario) { s.Roads[0].Status = roads.Closed }, plan.Shut, ""},
		{"no seats although there is no road", func(s *scenario.Scenario) { s.Roads[0].Status, s.Paths = roads.Closed, nil }, plan.NoSeats, verify.FalseReason},
		{"no seats at the end of the path", func(s *scenario.Scenario) { s.Roads[0].Status = roads.Closed }, plan.NoSeats, ""},
		{"full", func(s *scenario.Scenario) { s.Receptions[0].Capacity = 239 }, plan.Full, ""},
		{"not full", func(s *scenario.Scenario) { s.Receptions[0].Capacity = 240 }, plan.Full, verify.FalseReason},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := rounds()
			p := roundsPlan(s)
			leaveHouseholds(p).Reason = test.reason
			if test.world != nil {
				test.world(s)
			}
			if len(s.Fleet) == 0 || s.Roads[0].Status == roads.Closed || s.Fleet[0].Count == 0 || s.Fleet[0].Places.Seats < 8 {
				leaveVillageWhole(p, test.reason)
			}
			if s.SafeToStop == 0 {
				p.Trips = p.Trips[:busBack]
			}
			r := verify.Check(s, p, nil)
			if test.broken != "" {
				expect(t, r, test.broken)
				return
			}
			if !r.Holds() {
				t.Errorf("the plan is refused: %v", r.Violations)
			}
		})
	}
}

// TestLargestParty: no vehicle takes the one household of four among those of three.
func TestLargestParty(t *testing.T) {
	s := rounds()
	s.Places[scenariotest.TinyVillage].Counts.NoCar = 10
	s.Fleet[0].Places = people.Need{Seats: 3}
	p := roundsPlan(s)
	leaveHouseholds(p)
	leaveVillageWhole(p, plan.NoVehicle)
	p.NotServed[0].Load.Parties, p.NotServed[0].People, p.NotServed[0].Reason = 2, 6, plan.NoSeats
	p.NotServed[1].People, p.NotServed[1].Vehicles = 28, 7
	p.NotServed = append(p.NotServed, plan.NotServed{Load: &plan.Load{Group: 1, First: 2, Parties: 1}, People: 4, Reason: plan.NoVehicle})
	if r := verify.Check(s, p, nil); !r.Holds() {
		t.Errorf("the plan is refused: %v", r.Violations)
	}
	p.NotServed[0].Reason = plan.NoVehicle
	expect(t, verify.Check(s, p, nil), verify.FalseReason)
}

// leaveVillageWhole leaves everybody of the village out of the plan: the people by car and those
// in a wheelchair for want of anything better.
func leaveVillageWhole(p *plan.Plan, reason plan.Reason) {
	village := scenariotest.TinyVillage
	p.Trips, p.Routes, p.Slots, p.NoFuel = nil, p.Routes[:1], p.Slots[:2], nil
	why, other := plan.Unplaced, plan.NoSeats
	if reason == plan.Shut || len(p.NotServed) > 0 && reason == plan.NoSeats {
		why, other = plan.Shut, plan.Shut
	}
	p.NotServed = append(p.NotServed,
		plan.NotServed{Place: village, People: 30, Vehicles: 8, Reason: why},
		plan.NotServed{Place: village, Load: &plan.Load{Place: village, Parties: 1}, People: 2, Reason: other})
}

// TestComplete: no plan is complete before everybody who cannot walk is brought out (N4), whatever
// becomes of the others.
func TestComplete(t *testing.T) {
	s := rounds()
	p := roundsPlan(s)
	leaveHouseholds(p)
	if r := verify.Check(s, p, nil); !r.Holds() || !r.Complete {
		t.Errorf("without two households the plan is refused or not complete: %v", r.Violations)
	}
	p = roundsPlan(s)
	p.Trips[busVillage].Boards = p.Trips[busVillage].Boards[1:]
	p.NotServed = []plan.NotServed{{Load: &plan.Load{Parties: 1}, People: 2, Reason: plan.NoSeats}}
	if r := verify.Check(s, p, nil); !r.Holds() || r.Complete || r.Unassigned != 1 {
		t.Errorf("without the wheelchair: complete %v, %d unassigned, %v", r.Complete, r.Unassigned, r.Violations)
	}
	p.NotServed = nil
	if r := verify.Check(s, p, nil); r.Holds() || r.Complete || r.Unassigned != 1 {
		t.Errorf("with the wheelchair forgotten: complete %v, %d unassigned", r.Complete, r.Unassigned)
	}
}

// TestCarsWithoutFuel judges certificates: 57 cars have fuel, and 14 people ride in buses.
func TestCarsWithoutFuel(t *testing.T) {
	s := rounds()
	p := roundsPlan(s)
	proof := func(until unit.Second, quantile string, atMost, needed unit.Vehicle) plan.Certificate {
		return plan.Certificate{
			Quantile: quantile, Until: until, AtMost: atMost, Needed: needed,
			Moments: []unit.Second{0, 0, 30 * minute, until}, NoFuel: p.NoFuel,
		}
	}
	// Half of 240 are 120; 14 of them by bus; 106 in cars of four.
	good := []plan.Certificate{proof(56*minute-1, "t50", 25, 27), proof(87*minute-1, "t100", 56, 57)}
	if r := verify.Check(s, p, good); !r.Holds() {
		t.Errorf("the certificates are refused: %v", r.Violations)
	}
	bad := proof(87*minute-1, "t100", 56, 57)
	bad.NoFuel = nil
	expect(t, verify.Check(s, p, []plan.Certificate{bad}), verify.FalseNeed)
	bad.Needed = 58
	expect(t, verify.Check(s, p, []plan.Certificate{bad}), verify.BadCertificate)
	bad.Level = people.High
	if r := verify.Check(s, p, []plan.Certificate{bad}); !r.Holds() {
		t.Errorf("a certificate of another population is refused: %v", r.Violations)
	}
	bad.NoFuel = []plan.NoFuel{{Place: 7, Cars: 1}}
	expect(t, verify.Check(s, p, []plan.Certificate{bad}), verify.BadCertificate)
	s.FuelPoints, s.Places[0].HasTanks, s.Places[1].HasTanks = nil, false, false
	expect(t, verify.Check(s, p, good), verify.Malformed)
}

// TestFuelNotPlanned: where nothing is known of fuel no car fills up, and none needs to.
func TestFuelNotPlanned(t *testing.T) {
	s := scenariotest.Tiny()
	p := tinyPlan(s)
	p.Slots[0].Fill = 1
	expect(t, verify.Check(s, p, nil), verify.Malformed)
	s.Places[scenariotest.TinyTown].HasTanks = true
	expect(t, verify.Check(s, p, nil), verify.Malformed)
	p.Slots[0].Fill = 0
	expect(t, verify.Check(s, p, nil), verify.FuelTank)
}

// onFoot sends the households of the village to the reception on foot, through the gate.
func onFoot() (*scenario.Scenario, *plan.Plan) {
	s := rounds()
	s.Paths = append(s.Paths, roads.Path{ID: "P2", From: scenariotest.TinyVillage, To: scenariotest.TinyBorder, Length: 12_000, Rate: 480_000})
	s.Gates[0].OnFoot = 240_000
	p := roundsPlan(s)
	p.Trips = append(p.Trips[:busBack], p.Trips[lorryOut:]...)
	c := &p.Columns[0]
	c.Path, c.Back, c.Walks, c.Length, c.Reception = 1, false, (225+30)*minute, 2*minute, 0
	return s, p
}

func TestOnFootToTheReception(t *testing.T) {
	tests := []struct {
		change string
		rule   verify.Rule // empty: the plan holds
		do     func(s *scenario.Scenario, p *plan.Plan)
	}{
		{"as it is", "", func(*scenario.Scenario, *plan.Plan) {}},
		{"gate slow on foot", verify.FootRate, func(s *scenario.Scenario, _ *plan.Plan) { s.Gates[0].OnFoot-- }},
		{"gate shut before", "", func(s *scenario.Scenario, _ *plan.Plan) {
			s.Gates[0].Changes = []roads.GateChange{{From: 95 * minute, Rate: 0}, {From: 255 * minute, Rate: 1}, {From: 257 * minute, Rate: 0}}
		}},
		{"gate shut when they come", verify.FootShut, func(s *scenario.Scenario, _ *plan.Plan) {
			s.Gates[0].Changes = []roads.GateChange{{From: 95 * minute, Rate: 0}, {From: 255 * minute, Rate: 1}, {From: 257*minute - 1, Rate: 0}}
		}},
		{"gate at home", verify.FootRate, func(s *scenario.Scenario, _ *plan.Plan) {
			s.Gates = append(s.Gates, roads.Gate{ID: "toll", Place: scenariotest.TinyVillage, Rate: 600_000, OnFoot: 239_999})
		}},
		{"another column at the same time", verify.FootRate, func(s *scenario.Scenario, p *plan.Plan) {
			c := p.Columns[0]
			c.Load.First, c.Load.Parties, p.Columns[0].Load.Parties = 1, 1, 1
			c.Depart = minute
			p.Columns = append(p.Columns, c)
			s.Gates[0].OnFoot = 239_999
		}},
		{"reception full", verify.ReceptionFull, func(s *scenario.Scenario, _ *plan.Plan) { s.Receptions[0].Capacity = 239 }},
		{"also by bus", verify.WrongParties, func(_ *scenario.Scenario, p *plan.Plan) {
			p.Trips[busVillage].Boards = append(p.Trips[busVillage].Boards, plan.Load{Group: 1, Parties: 1})
		}},
	}
	for _, test := range tests {
		t.Run(test.change, func(t *testing.T) {
			s, p := onFoot()
			test.do(s, p)
			r := verify.Check(s, p, nil)
			if test.rule != "" {
				expect(t, r, test.rule)
				return
			}
			if !r.Holds() || r.Clearance.T100 != 257*minute {
				t.Errorf("refused, or out at %d: %v", r.Clearance.T100, r.Violations)
			}
		})
	}
}

// TestStoppingOnTheWay judges a bus that fetches people at two places before it comes to the gate.
func TestStoppingOnTheWay(t *testing.T) {
	tests := []struct {
		change string
		rule   verify.Rule // empty: the plan holds
		do     func(s *scenario.Scenario, p *plan.Plan)
	}{
		{"as it is", "", func(*scenario.Scenario, *plan.Plan) {}},
		{"the first drive counts", verify.Unsafe, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[busBack].Refuges = p.Trips[busBack].Refuges[1:] }},
		{"the gate of the second drive counts for the first", verify.Unsafe, func(s *scenario.Scenario, _ *plan.Plan) { s.SafeToStop = 19 * minute }},
		{"a gate before the first drive", "", func(s *scenario.Scenario, p *plan.Plan) { gateAtHome(s, p) }},
		{"a gate before the first of three drives", verify.Unsafe, func(s *scenario.Scenario, p *plan.Plan) {
			gateAtHome(s, p)
			p.Trips[busBack].Refuges = nil
			wait := plan.Trip{
				Vehicle: p.Trips[0].Vehicle, From: scenariotest.TinyTown, To: scenariotest.TinyTown, Passes: []unit.Second{0},
				Depart: 55 * minute, Length: minute, Reception: -1,
			}
			p.Trips = slices.Insert(p.Trips, busBack, wait)
		}},
		{"a one-way road on the first drive", verify.Unsafe, func(s *scenario.Scenario, p *plan.Plan) {
			s.Roads = append(s.Roads, s.Roads[0])
			s.Roads[2].OneWay = true
			p.Trips[busVillage].Legs[0].Road = 2
		}},
	}
	for _, test := range tests {
		t.Run(test.change, func(t *testing.T) {
			s := rounds()
			s.FuelPoints = nil
			s.Places[scenariotest.TinyVillage].Tanks = 1 << 20
			p := roundsPlan(s)
			leaveHouseholds(p)
			p.Slots[2].Fill = 0
			on := &p.Trips[busVillage]
			on.To, on.Legs, on.Passes, on.Reception, on.Refuges = scenariotest.TinyTown, on.Legs[:1], on.Passes[:2], -1, nil
			on = &p.Trips[busBack]
			on.From, on.To, on.Depart, on.Reception = scenariotest.TinyTown, scenariotest.TinyBorder, 60*minute, 0
			on.Legs[0].Forward = true
			on.Refuges = []plan.Refuge{{Site: 0, From: 0, To: 10 * minute}, {Site: 1, From: 10 * minute, To: 30 * minute}}
			p.Trips = append(p.Trips[:busTown], p.Trips[lorryOut:]...)
			test.do(s, p)
			r := verify.Check(s, p, nil)
			if test.rule != "" {
				expect(t, r, test.rule)
				return
			}
			if !r.Holds() || !r.Complete {
				t.Errorf("refused, or not complete: %v", r.Violations)
			}
		})
	}
}

// gateAtHome puts a gate in front of the village, through which nobody gets back; the school has
// room for everybody for an hour.
func gateAtHome(s *scenario.Scenario, p *plan.Plan) {
	s.Gates = append(s.Gates, roads.Gate{ID: "toll", Place: scenariotest.TinyVillage, Rate: 600_000})
	s.SafeToStop, s.Sites[0].Capacity, s.Sites[0].Kind = unit.Hour, 1000, people.Overnight
	p.Routes[fromVillage].Refuges = []plan.Refuge{{To: 50 * minute}}
	p.Trips[busVillage].Refuges = []plan.Refuge{{To: 20 * minute}}
	p.Trips[busBack].Refuges = []plan.Refuge{{To: 30 * minute}}
}
