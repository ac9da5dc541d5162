package export_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"wayout/internal/export"
	"wayout/internal/problem"
)

func resultFiles(mark string) []export.File {
	plan := export.Plan(fixture(), fixturePlan())
	return []export.File{
		{Name: export.PlanFile, Data: append(plan, mark...)},
		{Name: export.SlotsFile, Data: []byte(mark)},
		{Name: export.CertificateFile, Data: []byte(mark)},
		{Name: export.SummaryFile, Data: []byte(mark)},
	}
}

// names lists what a folder holds.
func names(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func TestWriteReplacesItsOwnFilesOnly(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "deep", "out")
	for _, mark := range []string{"one", "two"} {
		if problems, err := export.Write(context.Background(), folder, resultFiles(mark)); err != nil || len(problems) > 0 {
			t.Fatal(problems, err)
		}
		if data, _ := os.ReadFile(filepath.Join(folder, export.SummaryFile)); string(data) != mark {
			t.Errorf("summary.json holds %q, want %q", data, mark)
		}
	}
	if got := names(t, folder); len(got) != 4 {
		t.Errorf("the folder holds %v", got)
	}
	if err := os.WriteFile(filepath.Join(folder, "notes.txt"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if problems, err := export.Write(context.Background(), folder, resultFiles("three")); err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if data, _ := os.ReadFile(filepath.Join(folder, "notes.txt")); string(data) != "mine" {
		t.Error("a file that is not of the result was touched")
	}
}

func TestWriteRefusesForeignFiles(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, export.SlotsFile)
	if err := os.WriteFile(path, []byte("somebody's"), 0o644); err != nil {
		t.Fatal(err)
	}
	problems, err := export.Write(context.Background(), folder, resultFiles("x"))
	if err != nil || len(problems) != 1 || problems[0].Code != problem.ResultForeign {
		t.Errorf("problems %v, error %v", problems, err)
	}
	if got := names(t, folder); len(got) != 1 {
		t.Errorf("the folder holds %v", got)
	}
}

func TestWriteStoppedLeavesEverythingAsItWas(t *testing.T) {
	stopped, stop := context.WithCancel(context.Background())
	stop()
	folder := filepath.Join(t.TempDir(), "out")
	if _, err := export.Write(stopped, folder, resultFiles("x")); err == nil {
		t.Error("a stopped write reports no error")
	}
	if _, err := os.Stat(folder); !os.IsNotExist(err) {
		t.Errorf("the folder exists, with %v", names(t, folder))
	}
	if _, err := export.Write(context.Background(), folder, resultFiles("old")); err != nil {
		t.Fatal(err)
	}
	if _, err := export.Write(stopped, folder, resultFiles("new")); err == nil {
		t.Error("a stopped write reports no error")
	}
	if data, _ := os.ReadFile(filepath.Join(folder, export.SlotsFile)); string(data) != "old" {
		t.Errorf("the older result was changed to %q", data)
	}
	if got := names(t, folder); len(got) != 4 {
		t.Errorf("the folder holds %v", got)
	}
}

func TestWriteWhereItCannot(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	problems, err := export.Write(context.Background(), filepath.Join(file, "out"), resultFiles("x"))
	if err != nil || len(problems) != 1 || problems[0].Code != problem.ResultUnwritten {
		t.Errorf("problems %v, error %v", problems, err)
	}
}

// TestWriteRemovesOlderSheets: a result that has no sheet of a name leaves none of an older result.
func TestWriteRemovesOlderSheets(t *testing.T) {
	folder := t.TempDir()
	put := func(sheets ...string) {
		t.Helper()
		files := resultFiles("")
		for _, name := range sheets {
			files = append(files, export.File{Name: name, Data: valleySheets()[name]})
		}
		if problems, err := export.Write(context.Background(), folder, files); err != nil || len(problems) > 0 {
			t.Fatal(problems, err)
		}
		if got := names(t, folder); len(got) != 4+len(sheets) {
			t.Errorf("with the sheets %v the folder holds %v", sheets, got)
		}
	}
	put(export.RoundsFile, export.CrewsFile, export.FuelFile, export.ColumnsFile, export.SitesFile)
	put(export.RoundsFile, export.SitesFile)
	put(export.FuelFile)
	put()
	put(export.CrewsFile)
}

// TestWriteRefusesForeignSheets: a table with the name of a sheet may be somebody's own, also beside
// a plan of ours, because not every result has all sheets.
func TestWriteRefusesForeignSheets(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{export.FuelFile, "what,litres\n"},
		{export.RoundsFile, ""},
		{export.CrewsFile, string(valleySheets()[export.CrewsFile][1:])},
		{export.SitesFile, string(valleySheets()[export.RoundsFile])},
	} {
		folder := t.TempDir()
		if problems, err := export.Write(context.Background(), folder, resultFiles("old")); err != nil || len(problems) > 0 {
			t.Fatal(problems, err)
		}
		path := filepath.Join(folder, c.name)
		if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, files := range [][]export.File{
			resultFiles("new"),
			append(resultFiles("new"), export.File{Name: c.name, Data: valleySheets()[c.name]}),
		} {
			problems, err := export.Write(context.Background(), folder, files)
			if err != nil || len(problems) != 1 || problems[0].Code != problem.ResultForeign || problems[0].Args[0] != c.name {
				t.Errorf("%s: problems %v, error %v", c.name, problems, err)
			}
		}
		if data, _ := os.ReadFile(path); string(data) != c.text {
			t.Errorf("%s was changed", c.name)
		}
		if data, _ := os.ReadFile(filepath.Join(folder, export.SummaryFile)); string(data) != "old" {
			t.Errorf("%s: summary.json holds %q", c.name, data)
		}
	}
}

// TestWriteStoppedKeepsOlderSheets: sheets are removed with everything else or not at all.
func TestWriteStoppedKeepsOlderSheets(t *testing.T) {
	folder := t.TempDir()
	older := append(resultFiles("old"), export.File{Name: export.FuelFile, Data: valleySheets()[export.FuelFile]})
	if _, err := export.Write(context.Background(), folder, older); err != nil {
		t.Fatal(err)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if _, err := export.Write(stopped, folder, resultFiles("new")); err == nil {
		t.Error("a stopped write reports no error")
	}
	if got := names(t, folder); len(got) != 5 {
		t.Errorf("the folder holds %v", got)
	}
}

// TestWriteOfHalfAResultPanics: that is a mistake of the program, found before anything is touched.
func TestWriteOfHalfAResultPanics(t *testing.T) {
	folder := t.TempDir()
	for _, files := range [][]export.File{
		nil,
		resultFiles("x")[1:],
		append(resultFiles("x"), export.File{Name: "notes.csv"}),
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%d files were written", len(files))
				}
			}()
			_, _ = export.Write(context.Background(), folder, files)
		}()
	}
	if got := names(t, folder); len(got) != 0 {
		t.Errorf("the folder holds %v", got)
	}
}
