package main

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// The two population columns of places.csv: the number that officials and press used before the
// departure, and the number that arrived, spread over the settlements in the same pattern.
const (
	claimed = "pop_est_120000"
	arrived = "pop_est_100632"
)

// population is one row of people_low, people and people_high, and why it is not the row of the
// source; and, where a number of its own stands, how many have to lie, how many have no car, and the
// fuel there is.
type population struct {
	low, used, high int
	moved           string
	stretcher       counted
	noCar           counted
	litres          counted
}

// counted is a number of one place, for the used population, and where it comes from.
type counted struct {
	number int
	why    string
}

// cell returns the count as a table has it: empty where nobody counted.
func (c counted) cell() string {
	if c.why == "" {
		return ""
	}
	return strconv.Itoa(c.number)
}

// populations reads the two population columns of every place; use names the one to plan for.
func populations(places []row, use string) (map[string]population, error) {
	out := map[string]population{}
	for _, p := range places {
		low, err := p.number(arrived)
		if err != nil {
			return nil, err
		}
		high, err := p.number(claimed)
		if err != nil {
			return nil, err
		}
		used, err := p.number(use)
		if err != nil {
			return nil, err
		}
		out[p["id"]] = population{low: low, used: used, high: high}
	}
	return out, nil
}

var placeColumns = []string{
	"id", "name", "name_hy", "name_az", "name_ru", "name_en", "name_fr", "name_ar", "name_uk", "aliases", "lat", "lon",
	"people_low", "people", "people_high", "stretcher", "no_car", "fuel_litres", "note",
}

// furtherNames are forms of names that all sheets show, for readers of languages that the source
// does not have; our own transliterations. en is shorter than the name that the source gives.
var furtherNames = map[string]struct{ az, en, fr, ar, uk string }{
	"kornidzor":     {"Kornidzor", "Kornidzor", "Kornidzor", "كورنيدزور", "Корнідзор"},
	"hakari_bridge": {"", "Hakari bridge", "Pont de Hakari", "جسر هاكاري", "Міст Хакарі"},
	"shushi_jct":    {"", "", "Carrefour de Chouchi", "مفرق شوشي", "Роздоріжжя Шуші"},
	"berdadzor_jct": {"Berdadzor döngəsi (km 36)", "", "Bifurcation de Berdadzor (km 36)", "مفرق بيردادزور (كم 36)", "Поворот на Бердадзор (км 36)"},
	"stepanakert":   {"", "", "", "ستيباناكيرت", "Степанакерт"},
}

// addPlaces writes places.csv. A place that the source gives no people is left without, and only
// joins roads.
func (f folder) addPlaces(places []row, people map[string]population) error {
	var rows [][]string
	for _, p := range places {
		names, err := aliases(p)
		if err != nil {
			return err
		}
		lat, err := degrees(p, "lat")
		if err != nil {
			return err
		}
		lon, err := degrees(p, "lon")
		if err != nil {
			return err
		}
		more := furtherNames[p["id"]]
		low, used, high := "", "", ""
		if n := people[p["id"]]; p[claimed] != "" || n.used > 0 {
			low, used, high = strconv.Itoa(n.low), strconv.Itoa(n.used), strconv.Itoa(n.high)
		}
		rows = append(rows, []string{
			p["id"], p["name_en"], p["name_hy"], cmp.Or(p["name_az"], more.az), p["name_ru"], more.en, more.fr, more.ar, more.uk, names, lat, lon,
			low, used, high, people[p["id"]].stretcher.cell(), people[p["id"]].noCar.cell(),
			people[p["id"]].litres.cell(), placeNote(p, people[p["id"]]),
		})
	}
	return f.table("places.csv", placeColumns, rows)
}

// degrees returns a coordinate with five decimals, about a metre, so that no program can take
// its point for a mark between thousands.
func degrees(p row, column string) (string, error) {
	value, err := strconv.ParseFloat(p[column], 64)
	if err != nil {
		return "", fmt.Errorf("%s, column %s: %w", p["id"], column, err)
	}
	return strconv.FormatFloat(value, 'f', 5, 64), nil
}

// aliases returns the spellings that are not names of the place already. A remark among them is
// refused: readers match aliases letter by letter.
func aliases(p row) (string, error) {
	known := map[string]bool{}
	for _, column := range []string{"name_en", "name_hy", "name_az", "name_ru"} {
		known[strings.ToLower(p[column])] = true
	}
	var out []string
	for alias := range strings.SplitSeq(p["aliases"], "|") {
		if strings.ContainsAny(alias, "(),;") || strings.HasPrefix(alias, "not ") {
			return "", fmt.Errorf("%s: alias %q holds a remark", p["id"], alias)
		}
		if lower := strings.ToLower(alias); !known[lower] {
			known[lower] = true
			out = append(out, alias)
		}
	}
	return strings.Join(out, "|"), nil
}

// placeNote tells how sure the numbers of a place are. What happened there later stays out.
func placeNote(p row, n population) string {
	var parts []string
	if p[claimed] != "" {
		parts = append(parts, fmt.Sprintf("people: %s (confidence %s)", p["pop_basis"], p["pop_conf"]))
	}
	if n.moved != "" {
		parts = append(parts, n.moved)
	}
	for _, c := range []counted{n.stretcher, n.noCar, n.litres} {
		if c.why != "" {
			parts = append(parts, c.why)
		}
	}
	parts = append(parts, fmt.Sprintf("position: %s (confidence %s)", p["coord_source"], p["coord_conf"]))
	return strings.Join(parts, "; ")
}
