package groundwork

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/paulmach/orb"

	"wayout/internal/draft"
	"wayout/internal/export"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// The files that are made.
const (
	SettingsFile    = "scenario.yaml"
	PlacesFile      = "places.csv"
	JunctionsFile   = "junctions.csv"
	RoadsFile       = "roads.csv"
	ReceptionsFile  = "receptions.csv"
	ClosuresFile    = "closures.csv"
	OverridesFile   = "overrides.csv"
	MapFile         = "map.geojson"
	SettlementsFile = "settlements.csv"
	ImportFile      = "import.csv"    // what a map is like, and what its reader assumed
	DecisionsFile   = "decisions.csv" // what was decided when a scenario was made of it
)

// table writes rows as CSV. Texts of a map are hostile: none is left for a spreadsheet to take for a
// formula.
func table(name string, rows [][]string) File {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	for i := range rows {
		for k := range rows[i] {
			rows[i][k] = cell(rows[i][k])
		}
		_ = w.Write(rows[i]) // a buffer takes everything
	}
	w.Flush()
	return File{name, out.Bytes()}
}

// cell makes a text one that a table may hold. A number with its sign stays one.
func cell(text string) string {
	text = plain(text)
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		return text
	}
	return export.Inert(text)
}

// longestText is how much of a text of a map is kept.
const longestText = 500

// plain makes a text of a map one that a scenario may hold: no control characters, no line breaks, no marks
// that turn the direction of writing, no space around it, not too long.
func plain(text string) string {
	text = strings.TrimSpace(strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, ""), hidden), " "))
	if runes := []rune(text); len(runes) > longestText {
		text = string(runes[:longestText-1]) + "…"
	}
	return text
}

// hidden reports whether a character breaks a line, changes how what is around it is shown, or is none.
func hidden(r rune) bool {
	return unicode.IsControl(r) || r >= '\u2028' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' ||
		r == '\ufeff' || unicode.Is(unicode.Noncharacter_Code_Point, r)
}

func decimals(x float64, digits int) string {
	return strconv.FormatFloat(math.Round(x*math.Pow10(digits))/math.Pow10(digits), 'f', -1, 64)
}

func lat(at orb.Point) string { return decimals(at.Lat(), 6) }
func lon(at orb.Point) string { return decimals(at.Lon(), 6) }

// roadColumns are those of roads.csv; statusColumn is where the status stands.
var roadColumns = []string{"id", "name", "from", "to", "length_km", "class", "lanes", "speed_kmh", "direction", "capacity", "status", "note"}

const statusColumn = 10

// roadTables are the network itself, and where its roads run.
func roadTables(n *draft.Network, ids *names, shut Shut, areas []roads.Area) []File {
	junctions := [][]string{{"id", "lat", "lon"}}
	for i := range n.Junctions {
		junctions = append(junctions, []string{ids.junctions[i], lat(n.Junctions[i].At), lon(n.Junctions[i].At)})
	}
	rows := [][]string{roadColumns}
	var lines []feature
	for _, area := range areas {
		lines = append(lines, areaFeature(area))
	}
	for i := range n.Roads {
		for _, r := range roadRows(n, ids, i) {
			if shut[n.Roads[i].Class] {
				r[statusColumn] = string(roads.Closed)
			}
			rows = append(rows, r)
			if shape := n.Roads[i].Shape; len(shape) > 2 { // others are drawn straight anyway
				lines = append(lines, feature{"Feature", geometry{"LineString", rounded(shape)}, map[string]string{"road": r[0]}})
			}
		}
	}
	return []File{table(JunctionsFile, junctions), table(RoadsFile, rows), features(lines)}
}

// roadRows are a road: one row where both directions carry the same, else one for each, ending in f and b.
func roadRows(n *draft.Network, ids *names, i int) [][]string {
	r := &n.Roads[i]
	if leftOut(r) != "" {
		return nil
	}
	from, to := ids.junctions[r.From], ids.junctions[r.To]
	same := r.Forward.Lanes == r.Backward.Lanes && r.Forward.KMH == r.Backward.KMH && r.Forward.PerHour == r.Backward.PerHour
	switch {
	case same:
		return [][]string{roadRow(r, r.Forward, ids.roads[i], from, to, roads.Both)}
	case !r.Backward.Open():
		return [][]string{roadRow(r, r.Forward, ids.roads[i], from, to, roads.Forward)}
	case !r.Forward.Open():
		return [][]string{roadRow(r, r.Backward, ids.roads[i], to, from, roads.Forward)}
	}
	return [][]string{
		roadRow(r, r.Forward, ids.roads[i]+forwardEnd, from, to, roads.Forward),
		roadRow(r, r.Backward, ids.roads[i]+backwardEnd, to, from, roads.Forward),
	}
}

func roadRow(r *draft.Road, d draft.Direction, id, from, to string, direction roads.Direction) []string {
	note := cmp.Or(r.Class, "road")
	if r.Surface != "" {
		note += ", " + r.Surface
	}
	if r.Bridge {
		note += ", bridge"
	}
	if d.SpeedBy != "" {
		note += "; speed: " + d.SpeedBy
	}
	if d.PassesBy != "" {
		note += "; capacity: " + d.PassesBy
	}
	kmh, perHour, lanes := carried(d)
	return []string{
		id, r.Name, from, to, decimals(max(r.Metres, 1)/1000, 3), string(classOf(d)), fmt.Sprint(lanes),
		decimals(kmh, 1), direction.String(), decimals(perHour, digitsOf(perHour)), string(roads.Open), note,
	}
}

// classOf is the class of the table of assumptions that passes at most what a lane of the road passes.
func classOf(d draft.Direction) roads.Class {
	perLane := d.PerHour / d.Lanes
	for _, class := range []struct {
		is   roads.Class
		name string
	}{{roads.PavedMain, "capacity_paved_main"}, {roads.PavedSecondary, "capacity_paved_secondary"}} {
		if least, _ := scenario.DefaultNumber(class.name); perLane >= least {
			return class.is
		}
	}
	return roads.Gravel
}

// rounded writes a line to about a metre.
func rounded(line orb.LineString) orb.LineString {
	out := make(orb.LineString, len(line))
	for i, p := range line {
		out[i] = orb.Point{math.Round(p[0]*1e5) / 1e5, math.Round(p[1]*1e5) / 1e5}
	}
	return out
}

// feature and geometry are those of GeoJSON (RFC 7946).
type feature struct {
	Type       string            `json:"type"`
	Geometry   geometry          `json:"geometry"`
	Properties map[string]string `json:"properties"`
}

type geometry struct {
	Type        string `json:"type"`
	Coordinates any    `json:"coordinates"`
}

// areaFeature is an area to be drawn.
func areaFeature(area roads.Area) feature {
	rings := make([][][2]float64, len(area.Rings))
	for i, ring := range area.Rings {
		for _, p := range ring {
			rings[i] = append(rings[i], [2]float64{p.Lon, p.Lat})
		}
	}
	return feature{"Feature", geometry{"Polygon", rings}, map[string]string{"name": area.Name}}
}

// features writes a collection, a feature on a line, so that a change of the map is seen line by line.
func features(list []feature) File {
	var out bytes.Buffer
	out.WriteString("{\"type\":\"FeatureCollection\",\"features\":[\n")
	for i, f := range list {
		data, err := json.Marshal(f)
		if err != nil {
			panic("groundwork: " + err.Error()) // finite numbers and texts
		}
		out.Write(data)
		if i+1 < len(list) {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
	}
	out.WriteString("]}\n")
	return File{MapFile, out.Bytes()}
}

// settlementTable lists the settlements of a map, as a table of people would have them.
func settlementTable(n *draft.Network) File {
	rows := [][]string{{"id", "kind", "name", "aliases", "lat", "lon", "people", "source"}}
	for i := range n.Settlements {
		s := &n.Settlements[i]
		rows = append(rows, []string{
			s.ID, s.Kind, s.Name, strings.Join(append(slices.Sorted(maps.Values(s.Names)), s.Others...), "|"), lat(s.At), lon(s.At),
			positive(s.People), s.Source,
		})
	}
	return table(SettlementsFile, rows)
}

func positive[Number ~int | ~int64](n Number) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// countOf writes a number of people; empty where nothing is known of them. A lowest number of 0 is a number.
func countOf(n unit.Person, of *People) string {
	if of.Low == 0 && of.Used == 0 && of.High == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

func findingTable(name string, findings []Finding) File {
	rows := [][]string{{"what", "id", "name", "lat", "lon", "number", "unit", "about"}}
	for _, f := range findings {
		row := []string{f.Kind.String(), f.ID, f.Name, "", "", "", "", f.Text}
		if f.At != nil {
			row[3], row[4] = lat(*f.At), lon(*f.At)
		}
		if f.Kind.Unit() != "" {
			row[5], row[6] = decimals(f.Number, 0), f.Kind.Unit()
		}
		rows = append(rows, row)
	}
	return table(name, rows)
}

func (m *maker) placeTable() File {
	languages := map[string]bool{}
	for i := range m.places {
		for code := range m.places[i].names {
			languages[code] = true
		}
	}
	codes := slices.Sorted(maps.Keys(languages))
	head := []string{"id", "name"}
	for _, code := range codes {
		head = append(head, "name_"+code)
	}
	rows := [][]string{append(head, "aliases", "lat", "lon", "junction", "people_low", "people", "people_high", "vehicles", "no_car", "stays", "note")}
	for i := range m.places {
		p := &m.places[i]
		row := []string{p.id, p.name}
		for _, code := range codes {
			row = append(row, p.names[code])
		}
		junction := ""
		if p.junction >= 0 {
			junction = m.ids.junctions[p.junction]
		}
		rows = append(rows, append(row, p.aliases, lat(p.at), lon(p.at), junction,
			countOf(p.people.Low, &p.people), countOf(p.people.Used, &p.people), countOf(p.people.High, &p.people),
			positive(p.people.Vehicles), positive(p.people.NoCar), positive(p.people.Stays), p.note))
	}
	return table(PlacesFile, rows)
}

func (m *maker) receptionTable() File {
	rows := [][]string{{"id", "place", "note"}}
	for _, r := range m.receptions {
		rows = append(rows, []string{r.id, r.place, r.note})
	}
	return table(ReceptionsFile, rows)
}

// closureTable also lists the closures of directions that no row of roads.csv has.
func (m *maker) closureTable() File {
	rows := [][]string{{"id", "road", "direction", "from", "to", "factor", "reason", "source"}}
	for i, c := range m.Closures {
		road, direction, found := m.closedRow(c)
		if !found {
			m.find(Finding{Kind: Assumed, ID: m.ids.roads[c.Road], Number: 1, Text: "closures of directions that are in no row of roads.csv were left out: " + c.Source})
			continue
		}
		rows = append(rows, []string{fmt.Sprintf("C%d", i+1), road, direction, c.From, c.To, decimals(c.Factor, 3), c.Reason, c.Source})
	}
	return table(ClosuresFile, rows)
}

// closedRow finds the row of the table of roads that a closure means, and which way of it.
func (m *maker) closedRow(c Closure) (road, direction string, found bool) {
	for _, row := range roadRows(m.Map, m.ids, c.Road) {
		id, from, way := row[0], row[2], row[8]
		along := from == m.ids.junctions[m.Map.Roads[c.Road].From]
		switch {
		case along != c.Backward:
			return id, roads.Forward.String(), true
		case way == roads.Both.String():
			return id, roads.Backward.String(), true
		}
	}
	return "", "", false
}

// noOverrides is a table of overrides to be filled in.
func noOverrides() File { return table(OverridesFile, [][]string{{"path", "value", "source"}}) }
