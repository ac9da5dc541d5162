package census_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"wayout/internal/census"
	"wayout/internal/gazetteer"
	"wayout/internal/problem"
)

// says compares problems with the beginnings of their messages, or texts within after two blanks.
func says(t *testing.T, problems problem.List, want ...string) {
	t.Helper()
	if len(problems) != len(want) {
		t.Errorf("%d problems, want %d:\n%v\nwant %q", len(problems), len(want), text(problems), want)
		return
	}
	for i, p := range problems {
		begin, within, _ := strings.Cut(want[i], "  ")
		if !strings.HasPrefix(p.String(), begin) || !strings.Contains(p.String(), within) {
			t.Errorf("%v\nwant %q", p, want[i])
		}
	}
}

func text(problems problem.List) string {
	var all []string
	for _, p := range problems {
		all = append(all, p.String())
	}
	return strings.Join(all, "\n")
}

// TestColumns reads one settlement under every kind of header.
func TestColumns(t *testing.T) {
	full := census.Row{
		ID: "X-07", Name: "Բերձոր", Names: []gazetteer.Name{{Language: "hy", Text: "Բերձոր"}, {Language: "en", Text: "Lachin"}},
		At: orb.Point{46.5, 39.6}, Located: true, Low: 1800, People: 1900, High: 2000, Counted: true, Source: "register",
	}
	for name, file := range map[string]string{
		"hxl": "Code,Area code,Յ,In English,Y,X,Least,Most,Used,By\n" +
			"#loc+code,#adm2+code,#loc+name+i_hy,#loc+i_en+name,#geo+lat,#geo+lon,#population+min,#population+max,#population+used,#meta+source\n" +
			"X-07,PH05,Բերձոր,Lachin,39.6,46.5,1800,2000,1900,register\n",
		"header": "ID;name;name_hy;name_en;latitude;longitude;people_low;people;people high;source\n" +
			"X-07;Բերձոր;Բերձոր;Lachin;39,6;46,5;1800;1900;2000;register\n",
		"units": "ADM2_PCODE,ADM3_PCODE,ADM2_HY,ADM3_HY,ADM3_EN,lat,lon,people_low,population,people_high,source\n" +
			"X,X-07,Արցախ,Բերձոր,Lachin,39.6,46.5,1800,1900,2000,register\n",
	} {
		got, problems := census.Read("t.csv", []byte(file), "")
		if problems.HasErrors() || len(got.Rows) != 1 {
			t.Errorf("%s: %v", name, text(problems))
			continue
		}
		got.Rows[0].Where = problem.Where{}
		if diff := cmp.Diff(full, got.Rows[0]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	got, problems := census.Read("t.csv", []byte("place,ADM3_PCODE,population,vehicles,aliases\nA,P1,7,2,B|C\n"), "")
	says(t, problems)
	want := census.Row{
		Where: problem.Where{File: "t.csv", Line: 2}, ID: "P1", Name: "A", Aliases: []string{"B", "C"},
		Low: 7, People: 7, High: 7, Counted: true, Vehicles: 2, HasVehicles: true,
	}
	if diff := cmp.Diff([]census.Row{want}, got.Rows); diff != "" {
		t.Error(diff)
	}
}

// TestWorkbook reads the named sheet of a workbook with a tag row.
func TestWorkbook(t *testing.T) {
	book := excelize.NewFile()
	defer book.Close()
	if _, err := book.NewSheet("people"); err != nil {
		t.Fatal(err)
	}
	for i, row := range [][]any{{"Barangay", "Persons"}, {"#adm4+name", "#population+ind"}, {"Bitano", 8911}, {"Sum", 8911}} {
		if err := book.SetSheetRow("people", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	got, problems := census.Read("t.xlsx", out.Bytes(), "people")
	says(t, problems, "t.xlsx:4: The row is the total of all others (1)")
	if len(got.Rows) != 1 || got.Rows[0].Name != "Bitano" || got.Rows[0].People != 8911 || got.Form.TagLine != 2 || got.Form.Sheet != "people" {
		t.Errorf("%+v", got)
	}
	_, problems = census.Read("t.xlsx", out.Bytes(), "persons")
	says(t, problems, "t.xlsx  no such sheet")
}

// TestReadFaults: every fault is said, at its cell.
func TestReadFaults(t *testing.T) {
	for file, want := range map[string][]string{
		"":                           {"t:   The file is empty"},
		"people\n5\n":                {"t:1:   The column name is missing"},
		"name\nA\n":                  {"t:1:   The column people is missing"},
		"name,people\n":              {"t:   no row of a settlement"},
		"name,people,phone\nA,1,2\n": {"t:1, column phone  personal data", "t:1: 1 column(s) were not read: “phone”"},
		"name,people,x\n#loc+name,#population,#contact+phone\nA,1,2\n": {"t:1, column x  personal data", "t:1: 1 column"},
		"name,people,#x\n#loc+name,#population,#inneed\nA,1,2\n":       {"t:1: 1 column(s) were not read: “#x”"},
		"name,place,people,population\nA,B,1,2\n":                      {"t:1: The columns “name” and “place” may each be the name", "t:1: The columns “people” and “population”"},
		"name,people,people_low\nA,-1,\nB,1.5,\nC,many,\nD,5,6\nE,,3\nF,1e3,\n": {
			"t:2, column people  from 0 to", "t:3, column people  not whole", "t:4, column people  not a number",
			"t:5, column people  people_low 6, people 5", "t:6, column people  A value is missing", "t:7, column people  scientific",
		},
		"name,people,lat,lon\nA,1,2,\nB,1,,3\nC,1,123.5,13.5\nD,1,5,190\nnew,2,x,1\n": {
			"t:2, column lat  both lat and lon", "t:3, column lon  both lat and lon", "t:4, column lat  Exchange lat and lon",
			"t:5, column lon  Write degrees", "t:6, column lat  not a number",
		},
		"name,people\nA,1\nB,2\nA,3\n":                                           {"t:4  The name stands twice, on lines 2 and 4"},
		"id,name,people\n1,A,1\n,a,3\n":                                          {"t:3  The name stands twice, on lines 2 and 3"},
		"id,name,people\n1,A,1\n2,A,3\n":                                         {},
		"id,name,people\n1,A,1\n1,B,3\n":                                         {"t:3, column id  The id stands twice, on lines 2 and 3"},
		"name,people,lat,lon\nA,1,1,1\nA,2,2,2\n":                                {},
		"name,people,lat,lon\nA,1,1,1\nA,2,2,2\nA,3,2,2\nA,4,,\n":                {"t:4  on lines 3 and 4", "t:5  on lines 2 and 5"},
		"id,name,people\nnew,A,1\n":                                              {"t:2, column lat  position of a settlement that is on no map"},
		"name,people\nA,\nB,0\nC,\n":                                             {"t:2: 2 row(s) say no number"},
		"id,name,people\n,,5\n,A,1\n":                                            {"t:2  Write the name of the settlement"},
		"name,people\nA,1\nB,2\nTotal,3\n":                                       {"t:4: The row is the total of all others (2)"},
		"name,people\nGRAND TOTAL,10\nA,1\nB,2\nTotal X:,3\nC,3\nD,4\nИтого,7\n": {"t:2: The row is the total of all others (4)", "t:5: The row is the total of the rows before it (2)", "t:8: The row is the total of the rows before it (2)"},
		"name,people\nA,1\nB,2\n,3\n":                                            {"t:4: The row is the total"},
		"name,people\nA,1\n,1\n":                                                 {"t:3: A value is missing"},
		"name,people\nTotal,0\n":                                                 {"t:2: The row is named like a total, but the 0 other rows sum to 0"},
		"name,people\nA,1\nB,2\nTotal,4\n":                                       {"t:4: The row is named like a total, but the 2 other rows sum to 3"},
		"name,people,lat,lon\nA,1,1,1\nB,2,1,2\nTotal,3,1,3\n":                   {},
	} {
		got, problems := census.Read("t", []byte(file), "")
		says(t, problems, want...)
		for _, row := range got.Rows {
			if strings.Contains(strings.ToLower(row.Name), "total") && !row.Located {
				t.Errorf("%q: %+v is a settlement", file, row)
			}
		}
	}
}

// TestPlacesOfAScenario reads the table of places of an example as it is, and finds every row in itself.
func TestPlacesOfAScenario(t *testing.T) {
	data, err := os.ReadFile("../../examples/karabakh-2023/places.csv")
	if err != nil {
		t.Fatal(err)
	}
	got, problems := census.Read("places.csv", data, "")
	if problems.HasErrors() || len(got.Rows) < 80 {
		t.Fatalf("%d rows; %v", len(got.Rows), text(problems))
	}
	for _, p := range problems {
		if p.Code != problem.CensusUnread && p.Code != problem.CensusUncounted {
			t.Error(p)
		}
	}
	onMap := settlements(got.Rows)
	meant, problems := census.Match(got.Rows, onMap)
	says(t, problems)
	for i := range got.Rows {
		if meant[i].Settlement != i {
			t.Errorf("%s is %+v", got.Rows[i].Name, meant[i])
		}
		got.Rows[i].ID = ""
	}
	meant, problems = census.Match(got.Rows, onMap)
	for i, row := range got.Rows {
		if meant[i].Settlement != i {
			t.Errorf("without its id %s is %+v", row.Name, meant[i])
		}
	}
	says(t, problems)
}

// TestSums: whatever the rows, their total is left out wherever it stands, and nobody else is.
func TestSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := rapid.SliceOfN(rapid.IntRange(0, 9999), 2, 20).Draw(t, "people")
		total := rapid.IntRange(0, len(people)).Draw(t, "where the total stands")
		sum := 0
		for _, n := range people {
			sum += n
		}
		var file strings.Builder
		file.WriteString("name\tpeople\n")
		for i := range len(people) + 1 {
			if i == total {
				fmt.Fprintf(&file, "Total\t%d\n", sum)
			}
			if i < len(people) {
				fmt.Fprintf(&file, "Place %d\t%d\n", i, people[i])
			}
		}
		got, problems := census.Read("t", []byte(file.String()), "")
		if len(got.Rows) != len(people) || len(problems) != 1 || problems[0].Code != problem.CensusTotal || problems[0].Where.Line != total+2 {
			t.Fatalf("%d rows; %v", len(got.Rows), problems)
		}
		for i, row := range got.Rows {
			if int(row.People) != people[i] {
				t.Fatalf("%s has %d people, want %d", row.Name, row.People, people[i])
			}
		}
	})
}

// FuzzRead: no bytes make it panic, and what is read without errors keeps its promises.
func FuzzRead(f *testing.F) {
	f.Add([]byte("id,name,people,lat,lon\n1,A,5,1,2\n,Total,5,,\n"))
	f.Add([]byte("a;b;c\n#adm3+code;#adm3+name+i_en;#population\nP1;A;5\n"))
	f.Add([]byte("adm1_en,adm2_en,adm2_pcode,population\nX,Y,P,1\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, problems := census.Read("t", data, "")
		if problems.HasErrors() {
			return
		}
		for _, row := range got.Rows {
			if row.Name == "" && row.ID == "" || row.Low < 0 || row.Low > row.People || row.People > row.High {
				t.Errorf("%+v", row)
			}
		}
		census.Match(got.Rows, settlements(got.Rows))
	})
}
