package projection

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Known lists what Parse understands, for people.
const Known = "EPSG:4326 (degrees), EPSG:3857 (Web Mercator), ESRI:54009 (Mollweide), " +
	"EPSG:32601 to 32660 and 32701 to 32760 (UTM north and south, WGS 84), EPSG:25828 to 25838 (UTM, ETRS89), " +
	"EPSG:26901 to 26923 (UTM, NAD83), EPSG:28348 to 28358 (MGA, GDA94), EPSG:7846 to 7859 (MGA, GDA2020)"

// family is a run of EPSG codes, one a zone of UTM.
type family struct {
	first, last int // codes
	zone        int // of the first
	south       bool
	grs80       bool
	names       []string // as squeeze leaves them, before the number of the zone
}

var families = []family{
	{32601, 32660, 1, false, false, []string{"WGS84UTMZONE", "WGS1984UTMZONE", "WGS84UTM"}},
	{32701, 32760, 1, true, false, nil},
	{25828, 25838, 28, false, true, []string{"ETRS89UTMZONE", "ETRS1989UTMZONE", "ETRS89UTM"}},
	{26901, 26923, 1, false, true, []string{"NAD83UTMZONE", "NAD1983UTMZONE", "NAD83UTM"}},
	{28348, 28358, 48, true, true, []string{"GDA94MGAZONE", "GDA1994MGAZONE", "GDA94MGA", "MGA94", "MGA94ZONE"}},
	{7846, 7859, 46, true, true, []string{"GDA2020MGAZONE", "MGA2020", "MGA2020ZONE"}},
}

// single are the systems without zones, by code and by the other names they go by.
var single = []struct {
	code  string
	kind  kind
	names []string
}{
	{"EPSG:4326", degrees, []string{
		"WGS84", "CRS84", "OGCCRS84", "WGS1984", "GCSWGS1984", "EPSG4979", "EPSG4258", "ETRS89", "EPSG4269", "NAD83", "EPSG4283", "GDA94",
		"EPSG7844", "GDA2020",
	}},
	{"EPSG:3857", webMercator, []string{
		"EPSG900913", "EPSG3785", "EPSG102100", "ESRI102100", "WGS84PSEUDOMERCATOR", "WGS1984WEBMERCATORAUXILIARYSPHERE",
		"WEBMERCATOR", "POPULARVISUALISATIONCRSMERCATOR",
	}},
	{"ESRI:54009", mollweide, []string{"EPSG54009", "WORLDMOLLWEIDE", "MOLLWEIDE"}},
}

// Parse finds a projection by its name: a code ("EPSG:32754", also as a URN or a URL), what MATSim
// calls it ("WGS84", "WGS84_UTM54S"), its usual name ("WGS 84 / UTM zone 54S", "GDA94 / MGA zone
// 55"), or well-known text, of which it reads the code and the name at the top and not the
// parameters. The error names what is known.
func Parse(name string) (Projection, error) {
	for _, candidate := range candidates(name) {
		squeezed := squeeze(candidate)
		for _, s := range single {
			if squeezed == squeeze(s.code) || slices.Contains(s.names, squeezed) {
				return Projection{code: s.code, kind: s.kind}, nil
			}
		}
		for _, f := range families {
			if p, ok := f.find(squeezed); ok {
				return p, nil
			}
		}
	}
	const most = 80
	shown := []rune(strings.TrimSpace(name))
	if len(shown) > most {
		shown = append(shown[:most], '…')
	}
	return Projection{}, fmt.Errorf("unknown coordinate reference system %q; known are %s", string(shown), Known)
}

// UTM returns a zone, 1 to 60, of the universal transverse Mercator projection on WGS 84.
func UTM(zone int, south bool) (Projection, error) {
	if zone < 1 || zone > 60 {
		return Projection{}, fmt.Errorf("there is no UTM zone %d; they are 1 to 60", zone)
	}
	if south {
		return families[1].projection(zone), nil
	}
	return families[0].projection(zone), nil
}

func (f family) projection(zone int) Projection {
	t := transverse{meridian: 6*zone - 183, grs80: f.grs80}
	if f.south {
		t.northing = 10_000_000
	}
	return Projection{code: fmt.Sprintf("EPSG:%d", f.first+zone-f.zone), kind: transverseMercator, zone: t}
}

// numbered is a name that ends with a zone, and perhaps its hemisphere.
var numbered = regexp.MustCompile(`^(.*[A-Z]|MGA94|MGA2020)(\d{1,2})([NS]?)$`)

// find looks for one of the codes or names of the family.
func (f family) find(squeezed string) (Projection, bool) {
	if digits, ok := strings.CutPrefix(squeezed, "EPSG"); ok {
		code, err := strconv.Atoi(digits)
		if err != nil || code < f.first || code > f.last {
			return Projection{}, false
		}
		return f.projection(f.zone + code - f.first), true
	}
	parts := numbered.FindStringSubmatch(squeezed)
	if parts == nil {
		return Projection{}, false
	}
	if !slices.Contains(f.names, parts[1]) {
		return Projection{}, false
	}
	return f.zoned(parts[2], parts[3])
}

// zoned returns the zone of the family by its number and hemisphere. UTM on WGS 84 must say which.
func (f family) zoned(number, hemisphere string) (Projection, bool) {
	zone, err := strconv.Atoi(number)
	if err != nil {
		return Projection{}, false
	}
	if f.first == families[0].first {
		p, err := UTM(zone, hemisphere == "S")
		return p, err == nil && hemisphere != ""
	}
	ok := zone >= f.zone && zone <= f.zone+f.last-f.first && (hemisphere == "" || (hemisphere == "S") == f.south)
	return f.projection(zone), ok
}

var (
	urn       = regexp.MustCompile(`(?i)^urn:ogc:def:crs:([a-z]+):[^:]*:([a-z0-9]+)$`)
	url       = regexp.MustCompile(`(?i)^https?://www\.opengis\.net/def/crs/([a-z]+)/[^/]*/([a-z0-9]+)$`)
	wellKnown = regexp.MustCompile(`(?i)^\s*(PROJCS|PROJCRS|GEOGCS|GEOGCRS|GEODCRS)\s*[\[(]\s*"([^"]*)"`)
	authority = regexp.MustCompile(`(?i)(?:AUTHORITY|ID)\s*[\[(]\s*"([A-Za-z]+)"\s*,\s*"?(\d+)"?\s*[\])]\s*[\])]\s*$`)
)

// candidates returns what may be the name or code in what a file calls its system.
func candidates(name string) []string {
	name = strings.TrimSpace(name)
	for _, form := range []*regexp.Regexp{urn, url} {
		if found := form.FindStringSubmatch(name); found != nil {
			return []string{found[1] + ":" + found[2]}
		}
	}
	if top := wellKnown.FindStringSubmatch(name); top != nil {
		var out []string
		if found := authority.FindStringSubmatch(name); found != nil {
			out = append(out, found[1]+":"+found[2])
		}
		return append(out, top[2])
	}
	return []string{name}
}

// squeeze leaves the letters, in upper case, and the digits.
func squeeze(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToUpper(name))
}
