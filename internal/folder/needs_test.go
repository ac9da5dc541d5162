package folder

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/folder/schema"
	"wayout/internal/people"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// full returns the files that Init writes with those tables too that it only mentions.
func full(t rapid.TB) fstest.MapFS {
	t.Helper()
	files := example(t)
	add := func(name, text string) {
		files[name+".csv"] = &fstest.MapFile{Data: []byte(text)}
		change(t, files, settingsFile, "  classes: classes.csv\n", "  classes: classes.csv\n  "+name+": "+name+".csv\n")
	}
	add("gate_changes", "gate,from,rate\nbridge,2030-05-07T08:00,400\n")
	add("institutions", `id,place,name,walks,walks_little,infants,wheelchair,stretcher,staff,ready_from,note
hospital,stone_ford,Valley hospital,4,10,,6,3,12,2030-05-06T10:00,invented
home,upper_mill,,12,,,,,2,,
`)
	add("relief", `id,item,lorries,depot,place,from,person_days,cars,note
flour,food,3,lowfield,upper_mill,2030-05-07T06:00,2000,,invented
water,Water,1,lowfield,stone_ford,,,2,
`)
	add("stocks", "id,place,item,days,note\nbread,upper_mill,food,2.5,\nwell,stone_ford,water,30,\ngenerator,stone_ford,power,0.25,hospital\n")
	add("fuel_deliveries", "point,at,litres\nstone-ford-pump,2030-05-07T08:00,4000\nstone-ford-pump,2030-05-06T20:00,1500.5\n")
	add("paths", `id,from,to,length_km,people_per_hour,hours,posts_km,note
old-track,stone_ford,crossroads,7.5,600,daily 07:00-17:00,2.5,invented
`)
	return files
}

// checkNeedsFit holds what engines rely on without asking, of what people need beyond a car.
func checkNeedsFit(t rapid.TB, s *scenario.Scenario) {
	t.Helper()
	if n := len(s.Classes); n != 0 && n != people.ClassCount {
		t.Errorf("%d classes", n)
	}
	for i := range s.Places {
		for _, level := range []people.Level{people.Used, people.Low, people.High} {
			travel := s.Travel(i, level, 3)
			if got := travel.People() + travel.Stays; got != s.People(i, level) {
				t.Errorf("%d of %d people of place %d travel or stay", got, s.People(i, level), i)
			}
		}
	}
	for i := range s.Institutions {
		if in := &s.Institutions[i]; in.People() > s.Places[in.Place].People.Low || in.Ready < 0 {
			t.Errorf("institution %d is not fit: %+v", i, in)
		}
	}
	for i, f := range s.Fleet {
		if f.Places == (people.Need{}) || f.Weight < 1 || f.From < 0 || f.To < 0 || f.Count < 0 || f.Duty == 0 && f.Rest > 0 {
			t.Errorf("row %d of the fleet is not fit: %+v", i, f)
		}
	}
	for i, p := range s.FuelPoints {
		late := func(x, y people.Delivery) int { return int(x.At - y.At) }
		if p.Rate < 1 || p.From < 0 || p.Stock < 0 || !slices.IsSortedFunc(p.Deliveries, late) {
			t.Errorf("fuel point %d is not fit: %+v", i, p)
		}
	}
	for i, p := range s.Paths {
		if p.From == p.To || p.Length < 1 || p.Rate < 1 {
			t.Errorf("path %d is not fit: %+v", i, p)
		}
	}
}

// TestTalliesAreTheClasses: the words of files are those of the model.
func TestTalliesAreTheClasses(t *testing.T) {
	for i, c := range people.Classes[people.WalksLittle:] {
		if got := schema.Tallies[i]; got.Class != c || got.Name != strings.ReplaceAll(c.String(), " ", "_") {
			t.Errorf("%s is called %s", c, got.Name)
		}
	}
	if got := schema.Tallies[people.ClassCount-1].Name; got != schema.NoCar {
		t.Errorf("after the classes comes %s", got)
	}
}

// TestNeeds reads one of everything and compares it with what is meant.
func TestNeeds(t *testing.T) {
	s := mustRead(t, full(t), sets("safe_to_stop=2 hours", "road.A1.climb_m=350", "road.A1.descent_m=20", "gate.bridge.people_per_hour=900")...)
	same := func(what string, want, got any) {
		t.Helper()
		if diff := cmp.Diff(want, got, compareHours); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	same("safe to stop", 2*unit.Hour, s.SafeToStop)
	same("climb", [2]unit.Metre{350, 20}, [2]unit.Metre{s.Roads[0].Climb, s.Roads[0].Descent})
	same("gate", 900*unit.VehiclePerHour, s.Gates[0].OnFoot)
	same("counts of Stone Ford", people.Counts{
		Class: [people.ClassCount]unit.Person{people.Wheelchair: 11, people.Stretcher: 3}, NoCar: 168,
	}, s.Places[1].Counts)
	same("stretcher", people.ClassNeeds{
		Class: people.Stretcher, Together: 1, Attendants: 1, Stretchers: 1, Loading: 15 * unit.Minute, Latest: 36 * unit.Hour,
	}, s.Classes[people.Stretcher])
	same("oxygen", 4*unit.Hour, s.Classes[people.Oxygen].Longest)
	same("institutions", []people.Institution{
		{
			ID: "hospital", Place: 1, Name: "Valley hospital", Staff: 12, Ready: 2 * unit.Hour, Note: "invented",
			Residents: [people.ClassCount]unit.Person{people.Walks: 4, people.WalksLittle: 10, people.Wheelchair: 6, people.Stretcher: 3},
		},
		{ID: "home", Place: 0, Name: "home", Staff: 2, Residents: [people.ClassCount]unit.Person{people.Walks: 12}},
	}, s.Institutions)
	same("fleet", []people.Fleet{
		{
			ID: "buses", Kind: people.Bus, Count: 2, Places: people.Need{Seats: 50, Wheelchairs: 2}, Depot: 5, To: unit.Never,
			Duty: 12 * unit.Hour, Rest: 8 * unit.Hour, Range: 400_000, PerKilometre: 300, Weight: 2, Note: "invented",
		},
		{
			ID: "ambulance", Kind: people.Ambulance, Count: 1, Places: people.Need{Seats: 2, Stretchers: 1}, Depot: 5, To: unit.Never,
			PerKilometre: 140, Weight: 1, Note: "crews take turns",
		},
	}, s.Fleet)
	same("relief", []people.Relief{
		{ID: "flour", Item: people.Food, Lorries: 3, Depot: 5, From: 22 * unit.Hour, PersonDays: 2000, Weight: 4, Note: "invented"},
		{ID: "water", Item: people.Water, Lorries: 1, Depot: 5, Place: 1, Weight: 2},
	}, s.Relief)
	same("stocks", []people.Stock{
		{Item: people.Food, Lasts: 60 * unit.Hour},
		{Place: 1, Item: people.Water, Lasts: 30 * unit.Day},
		{Place: 1, Item: people.Power, Lasts: 6 * unit.Hour, Note: "hospital"},
	}, s.Stocks)
	same("sites", []people.Site{{
		ID: "crossroads-school", Place: 3, Name: "School at the crossroads", Kind: people.Overnight, Capacity: 150,
		Covered: 600, Water: 3000, Toilets: 4, Heated: true, Note: "invented",
	}}, s.Sites)
	same("fuel points", []people.FuelPoint{{
		ID: "stone-ford-pump", Place: 1, Name: "Pump in Stone Ford", Stock: 3000 * unit.Litre, Ration: 10 * unit.Litre,
		Rate: 60 * unit.VehiclePerHour, To: unit.Never, Note: "invented",
		Deliveries: []people.Delivery{{At: 12 * unit.Hour, Amount: 1_500_500}, {At: unit.Day, Amount: 4000 * unit.Litre}},
	}}, s.FuelPoints)
	hours, err := roads.ParseHours("daily 07:00-17:00")
	if err != nil {
		t.Fatal(err)
	}
	same("paths", []roads.Path{{
		ID: "old-track", From: 1, To: 3, Length: 7500, Rate: 600 * unit.VehiclePerHour, Hours: hours, Posts: 2500, Note: "invented",
	}}, s.Paths)
}

func TestOverrideOfNeeds(t *testing.T) {
	bus := func(s *scenario.Scenario) any {
		f := s.Fleet[0]
		return [4]int64{int64(f.Count), int64(f.Duty), int64(f.Rest), int64(f.Weight)}
	}
	mill := func(s *scenario.Scenario) any { return s.Places[0].Counts }
	stretcher := func(s *scenario.Scenario) any { return s.Places[1].Counts.Class[people.Stretcher] }
	for _, test := range []struct {
		set  string
		look func(*scenario.Scenario) any
		want any
	}{
		{"fleet.buses.count=60", bus, [4]int64{60, 43_200, 28_800, 2}},
		{"fleet.buses.count=0", bus, [4]int64{0, 43_200, 28_800, 2}},
		{"fleet.buses.crew_hours=0", bus, [4]int64{2, 0, 0, 2}},
		{"fleet.buses.kind=truck", func(s *scenario.Scenario) any { return s.Fleet[0].Places.Seats }, 25},
		{"assumption.bus_seats=60", func(s *scenario.Scenario) any { return s.Fleet[0].Places.Seats }, 60},
		{"class.no_car.share_percent=5", mill, people.Counts{Class: [people.ClassCount]unit.Person{people.Wheelchair: 4, people.Stretcher: 1}, NoCar: 100}},
		{"class.no_car.share_percent=0 class.wheelchair.share_percent=0 class.stretcher.share_percent=0", mill, people.Counts{}},
		{"assumption.share_wheelchair=1 class.wheelchair.share_percent=", func(s *scenario.Scenario) any { return s.Places[0].Counts.Class[people.Wheelchair] }, unit.Person(20)},
		{"class.wheelchair.latest=2030-05-06T20:00", func(s *scenario.Scenario) any { return s.Classes[people.Wheelchair].Latest }, 12 * unit.Hour},
		{"class.wheelchair.longest_hours=1.5", func(s *scenario.Scenario) any { return s.Classes[people.Wheelchair].Longest }, 90 * unit.Minute},
		{"place.stone_ford.stretcher=400", stretcher, unit.Person(400)},
		{"place.stone_ford.stretcher=0", stretcher, unit.Person(0)},
		{"place.stone_ford.animals=77", func(s *scenario.Scenario) any { return s.Places[1].Counts.Animals }, int64(77)},
		{"place.stone_ford.stays=1000", func(s *scenario.Scenario) any { return s.Travel(1, people.Used, 0).Stays }, unit.Person(1000)},
		{"place.stone_ford.fuel_litres=12.5", func(s *scenario.Scenario) any { return s.Tanks(1) }, unit.Millilitre(12_500)},
		{"place.stone_ford.priority=2", func(s *scenario.Scenario) any { return s.Places[1].Priority }, 2},
		{"place.stone_ford.priority=2 place.stone_ford.priority=", func(s *scenario.Scenario) any { return s.Places[1].Priority }, 0},
		{"place.stone_ford.fuel_litres=0", func(s *scenario.Scenario) any { return s.Places[1].HasTanks }, true},
		{"fuel_point.stone-ford-pump.ration_litres=15", func(s *scenario.Scenario) any { return s.FuelPoints[0].Ration }, 15 * unit.Litre},
		{"fuel_point.stone-ford-pump.from=2030-05-06T07:00", func(s *scenario.Scenario) any { return s.FuelPoints[0].From }, unit.Second(0)},
		{"safe_to_stop=2h", func(s *scenario.Scenario) any { return s.SafeToStop }, 2 * unit.Hour},
		{"safe_to_stop=90 minutes safe_to_stop=", func(s *scenario.Scenario) any { return s.SafeToStop }, unit.Second(0)},
		{"institution.home.staff=4", func(s *scenario.Scenario) any { return s.Institutions[1].Staff }, unit.Person(4)},
		{"relief.flour.lorries=0", func(s *scenario.Scenario) any { return s.Relief[0].Lorries }, 0},
		{"stock.bread.days=1", func(s *scenario.Scenario) any { return s.Stocks[0].Lasts }, unit.Day},
		{"site.crossroads-school.capacity=", func(s *scenario.Scenario) any { return s.Sites[0].Capacity }, unit.Person(0)},
		{"path.old-track.people_per_hour=0.5", func(s *scenario.Scenario) any { return s.Paths[0].Rate }, unit.Rate(500)},
	} {
		t.Run(test.set, func(t *testing.T) {
			f, problems := Read(full(t), sets(splitSets(test.set)...))
			checkRead(t, f, problems)
			if problems.HasErrors() {
				t.Fatalf("problems:\n%s", lines(problems))
			}
			if diff := cmp.Diff(test.want, test.look(f.Scenario)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestOverrideOfNeedsRefused(t *testing.T) {
	for set, want := range map[string]string{
		"fleet.buses.count=1001":                        "from 0 to 1,000 vehicles",
		"fleet.buses.seats=0 fleet.buses.wheelchairs=0": "no place for anybody",
		"fleet.busse.count=1":                           "Did you mean buses?",
		"fleet.buses.depot=nowhere":                     "no place with this id",
		"class.stays.share_percent=5":                   "There is no class with this id",
		"class.no_car.share_percent=":                   "value is missing",
		"class.no_car.share_percent=101":                "from 0 to 100 % of the people",
		"class.no_car.id=stays":                         "id cannot be set",
		"place.stone_ford.stretcher=5600":               "5,600 people, but 5,646 in classes and institutions",
		"place.stone_ford.no_car=5590":                  "without a car, staying, or in institutions",
		"place.stone_ford.stretcher=1.5":                "not whole",
		"institution.home.walks=1790":                   "1,800 people at people_low",
		"safe_to_stop=soon":                             "not a length of time",
		"fuel_point.stone-ford-pump.rate=0":             "from 0.001 to 100,000 cars/h",
		"fuel_point.stone-ford-pump.at=1":               "There are",
		"site.crossroads-school.kind=camp":              "assembly, holding or overnight",
		"stock.well.item=power":                         "stands twice for the place, on lines 3 and 4",
		"path.old-track.to=stone_ford":                  "place to itself",
		"fuel_delivery.x.litres=1":                      "not known",
	} {
		f, problems := Read(full(t), sets(splitSets(set)...))
		checkRead(t, f, problems)
		if !problems.HasErrors() || !strings.Contains(lines(problems), want) {
			t.Errorf("%s: want %q, got:\n%s", set, want, lines(problems))
		}
	}
	files := example(t)
	change(t, files, settingsFile, "  classes: classes.csv\n", "")
	delete(files, "classes.csv")
	_, problems := Read(files, sets("class.no_car.share_percent=5"))
	if !strings.Contains(lines(problems), "The scenario has no classes.") {
		t.Errorf("got:\n%s", lines(problems))
	}
}

// TestSharesAreExact compares counts by share with exact arithmetic: the nearest whole number,
// halves up.
func TestSharesAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(1, 1_000_000).Draw(t, "people")
		thousandths := rapid.Int64Range(0, 30_000).Draw(t, "thousandths of a per cent")
		files := example(t)
		text := fmt.Sprintf("id,share_percent,source\nwheelchair,%d.%03d,x\nelderly,50,x\n", thousandths/1000, thousandths%1000)
		files["classes.csv"] = &fstest.MapFile{Data: []byte(text)}
		f, problems := Read(files, sets(fmt.Sprintf("place.stone_ford.people=%d", n), "place.stone_ford.vehicles="))
		checkRead(t, f, problems)
		if f.Scenario == nil {
			t.Fatal(lines(problems))
		}
		exact := new(big.Rat).Add(big.NewRat(n*thousandths, 100_000), big.NewRat(1, 2))
		want := new(big.Int).Div(exact.Num(), exact.Denom()).Int64()
		if got := int64(f.Scenario.Places[1].Counts.Class[people.Wheelchair]); got != want {
			t.Errorf("%d, want %d", got, want)
		}
	})
}

// TestSharesTellWhereNumbersComeFrom: the folder knows what was counted and what is a share.
func TestSharesTellWhereNumbersComeFrom(t *testing.T) {
	f, problems := Read(example(t), sets("place.stone_ford.no_car=9", "place.pine_hill.stays=4", "class.wheelchair.share_percent="))
	checkRead(t, f, problems)
	got := map[string]Share{}
	for _, share := range f.Shares {
		if share.Listed || share.Counted > 0 {
			got[share.ID] = share
		}
	}
	want := map[string]Share{
		"wheelchair": {ID: "wheelchair", Listed: true, Percent: 0.7, Default: true, Source: "invented", Shared: 14 + 39 + 6},
		"stretcher":  {ID: "stretcher", Listed: true, Percent: 0.05, Source: "invented", Shared: 1 + 3},
		"no_car":     {ID: "no_car", Listed: true, Percent: 3, Source: "invented", Counted: 9, Shared: 60 + 27},
		"stays":      {ID: "stays", Counted: 4},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
