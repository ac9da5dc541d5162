package verify_test

import (
	"testing"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
	"wayout/internal/verify"
)

// The trips of roundsPlan.
const (
	busOut = iota
	busVillage
	busBack
	busTown
	lorryOut
	lorryBack
)

const minute = unit.Minute

// rounds is Tiny with everything that plans can know: in the village are somebody in a wheelchair
// and two households without a car, who walk to the town; one car has no fuel. A bus stands in the
// town, a lorry at the border. Everybody must be able to turn somewhere within 20 minutes.
func rounds() *scenario.Scenario {
	s := scenariotest.Tiny()
	village, town, border := scenariotest.TinyVillage, scenariotest.TinyTown, scenariotest.TinyBorder
	v := &s.Places[village]
	v.Counts.NoCar, v.Counts.Class[people.Wheelchair] = 8, 1
	v.Tanks, v.HasTanks = 9135, true
	s.Places[town].Tanks, s.Places[town].HasTanks = 115_250, true
	s.Fleet = []people.Fleet{{
		ID: "F1", Kind: people.Bus, Count: 2, Places: people.Need{Seats: 8, Wheelchairs: 1}, Depot: town,
		To: 12460, Duty: 12440, Rest: unit.Hour, Range: 40_000, Weight: 2,
	}}
	s.Relief = []people.Relief{{
		ID: "food", Item: people.Food, Lorries: 1, Depot: border, Place: village, PersonDays: 900, Weight: 1,
	}}
	s.Paths = []roads.Path{{ID: "P1", From: town, To: village, Length: 8000, Rate: 480 * unit.VehiclePerHour}}
	s.FuelPoints = []people.FuelPoint{{
		ID: "pump", Place: town, Stock: 9000, Ration: 2000, Rate: 60 * unit.VehiclePerHour, From: 52 * minute, To: 59 * minute,
		Deliveries: []people.Delivery{{At: 56 * minute, Amount: 5000}},
	}}
	s.Sites = []people.Site{
		{ID: "school", Place: town, Kind: people.Holding, Capacity: 32},
		{ID: "barn", Place: border, Kind: people.Overnight, Capacity: 72},
		{ID: "square", Place: border, Kind: people.Assembly, Capacity: 500},
	}
	s.SafeToStop = 20 * minute
	return s
}

// legs returns roads with their directions and the times of passage.
func legs(minutes []unit.Second, steps ...int) ([]plan.Leg, []unit.Second) {
	var out []plan.Leg
	for _, step := range steps {
		out = append(out, plan.Leg{Road: max(step, -step) - 1, Forward: step > 0})
	}
	passes := []unit.Second{0}
	for _, m := range minutes {
		passes = append(passes, m*minute)
	}
	return out, passes
}

func roundsPlan(s *scenario.Scenario) *plan.Plan {
	village, town, border := scenariotest.TinyVillage, scenariotest.TinyTown, scenariotest.TinyBorder
	p := tinyPlan(s)
	p.NoFuel = []plan.NoFuel{{Place: village, Cars: 1}}
	p.Slots[2] = plan.Slot{Route: fromVillage, Depart: 32 * minute, Length: 7 * minute, Vehicles: 7, People: 26, Fill: 2000}
	nearBorder := []plan.Refuge{{Site: 1, From: 20 * minute, To: 30 * minute}}
	allTheWay := []plan.Refuge{{Site: 0, From: 20 * minute, To: 30 * minute}, {Site: 1, From: 30 * minute, To: 50 * minute}}
	p.Routes[fromTown].Refuges, p.Routes[fromVillage].Refuges = nearBorder, allTheWay
	bus, lorry := plan.Vehicle{Row: 0, Number: 2}, plan.Vehicle{Relief: true, Number: 1}
	trip := func(v plan.Vehicle, from, to int, depart, length unit.Second, minutes []unit.Second, steps ...int) {
		t := plan.Trip{Vehicle: v, From: from, To: to, Depart: depart * minute, Length: length * minute, Reception: -1}
		t.Legs, t.Passes = legs(minutes, steps...)
		p.Trips = append(p.Trips, t)
	}
	trip(bus, town, village, 0, 1, []unit.Second{20}, -1)
	trip(bus, village, border, 30, 2, []unit.Second{20, 50}, 1, 2)
	trip(bus, border, town, 90, 2, []unit.Second{30}, -2)
	trip(bus, town, border, 174, 2, []unit.Second{30}, 2)
	trip(lorry, border, village, 0, 1, []unit.Second{30, 50}, -2, -1)
	trip(lorry, village, border, 90, 1, []unit.Second{20, 50}, 1, 2)
	on := &p.Trips[busVillage]
	on.Boards = []plan.Load{{Place: village, Group: 0, Parties: 1}, {Place: village, Group: 2, Parties: 1}}
	on.Reception, on.Refuges = 0, allTheWay
	on = &p.Trips[busTown]
	on.Boards = []plan.Load{{Place: village, Group: 1, Parties: 2}}
	on.Reception, on.Refuges = 0, nearBorder
	p.Columns = []plan.Column{{
		Load: plan.Load{Place: village, Group: 1, Parties: 2}, Path: 0, Back: true, Length: minute, Walks: 170 * minute, Reception: -1,
	}}
	return p
}

func TestRoundsPlanHolds(t *testing.T) {
	s := rounds()
	r := verify.Check(s, roundsPlan(s), nil)
	if !r.Holds() || !r.Complete || r.Unassigned != 0 {
		t.Fatalf("the plan is refused or not complete: %v", r.Violations)
	}
	want := verify.Checked{Slots: 3, Streams: 21, Links: 5, Places: 2, Trips: 6, Vehicles: 2, Parties: 4, Columns: 1, Refuges: 6}
	if r.Checked != want {
		t.Errorf("checked %+v, want %+v", r.Checked, want)
	}
	// 226 people by car and 14 by bus. Half are out with the 30th car of the town, nine tenths with
	// the third car of the village, after six on the first bus; the last come by the second.
	if want := (verify.Times{T50: unit.Hour, T90: 85 * minute, T99: 206 * minute, T100: 206 * minute}); r.Clearance != want {
		t.Errorf("clearance is %v, want %v", r.Clearance, want)
	}
}

func TestDamagedRounds(t *testing.T) {
	village, town, border := scenariotest.TinyVillage, scenariotest.TinyTown, scenariotest.TinyBorder
	tests := []struct {
		damage string
		rule   verify.Rule
		do     func(s *scenario.Scenario, p *plan.Plan)
	}{
		{"trip of no row", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[0].Vehicle.Row = 1 }},
		{"trip of a negative row", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[0].Vehicle.Row = -1 }},
		{"third of two buses", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[0].Vehicle.Number = 3 }},
		{"bus number nought", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[0].Vehicle.Number = 0 }},
		{"second of one lorry", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[lorryOut].Vehicle.Number = 2 }},
		{"trip from nowhere", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[0].From = 3 }},
		{"trip to nowhere", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[0].To = -1 }},
		{"trip to no reception", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[busVillage].Reception = 1 }},
		{"trip to a negative reception", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[busVillage].Reception = -2 }},
		{"trip over no road", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[0].Legs[0].Road = 2 }},
		{"trip with no time", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[0].Passes = nil }},
		{"trip before the start", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[0].Depart = -60 }},
		{"trip as long as time", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[0].Length = 1 << 62 }},
		{"load of no place", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[busTown].Boards[0].Place = 9 }},
		{"load of no group", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[busTown].Boards[0].Group = 3 }},
		{"load of no party", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[busTown].Boards[0].Parties = 0 }},
		{"load of more parties than there are", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[busTown].Boards[0].First = 1 }},
		{"load of endless parties", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) {
			p.Trips[busTown].Boards[0].First, p.Trips[busTown].Boards[0].Parties = 1<<62, 1<<62
		}},
		{"cars without fuel of no place", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.NoFuel[0].Place = 3 }},
		{"more cars without fuel than cars", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.NoFuel[0].Cars = 9 }},
		{"no cars without fuel", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.NoFuel[0].Cars = 0 }},
		{"place twice without fuel", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.NoFuel = append(p.NoFuel, p.NoFuel[0]) }},
		{"column on no path", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Columns[0].Path = 1 }},
		{"column without length", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Columns[0].Length = 0 }},
		{"column that walks back in time", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Columns[0].Walks = -1 }},
		{"column of endless walking", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Columns[0].Walks = 1 << 62 }},
		{"column to no reception", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Columns[0].Reception = 1 }},
		{"site that does not exist", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Routes[0].Refuges[0].Site = 3 }},
		{"sites out of order", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Routes[1].Refuges[1].From-- }},
		{"site for no time", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Routes[0].Refuges[0].To = 1200 }},
		{"negative filling", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Slots[2].Fill = -1 }},
		{"endless filling", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Slots[2].Fill = 1 << 62 }},
		{"filling at no point", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { p.Slots[2].Fuel = 1 }},

		{"party left behind", verify.WrongParties, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[busTown].Boards[0].Parties = 1 }},
		{"party forgotten", verify.WrongParties, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[busVillage].Boards = p.Trips[busVillage].Boards[:1] }},
		{"party twice", verify.WrongParties, func(_ *scenario.Scenario, p *plan.Plan) {
			p.Trips[busTown].Boards = append(p.Trips[busTown].Boards, plan.Load{Place: village, Group: 0, Parties: 1})
		}},
		{"party boards and is not served", verify.WrongParties, func(_ *scenario.Scenario, p *plan.Plan) {
			p.NotServed = []plan.NotServed{{Place: village, Load: &plan.Load{Place: village, Parties: 1}, People: 2, Reason: plan.NoSeats}}
		}},
		{"party walks and is not served", verify.WrongParties, func(_ *scenario.Scenario, p *plan.Plan) {
			p.Trips = append(p.Trips[:busTown], p.Trips[lorryOut:]...)
			p.NotServed = []plan.NotServed{{Place: village, Load: &p.Columns[0].Load, People: 8, Reason: plan.NoSeats}}
		}},
		{"party not served of other people", verify.WrongPeople, func(_ *scenario.Scenario, p *plan.Plan) { leaveHouseholds(p).People = 7 }},
		{"party not served with cars", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { leaveHouseholds(p).Vehicles = 1 }},
		{"party not served of another place", verify.Malformed, func(_ *scenario.Scenario, p *plan.Plan) { leaveHouseholds(p).Place = town }},
		{"party walks twice", verify.WrongParties, func(_ *scenario.Scenario, p *plan.Plan) { p.Columns = append(p.Columns, p.Columns[0]) }},
		{"party does not walk", verify.WrongParties, func(_ *scenario.Scenario, p *plan.Plan) { p.Columns = nil }},
		{"half of the parties walk", verify.WrongParties, func(_ *scenario.Scenario, p *plan.Plan) { p.Columns[0].Load.Parties = 1 }},
		{"party walks away from its bus", verify.WrongParties, func(_ *scenario.Scenario, p *plan.Plan) {
			p.Columns[0].Load = plan.Load{Place: village, Group: 2, Parties: 1}
		}},
		{"passengers who are elsewhere", verify.WrongParties, func(_ *scenario.Scenario, p *plan.Plan) {
			p.Trips[busTown].Boards, p.Trips[busVillage].Boards = p.Trips[busVillage].Boards, p.Trips[busTown].Boards
		}},
		{"nobody lets them off", verify.WrongParties, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[busTown].Reception = -1 }},
		{"one car less without fuel", verify.WrongVehicles, func(_ *scenario.Scenario, p *plan.Plan) {
			p.NoFuel, p.Trips[busVillage].Boards = nil, p.Trips[busVillage].Boards[:1]
		}},

		{"bus twice in the list", verify.VehiclePlace, func(_ *scenario.Scenario, p *plan.Plan) {
			p.Trips[busTown], p.Trips[lorryBack] = p.Trips[lorryBack], p.Trips[busTown]
		}},
		{"bus that starts elsewhere", verify.VehiclePlace, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips = p.Trips[1:] }},
		{"bus that jumps", verify.VehiclePlace, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips = append(p.Trips[:busBack], p.Trips[busTown:]...) }},
		{"another bus takes over", verify.VehiclePlace, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[busBack].Vehicle.Number = 1 }},
		{"lorry that drives elsewhere", verify.VehiclePlace, func(s *scenario.Scenario, _ *plan.Plan) { s.Relief[0].Place = town }},
		{"lorry from another depot", verify.VehiclePlace, func(s *scenario.Scenario, _ *plan.Plan) { s.Relief[0].Depot = town }},
		{"lorry that drives back twice", verify.VehiclePlace, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips = append(p.Trips, p.Trips[lorryBack]) }},
		{"bus not there before", verify.VehicleTime, func(s *scenario.Scenario, _ *plan.Plan) { s.Fleet[0].From = 1 }},
		{"bus gone at the end", verify.VehicleTime, func(s *scenario.Scenario, _ *plan.Plan) { s.Fleet[0].To = 206*minute + 79 }},
		{"no time to board", verify.VehicleTime, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[busVillage].Depart = 27 * minute }},
		{"no time to get off", verify.VehicleTime, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[busBack].Depart = 85 * minute }},
		{"half a second short to get off", verify.VehicleTime, func(s *scenario.Scenario, p *plan.Plan) {
			assume(s, "loading_seconds_wheelchair", "261")
			p.Trips[busBack].Depart = 85 * minute
		}},
		{"lorry still unloading", verify.VehicleTime, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[lorryBack].Depart = 80 * minute }},
		{"bus does not wait for the column", verify.NotReady, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[busTown].Depart = 173 * minute }},
		{"bus before the people are ready", verify.NotReady, func(s *scenario.Scenario, _ *plan.Plan) { s.Places[village].Ready.From = 24 * minute }},
		{"column before the people are ready", verify.NotReady, func(s *scenario.Scenario, _ *plan.Plan) { s.Places[village].Ready.From = 1 }},
		{"seat missing", verify.VehicleFull, func(s *scenario.Scenario, _ *plan.Plan) { s.Fleet[0].Places.Seats = 7 }},
		{"no place for wheelchairs", verify.VehicleFull, func(s *scenario.Scenario, _ *plan.Plan) { s.Fleet[0].Places = people.Need{Seats: 6} }},
		{"people on the lorry", verify.VehicleFull, func(_ *scenario.Scenario, p *plan.Plan) {
			p.Trips[lorryBack].Boards, p.Trips[busTown].Boards = p.Trips[busTown].Boards, nil
		}},
		{"crew tired", verify.CrewHours, func(s *scenario.Scenario, _ *plan.Plan) { s.Fleet[0].Duty = 12439 }},
		{"rest too short", verify.CrewHours, func(s *scenario.Scenario, p *plan.Plan) { s.Fleet[0].Duty, s.Fleet[0].Rest = 130*minute, 49*minute+21 }},
		{"tank too small", verify.BeyondRange, func(s *scenario.Scenario, _ *plan.Plan) { s.Fleet[0].Range = 39_999 }},
		{"drive too long", verify.DriveTooLong, func(s *scenario.Scenario, _ *plan.Plan) {
			for _, c := range people.Classes {
				s.Classes = append(s.Classes, s.ClassNeeds(c))
			}
			s.Classes[people.Wheelchair].Longest = 52*minute - 1
		}},
		{"bus faster than the road", verify.WrongTime, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[0].Passes[1]-- }},
		{"bus that waits", verify.WrongTime, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[0].Passes[1] += 60 }},
		{"bus at half a minute", verify.BadSlot, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[0].Depart += 30 }},
		{"bus for a minute and a half", verify.BadSlot, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[0].Length += 30 }},
		{"bus on another road", verify.BrokenRoute, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[0].Legs[0] = plan.Leg{Road: 1, Forward: true} }},
		{"bus that ends elsewhere", verify.BrokenRoute, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[0].To = border }},
		{"reception elsewhere", verify.BrokenRoute, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[busBack].Reception = 0 }},
		{"bus against a one-way road", verify.WrongWay, func(s *scenario.Scenario, _ *plan.Plan) { s.Roads[0].OneWay = true }},
		{"bus too late", verify.TooLate, func(_ *scenario.Scenario, p *plan.Plan) { p.Horizon = 206*minute - 1 }},
		{"bus between the cars", verify.OverRate, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[busVillage].Depart += 60 }},
		{"bus counts as three", verify.OverRate, func(s *scenario.Scenario, _ *plan.Plan) { s.Fleet[0].Weight = 3 }},
		{"bus over the quota", verify.OverQuota, func(s *scenario.Scenario, _ *plan.Plan) { s.Gates[0].Quota = 63 }},
		{"bus through a shut road", verify.EntersShut, func(s *scenario.Scenario, _ *plan.Plan) {
			s.Closures = []roads.Closure{{Target: 1, Direction: roads.Backward, From: 91*minute + 59, To: 92 * minute}}
		}},
		{"reception full with the bus", verify.ReceptionFull, func(s *scenario.Scenario, _ *plan.Plan) { s.Receptions[0].Capacity = 239 }},
		{"reception slow", verify.OverRate, func(s *scenario.Scenario, _ *plan.Plan) { s.Receptions[0].Rate = 59_999 }},

		{"tanks empty", verify.FuelTank, func(s *scenario.Scenario, _ *plan.Plan) { s.Places[village].Tanks-- }},
		{"tanks of the town empty", verify.FuelTank, func(s *scenario.Scenario, _ *plan.Plan) { s.Places[town].Tanks-- }},
		{"uphill", verify.FuelTank, func(s *scenario.Scenario, _ *plan.Plan) { s.Roads[0].Climb = 1 }},
		{"less filled", verify.FuelTank, func(_ *scenario.Scenario, p *plan.Plan) { p.Slots[2].Fill-- }},
		{"more than the ration", verify.FuelFill, func(_ *scenario.Scenario, p *plan.Plan) { p.Slots[2].Fill++ }},
		{"point not on the way", verify.FuelFill, func(s *scenario.Scenario, _ *plan.Plan) { s.FuelPoints[0].Place = border }},
		{"point empty", verify.FuelStock, func(s *scenario.Scenario, _ *plan.Plan) { s.FuelPoints[0].Stock-- }},
		{"point empty before the delivery", verify.FuelStock, func(s *scenario.Scenario, _ *plan.Plan) {
			s.FuelPoints[0].Stock, s.FuelPoints[0].Deliveries[0].Amount = 7999, 7000
		}},
		{"delivery late", verify.FuelStock, func(s *scenario.Scenario, _ *plan.Plan) {
			s.FuelPoints[0].Deliveries[0].At = 56*minute + 31
		}},
		{"point slow", verify.FuelRate, func(s *scenario.Scenario, _ *plan.Plan) { s.FuelPoints[0].Rate-- }},
		{"point opens late", verify.FuelShut, func(s *scenario.Scenario, _ *plan.Plan) { s.FuelPoints[0].From++ }},
		{"point shuts early", verify.FuelShut, func(s *scenario.Scenario, _ *plan.Plan) { s.FuelPoints[0].To-- }},
		{"crowd at the point", verify.FuelCrowd, func(s *scenario.Scenario, _ *plan.Plan) { assume(s, "fuel_point_cars_a_day", "6") }},

		{"frail on foot", verify.FootClass, func(_ *scenario.Scenario, p *plan.Plan) { p.Columns[0].Load = plan.Load{Place: village, Parties: 1} }},
		{"column the other way", verify.FootPath, func(_ *scenario.Scenario, p *plan.Plan) { p.Columns[0].Back = false }},
		{"column to a reception elsewhere", verify.FootPath, func(_ *scenario.Scenario, p *plan.Plan) { p.Columns[0].Reception = 0 }},
		{"column too fast", verify.FootTime, func(_ *scenario.Scenario, p *plan.Plan) { p.Columns[0].Walks-- }},
		{"path of three hours", verify.FootTime, func(s *scenario.Scenario, _ *plan.Plan) { s.Paths[0].Length = 9600 }},
		{"path too far", verify.FootFar, func(s *scenario.Scenario, _ *plan.Plan) { assume(s, "foot_day_km", "7.999") }},
		{"column too large", verify.FootCrowd, func(s *scenario.Scenario, _ *plan.Plan) { assume(s, "foot_column_people", "7") }},
		{"path too narrow", verify.FootRate, func(s *scenario.Scenario, _ *plan.Plan) { s.Paths[0].Rate-- }},
		{"path shut", verify.FootShut, func(s *scenario.Scenario, _ *plan.Plan) { s.Paths[0].Hours = hoursOf("daily 06:01-18:00") }},
		{"gate that lets nobody through on foot", verify.FootShut, func(s *scenario.Scenario, _ *plan.Plan) { s.Gates[0].Place = village }},
		{"column too late", verify.TooLate, func(_ *scenario.Scenario, p *plan.Plan) { p.Horizon = 171*minute - 1 }},

		{"less time to turn back", verify.Unsafe, func(s *scenario.Scenario, _ *plan.Plan) { s.SafeToStop-- }},
		{"nowhere to turn to", verify.Unsafe, func(_ *scenario.Scenario, p *plan.Plan) { p.Routes[0].Refuges = nil }},
		{"nowhere for the bus to turn to", verify.Unsafe, func(_ *scenario.Scenario, p *plan.Plan) { p.Trips[busTown].Refuges = nil }},
		{"a second in between", verify.Unsafe, func(_ *scenario.Scenario, p *plan.Plan) { p.Routes[1].Refuges[0].To-- }},
		{"the last second before the gate", verify.Unsafe, func(_ *scenario.Scenario, p *plan.Plan) { p.Routes[0].Refuges[0].To-- }},
		{"one-way road", verify.Unsafe, func(s *scenario.Scenario, p *plan.Plan) {
			s.Roads[1].OneWay, p.Trips = true, nil
		}},
		{"gate behind", verify.Unsafe, func(s *scenario.Scenario, _ *plan.Plan) {
			s.Gates = append(s.Gates, roads.Gate{ID: "toll", Place: town, Rate: 600_000})
		}},
		{"site behind a gate", verify.BadRefuge, func(s *scenario.Scenario, _ *plan.Plan) {
			s.Gates = append(s.Gates, roads.Gate{ID: "toll", Place: town, Rate: 600_000})
		}},
		{"site back along a one-way road", verify.BadRefuge, func(s *scenario.Scenario, p *plan.Plan) {
			s.Roads[1].OneWay, p.Trips = true, nil
		}},
		{"site out of reach", verify.BadRefuge, func(_ *scenario.Scenario, p *plan.Plan) {
			p.Routes[1].Refuges[0].To, p.Routes[1].Refuges[1].From = 29*minute, 29*minute
		}},
		{"assembly site", verify.BadRefuge, func(_ *scenario.Scenario, p *plan.Plan) { p.Routes[0].Refuges[0].Site = 2 }},
		{"site of no size", verify.BadRefuge, func(s *scenario.Scenario, _ *plan.Plan) { s.Sites[1].Capacity = 0 }},
		{"site elsewhere", verify.BadRefuge, func(s *scenario.Scenario, _ *plan.Plan) { s.Sites[1].Place = village }},
		{"barn full", verify.NoRoom, func(s *scenario.Scenario, _ *plan.Plan) { s.Sites[1].Capacity = 71 }},
		{"school full", verify.NoRoom, func(s *scenario.Scenario, _ *plan.Plan) { s.Sites[0].Capacity = 31 }},
		{"school still full of people who wait", verify.NoRoom, func(_ *scenario.Scenario, p *plan.Plan) { p.Slots[1].Depart += 10 * minute }},
	}
	for _, test := range tests {
		t.Run(test.damage, func(t *testing.T) {
			s := rounds()
			p := roundsPlan(s)
			test.do(s, p)
			expect(t, verify.Check(s, p, nil), test.rule)
		})
	}
}

// leaveHouseholds leaves the households that walk out of the plan.
func leaveHouseholds(p *plan.Plan) *plan.NotServed {
	load := p.Columns[0].Load
	p.Columns, p.Trips[busTown].Boards = nil, nil
	p.NotServed = []plan.NotServed{{Place: load.Place, Load: &load, People: 8, Reason: plan.NoSeats}}
	return &p.NotServed[0]
}

// assume sets an assumption.
func assume(s *scenario.Scenario, name, value string) {
	for i := range s.Assumptions {
		if s.Assumptions[i].Name == name {
			s.Assumptions[i].Value = value
		}
	}
}

func hoursOf(text string) roads.Hours {
	h, err := roads.ParseHours(text)
	if err != nil {
		panic(err)
	}
	return h
}
