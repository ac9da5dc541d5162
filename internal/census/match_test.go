package census_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"wayout/internal/census"
	"wayout/internal/draft"
	"wayout/internal/gazetteer"
	"wayout/internal/problem"
)

// settlements makes a map of rows.
func settlements(rows []census.Row) []draft.Settlement {
	var out []draft.Settlement
	for _, row := range rows {
		s := draft.Settlement{ID: row.ID, Name: row.Name, At: row.At, Names: map[string]string{}, Others: row.Aliases}
		for _, n := range row.Names {
			s.Names[n.Language] = n.Text
		}
		out = append(out, s)
	}
	return out
}

// bicol is a map: two villages of one name, 33 km apart.
var bicol = []draft.Settlement{
	{ID: "n1", Name: "Legazpi City", At: orb.Point{123.73, 13.14}, Others: []string{"Albay"}},
	{ID: "n2", Name: "San Isidro", At: orb.Point{123.70, 13.20}},
	{ID: "n3", Name: "San Isidro", At: orb.Point{123.70, 13.50}},
	{ID: "n4", Name: "Daraga", At: orb.Point{123.69, 13.15}, Names: map[string]string{"ru": "Дарага"}},
}

func at(lon, lat float64, row census.Row) census.Row {
	row.At, row.Located = orb.Point{lon, lat}, true
	return row
}

// TestMatch looks at one row at a time.
func TestMatch(t *testing.T) {
	for name, test := range map[string]struct {
		row  census.Row
		want int // index; -1 for none
		own  bool
		says string // the problem beside the counts
	}{
		"id":               {census.Row{ID: "n3", Name: "Whatever"}, 2, false, ""},
		"id far away":      {at(123, 15, census.Row{ID: "n4", Name: "Daraga"}), 3, false, "t:2: The row has the id of Daraga (n4), which is 2"},
		"name":             {census.Row{Name: "daraga"}, 3, false, ""},
		"p-code and name":  {census.Row{ID: "PH050502", Name: "Daraga"}, 3, false, ""},
		"other script":     {census.Row{Name: "Дарага"}, 3, false, ""},
		"alias of the map": {census.Row{Name: "ALBAY"}, 0, false, ""},
		"alias of the row": {census.Row{Name: "The provincial seat", Aliases: []string{"Albay"}}, 0, false, ""},
		"near":             {at(123.70, 13.10, census.Row{Name: "Daraga"}), 3, false, ""},
		"far":              {at(123.70, 14.10, census.Row{Name: "Daraga"}), -1, false, "t:2: It is not certain which settlement of the map this is: Daraga (n4), 100 %, 105.6 km away."},
		"two of a name":    {census.Row{Name: "San Isidro"}, -1, false, "San Isidro (n2), 100 %; San Isidro (n3), 100 %"},
		"the near one":     {at(123.71, 13.51, census.Row{Name: "San Isidro"}), 2, false, ""},
		"both near":        {at(123.70, 13.35, census.Row{Name: "San Isidro"}), -1, false, "16.7 km away"},
		"typo":             {census.Row{Name: "Darsga"}, -1, false, "Daraga (n4)"},
		"typo near":        {at(123.69, 13.15, census.Row{Name: "Darsga"}), -1, false, "Write n4 into the column id"},
		"typo far away":    {at(123.69, 14.15, census.Row{Name: "Darsga"}), -1, true, ""},
		"none":             {census.Row{Name: "Tabaco"}, -1, false, "t:2: No settlement of the map has such a name."},
		"none, with place": {at(123.72, 13.36, census.Row{Name: "Tabaco"}), -1, true, ""},
		"beside another":   {at(123.693, 13.15, census.Row{Name: "Poblacion"}), -1, false, "Daraga (n4), 0.3 km away"},
		"said to be new":   {at(123.69, 13.15, census.Row{ID: "new", Name: "Daraga"}), -1, true, ""},
		"names contradict": {census.Row{Name: "Daraga", Aliases: nil, Names: names("Legazpi City")}, -1, false, "It is not certain"},
		"only an id":       {census.Row{ID: "PH1"}, -1, false, "No settlement"},
	} {
		test.row.Where = problem.Where{File: "t", Line: 2}
		meant, problems := census.Match([]census.Row{test.row}, bicol)
		if meant[0].Settlement != test.want || meant[0].New != test.own {
			t.Errorf("%s: %+v; %v", name, meant[0], text(problems))
		}
		var rest problem.List
		for _, p := range problems {
			if p.Code != problem.CensusNew && p.Code != problem.CensusUnlisted {
				rest = append(rest, p)
			}
		}
		if (test.says == "") != (len(rest) == 0) || !strings.Contains(text(rest), test.says) {
			t.Errorf("%s: %v, want %q", name, text(rest), test.says)
		}
		if asked := rest.HasErrors(); asked != (meant[0].Settlement < 0 && !meant[0].New) {
			t.Errorf("%s: asked is %v of %+v", name, asked, meant[0])
		}
	}
}

// TestMatchTogether looks at what several rows mean, and what is left over.
func TestMatchTogether(t *testing.T) {
	rows := []census.Row{
		{Name: "Daraga"},
		{Name: "Дарага"},
		at(123.72, 13.36, census.Row{Name: "Tabaco"}),
		at(123.693, 13.15, census.Row{Name: "Poblacion"}), // Daraga is taken, so it is no other name of it
	}
	for i := range rows {
		rows[i].Where = problem.Where{File: "t", Line: i + 2}
	}
	meant, problems := census.Match(rows, bicol)
	says(
		t, problems,
		"t:3: Two rows mean Daraga (n4), on lines 2 and 3",
		"t: 2 row(s) are on no map and become settlements of their own: Tabaco, Poblacion.",
		"t: 3 settlement(s) of the map have no row: Legazpi City (n1), San Isidro (n2), San Isidro (n3).",
	)
	if !meant[2].New || !meant[3].New {
		t.Errorf("%+v", meant)
	}
	if _, problems := census.Match(nil, nil); len(problems) > 0 {
		t.Error(problems)
	}
}

// TestAnswersAreKept: whoever writes the proposed id into the column id is asked no more, whatever the rows.
func TestAnswersAreKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"San", "Isidro", "Daraga", "Legazpi", "City", "Darsga", "Tabaco"})
		var rows []census.Row
		for i := range rapid.IntRange(1, 6).Draw(t, "rows") {
			row := census.Row{Name: word.Draw(t, "word") + " " + word.Draw(t, "word"), Where: problem.Where{File: "t", Line: i + 2}}
			if rapid.Bool().Draw(t, "located") {
				row = at(rapid.Float64Range(123.6, 123.8).Draw(t, "lon"), rapid.Float64Range(13, 13.6).Draw(t, "lat"), row)
			}
			rows = append(rows, row)
		}
		meant, problems := census.Match(rows, bicol)
		again, same := census.Match(rows, bicol)
		if fmt.Sprint(meant, problems) != fmt.Sprint(again, same) {
			t.Fatal("the same question has two answers")
		}
		for i, m := range meant {
			if m.New && !rows[i].Located || m.New && m.Settlement >= 0 || len(m.Proposals) > 0 && (m.New || m.Settlement >= 0) {
				t.Fatalf("%+v", m)
			}
			if len(m.Proposals) == 0 {
				continue
			}
			answered := rows[i]
			answered.ID = bicol[m.Proposals[0].Settlement].ID
			if got, _ := census.Match([]census.Row{answered}, bicol); got[0].Settlement != m.Proposals[0].Settlement {
				t.Fatalf("%s is asked again: %+v", answered.Name, got)
			}
		}
	})
}

func names(texts ...string) []gazetteer.Name {
	var out []gazetteer.Name
	for _, text := range texts {
		out = append(out, gazetteer.Name{Text: text})
	}
	return out
}
