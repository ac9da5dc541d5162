package app

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/planner"
	"wayout/internal/scenario"
	"wayout/internal/verify"
)

// The examples that were made of maps.
const (
	legazpi   = "../../examples/legazpi"
	surfCoast = "../../examples/surf-coast"
)

// TestExamplesOfMapsAreMadeAnew makes both as their READMEs say: every file is the one that is there.
func TestExamplesOfMapsAreMadeAnew(t *testing.T) {
	const sources, published = "../../examples/source", "../../../shared/data/ees-surf-coast"
	for folder, q := range map[string]GroundQuestion{
		legazpi: {
			Map:  MapQuestion{File: sources + "/legazpi/legazpi-2025.osm.pbf"},
			Area: sources + "/legazpi/legazpi.poly", Name: "Legazpi, the whole city leaves",
			Start: "2026-01-10T06:00", TimeZone: "Asia/Manila",
		},
		surfCoast: {
			Map:        MapQuestion{File: published + "/surf-coast-shire-network-2021-epsg32754.xml.gz", CRS: "EPSG:32754"},
			Population: []string{sources + "/surf-coast/zones.csv", published + "/archetypes-basic/plans-10k.xml.gz"},
			Receptions: []string{"-38.179,144.347=Geelong", "-38.3414,143.586=Colac", "-38.755,143.67=Apollo Bay"},
			Closures:   []string{published + "/midweek-in-jan/traffic-mgt-points.s1.json"},
			Name:       "Surf Coast, road closures of bushfire S1",
			Credit:     "Network of the Emergency Evacuation Simulator (EES), MIT licence, made from map data © OpenStreetMap contributors, ODbL 1.0.",
			Start:      "2021-01-13T12:15", TimeZone: "Australia/Melbourne", Horizon: "11 hours",
		},
	} {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			if _, err := os.Stat(q.Map.File); err != nil {
				t.Skipf("the published network is not beside the project: %v", err)
			}
			into := filepath.Join(t.TempDir(), "made")
			made, problems, err := Init(t.Context(), q, into, nil)
			if made == nil {
				t.Fatal(problems, err)
			}
			for _, file := range made.Files {
				want, err := os.ReadFile(filepath.Join(folder, file.Name))
				if err != nil {
					t.Error(err)
				} else if diff := cmp.Diff(string(want), string(file.Data)); diff != "" {
					t.Errorf("%s (-there +made anew):\n%.2000s", file.Name, diff)
				}
			}
		})
	}
}

// TestLegazpiHolds plans the city and lets the judge read what was written.
func TestLegazpiHolds(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes each plan ten times slower")
	}
	holds(t, Question{Folder: legazpi})
}

// TestSurfCoastHolds plans the coast without the first two closures of the fire, and as it stands, and has both
// judged. What no plan can beat is the same, so these closures hold nobody back.
func TestSurfCoastHolds(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes each plan ten times slower")
	}
	lifted := Question{Folder: surfCoast, Set: []scenario.Override{{Path: "closure.C1.factor", Value: "1"}, {Path: "closure.C2.factor", Value: "1"}}}
	planned, problems, err := Plan(t.Context(), lifted, nil)
	if planned == nil {
		t.Fatal(problems, err)
	}
	f, problems, err := Read(Question{Folder: surfCoast})
	if f.Scenario == nil {
		t.Fatal(problems, err)
	}
	for s, r := range map[*scenario.Scenario]*planner.Result{planned.Scenario: planned.Result, f.Scenario: planned.AsItStands} {
		if report := verify.Check(s, &r.Plan, r.Certificates); !report.Holds() {
			t.Errorf("the judge finds %v", report.Violations)
		}
	}
	if with, without := planned.AsItStands.Bound.T100, planned.Result.Bound.T100; with != without {
		t.Errorf("nobody can be out before %d s with the closures, and %d without", with, without)
	}
}
