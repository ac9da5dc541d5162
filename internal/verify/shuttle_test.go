package verify_test

import (
	"fmt"
	"math/rand/v2"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

// shuttle makes small scenarios with everything that rounds can have, places in a row in front of a
// border, and plans for them without any cleverness: one vehicle of each row fetches everybody.
type shuttle struct {
	*rand.Rand
	s     *scenario.Scenario
	p     *plan.Plan
	next  [][]int // by place and group: the next party to be fetched
	at    [][]int // by place and group: where they wait
	ready [][]unit.Second
}

func (b *shuttle) in(low, high int) int { return low + b.IntN(high-low+1) }

func (b *shuttle) chance(percent int) bool { return b.IntN(100) < percent }

func (b *shuttle) last() int { return len(b.s.Places) - 1 }

// randomRounds returns a scenario and a plan that keeps most rules, most of the time.
func randomRounds(seed uint64) (*scenario.Scenario, *plan.Plan) {
	b := &shuttle{Rand: rand.New(rand.NewPCG(seed, 9)), s: scenariotest.Tiny()}
	b.s.Horizon = 4 * unit.Hour
	b.s.Places, b.s.Roads = nil, nil
	for i := range b.in(3, 4) {
		b.place(i)
	}
	b.supplies()
	b.fleet()
	b.p = &plan.Plan{Scenario: b.s.Name, SHA256: b.s.SHA256, Horizon: b.s.Horizon, Phases: []unit.Second{0}}
	b.cars()
	b.walk()
	for f := range b.s.Fleet {
		b.drive(f)
	}
	b.lorries()
	b.leave()
	b.turn()
	return b.s, b.p
}

func (b *shuttle) place(i int) {
	p := people.Place{ID: fmt.Sprint("p", i), Name: fmt.Sprint("Place ", i), PerVehicle: 4000}
	if n := unit.Person(b.in(10, 60)); i < 3 {
		p.People = people.Population{Low: n, Used: n, High: n}
		p.Counts.NoCar = unit.Person(b.IntN(13))
		p.Counts.Stays = unit.Person(b.IntN(5))
		p.Counts.Class[people.WalksLittle] = unit.Person(b.IntN(5))
		p.Counts.Class[people.Wheelchair] = unit.Person(b.IntN(3))
		p.Counts.Class[people.Oxygen] = unit.Person(b.IntN(2))
		p.Ready.From = unit.Second(b.IntN(10)) * 100
	}
	if i > 0 {
		b.s.Roads = append(b.s.Roads, roads.Road{
			ID: fmt.Sprint("R", i), From: i - 1, To: i, Length: unit.Metre(b.in(3000, 9000)), Speed: 40_000,
			Capacity: 6000 * unit.VehiclePerHour, Lanes: 1, Class: roads.PavedMain, Status: roads.Open,
			Climb: unit.Metre(b.IntN(300)), Descent: unit.Metre(b.IntN(300)), OneWay: b.chance(4),
		})
	}
	b.s.Places = append(b.s.Places, p)
	if i == 3 || len(b.s.Places) == 3 {
		b.s.Gates[0].Place, b.s.Receptions[0].Place = i, i
		b.s.Gates[0].Rate, b.s.Gates[0].OnFoot = 3000*unit.VehiclePerHour, 600_000
	}
}

// supplies adds fuel, paths, sites and another gate.
func (b *shuttle) supplies() {
	s := b.s
	s.Places[b.last()].People = people.Population{}
	if b.chance(60) {
		for i := range s.Places {
			s.Places[i].HasTanks, s.Places[i].Tanks = b.chance(80), unit.Millilitre(b.in(5, 60)*1000)
		}
		s.FuelPoints = []people.FuelPoint{{
			ID: "pump", Place: b.IntN(len(s.Places)), Stock: unit.Millilitre(b.in(0, 40) * 1000), Ration: unit.Millilitre(b.in(0, 2) * 1500),
			Rate: unit.Rate(b.in(0, 4)) * 150 * unit.VehiclePerHour, To: unit.Second(b.in(60, 240)) * minute,
			Deliveries: []people.Delivery{{At: unit.Second(b.in(1, 90)) * minute, Amount: 20_000}},
		}}
	}
	assume(s, "fuel_point_cars_a_day", fmt.Sprint(b.in(10, 60)))
	assume(s, "oxygen_hours", []string{"0.4", "0.6", "4"}[b.IntN(3)])
	assume(s, "loading_seconds", fmt.Sprint(b.in(1, 25)))
	assume(s, "foot_column_people", fmt.Sprint(b.in(8, 40)))
	assume(s, "foot_day_km", fmt.Sprint(b.in(5, 9)))
	from := b.IntN(b.last())
	s.Paths = []roads.Path{{ID: "P1", From: from, To: from + 1, Length: unit.Metre(b.in(500, 7000)), Rate: unit.Rate(b.in(200, 600)) * 1000}}
	if b.chance(50) {
		s.Paths[0].Hours = hoursOf(fmt.Sprintf("daily 06:00-06:%02d", b.in(2, 40)))
	}
	if b.chance(20) {
		s.Gates = append(s.Gates, roads.Gate{ID: "toll", Place: b.IntN(len(s.Places)), Rate: 3000 * unit.VehiclePerHour, OnFoot: 600_000})
	}
	if b.chance(15) {
		s.Gates[0].Quota = unit.Vehicle(b.in(15, 50))
	}
	if b.chance(60) {
		s.SafeToStop = unit.Second(b.in(4, 14)) * minute
		for i := range s.Places {
			kind := people.SiteKinds[b.IntN(3)]
			site := people.Site{ID: fmt.Sprint("S", i), Place: i, Kind: kind, Capacity: unit.Person(b.in(20, 120))}
			if kind == people.Holding {
				site.Capacity = s.Places[i].People.Used + unit.Person(b.in(-10, 25))
			}
			s.Sites = append(s.Sites, site)
		}
	}
}

func (b *shuttle) fleet() {
	row := people.Fleet{ID: "bus", Kind: people.Bus, Count: 1, Depot: b.IntN(b.last()), Weight: 2, To: b.s.Horizon}
	row.Places = people.Need{Seats: b.in(6, 30), Wheelchairs: b.IntN(2), Stretchers: b.IntN(2)}
	row.From = unit.Second(b.IntN(20)) * 33
	row.Duty, row.Rest = unit.Second(b.in(30, 300))*minute, unit.Second(b.in(5, 20))*minute
	if b.chance(30) {
		row.Range = unit.Metre(b.in(15, 60)) * 1000
	}
	b.s.Fleet = []people.Fleet{row}
	if b.chance(60) {
		row.ID, row.Kind, row.Places, row.Weight = "ambulance", people.Ambulance, people.Need{Seats: 2, Stretchers: 1}, 1
		b.s.Fleet = append(b.s.Fleet, row)
	}
	b.s.Relief = []people.Relief{{ID: "food", Lorries: 1, Depot: b.IntN(len(b.s.Places)), Place: b.IntN(len(b.s.Places)), Weight: 3}}
}

// way returns the legs and times of passage from one place in the row to another.
func (b *shuttle) way(from, to int) ([]plan.Leg, []unit.Second) {
	var out []plan.Leg
	passes := []unit.Second{0}
	for at := from; at != to; {
		leg := plan.Leg{Road: at, Forward: true}
		if at++; to < from {
			at -= 2
			leg = plan.Leg{Road: at}
		}
		_, ceil := unit.Travel(b.s.Roads[leg.Road].Length, b.s.Roads[leg.Road].Speed)
		out = append(out, leg)
		passes = append(passes, passes[len(passes)-1]+ceil)
	}
	return out, passes
}

func up(t unit.Second) unit.Second { return (t + minute - 1) / minute * minute }

// cars gives every place slots one after the other, and as much fuel to each car as it needs.
func (b *shuttle) cars() {
	b.next, b.at, b.ready = make([][]int, len(b.s.Places)), make([][]int, len(b.s.Places)), make([][]unit.Second, len(b.s.Places))
	for place := range b.s.Places {
		if b.s.HasFuel() && b.s.Vehicles(place, people.Used) > 1 && b.chance(40) {
			b.p.NoFuel = append(b.p.NoFuel, plan.NoFuel{Place: place, Cars: 1})
		}
		t := b.s.Travel(place, people.Used, b.p.WithoutFuel(place))
		b.next[place], b.at[place] = make([]int, len(t.Groups)), make([]int, len(t.Groups))
		for _, g := range t.Groups {
			b.ready[place] = append(b.ready[place], g.Ready)
		}
		for g := range b.at[place] {
			b.at[place][g] = place
		}
		route := plan.Route{Place: place}
		route.Legs, route.Passes = b.way(place, b.last())
		b.p.Routes = append(b.p.Routes, route)
		b.slots(place, &t)
	}
}

func (b *shuttle) slots(place int, t *scenario.Travel) {
	var length, climb unit.Metre
	for _, leg := range b.p.Routes[place].Legs {
		length, climb = length+b.s.Roads[leg.Road].Length, climb+b.s.Climb(leg.Road, true)
	}
	var fill unit.Millilitre
	if b.s.HasFuel() && t.Cars > 0 {
		fill = max(0, b.s.Burn().Trip(length, climb)-b.s.Tanks(place)/unit.Millilitre(t.Cars))
	}
	depart := up(b.s.Places[place].Ready.From)
	for done := unit.Vehicle(0); done < t.Cars; {
		n := min(t.Cars-done, unit.Vehicle(b.in(3, 9)))
		slot := plan.Slot{Route: place, Depart: depart, Length: unit.Second(b.in(1, 5)) * minute, Vehicles: n}
		slot.People = people.Riders(t.ByCar, t.Cars, done+n) - people.Riders(t.ByCar, t.Cars, done)
		if len(b.s.FuelPoints) > 0 {
			slot.Fill = fill
		}
		b.p.Slots = append(b.p.Slots, slot)
		done += n
		depart = slot.End() + unit.Second(b.IntN(30))*minute
	}
}

// walk sends some parties along the path, to a vehicle or to the reception.
func (b *shuttle) walk() {
	path := &b.s.Paths[0]
	t := b.s.Travel(path.From, people.Used, b.p.WithoutFuel(path.From))
	for g := range t.Groups {
		group := &t.Groups[g]
		if !group.OnFoot() || b.chance(50) {
			continue
		}
		walking := unit.Second(float64(path.Length)/3200*3600) + 1
		walking += unit.Second(path.Length/3200) * 10 * minute
		c := plan.Column{
			Load: plan.Load{Place: path.From, Group: g, Parties: group.Parties}, Path: 0,
			Depart: up(group.Ready), Length: 2 * minute, Walks: walking, Reception: -1,
		}
		b.at[path.From][g], b.ready[path.From][g] = path.To, c.End()
		if path.To == b.last() {
			c.Reception, b.next[path.From][g] = 0, group.Parties
		}
		b.p.Columns = append(b.p.Columns, c)
		return // the next column would meet this one on the path
	}
}

// lorries sends the lorry to its place and back.
func (b *shuttle) lorries() {
	row := &b.s.Relief[0]
	out := plan.Trip{Vehicle: plan.Vehicle{Relief: true, Number: 1}, From: row.Depot, To: row.Place, Length: minute, Reception: -1}
	out.Legs, out.Passes = b.way(out.From, out.To)
	back := out
	back.From, back.To, back.Depart = out.To, out.From, up(out.End()+people.ReliefUnloading)
	back.Legs, back.Passes = b.way(back.From, back.To)
	if b.chance(80) {
		b.p.Trips = append(b.p.Trips, out)
		if b.chance(70) {
			b.p.Trips = append(b.p.Trips, back)
		}
	}
}

// leave lists the parties that nobody fetches.
func (b *shuttle) leave() {
	for place := range b.next {
		t := b.s.Travel(place, people.Used, b.p.WithoutFuel(place))
		for g := range t.Groups {
			group := &t.Groups[g]
			if n := group.Parties - b.next[place][g]; n > 0 {
				load := &plan.Load{Place: place, Group: g, First: b.next[place][g], Parties: n}
				left := plan.NotServed{Place: place, Load: load, People: group.PeopleIn(load.First, n), Reason: plan.NoVehicle}
				for _, f := range b.s.Fleet {
					if group.Need(load.First, 1).FitsIn(f.Places) {
						left.Reason = plan.NoSeats
					}
				}
				b.p.NotServed = append(b.p.NotServed, left)
			}
		}
	}
}
