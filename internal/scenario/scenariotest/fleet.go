package scenariotest

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"wayout/internal/people"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// RandomFleet returns a scenario like Random with a chance of everything that households without a
// car, patients, vehicles of the fleet and careful planners add: classes, institutions, buses and
// ambulances, relief, stocks, sites, fuel, paths, and that it be safe to stop. The same source gives
// the same scenario.
func RandomFleet(r *rand.Rand) *scenario.Scenario {
	b := &builder{Rand: r, s: Random(r)}
	b.grades()
	b.classes()
	b.institutions()
	b.fleet()
	b.relief()
	b.sites()
	b.fuel()
	b.paths()
	return b.s
}

// grades lets roads rise and fall.
func (b *builder) grades() {
	for i := range b.s.Roads {
		road := &b.s.Roads[i]
		if b.chance(40) {
			road.Climb, road.Descent = road.Length*unit.Metre(b.in(0, 6))/100, road.Length*unit.Metre(b.in(0, 6))/100
		}
	}
}

// share returns a part of the people of a place, in thousandths at most.
func (b *builder) share(p *people.Place, most int) unit.Person {
	return unit.Person(int64(p.People.Used) * int64(b.IntN(most+1)) / 1000)
}

func (b *builder) classes() {
	if b.chance(15) {
		return
	}
	for i := range b.s.Places {
		p := &b.s.Places[i]
		c := &p.Counts
		c.Class[people.WalksLittle], c.Class[people.Infants] = b.share(p, 100), b.share(p, 15)
		c.Class[people.Pregnant], c.Class[people.Elderly] = b.share(p, 20), b.share(p, 150)
		c.Class[people.Unaccompanied], c.Class[people.Dialysis] = b.share(p, 10), b.share(p, 3)
		c.Class[people.Wheelchair], c.Class[people.Stretcher], c.Class[people.Oxygen] = b.share(p, 10), b.share(p, 6), b.share(p, 3)
		c.NoCar = b.share(p, pick(b, 0, 100, 400))
		c.Stays, c.Animals = b.share(p, pick(b, 0, 50)), int64(b.share(p, 100))
	}
	if b.chance(30) {
		for _, class := range people.Classes {
			b.s.Classes = append(b.s.Classes, b.s.ClassNeeds(class))
		}
		b.s.Classes[people.Dialysis].Latest = b.s.Horizon / 2
		b.s.Classes[people.Stretcher].Longest = unit.Second(b.in(1, 8)) * 30 * unit.Minute
	}
}

func (b *builder) institutions() {
	for i := range b.s.Places {
		p := &b.s.Places[i]
		if !b.chance(20) || p.People.Low < 40 {
			continue
		}
		in := people.Institution{ID: fmt.Sprintf("house-%d", i), Place: i, Name: fmt.Sprintf("House %d", i), Staff: unit.Person(b.in(0, 8))}
		in.Residents[pick(b, people.Walks, people.Unaccompanied)] = unit.Person(b.in(0, 12))
		in.Residents[people.Wheelchair], in.Residents[people.Stretcher] = unit.Person(b.in(0, 5)), unit.Person(b.in(1, 5))
		if b.chance(30) {
			in.Ready = b.moment() / 3
		}
		b.s.Institutions = append(b.s.Institutions, in)
	}
}

func (b *builder) fleet() {
	if b.chance(10) {
		return
	}
	for i, kind := range people.VehicleKinds {
		if b.chance(35) {
			continue
		}
		f := people.Fleet{
			ID: fmt.Sprintf("F%d", i), Kind: kind, Count: b.in(1, 5), Depot: b.IntN(len(b.s.Places)), To: unit.Never,
			Weight: unit.Vehicle(pick(b, 1, 2, 4)), PerKilometre: int64(b.in(100, 400)),
		}
		f.Places = map[people.VehicleKind]people.Need{
			people.Bus: {Seats: b.in(20, 60), Wheelchairs: b.IntN(3)}, people.Minibus: {Seats: b.in(6, 18), Wheelchairs: b.IntN(2)},
			people.Truck: {Seats: b.in(10, 25)}, people.Ambulance: {Seats: b.in(1, 3), Stretchers: b.in(1, 2)},
		}[kind]
		if b.chance(40) {
			f.From = b.moment() / 2
		}
		if b.chance(20) {
			f.To = f.From + unit.Second(b.in(2, 30))*unit.Hour
		}
		if b.chance(60) {
			f.Duty, f.Rest = unit.Second(b.in(4, 14))*unit.Hour, unit.Second(b.in(0, 10))*unit.Hour
		}
		if b.chance(25) {
			f.Range = unit.Metre(b.in(40, 400)) * 1000
		}
		b.s.Fleet = append(b.s.Fleet, f)
	}
}

func (b *builder) relief() {
	for i := range pick(b, 0, 1, 2) {
		places := b.Perm(len(b.s.Places))
		b.s.Relief = append(b.s.Relief, people.Relief{
			ID: fmt.Sprintf("relief-%d", i), Item: pick(b, people.Items...), Lorries: b.in(1, 3), Depot: places[0], Place: places[1],
			From: b.moment() / 2, PersonDays: unit.Person(b.in(100, 5000)), Weight: 4,
		})
		b.s.Stocks = append(b.s.Stocks, people.Stock{
			Place: places[1], Item: pick(b, people.Items...), Lasts: unit.Second(b.in(6, 100)) * unit.Hour,
		})
	}
}

func (b *builder) sites() {
	if b.chance(40) {
		return
	}
	for i := range b.s.Places {
		if b.chance(60) {
			b.s.Sites = append(b.s.Sites, people.Site{
				ID: fmt.Sprintf("site-%d", i), Place: i, Name: fmt.Sprintf("School %d", i), Kind: pick(b, people.SiteKinds...),
				Capacity: unit.Person(pick(b, b.in(10, 200), b.in(500, 9000))), Covered: int64(b.in(0, 3000)),
				Water: int64(b.in(0, 20_000)), Toilets: int64(b.in(0, 40)), Meals: int64(b.in(0, 900)), Heated: b.chance(50),
			})
		}
	}
	if b.chance(60) {
		b.s.SafeToStop = unit.Second(b.in(20, 240)) * unit.Minute
	}
}

func (b *builder) fuel() {
	if b.chance(50) {
		return
	}
	for i := range b.s.Places {
		if p := &b.s.Places[i]; p.People.High > 0 && b.chance(60) {
			p.HasTanks, p.Tanks = true, unit.Millilitre(p.VehiclesFor(p.People.Used))*unit.Millilitre(b.in(0, 20_000))
		}
	}
	for i := range pick(b, 0, 1, 2) {
		point := people.FuelPoint{
			ID: fmt.Sprintf("pump-%d", i), Place: b.IntN(len(b.s.Places)), Name: fmt.Sprintf("Pump %d", i),
			Stock: unit.Millilitre(b.in(0, 5000)) * unit.Litre, Ration: unit.Millilitre(pick(b, 0, 5, 15)) * unit.Litre,
			Rate: unit.Rate(b.in(20, 200)) * unit.VehiclePerHour, To: unit.Never,
		}
		if b.chance(40) {
			point.From = b.moment() / 3
			point.To = point.From + unit.Second(b.in(2, 20))*unit.Hour
		}
		for range pick(b, 0, 1, 2) {
			point.Deliveries = append(point.Deliveries, people.Delivery{At: b.moment(), Amount: unit.Millilitre(b.in(1, 2000)) * unit.Litre})
		}
		slices.SortFunc(point.Deliveries, func(a, c people.Delivery) int { return int(a.At - c.At) })
		b.s.FuelPoints = append(b.s.FuelPoints, point)
	}
}

func (b *builder) paths() {
	for i := range pick(b, 0, 1, 2) {
		places := b.Perm(len(b.s.Places))
		path := roads.Path{
			ID: fmt.Sprintf("path-%d", i), From: places[0], To: places[1], Length: unit.Metre(b.in(500, 16_000)),
			Rate: unit.Rate(b.in(100, 1500)) * unit.VehiclePerHour, Posts: unit.Metre(pick(b, 0, 2000)),
		}
		if b.chance(30) {
			path.Hours = b.hours()
		}
		b.s.Paths = append(b.s.Paths, path)
	}
	for i := range b.s.Gates {
		if b.chance(50) {
			b.s.Gates[i].OnFoot = unit.Rate(b.in(50, 900)) * unit.VehiclePerHour
		}
	}
}
