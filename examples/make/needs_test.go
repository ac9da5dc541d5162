package main

import (
	"fmt"
	"math"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"wayout/internal/scenario"
)

// citation finds the rows of the source that a text names: S34, E24.
var citation = regexp.MustCompile(`\b[ES]\d\d\b`)

// words are columns that hold no number of their own.
var words = []string{"id", "kind", "place", "name", "item", "depot", "source", "note"}

func readFacts(t *testing.T) map[string]row {
	t.Helper()
	from, err := readSource(os.DirFS(examples), "source/karabakh-2023")
	if err != nil {
		t.Fatal(err)
	}
	return from.facts
}

// TestEveryCitationExists looks for every row that an example names.
func TestEveryCitationExists(t *testing.T) {
	facts := readFacts(t)
	for _, scenario := range scenarios {
		for name, text := range readFolder(t, scenario) {
			for _, id := range citation.FindAllString(string(text), -1) {
				if facts[id] == nil {
					t.Errorf("%s names %s, which the source does not have", name, id)
				}
			}
		}
	}
}

// TestEveryNumberIsTraced: a number of the tables of classes, houses, fleet, fuel, stocks and sites
// stands in a row of the source that its own row names, or that row says where else it comes from.
func TestEveryNumberIsTraced(t *testing.T) {
	facts := readFacts(t)
	for scenario, files := range map[string][]string{
		"karabakh-2023":       {"classes.csv", "institutions.csv", "fleet.csv", "fuel_points.csv", "sites.csv"},
		"karabakh-2023-09-21": {"classes.csv", "institutions.csv", "fleet.csv", "stocks.csv", "sites.csv"},
	} {
		for _, file := range files {
			for _, r := range rows(t, scenario, file) {
				if reason := untraced(r, facts); reason != "" {
					t.Errorf("%s, %s: %s", path.Join(scenario, file), r["id"], reason)
				}
			}
		}
	}
}

// untraced says which cell of a row has no origin; "" if every one has.
func untraced(r row, facts map[string]row) string {
	text := r["source"] + " " + r["note"]
	var cited strings.Builder
	for _, id := range citation.FindAllString(text, -1) {
		for _, cell := range facts[id] {
			cited.WriteString(" " + strings.ReplaceAll(cell, ",", ""))
		}
	}
	for _, mark := range []string{"ASSUMPTION", "derived", "the account of 21 September", "counts on none"} {
		if strings.Contains(text, mark) {
			return ""
		}
	}
	if cited.Len() == 0 {
		return "names neither a source nor an assumption"
	}
	for column, cell := range r {
		if cell == "" || slices.Contains(words, column) || cell == "0" {
			continue
		}
		if number := regexp.MustCompile(`(^|\D)` + regexp.QuoteMeta(cell) + `(\D|$)`); !number.MatchString(cited.String()) {
			return fmt.Sprintf("%s %s does not stand in %q", column, cell, text)
		}
	}
	return ""
}

// TestDerivedNumbers recomputes what the tables derive from the source.
func TestDerivedNumbers(t *testing.T) {
	facts := readFacts(t)
	value := func(id string) float64 { return number(t, facts[id]["value"]) }
	cell := func(scenario, file, id, column string) float64 {
		for _, r := range rows(t, scenario, file) {
			if r["id"] == id {
				return number(t, r[column])
			}
		}
		t.Fatalf("%s/%s has no row %s", scenario, file, id)
		return 0
	}
	sum := func(scenario, file, prefix, column string) (sum float64) {
		for _, r := range rows(t, scenario, file) {
			if strings.HasPrefix(r["id"], prefix) {
				sum += number(t, r[column])
			}
		}
		return sum
	}
	patients := func(scenario string) float64 {
		var sum float64
		for _, class := range []string{"walks_little", "stretcher", "oxygen"} {
			sum += cell(scenario, "institutions.csv", "hospital", class)
		}
		return sum
	}
	const day, eve = "karabakh-2023", "karabakh-2023-09-21"
	for what, pair := range map[string][2]float64{
		"people without a car":         {cell(day, "classes.csv", "no_car", "share_percent"), percent(value("S41")*40, value("S02"), 1)},
		"pregnant":                     {cell(day, "classes.csv", "pregnant", "share_percent"), percent(value("S13"), value("S02"), 0)},
		"buses":                        {sum(day, "fleet.csv", "buses", "count"), value("S41")},
		"stations":                     {float64(len(rows(t, day, "fuel_points.csv"))), value("S47")},
		"litres":                       {sum(day, "fuel_points.csv", "station", "litres"), value("S46")},
		"patients":                     {patients(day), value("S15")},
		"patients on the eve":          {patients(eve), value("S15")},
		"wounded":                      {cell(day, "places.csv", capital, "stretcher"), lying(t, cell(day, "places.csv", capital, "people"), value("S16")/2)},
		"wounded on the eve":           {cell(eve, "places.csv", capital, "stretcher"), lying(t, cell(eve, "places.csv", capital, "people"), value("S16")/2)},
		"people without a car, eve":    {cell(eve, "classes.csv", "no_car", "share_percent"), 100 - percent(value("S26")*5, value("S01"), 0)},
		"variant 400-wounded":          {override(t, day, "place.stepanakert.stretcher"), lying(t, cell(day, "places.csv", capital, "people"), value("S16"))},
		"buses of the variant, eve":    {override(t, eve, "fleet.buses_base.count"), value("S34")},
		"ambulances of the variant":    {override(t, eve, "fleet.ambulances_armenia.count"), value("S42")},
		"litres of Stepanakert, eve":   {cell(eve, "places.csv", capital, "fuel_litres"), cell(eve, "places.csv", capital, "people") * 0.75},
		"litres of the variant, eve":   {override(t, eve, "place.stepanakert.fuel_litres"), cell(eve, "places.csv", capital, "people") * 0.75 * 6},
		"people at the airport, at it": {cell(eve, "places.csv", airport, "people"), atAirport},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %v, the source gives %v", what, pair[0], pair[1])
		}
	}
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// percent returns a share rounded to so many decimals.
func percent(part, whole float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(100*part/whole*scale) / scale
}

// lying returns the wounded and, by the share that Wayout takes, all others who have to lie.
func lying(t *testing.T, people, wounded float64) float64 {
	t.Helper()
	for _, d := range scenario.Defaults() {
		if d.Name == "share_stretcher" {
			return wounded + math.Round(number(t, d.Value)/100*people)
		}
	}
	t.Fatal("Wayout has no share_stretcher")
	return 0
}

// TestReferencesAreFilled: numbers of the source stand in cells as the source writes them, and with
// commas in sentences; what the source does not have is refused.
func TestReferencesAreFilled(t *testing.T) {
	from := &source{facts: map[string]row{"S01": {"value": "1400000"}, "E02": {"value": "12"}, "E03": {"value": ""}}}
	for text, want := range map[string]string{
		"{S01}": "1400000", "of {S01} and {E02}": "of 1,400,000 and 12", "none": "none",
	} {
		if got, err := from.fill(text); err != nil || got != want {
			t.Errorf("%q is filled as %q, %v; want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"{S99}", "{E03} people"} {
		if got, err := from.fill(text); err == nil {
			t.Errorf("%q is filled as %q", text, got)
		}
	}
}

// override returns the number that a variant of a scenario sets.
func override(t *testing.T, name, path string) float64 {
	t.Helper()
	text := string(readFolder(t, name)[name+"/scenario.yaml"])
	match := regexp.MustCompile(regexp.QuoteMeta(path) + `: (\d+)\n`).FindStringSubmatch(text)
	if match == nil {
		t.Fatalf("%s: no variant sets %s", name, path)
	}
	return number(t, match[1])
}
