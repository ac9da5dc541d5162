package roadnet

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/osm"
)

func TestParseSpeed(t *testing.T) {
	tests := []struct {
		value string
		kmh   float64
		what  limit
	}{
		{"50", 50, limitGiven},
		{"50 km/h", 50, limitGiven},
		{"50km/h", 50, limitGiven},
		{"30 mph", 48.28032, limitGiven},
		{"30mph", 48.28032, limitGiven},
		{"10 knots", 18.52, limitGiven},
		{"walk", 5, limitGiven},
		{"none", 0, limitNone},
		{"signals", 0, limitNone},
		{"RU:urban", 60, limitGiven},
		{"ru:rural", 90, limitGiven},
		{"DE:zone:30", 30, limitGiven},
		{"FR:zone30", 30, limitGiven},
		{"GB:zone20", 32.18688, limitGiven},
		{"GB:nsl_single", 96.56064, limitGiven},
		{"DE:zone:FR:zone30", 0, limitOdd},
		{"DE:zone:none", 0, limitOdd},
		{"DE:motorway", 0, limitNone},
		{"XX:urban", 0, limitNone},
		{"50;80", 50, limitGiven},
		{"none;80", 80, limitGiven},
		{"", 0, limitOdd},
		{"fast", 0, limitOdd},
		{"0", 0, limitOdd},
		{"1e9", 0, limitOdd},
		{"-50", 0, limitOdd},
		{"900", 0, limitOdd},
		{"50;fast", 0, limitOdd},
		{"NaN", 0, limitOdd},
	}
	for _, test := range tests {
		kmh, what := parseSpeed(test.value)
		if math.Abs(kmh-test.kmh) > 1e-9 || what != test.what {
			t.Errorf("%q is %g km/h (%d), want %g (%d)", test.value, kmh, what, test.kmh, test.what)
		}
	}
}

func TestParseLanes(t *testing.T) {
	tests := []struct {
		value string
		lanes float64
		ok    bool
	}{
		{"2", 2, true},
		{"1.5", 1.5, true},
		{"3; 2", 2, true},
		{"0", 0, false},
		{"-1", 0, false},
		{"two", 0, false},
		{"100", 0, false},
		{"", 0, false},
		{"2;", 0, false},
	}
	for _, test := range tests {
		if lanes, ok := parseLanes(test.value); ok != test.ok || ok && lanes != test.lanes {
			t.Errorf("%q is %g (%v), want %g (%v)", test.value, lanes, ok, test.lanes, test.ok)
		}
	}
}

func TestParsePopulation(t *testing.T) {
	tests := []struct {
		value  string
		people int
		ok     bool
	}{
		{"4461", 4461, true},
		{"4,461", 4461, true},
		{"4 461", 4461, true},
		{"4\u00a0461", 4461, true},
		{"1.234.567", 1234567, true},
		{"~500", 500, true},
		{"ca. 500", 500, true},
		{"approx 300", 300, true},
		{"4461 (2015)", 4461, true},
		{"500-600", 600, true},
		{"500–600", 600, true},
		{"100+", 100, true},
		{"<100", 100, true},
		{"0", 0, true},
		{"12.5", 0, false},
		{"600-500", 0, false},
		{"many", 0, false},
		{"", 0, false},
		{"99999999999999999999", 0, false},
		{"1,23", 0, false},
	}
	for _, test := range tests {
		if people, ok := parsePopulation(test.value); ok != test.ok || ok && people != test.people {
			t.Errorf("%q is %d (%v), want %d (%v)", test.value, people, ok, test.people, test.ok)
		}
	}
}

func FuzzValues(f *testing.F) {
	for _, seed := range []string{"50", "30 mph", "RU:urban", "DE:zone:30", "none;80", "4,461", "~500", "4461 (2015)", "500-600", "1;2", "::", "zone"} {
		f.Add(seed)
	}
	f.Add(strings.Repeat("a:zone", 10_000))
	f.Add(strings.Repeat("ab;ac;", 10_000))
	f.Fuzz(func(t *testing.T, value string) {
		if kmh, what := parseSpeed(value); what == limitGiven && !(kmh >= leastSpeed && kmh <= mostSpeed*mile) {
			t.Errorf("%q is %g km/h", value, kmh)
		}
		if lanes, ok := parseLanes(value); ok && !(lanes >= 0.5 && lanes <= mostLanes) {
			t.Errorf("%q is %g lanes", value, lanes)
		}
		if people, ok := parsePopulation(value); ok && (people < 0 || people > mostPeople) {
			t.Errorf("%q is %d people", value, people)
		}
		permissionOf(value)
		names(osm.Tags{{Key: "name:" + value, Value: value}, {Key: value, Value: value}})
	})
}

// TestDirectionsAndLanes reads tags of roads into lanes each way.
func TestDirectionsAndLanes(t *testing.T) {
	tests := []struct {
		name              string
		tags              map[string]string
		forward, backward float64
	}{
		{"silent", map[string]string{"highway": "primary"}, 1, 1},
		{"one way", map[string]string{"highway": "primary", "oneway": "yes"}, 1, 0},
		{"the other way", map[string]string{"highway": "primary", "oneway": "-1", "lanes": "3"}, 0, 3},
		{"odd number", map[string]string{"highway": "primary", "lanes": "3"}, 1.5, 1.5},
		{"both given", map[string]string{"highway": "primary", "lanes": "3", "lanes:forward": "2", "lanes:backward": "1"}, 2, 1},
		{"one given", map[string]string{"highway": "primary", "lanes": "3", "lanes:backward": "1"}, 2, 1},
		{"single track", map[string]string{"highway": "unclassified", "lanes": "1"}, 0.5, 0.5},
		{"narrow", map[string]string{"highway": "unclassified", "width": "3 m"}, 0.5, 0.5},
		{"wide", map[string]string{"highway": "unclassified", "width": "7"}, 1, 1},
		{"motorway", map[string]string{"highway": "motorway"}, 2, 0},
		{"motorway for both", map[string]string{"highway": "motorway", "oneway": "no"}, 2, 2},
		{"roundabout", map[string]string{"highway": "tertiary", "junction": "roundabout"}, 1, 0},
		{"reversible", map[string]string{"highway": "primary", "oneway": "reversible", "lanes": "2"}, 1, 1},
		{"closed backward", map[string]string{"highway": "primary", "vehicle:backward": "no"}, 1, 0},
		{"cars welcome", map[string]string{"highway": "primary", "access": "no", "motorcar": "yes"}, 1, 1},
		{"cars forbidden", map[string]string{"highway": "primary", "access": "yes", "motor_vehicle": "no"}, 0, 0},
		{"farmers only", map[string]string{"highway": "service", "access": "agricultural;forestry"}, 0, 0},
		{"private", map[string]string{"highway": "service", "access": "private"}, 0, 0},
		{"a square", map[string]string{"highway": "service", "area": "yes"}, 0, 0},
		{"planned", map[string]string{"highway": "proposed"}, 0, 0},
		{"a track", map[string]string{"highway": "track"}, 0, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var tags osm.Tags
			for key, value := range test.tags {
				tags = append(tags, osm.Tag{Key: key, Value: value})
			}
			r := &reader{words: map[string]string{}}
			road, kept := r.road(tags, func(string) {})
			got := [2]float64{road.Forward.Lanes, road.Backward.Lanes}
			if want := [2]float64{test.forward, test.backward}; got != want || kept != (want != [2]float64{}) {
				t.Errorf("lanes %v (kept: %v), want %v", got, kept, want)
			}
		})
	}
}

func TestNames(t *testing.T) {
	by, others := names(osm.Tags{
		{Key: "name", Value: "Goris"},
		{Key: "name:hy", Value: "Գորիս"},
		{Key: "name:zh_pinyin", Value: "Gelisi"},
		{Key: "name:etymology:wikidata", Value: "Q1"},
		{Key: "name:left", Value: "Left"},
		{Key: "old_name", Value: "Gerusy;Goris;Gerusy"},
		{Key: "old_name:1850-1900", Value: "Geryusy"},
		{Key: "alt_name_1", Value: "not a key we know"},
	})
	if diff := cmp.Diff(map[string]string{"hy": "Գորիս", "zh_pinyin": "Gelisi"}, by); diff != "" {
		t.Errorf("by language (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Gerusy", "Geryusy"}, others); diff != "" {
		t.Errorf("others (-want +got):\n%s", diff)
	}
}
