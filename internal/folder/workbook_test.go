package folder

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"wayout/internal/problem"
)

// workbookOf puts tables into the sheets of one workbook.
func workbookOf(t *testing.T, files fstest.MapFS, names ...string) []byte {
	t.Helper()
	book := excelize.NewFile()
	for _, name := range names {
		if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(files[name+".csv"].Data)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			cells := make([]any, len(row))
			for j, cell := range row {
				cells[j] = cell
			}
			at, err := excelize.CoordinatesToCellName(1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := book.SetSheetRow(name, at, &cells); err != nil {
				t.Fatal(err)
			}
		}
	}
	data, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

// TestOneWorkbookWithSeveralTables: planners keep all tables in one workbook; its sheets give the
// same scenario as files of their own, and a sheet that is not there is told with its name.
func TestOneWorkbookWithSeveralTables(t *testing.T) {
	files := example(t)
	want := mustRead(t, files)
	files["valley.xlsx"] = &fstest.MapFile{Data: workbookOf(t, files, "places", "roads", "classes", "fleet")}
	change(t, files, settingsFile, "places: places.csv", "places: valley.xlsx#places")
	change(t, files, settingsFile, "roads: roads.csv", "roads: valley.xlsx#roads")
	change(t, files, settingsFile, "classes: classes.csv", "classes: valley.xlsx#classes")
	change(t, files, settingsFile, "fleet: fleet.csv", "fleet: valley.xlsx#fleet")
	got := mustRead(t, files)
	if diff := cmp.Diff(want.Places, got.Places); diff != "" {
		t.Errorf("places (-files +workbook):\n%s", diff)
	}
	if diff := cmp.Diff(want.Fleet, got.Fleet); diff != "" {
		t.Errorf("fleet (-files +workbook):\n%s", diff)
	}
	if len(got.Roads) != len(want.Roads) {
		t.Errorf("%d roads, want %d", len(got.Roads), len(want.Roads))
	}
	change(t, files, settingsFile, "valley.xlsx#roads", "valley.xlsx#streets")
	_, problems := Read(files, nil)
	if text := lines(problems); !strings.Contains(text, string(problem.SheetMissing)) || !strings.Contains(text, "streets") {
		t.Errorf("a sheet that is not there:\n%s", text)
	}
}
