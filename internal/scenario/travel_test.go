package scenario_test

import (
	"testing"

	"pgregory.net/rapid"

	"wayout/internal/people"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

// drawPlace fills the town of Tiny with people of all classes, institutions and a range, whose counts
// may be more than there are people.
func drawPlace(t *rapid.T) *scenario.Scenario {
	s := scenariotest.Tiny()
	p := &s.Places[scenariotest.TinyTown]
	number := func(what string, most int) unit.Person { return unit.Person(rapid.IntRange(0, most).Draw(t, what)) }
	used := 1 + number("people", 400)
	p.People = people.Population{Low: min(used, 1+number("low", 400)), Used: used, High: used + number("high", 100)}
	p.PerVehicle = people.Occupancy(rapid.IntRange(1000, 6000).Draw(t, "thousandths in a car"))
	if rapid.Bool().Draw(t, "counted") {
		p.Vehicles = unit.Vehicle(1 + number("cars", 100))
	}
	share := rapid.SampledFrom([]int{0, 3, 40, 200})
	for _, c := range people.Classes[1:] {
		p.Counts.Class[c] = number(c.String(), share.Draw(t, "most "+c.String()))
	}
	p.Counts.NoCar, p.Counts.Stays = number("no car", 300), number("stays", 60)
	for i := range rapid.IntRange(0, 2).Draw(t, "institutions") {
		in := people.Institution{ID: string(rune('a' + i)), Place: scenariotest.TinyTown, Staff: number("staff", 12)}
		for _, c := range []people.Class{people.Walks, people.WalksLittle, people.Unaccompanied, people.Wheelchair, people.Stretcher, people.Oxygen} {
			in.Residents[c] = number("residents "+c.String(), 9)
		}
		s.Institutions = append(s.Institutions, in)
	}
	return s
}

// TestTravelDividesThePeople: whoever there is stays, goes by car or is in a group, at every level and
// whatever cars lack fuel; nobody is there twice, and no part is negative.
func TestTravelDividesThePeople(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawPlace(t)
		const place = scenariotest.TinyTown
		level := rapid.SampledFrom([]people.Level{people.Low, people.Used, people.High}).Draw(t, "level")
		all := s.Travel(place, level, 0)
		noFuel := unit.Vehicle(rapid.IntRange(0, int(all.Cars)+3).Draw(t, "cars without fuel"))
		travel := s.Travel(place, level, noFuel)
		sum, byClass := travel.Stays+travel.ByCar, unit.Person(0)
		for i := range travel.Groups {
			sum += travel.Groups[i].People
			if travel.Groups[i].Parties < 1 || travel.Groups[i].People < unit.Person(travel.Groups[i].Parties) {
				t.Errorf("group %+v has parties of nobody", travel.Groups[i])
			}
		}
		for c, n := range travel.Class {
			byClass += n
			if n < 0 || n > 0 && people.Class(c).NeedsFleet() {
				t.Errorf("%d people of the class %s go by car", n, people.Class(c))
			}
		}
		if sum != s.People(place, level) || byClass != travel.ByCar || travel.Stays < 0 || travel.ByCar < 0 || travel.Cars < 0 {
			t.Errorf("%d of %d people, %d by car in %d classes: %+v", sum, s.People(place, level), travel.ByCar, byClass, travel)
		}
		if travel.People() != sum-travel.Stays || travel.InGroups() != sum-travel.Stays-travel.ByCar {
			t.Errorf("sums %d and %d of %+v", travel.People(), travel.InGroups(), travel)
		}
		if travel.Cars != max(0, all.Cars-noFuel) || travel.Cars == 0 && travel.ByCar > 0 {
			t.Errorf("%d of %d cars have no fuel, %d are left for %d people", noFuel, all.Cars, travel.Cars, travel.ByCar)
		}
		if travel.Stays != all.Stays || travel.ByCar > all.ByCar {
			t.Errorf("without fuel %+v, with it %+v", travel, all)
		}
	})
}

// TestTravelGroupsAreWhole: parties of a household are no larger than one, and of patients no larger
// than one with its attendants, and nobody frail is in a group that may be sent on foot.
func TestTravelGroupsAreWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawPlace(t)
		noFuel := unit.Vehicle(rapid.IntRange(0, 30).Draw(t, "cars without fuel"))
		travel := s.Travel(scenariotest.TinyTown, people.Used, noFuel)
		size := unit.Person(s.Assumption("household_people"))
		for i := range travel.Groups {
			g := &travel.Groups[i]
			needs := s.ClassNeeds(g.Class)
			most := unit.Person(0)
			for n := range g.Parties {
				most = max(most, g.PeopleIn(n, 1))
			}
			switch {
			case g.Institution >= 0:
			case g.Class.NeedsFleet():
				if most > unit.Person(needs.Together+needs.Attendants) {
					t.Errorf("%+v has parties of %d", g, most)
				}
			case most > size:
				t.Errorf("%+v has households of %d, more than %d", g, most, size)
			}
			if g.Class == people.WalksLittle && g.OnFoot() || g.Shifted && noFuel == 0 {
				t.Errorf("%+v may walk, or has no fuel", g)
			}
			if g.Loading < unit.Second(most)*needs.Loading && !g.Class.NeedsFleet() && g.Institution < 0 {
				t.Errorf("%+v boards in %d s", g, g.Loading)
			}
		}
	})
}

// TestPatientsAreNotAlone: while anybody who walks is left at home, everybody who cannot has somebody
// who attends them.
func TestPatientsAreNotAlone(t *testing.T) {
	seen := map[bool]int{}
	rapid.Check(t, func(t *rapid.T) {
		s := drawPlace(t)
		s.Places[scenariotest.TinyTown].Counts.NoCar = 0
		travel := s.Travel(scenariotest.TinyTown, people.Used, 0)
		alone := unit.Person(0)
		for i := range travel.Groups {
			if g := &travel.Groups[i]; g.Institution < 0 && g.Class.CannotWalk() {
				alone += 2*unit.Person(g.Parties) - g.People // one attendant each
			}
		}
		seen[alone > 0]++
		if walks := travel.Class[people.Walks]; alone < 0 || alone > 0 && walks > 0 {
			t.Errorf("%d patients are alone, %d people who walk are at home", alone, walks)
		}
	})
	if seen[true] == 0 || seen[false] == 0 {
		t.Errorf("places with patients alone and others: %v", seen)
	}
}

// TestFrailHouseholdsRide works one place out by hand: of 40 people without a car in 10 households 6
// are frail; as nobody knows who lives with whom, 6 households ride and 4 may walk.
func TestFrailHouseholdsRide(t *testing.T) {
	s := scenariotest.Tiny()
	town := &s.Places[scenariotest.TinyTown]
	town.People = people.Population{Low: 100, Used: 100, High: 100}
	town.Counts.NoCar = 40
	town.Counts.Class[people.WalksLittle], town.Counts.Class[people.Elderly] = 15, 20
	travel := s.Travel(scenariotest.TinyTown, people.Used, 0)
	want := []struct {
		class   people.Class
		people  unit.Person
		parties int
		loading unit.Second
	}{{people.WalksLittle, 24, 6, 4 * 60}, {people.Walks, 16, 4, 4 * 20}}
	if len(travel.Groups) != len(want) || travel.ByCar != 60 {
		t.Fatalf("%+v", travel)
	}
	for i, w := range want {
		g := &travel.Groups[i]
		if g.Class != w.class || g.People != w.people || g.Parties != w.parties || g.Loading != w.loading {
			t.Errorf("group %+v, want %+v", g, w)
		}
	}
	// 15 cars; four fifths of them without fuel shift 48 people in 12 households.
	travel = s.Travel(scenariotest.TinyTown, people.Used, 12)
	if travel.Cars != 3 || travel.ByCar != 12 || travel.InGroups() != 88 {
		t.Errorf("with 3 cars: %+v", travel)
	}
}

// TestPatientsHaveAttendants works out a place by hand.
func TestPatientsHaveAttendants(t *testing.T) {
	s := scenariotest.Tiny()
	town := &s.Places[scenariotest.TinyTown]
	town.People = people.Population{Low: 10, Used: 10, High: 10}
	town.Counts.Class[people.Stretcher], town.Counts.Class[people.Oxygen] = 4, 3
	travel := s.Travel(scenariotest.TinyTown, people.Used, 0)
	want := []struct {
		class   people.Class
		people  unit.Person
		parties int
	}{{people.Oxygen, 6, 3}, {people.Stretcher, 4, 4}} // the three who walk attend those on oxygen
	if len(travel.Groups) != len(want) || travel.ByCar != 0 || travel.Cars != 0 {
		t.Fatalf("%+v", travel)
	}
	for i, w := range want {
		if g := &travel.Groups[i]; g.Class != w.class || g.People != w.people || g.Parties != w.parties || g.Stretchers != 1 {
			t.Errorf("group %+v, want %+v", g, w)
		}
	}
}

// TestInstitutionsHaveStaff: a house of four on stretchers and ten children with three of the staff has
// two of them with the children, and one with a patient.
func TestInstitutionsHaveStaff(t *testing.T) {
	s := scenariotest.Tiny()
	in := people.Institution{Place: scenariotest.TinyTown, Staff: 3, Ready: unit.Hour}
	in.Residents[people.Stretcher], in.Residents[people.Unaccompanied] = 4, 10
	s.Institutions = []people.Institution{in}
	travel := s.Travel(scenariotest.TinyTown, people.Used, 0)
	want := []struct {
		class   people.Class
		people  unit.Person
		parties int
	}{{people.Stretcher, 2, 1}, {people.Stretcher, 3, 3}, {people.WalksLittle, 12, 2}}
	if len(travel.Groups) != len(want) || travel.ByCar != 183 {
		t.Fatalf("%+v", travel)
	}
	for i, w := range want {
		g := &travel.Groups[i]
		if g.Class != w.class || g.People != w.people || g.Parties != w.parties || g.Institution != 0 || g.Ready != unit.Hour {
			t.Errorf("group %+v, want %+v", g, w)
		}
	}
}

// TestLeastWeightIsLeast packs parties into vehicles in every way, and finds none lighter.
func TestLeastWeightIsLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenariotest.Tiny()
		small := func(what string, low, high int) int { return rapid.IntRange(low, high).Draw(t, what) }
		for range small("kinds of vehicles", 0, 3) {
			s.Fleet = append(s.Fleet, people.Fleet{
				Count: small("count", 0, 9), Weight: unit.Vehicle(small("weight", 1, 5)),
				Places: people.Need{Seats: small("seats", 0, 9), Wheelchairs: small("wheelchairs", 0, 2), Stretchers: small("stretchers", 0, 2)},
			})
		}
		g := people.Group{Class: people.WalksLittle, Institution: -1, Parties: small("parties", 1, 5)}
		g.Stretchers = small("stretchers", 0, 1)
		g.People = unit.Person(g.Parties + small("more people", 0, 8))
		if g.Stretchers > 0 {
			g.Class = people.Stretcher
		} else if rapid.Bool().Draw(t, "in wheelchairs") {
			g.Class, g.Wheelchairs = people.Wheelchair, 1
		}
		lightest := unit.Vehicle(1 << 40)
		pack(s, &g, 0, 0, &lightest)
		if lightest == 1<<40 {
			return // no packing carries all parties
		}
		if least := s.LeastWeight(&g); least > lightest.Amount() || least < 0 {
			t.Errorf("%+v weigh at least %d, packed in %+v only %d", g, least, s.Fleet, lightest.Amount())
		}
	})
}

// pack tries every number of the parties from the first-th on in the next vehicle, of every kind; they
// differ so little that their order does not count.
func pack(s *scenario.Scenario, g *people.Group, first int, weight unit.Vehicle, lightest *unit.Vehicle) {
	if first == g.Parties {
		*lightest = min(*lightest, weight)
		return
	}
	for f := range s.Fleet {
		for n := 1; first+n <= g.Parties; n++ {
			if s.Fleet[f].Count > 0 && g.Need(first, n).FitsIn(s.Fleet[f].Places) {
				pack(s, g, first+n, weight+s.Fleet[f].Weight, lightest)
			}
		}
	}
}

// TestWalkersWeighNothing: whoever may walk where there are paths, and whom no vehicle takes, adds
// nothing to a bound.
func TestWalkersWeighNothing(t *testing.T) {
	s := oneBusOf(40)
	g := people.Group{Class: people.Walks, Institution: -1, People: 60, Parties: 15}
	if got := s.LeastWeight(&g); got != unit.Vehicle(3).Amount() {
		t.Errorf("60 people weigh %d, want those of one and a half buses", got)
	}
	s.Paths = []roads.Path{{}}
	if got := s.LeastWeight(&g); got != 0 {
		t.Errorf("who may walk weighs %d", got)
	}
	g.Class, g.Stretchers, g.Parties = people.Stretcher, 1, 60
	if got := s.LeastWeight(&g); got != 0 {
		t.Errorf("whom no vehicle takes weighs %d", got)
	}
}

func oneBusOf(seats int) *scenario.Scenario {
	s := scenariotest.Tiny()
	s.Fleet = []people.Fleet{{Count: 1, Weight: 2, Places: people.Need{Seats: seats}}}
	return s
}
