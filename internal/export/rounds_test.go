package export_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"wayout/internal/export"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// valleySheets are the sheets of the valley by their names.
func valleySheets() map[string][]byte {
	s, p := valley(), valleyPlan()
	return map[string][]byte{
		export.RoundsFile:  export.Rounds(s, p),
		export.CrewsFile:   export.Crews(s, p),
		export.FuelFile:    export.Fuel(s, p),
		export.ColumnsFile: export.Columns(s, p),
		export.SitesFile:   export.Sites(s, valleyHours()),
	}
}

func TestGoldenSheets(t *testing.T) {
	golden(t, "valley.json", export.Plan(valley(), valleyPlan()))
	for name, text := range valleySheets() {
		golden(t, name, text)
	}
}

// table reads a sheet as records by column; it must have a header, a row of tags under it, and no
// cell that a spreadsheet takes for a formula.
func table(t interface{ Fatalf(string, ...any) }, text []byte) []map[string]string {
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("a sheet of %d rows: %v", len(rows), err)
	}
	for _, tag := range rows[1] {
		if !strings.HasPrefix(tag, "#") {
			t.Fatalf("%q is no tag", tag)
		}
	}
	var out []map[string]string
	for _, row := range rows[2:] {
		record := map[string]string{}
		for i, cell := range row {
			_, err := strconv.ParseFloat(cell, 64)
			if err != nil && cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) {
				t.Fatalf("the cell %q is a formula", cell)
			}
			record[rows[0][i]] = cell
		}
		out = append(out, record)
	}
	return out
}

// sum adds up columns of a sheet.
func sum(records []map[string]string, columns ...string) int {
	total := 0
	for _, record := range records {
		for _, column := range columns {
			n, _ := strconv.Atoi(record[column])
			total += n
		}
	}
	return total
}

// anyLoad draws parties that the scenario has under a plan.
func anyLoad(s *scenario.Scenario, p *plan.Plan) *rapid.Generator[plan.Load] {
	var all []plan.Load // all parties of each group
	for place := range s.Places {
		travel := s.Travel(place, p.Level, p.WithoutFuel(place))
		for g := range travel.Groups {
			all = append(all, plan.Load{Place: place, Group: g, Parties: travel.Groups[g].Parties})
		}
	}
	return rapid.Custom(func(t *rapid.T) plan.Load {
		load := rapid.SampledFrom(all).Draw(t, "group")
		load.First = rapid.IntRange(0, load.Parties-1).Draw(t, "first")
		load.Parties = rapid.IntRange(1, load.Parties-load.First).Draw(t, "parties")
		return load
	})
}

// anyValleyPlan draws a plan of the valley that has nothing to do with any rule.
func anyValleyPlan(t *rapid.T, s *scenario.Scenario) *plan.Plan {
	p := anyPlan(t)
	span := rapid.Map(rapid.Int64Range(-1000, 1_000_000), func(n int64) unit.Second { return unit.Second(n) })
	refuges := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) plan.Refuge {
		return plan.Refuge{Site: rapid.IntRange(0, 1).Draw(t, "site"), From: span.Draw(t, "from"), To: span.Draw(t, "to")}
	}), 0, 3)
	for i := range p.Routes {
		p.Routes[i].Refuges = refuges.Draw(t, "refuges")
	}
	for i := range p.Slots {
		p.Slots[i].Fill = unit.Millilitre(rapid.Int64Range(0, 10_000_000).Draw(t, "fill"))
	}
	for _, place := range rapid.SliceOfNDistinct(rapid.IntRange(0, 3), 0, 4, rapid.ID).Draw(t, "places without fuel") {
		p.NoFuel = append(p.NoFuel, plan.NoFuel{Place: place, Cars: unit.Vehicle(rapid.IntRange(0, 400).Draw(t, "cars"))})
	}
	load := anyLoad(s, p)
	reception := rapid.IntRange(-1, 0)
	p.Trips = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) plan.Trip {
		trip := plan.Trip{
			From: rapid.IntRange(0, 3).Draw(t, "from"), To: rapid.IntRange(0, 3).Draw(t, "to"),
			Passes: rapid.SliceOfN(span, 1, 4).Draw(t, "passes"), Depart: span.Draw(t, "depart"), Length: span.Draw(t, "length"),
			Boards: rapid.SliceOfN(load, 0, 3).Draw(t, "boards"), Reception: reception.Draw(t, "reception"), Refuges: refuges.Draw(t, "refuges"),
		}
		trip.Vehicle.Number = rapid.IntRange(1, 3).Draw(t, "number")
		if trip.Vehicle.Relief = rapid.Bool().Draw(t, "relief"); !trip.Vehicle.Relief {
			trip.Vehicle.Row = rapid.IntRange(0, 1).Draw(t, "row")
		}
		for range len(trip.Passes) - 1 {
			trip.Legs = append(trip.Legs, plan.Leg{Road: rapid.IntRange(0, 2).Draw(t, "road"), Forward: rapid.Bool().Draw(t, "forward")})
		}
		return trip
	}), 0, 6).Draw(t, "trips")
	p.Columns = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) plan.Column {
		return plan.Column{
			Load: load.Draw(t, "load"), Path: rapid.IntRange(0, 1).Draw(t, "path"), Back: rapid.Bool().Draw(t, "back"),
			Depart: span.Draw(t, "depart"), Length: span.Draw(t, "length"), Walks: span.Draw(t, "walks"), Reception: reception.Draw(t, "reception"),
		}
	}), 0, 4).Draw(t, "columns")
	for _, left := range rapid.SliceOfN(load, 0, 3).Draw(t, "left behind") {
		reason := rapid.SampledFrom([]plan.Reason{plan.NoSeats, plan.NoVehicle, plan.Caution}).Draw(t, "reason")
		p.NotServed = append(p.NotServed, plan.NotServed{Place: left.Place, Load: &left, People: 7, Reason: reason})
	}
	return p
}

func TestValleyPlanComesBack(t *testing.T) {
	s := valley()
	rapid.Check(t, func(t *rapid.T) {
		comesBack(t, s, anyValleyPlan(t, s))
	})
}

// TestSheetsAddUp: everybody who boards stands in rounds.csv once by class and in crews.csv once,
// whoever walks stands in columns.csv, and every slot that fills has a row.
func TestSheetsAddUp(t *testing.T) {
	s := valley()
	rapid.Check(t, func(t *rapid.T) {
		p := anyValleyPlan(t, s)
		persons := func(loads []plan.Load) (sum int) {
			for _, l := range loads {
				travel := s.Travel(l.Place, p.Level, p.WithoutFuel(l.Place))
				sum += int(travel.Groups[l.Group].PeopleIn(l.First, l.Parties))
			}
			return sum
		}
		board, walk, fill := 0, 0, 0
		for i := range p.Trips {
			board += persons(p.Trips[i].Boards)
		}
		for i := range p.Columns {
			walk += persons([]plan.Load{p.Columns[i].Load})
		}
		for i := range p.Slots {
			if p.Slots[i].Fill > 0 {
				fill++
			}
		}
		rounds, crews := table(t, export.Rounds(s, p)), table(t, export.Crews(s, p))
		columns, fuel := table(t, export.Columns(s, p)), table(t, export.Fuel(s, p))
		byClass := sum(rounds, "walks", "walks_little", "unaccompanied_children", "dialysis", "wheelchair", "stretcher", "oxygen")
		for _, x := range []struct {
			what      string
			got, want int
		}{
			{"trips in rounds.csv", len(rounds), len(p.Trips)},
			{"people who board by rounds.csv", sum(rounds, "people_board"), board},
			{"the same by class", byClass, board},
			{"trips in crews.csv", sum(crews, "trips"), len(p.Trips)},
			{"people by crews.csv", sum(crews, "people"), board},
			{"rows of columns.csv", len(columns), len(p.Columns)},
			{"people on foot by columns.csv", sum(columns, "people"), walk},
			{"rows of fuel.csv", len(fuel), fill},
		} {
			if x.got != x.want {
				t.Errorf("%s: %d, want %d", x.what, x.got, x.want)
			}
		}
	})
}

// TestDuties splits the same trips under other rules for crews.
func TestDuties(t *testing.T) {
	for _, c := range []struct {
		name       string
		duty, rest unit.Second
		want       string // trips of each duty of the bus
	}{
		{"the night is a rest", 12 * unit.Hour, 8 * unit.Hour, "3 3"},
		{"the night is as long as the rest", 12 * unit.Hour, 620*unit.Minute - 8340, "3 3"},
		{"the night is a second too short", 12 * unit.Hour, 620*unit.Minute - 8339, "6"},
		{"crews take turns", 0, 8 * unit.Hour, "6"},
		{"every stop is a rest", 12 * unit.Hour, 0, "1 1 1 1 1 1"},
	} {
		s := valley()
		s.Fleet[0].Duty, s.Fleet[0].Rest = c.duty, c.rest
		var trips []string
		for _, row := range table(t, export.Crews(s, valleyPlan())) {
			if row["vehicle"] == "buses-01" {
				trips = append(trips, row["trips"])
			}
		}
		if got := strings.Join(trips, " "); got != c.want {
			t.Errorf("%s: duties of %s trips, want %s", c.name, got, c.want)
		}
	}
}

// TestFuelLeft follows a fuel point through streams that overlap and a delivery.
func TestFuelLeft(t *testing.T) {
	s, p := valley(), valleyPlan()
	p.Slots = []plan.Slot{ // The pump stands at the start of route 1, and 15 minutes along route 0.
		{Route: 1, Depart: 45 * unit.Minute, Length: 20 * unit.Minute, Vehicles: 20, Fill: 5 * unit.Litre},
		{Route: 0, Depart: 20 * unit.Minute, Length: 20 * unit.Minute, Vehicles: 10, Fill: 10 * unit.Litre},
		{Route: 1, Depart: 0, Length: unit.Minute, Vehicles: 1},
	}
	// Until 10:55 ten cars took 100 l and half of twenty took 50 l; at 11:00 500 l came; until 11:05
	// the others took 50 l.
	want := []string{"10:35 10:55 10 10.00 100.0 850.0", "10:45 11:05 20 5.00 100.0 1300.0"}
	var got []string
	for _, row := range table(t, export.Fuel(s, p)) {
		got = append(got, fmt.Sprintf("%.5s %.5s %s %s %s %s",
			row["from"][11:], row["to"][11:], row["cars"], row["litres_each"], row["litres"], row["litres_left"]))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("fuel (-want +got):\n%s", diff)
	}
}

func TestSiteFlags(t *testing.T) {
	s := valley()
	school := s.Sites[0]
	for _, c := range []struct {
		name           string
		site           people.Site
		hour           supply.SiteHour
		flags, unknown string
	}{
		{"all there", school, supply.SiteHour{People: 100, Water: 1000, Toilets: 2, Meals: 100, Covered: 300}, "", ""},
		{"nobody, nothing known", people.Site{}, supply.SiteHour{}, "", ""},
		{"nothing known", people.Site{}, supply.SiteHour{People: 1, Water: 1, Toilets: 1, Meals: 1, Covered: 1}, "", "capacity; water; toilets; meals; covered space"},
		{
			"one more of everything", school,
			supply.SiteHour{People: 101, Water: 1001, Toilets: 3, Meals: 101, Covered: 301},
			"over capacity by 1 people; water short by 1 litres a day; toilets short by 1; meals short by 1 a day; covered space short by 1 m²", "",
		},
	} {
		s.Sites[0] = c.site
		row := table(t, export.Sites(s, []supply.SiteHour{c.hour}))[0]
		if row["red_flags"] != c.flags || row["not_known"] != c.unknown {
			t.Errorf("%s: flags %q, not known %q; want %q, %q", c.name, row["red_flags"], row["not_known"], c.flags, c.unknown)
		}
	}
}

// TestOldPlansRead: a plan written before there were rounds has none of their lists.
func TestOldPlansRead(t *testing.T) {
	s, p := fixture(), fixturePlan()
	text := string(export.Plan(s, p))
	for _, list := range []string{"trips", "columns", "no_fuel"} {
		text = strings.Replace(text, fmt.Sprintf(" %q: [],\n", list), "", 1)
	}
	if strings.Contains(text, "trips") {
		t.Fatal("the lists are still there")
	}
	got, problems := export.ReadPlan(s, "plan.json", []byte(text))
	if len(problems) > 0 {
		t.Fatalf("problems: %v", problems)
	}
	if diff := cmp.Diff(*p, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("plan (-want +got):\n%s", diff)
	}
}

// TestOverridesOfAPlanWithRounds: they are read without the scenario, whatever else the plan holds.
func TestOverridesOfAPlanWithRounds(t *testing.T) {
	s := valley()
	s.Overrides = []scenario.Override{{Path: "safe_to_stop", Value: "30 minutes"}}
	got, problems := export.ReadOverrides("plan.json", export.Plan(s, valleyPlan()))
	if diff := cmp.Diff(s.Overrides, got); diff != "" || len(problems) > 0 {
		t.Errorf("problems %v, overrides (-want +got):\n%s", problems, diff)
	}
}

func TestDamagedRounds(t *testing.T) {
	good := string(export.Plan(valley(), valleyPlan()))
	tests := []struct {
		name, behind, from, to string // the first from behind a text becomes to
		code                   problem.Code
		where                  string
	}{
		{"unknown fleet", "trips", `"fleet": "buses"`, `"fleet": "bread"`, problem.ResultReference, "trips[0].vehicle.fleet"},
		{"unknown relief", "trips", `"relief": "bread"`, `"relief": "buses"`, problem.ResultReference, "trips[8].vehicle.relief"},
		{"fleet and relief", "trips", `"fleet": "buses"`, `"fleet": "buses", "relief": "bread"`, problem.ResultOneOf, "trips[0].vehicle"},
		{"neither", "trips", `"fleet": "buses",`, ``, problem.ResultOneOf, "trips[0].vehicle"},
		{"vehicle zero", "trips", `"number": 1`, `"number": 0`, problem.ResultRange, "trips[0].vehicle.number"},
		{"vehicle as text", "trips", `"number": 1`, `"number": "1"`, problem.ResultType, "trips[0].vehicle.number"},
		{"unknown place", "trips", `"from": "o"`, `"from": "x"`, problem.ResultReference, "trips[0].from"},
		{"place null", "trips", `"to": "a"`, `"to": null`, problem.ResultType, "trips[0].to"},
		{"no passes", "trips", "\"passes_seconds\": [\n    0,\n    900,\n    1800,\n    2700\n   ]", `"passes_seconds": []`, problem.ResultMissing, "trips[0].passes_seconds"},
		{"reception missing", "trips", ",\n   \"reception\": null", "", problem.ResultMissing, "trips[0]"},
		{"unknown reception", "trips", `"reception": null`, `"reception": "a"`, problem.ResultReference, "trips[0].reception"},
		{"reception as number", "trips", `"reception": null`, `"reception": -1`, problem.ResultType, "trips[0].reception"},
		{"no such group", "boards", `"group": 1`, `"group": 7`, problem.ResultGroup, "trips[1].boards[0]"},
		{"group zero", "boards", `"group": 1`, `"group": 0`, problem.ResultRange, "trips[1].boards[0].group"},
		{"no such party", "boards", `"first": 1`, `"first": 2`, problem.ResultParty, "trips[1].boards[0]"},
		{"too many parties", "boards", `"parties": 2`, `"parties": 1000000000`, problem.ResultParty, "trips[1].boards[0]"},
		{"no parties", "boards", `"parties": 2`, `"parties": 0`, problem.ResultRange, "trips[1].boards[0].parties"},
		{"other people", "boards", `"people": 4`, `"people": 5`, problem.ResultPeople, "trips[1].boards[0].people"},
		{"place without groups", "boards", `"place": "a"`, `"place": "g"`, problem.ResultGroup, "trips[1].boards[0]"},
		{"other cars without fuel", "no_fuel", `"cars": 4`, `"cars": 1`, problem.ResultParty, "trips[5].boards[0]"},
		{"place without fuel twice", "no_fuel", "{", `{"place": "a", "cars": 1}, {`, problem.ResultPlaceTwice, "no_fuel[1]"},
		{"negative cars", "no_fuel", `"cars": 4`, `"cars": -4`, problem.ResultRange, "no_fuel[0].cars"},
		{"unknown path", "columns", `"path": "P1"`, `"path": "R1"`, problem.ResultReference, "columns[0].path"},
		{"path sideways", "columns", `"backward"`, `"both"`, problem.ResultType, "columns[0].direction"},
		{"column without people", "columns", "\n    \"people\": 8\n", "\n    \"x\": 8\n", problem.ResultKey, "columns[0].parties.x"},
		{"endless walk", "columns", `"walks_seconds": 9910`, `"walks_seconds": 1e9`, problem.ResultType, "columns[0].walks_seconds"},
		{"far too long a walk", "columns", `"walks_seconds": 9910`, `"walks_seconds": 99101234567890`, problem.ResultRange, "columns[0].walks_seconds"},
		{"unknown site", "routes", `"site": "school"`, `"site": "pump"`, problem.ResultReference, "routes[0].refuges[0].site"},
		{"unknown fuel point", "slots", `"fuel_point": "pump"`, `"fuel_point": "school"`, problem.ResultReference, "slots[1].fuel_point"},
		{"fuel without a point", "slots", "\"fuel_point\": \"pump\",", "", problem.ResultMissing, "slots[1]"},
		{"fuel point without fuel", "slots", ",\n   \"fill_millilitres\": 2500", "", problem.ResultMissing, "slots[1]"},
		{"fill of nothing", "slots", `"fill_millilitres": 2500`, `"fill_millilitres": 0`, problem.ResultRange, "slots[1].fill_millilitres"},
		{"fill of a lake", "slots", `"fill_millilitres": 2500`, `"fill_millilitres": 10000001`, problem.ResultRange, "slots[1].fill_millilitres"},
		{"parties not served that are not there", "not_served", `"first": 2`, `"first": 3`, problem.ResultParty, "not_served[1]"},
		{"parties null", "not_served", `"parties": {`, `"parties": null, "x": {`, problem.ResultType, "not_served[1].parties"},
		{"trips null", "slots", `"trips": [`, `"trips": null, "x": [`, problem.ResultType, "trips"},
		{"a trip as a list", "slots", `"trips": [`, `"trips": [[[{}]],`, problem.ResultType, "trips[0]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			mark := `"` + test.behind + `": [`
			before, rest, found := strings.Cut(good, mark)
			if !found || !strings.Contains(rest, test.from) {
				t.Fatalf("the plan has no %s behind %s", test.from, test.behind)
			}
			bad := before + mark + strings.Replace(rest, test.from, test.to, 1)
			_, problems := export.ReadPlan(valley(), "plan.json", []byte(bad))
			if len(problems) == 0 || problems[0].Code != test.code || problems[0].Where.Column != test.where {
				t.Fatalf("problems %v, want %s at %q", problems, test.code, test.where)
			}
			if problems[0].Where.Line < 2 {
				t.Errorf("%v has no line", problems[0])
			}
		})
	}
}

// TestManyWrongLoads: what shows only at the end is counted like everything else.
func TestManyWrongLoads(t *testing.T) {
	p := valleyPlan()
	p.Trips = p.Trips[1:2]
	p.Trips[0].Boards = nil
	for range 200 {
		p.Trips[0].Boards = append(p.Trips[0].Boards, plan.Load{Parties: 1})
	}
	before, trips, _ := strings.Cut(string(export.Plan(valley(), p)), `"trips"`)
	bad := before + `"trips"` + strings.ReplaceAll(trips, `"people": 2`, `"people": 3`)
	_, problems := export.ReadPlan(valley(), "plan.json", []byte(bad))
	if len(problems) == 0 {
		t.Fatal("no problems")
	}
	last := problems[len(problems)-1]
	if len(problems) != 51 || last.Code != problem.ResultMore || last.Args[0] != "150" {
		t.Errorf("%d problems, the last %v", len(problems), last)
	}
}

func TestCertificatesWithoutFuelComeBack(t *testing.T) {
	s := valley()
	want := fixtureCertificates(s)
	want[1].NoFuel = []plan.NoFuel{{Place: 1, Cars: 2}, {Place: 0, Cars: 40}}
	text := export.Certificates(s, want)
	got, problems := export.ReadCertificates(s, "certificate.json", text)
	if len(problems) > 0 {
		t.Fatalf("problems: %v", problems)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("certificates (-written +read):\n%s", diff)
	}
	bad := strings.Replace(string(text), `"cars": 40`, `"cars": null`, 1)
	if _, problems := export.ReadCertificates(s, "certificate.json", []byte(bad)); !problems.HasErrors() {
		t.Error("cars that are no number were read")
	}
}

func FuzzReadRounds(f *testing.F) {
	s := valley()
	f.Add(export.Plan(s, valleyPlan()))
	f.Add([]byte(`{"trips": [{"boards": [{"place": "a", "group": 1, "first": 1, "parties": 1, "people": 2}]}]}`))
	f.Add([]byte(`{"no_fuel": [{"place": "a", "cars": 1e9}], "columns": [{"parties": null}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, problems := export.ReadPlan(s, "plan.json", data)
		if problems.HasErrors() {
			return
		}
		again, problems := export.ReadPlan(s, "plan.json", export.Plan(s, &p))
		if len(problems) > 0 {
			t.Fatalf("a plan that was read cannot be read again: %v", problems)
		}
		if diff := cmp.Diff(p, again, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
		for _, text := range [][]byte{export.Rounds(s, &p), export.Crews(s, &p), export.Columns(s, &p), export.Fuel(s, &p)} {
			table(t, text)
		}
	})
}
