package report_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"wayout/internal/folder"
	"wayout/internal/people"
	"wayout/internal/report"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

// needy gives the tiny scenario one of everything that people need beyond a car.
func needy() (*scenario.Scenario, []folder.Share) {
	s := tiny()
	s.SafeToStop = 150 * unit.Minute
	for i := range s.Places {
		p := &s.Places[i]
		if n := p.People.Used; n > 0 {
			p.Counts = people.Counts{NoCar: n / 4, Stays: n / 20, Animals: int64(n / 2)}
			p.Counts.Class[people.Elderly], p.Counts.Class[people.Stretcher] = n/10, 1
		}
	}
	s.Places[0].Tanks, s.Places[0].HasTanks = 1_250_500, true
	s.Classes = nil
	for _, c := range people.Classes {
		s.Classes = append(s.Classes, s.ClassNeeds(c))
	}
	s.Classes[people.Stretcher].Latest = 20 * unit.Hour
	s.Institutions = []people.Institution{
		{ID: "home", Place: 0, Name: "Home of the old", Residents: [people.ClassCount]unit.Person{people.Walks: 3, people.Wheelchair: 2}, Staff: 2, Ready: 3 * unit.Hour, Note: "ground floor"},
	}
	s.Fleet = []people.Fleet{
		{ID: "buses", Kind: people.Bus, Count: 2, Places: people.Need{Seats: 50, Wheelchairs: 1}, Depot: 2, To: unit.Never, Duty: 12 * unit.Hour, Rest: 8 * unit.Hour, Range: 400_000, PerKilometre: 300, Weight: 2, Note: "promised"},
		{ID: "ambulance", Kind: people.Ambulance, Count: 1, Places: people.Need{Seats: 2, Stretchers: 1}, Depot: 2, From: unit.Hour, To: 30 * unit.Hour, PerKilometre: 145, Weight: 1},
		{ID: "trucks", Kind: people.Truck, Places: people.Need{Seats: 25}, Depot: 2, To: unit.Never, Weight: 4},
	}
	s.Relief = []people.Relief{{ID: "flour", Item: people.Food, Lorries: 2, Depot: 2, Place: 0, From: unit.Hour, PersonDays: 300, Weight: 4}}
	s.Stocks = []people.Stock{{Place: 0, Item: people.Food, Lasts: 60 * unit.Hour}, {Place: 1, Item: people.Water, Lasts: unit.Day}, {Place: 0, Item: people.Power, Note: "generator"}}
	s.Sites = []people.Site{
		{ID: "hall", Place: 0, Name: "Hall", Kind: people.Overnight, Capacity: 120, Covered: 420, Water: 900, Toilets: 2, Meals: 1, Heated: true},
		{ID: "square", Place: 1, Name: "Square", Kind: people.Assembly},
	}
	s.FuelPoints = []people.FuelPoint{
		{ID: "pump", Place: 0, Name: "Pump", Stock: 500_000, Ration: 7_500, Rate: 60_000, To: unit.Never, Deliveries: []people.Delivery{{At: unit.Hour, Amount: 1_000_000}}},
		{ID: "yard", Place: 1, Name: "Yard", Rate: 30_500, From: unit.Hour, To: unit.Day},
	}
	s.Paths = []roads.Path{{ID: "ridge", From: 0, To: 2, Length: 8_000, Rate: 600_000, Posts: 2_000}}
	s.Gates[0].OnFoot = 900_000
	s.Roads[0].Climb = 120
	return s, []folder.Share{
		{ID: "elderly", Listed: true, Percent: 10, Source: "register", Shared: 24},
		{ID: "oxygen", Listed: true, Percent: 0.02, Default: true, Source: "assumed"},
		{ID: "no_car", Listed: true, Percent: 25, Source: "mayor", Shared: 50, Counted: 10},
	}
}

func TestCheckOfNeeds(t *testing.T) {
	s, shares := needy()
	text := report.Check(&folder.Folder{Scenario: s, Shares: shares}).Text()
	keepsToThePage(t, text)
	golden(t, "needs.txt", text)
}

// TestCheckWithoutCounts: where nobody was counted, one sentence tells who is missing, and the form
// for programs has the numbers; where there is nothing, nothing is written of it.
func TestCheckWithoutCounts(t *testing.T) {
	s := tiny()
	s.Places[0].People = people.Population{Low: 100_000, Used: 100_632, High: 120_000}
	s.Places[1].People = people.Population{}
	got := report.Check(&folder.Folder{Scenario: s})
	joined := strings.Join(strings.Fields(got.Text()), " ")
	want := "Nobody was counted who cannot walk or has no car; by the default shares there would be about 302 on stretchers, 704 in wheelchairs, 20 on oxygen, 50 on dialysis, 10,063 who walk little, 15,095 of 65 and more, 1,006 pregnant and 1,509 infants."
	if !strings.Contains(joined, want) {
		t.Errorf("got %s", joined)
	}
	for _, section := range []string{"fleet", "Fuel", "Stocks", "site", "path", "institution", "Stop"} {
		if strings.Contains(got.Text(), section) {
			t.Errorf("there is no %s:\n%s", section, got.Text())
		}
	}
	data, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), `"not_counted":[{"id":"walks_little","people":10063,"share_percent":10},`) {
		t.Errorf("got %s", data)
	}
}

// TestAnyCheckOfNeedsKeepsToThePage: as TestAnyCheckKeepsToThePage, for what people need.
func TestAnyCheckOfNeedsKeepsToThePage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenariotest.Random(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)))
		word := rapid.OneOf(rapid.String(), rapid.StringN(0, 300, -1), rapid.Just("a\xffb"))
		draw := func() string { return word.Draw(t, "text") }
		many := func(most int64) int64 { return rapid.Int64Range(0, most).Draw(t, "number") }
		for i := range s.Places {
			s.Places[i].Name = draw()
			s.Places[i].Counts.NoCar = unit.Person(many(100_000_000))
		}
		place := func() int { return int(many(int64(len(s.Places) - 1))) }
		s.Institutions = []people.Institution{{ID: draw(), Place: place(), Name: draw(), Note: draw(), Staff: unit.Person(many(9))}}
		s.Institutions[0].Residents[many(int64(people.ClassCount-1))] = unit.Person(many(100_000_000))
		s.Fleet = []people.Fleet{{ID: draw(), Kind: people.Minibus, Count: int(many(1000)), Depot: place(), To: unit.Never, Duty: unit.Second(many(99_999)), Note: draw()}}
		s.Relief = []people.Relief{{ID: draw(), Item: people.Power, Lorries: int(many(9)), Depot: place(), Place: place(), PersonDays: unit.Person(many(9999)), Note: draw()}}
		s.Stocks = []people.Stock{{Place: place(), Item: people.Food, Lasts: unit.Day, Note: draw()}, {Place: place(), Item: people.Water, Note: draw()}}
		s.Sites = []people.Site{{ID: draw(), Place: place(), Name: draw(), Kind: people.Holding, Capacity: unit.Person(many(100_000_000)), Water: many(9), Note: draw()}}
		s.FuelPoints = []people.FuelPoint{{ID: draw(), Place: place(), Name: draw(), Rate: 1, To: unit.Hour, Stock: unit.Millilitre(many(1 << 40)), Note: draw()}}
		s.Paths = []roads.Path{{ID: draw(), From: place(), To: place(), Length: unit.Metre(many(5_000_000)), Rate: 1, Note: draw()}}
		shares := []folder.Share{{ID: "no_car", Listed: true, Percent: 100.0 / 3, Source: draw(), Shared: unit.Person(many(9))}}
		keepsToThePage(t, report.Check(&folder.Folder{Scenario: s, Shares: shares}).Text())
	})
}
