package folder

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCells(t *testing.T) {
	files := full(t)
	got := Cells(files, []string{
		"place.stone_ford.people", "place.Stone Ford.people", "gate.bridge.seconds_per_vehicle", "horizon",
		"assumption.slot_minutes", "gate.bridge.hours", "assumption.nothing", "place.nowhere.people", "place.*.nothing", "gate.*", "*",
	})
	want := [][]Cell{
		{{Path: "place.stone_ford.people", Number: 5600, Known: true, Whole: true}},
		{{Path: "place.stone_ford.people", Number: 5600, Known: true, Whole: true}},
		{{Path: "gate.bridge.seconds_per_vehicle", Number: 20, Known: true}},
		{{Path: "horizon"}},
		{{Path: "assumption.slot_minutes", Number: 30, Known: true, Whole: true}},
		{{Path: "gate.bridge.hours"}},
		nil, nil, nil, nil,
		{{Path: "*"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
}

// TestCellsOfEveryRecord: a star means the records that have a value, and each can be set by its path.
func TestCellsOfEveryRecord(t *testing.T) {
	files := full(t)
	every := Cells(files, []string{"place." + Every + ".people"})[0]
	if len(every) < 3 {
		t.Fatalf("%d places have people", len(every))
	}
	for _, c := range every {
		if !c.Known || !c.Whole {
			t.Errorf("%+v is no whole number", c)
		}
		if f, problems := Read(files, sets(c.Path+"=10000")); f.Scenario == nil {
			t.Errorf("%s cannot be set: %v", c.Path, problems)
		}
	}
}
