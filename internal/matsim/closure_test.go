package matsim

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"wayout/internal/projection"
	"wayout/internal/unit"
)

func mustParse(t *testing.T, name string) projection.Projection {
	t.Helper()
	p, err := projection.Parse(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func bridgeTown(t *testing.T) *Network {
	t.Helper()
	n, problems := ReadNetwork(open(t, "testdata/network.xml"), Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return n
}

func TestReadEvents(t *testing.T) {
	got, problems := ReadEvents(open(t, "testdata/events.xml"), Options{Network: bridgeTown(t)})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	const h = unit.Hour
	want := []Closure{
		{Links: []string{"1"}, From: 8 * h, To: 9*h + 30*unit.Minute, Speed: Unchanged, Capacity: Change{0.5, 0}},
		{Links: []string{"2"}, From: 8 * h, To: 10 * h, Speed: Unchanged, Capacity: Change{0.5, 0}},
		{Links: []string{"1"}, From: 9*h + 30*unit.Minute, To: 10 * h, Speed: Unchanged, Capacity: Change{0, 0}},
		{Links: []string{"3"}, From: 7 * h, To: unit.Never, Speed: Change{0, 18}, Capacity: Unchanged},
		{Links: []string{"1"}, From: 10 * h, To: unit.Never, Speed: Unchanged, Capacity: Change{0, 900}},
	}
	// Link 2 is as it was from 10:00 on: half, then twice as much.
	byFrom := cmpopts.SortSlices(func(a, b Closure) bool {
		return a.From < b.From || a.From == b.From && a.Links[0] < b.Links[0]
	})
	if diff := cmp.Diff(want, got.List, byFrom); diff != "" {
		t.Error(diff)
	}
	for _, c := range got.List {
		if closed := c.Capacity == (Change{}); c.Closed() != closed {
			t.Errorf("%+v is closed: %v", c, c.Closed())
		}
	}
	if len(got.Notes) != 1 || got.Notes[0].Count != 1 {
		t.Errorf("notes are %v", got.Notes)
	}
}

// TestManyLargeFactors multiplies past the largest number, and then by 0.
func TestManyLargeFactors(t *testing.T) {
	change := Unchanged
	for range 100 {
		change = change.followedBy(Change{Times: 1e9}).followedBy(Change{Times: 1, Plus: 1e9})
	}
	if got := change.followedBy(Change{}); got != (Change{}) {
		t.Errorf("nothing of very much is %+v, want nothing", got)
	}
}

func TestReadDisruptions(t *testing.T) {
	got, problems := ReadDisruptions(open(t, "testdata/disruptions.json"), Options{Network: bridgeTown(t)})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := []Closure{
		{
			Links: []string{"1", "2"}, From: 13*unit.Hour + 15*unit.Minute, To: 24*unit.Hour + 10*unit.Minute,
			Speed: Change{0, 0.001}, Capacity: Unchanged, Text: "Bridge closed",
		},
		{
			Links: []string{"26382-26384-26386-26388-26390-26392-26394-26396-26398-26400-26402"}, From: 6*unit.Hour + 30*unit.Minute, To: 7 * unit.Hour,
			Speed: Change{0.4, 0}, Capacity: Unchanged,
		},
	}
	if diff := cmp.Diff(want, got.List); diff != "" {
		t.Error(diff)
	}
	if !got.List[0].Closed() || got.List[1].Closed() || got.List[1].Speed.Of(50) != 20 {
		t.Errorf("closed: %v, %v", got.List[0].Closed(), got.List[1].Closed())
	}
	if diff := cmp.Diff(map[string]int{
		"commas before a closing bracket, which JSON does not allow, were passed over": 3,
		"relative speeds were taken as per cent of the free speed":                     1,
	}, noted(got.Notes)); diff != "" {
		t.Error(diff)
	}
}

func TestProblemsOfEvents(t *testing.T) {
	begin := "<networkChangeEvents>\n<networkChangeEvent startTime=\"%T\">\n"
	end := "\n</networkChangeEvent></networkChangeEvents>"
	good := strings.Replace(begin, "%T", "08:00:00", 1)
	for name, test := range map[string]struct{ text, want string }{
		"link":      {good + `<link refId="nowhere"/>` + end, "3 reference-unknown refId"},
		"no link":   {good + `<link/>` + end, "3 value-missing refId"},
		"time":      {strings.Replace(begin, "%T", "08:61", 1) + end, "2 value-range startTime"},
		"negative":  {strings.Replace(begin, "%T", "-1", 1) + end, "2 value-range startTime"},
		"huge time": {strings.Replace(begin, "%T", "1e300", 1) + end, "2 value-range startTime"},
		"kind":      {good + `<freespeed type="faster" value="1"/>` + end, "3 value-range type"},
		"NaN":       {good + `<freespeed type="absolute" value="NaN"/>` + end, "3 value-range value"},
		"below 0":   {good + `<flowCapacity type="scaleFactor" value="-1"/>` + end, "3 value-range value"},
		"cut":       {good, "3 file-truncated "},
	} {
		t.Run(name, func(t *testing.T) {
			c, problems := ReadEvents(strings.NewReader(test.text), Options{Network: bridgeTown(t)})
			if got := briefly(problems); got != test.want || c != nil {
				t.Errorf("got %s, want %s: %v", got, test.want, problems)
			}
		})
	}
}

func TestProblemsOfDisruptions(t *testing.T) {
	good := `{"disruptions": [` + "\n" + `{"startHHMM": "1000", "endHHMM": "1100", "effectiveSpeed": 0,` + "\n" +
		`"effectiveSpeedUnit": "KMPH", "impactedLinks": ["1"]}]}`
	swap := func(old, with string) string { return strings.Replace(good, old, with, 1) }
	for name, test := range map[string]struct{ text, want string }{
		"link":       {swap(`["1"]`, "[\"1\",\n\"nowhere\", \"elsewhere\"]"), "4 reference-unknown impactedLinks; 4 reference-unknown impactedLinks"},
		"no links":   {swap(`["1"]`, `[]`), "3 value-range impactedLinks"},
		"links":      {swap(`["1"]`, `[{}]`), "3 value-range impactedLinks"},
		"minutes":    {swap("1000", "1075"), "2 value-range startHHMM"},
		"text":       {swap(`"1000"`, `"noon"`), "2 value-range startHHMM"},
		"object":     {swap(`"1000"`, `{}`), "2 value-range startHHMM"},
		"null":       {swap(`"1000"`, `null`), "2 value-range startHHMM"},
		"huge":       {swap("1000", "99999999999999"), "2 value-range startHHMM"},
		"reversed":   {swap("1000", "1130"), "2 window-reversed endHHMM"},
		"no end":     {swap(`"endHHMM": "1100",`, ""), "2 value-missing endHHMM"},
		"speed":      {swap(`"effectiveSpeed": 0`, `"effectiveSpeed": "-5"`), "2 value-range effectiveSpeed"},
		"huge speed": {swap(`"effectiveSpeed": 0`, `"effectiveSpeed": 1e999`), "2 value-range effectiveSpeed"},
		"unit":       {swap("KMPH", "MPH"), "3 value-range effectiveSpeedUnit"},
		"all":        {`{"disruptions": [{}, 7]}`, "1 value-range disruptions; 1 value-missing effectiveSpeed; 1 value-missing endHHMM; 1 value-missing impactedLinks; 1 value-missing startHHMM"},
		"none":       {`{"messages": []}`, "1 value-missing disruptions"},
		"list":       {`[]`, "1 value-missing disruptions"},
		"cut":        {good[:len(good)-30], "3 file-truncated "},
		"empty":      {"", "1 file-truncated "},
		"two commas": {swap(`["1"]`, `["1",,]`), "3 value-range "},
		"deep":       {`{"disruptions": ` + strings.Repeat("[", 100000), "1 value-range "},
		"more":       {good + "\n{}", "4 value-range "},
		"letters":    {swap("1000", "\xff"), "1 value-range "},
	} {
		t.Run(name, func(t *testing.T) {
			c, problems := ReadDisruptions(strings.NewReader(test.text), Options{Network: bridgeTown(t)})
			if got := briefly(problems); got != test.want || c != nil {
				t.Errorf("got %s, want %s: %v", got, test.want, problems)
			}
		})
	}
}

func TestSeconds(t *testing.T) {
	for text, want := range map[string]float64{"07:30:00": 27000, "07:30": 27000, "24:50:01": 89401, "60": 60, "0": 0, "00:00:30": 30} {
		if got, ok := seconds(text); !ok || got != want {
			t.Errorf("%q is %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", ":", "1:2:3:4", "-1:00", "01:-0", "01:60", "undefined", "NaN", "Infinity", "1e9:00", "0x10"} {
		if got, ok := seconds(text); ok {
			t.Errorf("%q is %v", text, got)
		}
	}
}
