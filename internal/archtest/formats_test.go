package archtest

import (
	"regexp"
	"testing"
	"testing/fstest"

	"wayout/internal/folder"
	"wayout/internal/people"
)

// example finds a file that docs/formats.md shows whole: its name, then its text in a fence.
var example = regexp.MustCompile("(?ms)^`([a-z_]+\\.(?:yaml|csv|geojson))`:\n\n```(?:yaml|csv|json)\n(.*?)^```$")

func TestTheExampleOfTheFormatsPageIsRead(t *testing.T) {
	files := fstest.MapFS{}
	for _, found := range example.FindAllStringSubmatch(string(read(t, "docs/formats.md")), -1) {
		files[found[1]] = &fstest.MapFile{Data: []byte(found[2])}
	}
	if len(files) != 20 {
		t.Fatalf("docs/formats.md shows %d files, want scenario.yaml, eighteen tables and a map", len(files))
	}
	got, problems := folder.Read(files, nil)
	for _, p := range problems {
		t.Errorf("%s: %s", p.Severity, p)
	}
	if got.Scenario == nil {
		t.Fatal("the example is no scenario")
	}
	if n := got.Scenario.TotalPeople(people.Used); n != 1040 {
		t.Errorf("the example has %d people, want 1040", n)
	}
	for _, variant := range got.Scenario.Variants {
		if _, problems := folder.Read(files, variant.Set); len(problems) > 0 {
			t.Errorf("variant %s: %v", variant.ID, problems)
		}
	}
}
