package exchange

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"wayout/internal/orders"
	"wayout/internal/plan"
	"wayout/internal/scenario"
)

// Names of the files. Those of a reception and of a place have its id in them.
const (
	GeoJSONFile   = "plan.geojson"
	PlacesFile    = "places.csv"
	KMLFile       = "plan.kml"
	TimetableFile = "timetable.xlsx"
)

// caution stands in every file.
const caution = "All numbers hold under these inputs; nothing here is called safe. " +
	"Leaving is voluntary, and who stays remains protected."

// errPublic is of a file that holds nothing but ways and hours.
var errPublic = errors.New("a public file has no way and no hour")

// Request is what files are made from.
type Request struct {
	Scenario *scenario.Scenario
	Plan     *plan.Plan // of the scenario
	Level    orders.Level
}

// File is one file.
type File struct {
	Name string // with slashes
	Data []byte
}

// Files returns every file of the level: for the public the places as a map and a table, else also
// KML, the timetable, the arrivals of every reception that receives anybody, and for every place that
// cars leave their ways. There is no GPX of a place whose way passes one without a position; the map
// names those. The error says which files cannot be made and why.
func Files(r Request) ([]File, error) {
	b, s := newBrief(r), r.Scenario
	var files []File
	var errs error
	put := func(name string) func([]byte, error) {
		return func(data []byte, err error) {
			if err != nil {
				errs = errors.Join(errs, fmt.Errorf("%s: %w", name, err))
			}
			files = append(files, File{name, data})
		}
	}
	put(GeoJSONFile)(b.geoJSON())
	put(PlacesFile)(b.csv(b.places()), nil)
	if !b.Level.Hours() {
		return files, errs
	}
	put(KMLFile)(b.kml())
	put(TimetableFile)(b.timetable())
	for i := range s.Receptions {
		if arrivals := b.arrivals(i); len(arrivals.rows) > 0 {
			put("arrivals-"+s.Receptions[i].ID+".csv")(b.csv(arrivals), nil)
		}
	}
	for i := range s.Places {
		if ways := b.ways(i); len(ways) > 0 && len(b.unlocated(ways...)) == 0 {
			put("gpx/" + s.Places[i].ID + ".gpx")(b.gpx(i))
		}
	}
	return files, errs
}

// withheld is a value that the level does not allow.
type withheld struct{}

// count returns a number, or withheld.
func (b *brief) count(n int64) any {
	if !b.Level.Tells(n) {
		return withheld{}
	}
	return n
}

// parts returns the numbers that make up a whole. Where one is withheld, the smallest others are too,
// until what is missing is not a small number itself, so that nobody finds it by subtraction.
func (b *brief) parts(numbers ...int64) []any {
	out := make([]any, len(numbers))
	var order []int
	for i, n := range numbers {
		out[i] = n
		if n > 0 {
			order = append(order, i)
		}
	}
	if b.Level.Inside() {
		return out
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(numbers[i], numbers[j]) })
	missing := int64(0)
	for _, i := range order { // the small ones first
		if numbers[i] < orders.Fewest || missing > 0 && missing < orders.Fewest {
			out[i] = withheld{}
			missing += numbers[i]
		}
	}
	return out
}

// isWithheld reports whether a value is not told.
func isWithheld(value any) bool { return value == any(withheld{}) }

// tidy makes a text fit for every format: valid UTF-8 on one line, without control characters and
// without embeddings and overrides of direction, which would reach beyond the text.
func tidy(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029', r == '\uFFFE', r == '\uFFFF':
			return ' '
		case r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// about says in one line what every file has to say of itself.
func (b *brief) about() string {
	return caution + " Level: " + b.Level.String() + ". Inputs SHA-256: " + b.Plan.SHA256 + "."
}
