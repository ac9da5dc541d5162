package supply_test

import (
	"math"
	"slices"
	"testing"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// halves returns Tiny, and a plan by which half of the 200 people of the town leave within its first
// hour, the others in the second and third.
func halves() (*scenario.Scenario, *plan.Plan) {
	s := scenariotest.Tiny()
	return s, &plan.Plan{
		Horizon: s.Horizon,
		Routes:  []plan.Route{{Place: scenariotest.TinyTown, Passes: []unit.Second{0, 1800}}},
		Slots: []plan.Slot{
			{Length: unit.Hour, Vehicles: 25, People: 100},
			{Depart: unit.Hour, Length: 2 * unit.Hour, Vehicles: 25, People: 100},
		},
	}
}

// TestShortages follows stocks by hand: 200 people eat for half an hour and 100 for one hour and a half
// more, so 250 person-hours.
func TestShortages(t *testing.T) {
	const never = unit.Never
	for _, c := range []struct {
		name         string
		lasts        unit.Second
		relief       unit.Second // when the lorry is there; 0: there is none
		brings       unit.Person
		runsOut      unit.Second
		lackingHours float64
	}{
		{"lasts", 75 * unit.Minute, 0, 0, never, 0},
		{"runs out before the second half leaves", unit.Hour, 0, 0, 90 * unit.Minute, 50},
		{"nothing at all", 0, 0, 0, 0, 250},
		{"relief in time", unit.Hour, 80 * unit.Minute, 3, never, 0},
		{"relief too late", unit.Hour, 105 * unit.Minute, 2, 90 * unit.Minute, 25},
		{"relief that is too little", unit.Hour, 105 * unit.Minute, 1, 90 * unit.Minute, 26},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, p := halves()
			s.Stocks = []people.Stock{{Place: scenariotest.TinyTown, Item: people.Food, Lasts: c.lasts}}
			if c.relief > 0 {
				s.Relief = []people.Relief{{Item: people.Food, Lorries: 1, Depot: scenariotest.TinyBorder, Place: scenariotest.TinyTown, PersonDays: c.brings}}
				p.Trips = []plan.Trip{
					{
						Vehicle: plan.Vehicle{Relief: true, Number: 1}, From: scenariotest.TinyBorder, To: scenariotest.TinyTown,
						Passes: []unit.Second{0, 1800}, Depart: c.relief - 31*unit.Minute, Length: unit.Minute, Reception: -1,
					},
					{
						Vehicle: plan.Vehicle{Relief: true, Number: 1}, From: scenariotest.TinyTown, To: scenariotest.TinyBorder,
						Passes: []unit.Second{0, 1800}, Depart: c.relief + unit.Hour, Length: unit.Minute, Reception: -1,
					},
				}
			}
			got := supply.Shortages(s, people.Used, p)
			if len(got) != 1 {
				t.Fatalf("%+v", got)
			}
			x := got[0]
			if x.Place != scenariotest.TinyTown || x.Item != people.Food || x.Leaves != 2*unit.Hour || x.Brought != c.brings {
				t.Errorf("%+v", x)
			}
			if x.RunsOut != c.runsOut || math.Abs(x.Lacking*24-c.lackingHours) > 1e-9 {
				t.Errorf("runs out at %d and lacks %.3f person-hours, want %d and %.0f", x.RunsOut, x.Lacking*24, c.runsOut, c.lackingHours)
			}
		})
	}
}

// TestStocksLastToTheEnd: where somebody stays, the stock is needed for the whole horizon; other items
// and other places bring nothing.
func TestStocksLastToTheEnd(t *testing.T) {
	s, p := halves()
	s.Stocks = []people.Stock{
		{Place: scenariotest.TinyVillage, Item: people.Water, Lasts: 6 * unit.Hour},
		{Place: scenariotest.TinyTown, Item: people.Water, Lasts: unit.Day},
	}
	s.Relief = []people.Relief{{Item: people.Food, Depot: scenariotest.TinyBorder, Place: scenariotest.TinyVillage, PersonDays: 900}}
	p.Trips = []plan.Trip{{Vehicle: plan.Vehicle{Relief: true, Number: 1}, To: scenariotest.TinyVillage, Passes: []unit.Second{0}, Reception: -1}}
	got := supply.Shortages(s, people.Used, p)
	want := []supply.Shortage{
		{Place: scenariotest.TinyVillage, Item: people.Water, RunsOut: 6 * unit.Hour, Leaves: 12 * unit.Hour, Lacking: 10},
		{Place: scenariotest.TinyTown, Item: people.Water, RunsOut: unit.Never, Leaves: 2 * unit.Hour},
	}
	if !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// TestSiteHours follows who is at sites by hand.
func TestSiteHours(t *testing.T) {
	s, p := halves()
	s.Sites = []people.Site{
		{Place: scenariotest.TinyTown, Kind: people.Holding, Capacity: 150, Toilets: 4, Water: 2000},
		{Place: scenariotest.TinyTown, Kind: people.Assembly, Capacity: 500},
		{Place: scenariotest.TinyTown, Kind: people.Overnight, Capacity: 500},
	}
	got := supply.SiteHours(s, people.Used, p)
	// Streams leave in their middle, at 0:30 and 2:00; people come to the assembly an hour before.
	want := []struct {
		site   int
		from   unit.Second
		people unit.Person
	}{
		{0, 0, 200},
		{0, unit.Hour, 100},
		{1, 0, 200}, // both within the hour and the hour before
		{1, unit.Hour, 100},
	}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i, w := range want {
		if got[i].Site != w.site || got[i].From != w.from || got[i].People != w.people {
			t.Errorf("%+v, want %+v", got[i], w)
		}
	}
	// By the assumptions 15 litres, 3.5 m² and 2,100 kcal a person, and a toilet for 50.
	full := supply.SiteHour{People: 200, Water: 3000, Toilets: 4, Kilocalories: 420_000, Meals: 200, Covered: 700}
	if got[0] != full {
		t.Errorf("%+v, want %+v", got[0], full)
	}
	flags, unknown := got[0].Flags(s)
	if !slices.Equal(flags, []string{"over capacity by 50 people", "water short by 1,000 litres a day"}) || !slices.Equal(unknown, []string{"meals", "covered space"}) {
		t.Errorf("flags %q, unknown %q", flags, unknown)
	}
	if fullest := supply.Fullest(got); len(fullest) != 2 || fullest[0] != got[0] || fullest[1] != got[2] {
		t.Errorf("fullest %+v", fullest)
	}
}

// TestWhoWaitsAfterAWalk: people who came on foot are at the sites of the place until they are fetched.
func TestWhoWaitsAfterAWalk(t *testing.T) {
	s, p := halves()
	s.Places[scenariotest.TinyVillage].Counts.NoCar = 40
	s.Paths = append(s.Paths, path(scenariotest.TinyVillage, scenariotest.TinyTown))
	s.Sites = []people.Site{{Place: scenariotest.TinyTown, Kind: people.Overnight}}
	load := plan.Load{Place: scenariotest.TinyVillage, Parties: 10}
	p.Columns = []plan.Column{{Load: load, Depart: unit.Hour, Length: unit.Minute, Walks: 3*unit.Hour - unit.Minute, Reception: -1}}
	p.Trips = []plan.Trip{{
		From: scenariotest.TinyTown, To: scenariotest.TinyBorder, Passes: []unit.Second{0, 1800},
		Depart: 6 * unit.Hour, Length: unit.Minute, Boards: []plan.Load{load},
	}}
	var hours []unit.Second
	for _, h := range supply.SiteHours(s, people.Used, p) {
		hours = append(hours, h.From/unit.Hour)
		if h.People != 40 {
			t.Errorf("%+v", h)
		}
	}
	if !slices.Equal(hours, []unit.Second{4, 5}) {
		t.Errorf("people are there in the hours %v", hours)
	}
	// They have left the village on foot, and are not counted again where they board.
	departures := supply.Departures(s, p)
	if got := departures[scenariotest.TinyVillage]; len(got) != 1 || got[0] != (supply.Departure{At: unit.Hour, People: 40}) {
		t.Errorf("the village is left by %+v", got)
	}
	if got := departures[scenariotest.TinyTown]; len(got) != 2 {
		t.Errorf("the town is left by %+v", got)
	}
}

func path(from, to int) roads.Path {
	return roads.Path{From: from, To: to, Length: 9000, Rate: 600 * unit.VehiclePerHour}
}
