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
