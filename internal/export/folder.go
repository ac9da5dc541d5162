package export

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"wayout/internal/disk"
	"wayout/internal/problem"
)

// File is one file of a result.
type File struct {
	Name string
	Data []byte
}

// resultFiles are the files that every result has. The plan comes last, so that a folder with a new
// plan has everything that belongs to it.
var resultFiles = []string{CertificateFile, SlotsFile, SummaryFile, PlanFile}

// sheets are the files that a result may have, each with its columns, by which a file is known to be
// from Wayout. Write never touches any other file.
var sheets = []sheetFile{
	{RoundsFile, roundColumns},
	{CrewsFile, crewColumns},
	{FuelFile, fuelColumns},
	{ColumnsFile, footColumns},
	{SitesFile, siteColumns},
}

type sheetFile struct {
	name    string
	columns [][2]string
}

// Write puts the files of a result into a folder, which it makes where needed. All files that every
// result has must be among them. Files of an older result are replaced, sheets that only the older result
// has are removed, everything else in the folder is left alone; files of the same names that are not
// from Wayout are a problem, and nothing is written.
//
// The files are written into a temporary folder first and moved when all are whole and on the
// disk. If ctx ends before that, or the disk is full, nothing changes.
func Write(ctx context.Context, folder string, files []File) (problem.List, error) {
	mustBeWhole(files)
	var list problem.List
	if name, foreign := foreignFile(folder); foreign {
		list.Add(problem.ResultForeign, problem.Where{File: folder}, "", name)
		return list, nil
	}
	if err := write(ctx, folder, files); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		list.Add(problem.ResultUnwritten, problem.Where{File: folder}, "", disk.Reason(err))
	}
	return list, nil
}

// mustBeWhole panics where files are not those of one result.
func mustBeWhole(files []File) {
	for _, name := range resultFiles {
		if !has(files, name) {
			panic("export: a result without " + name)
		}
	}
	for _, file := range files {
		if !slices.Contains(resultFiles, file.Name) && !slices.ContainsFunc(sheets, func(s sheetFile) bool { return s.name == file.Name }) {
			panic("export: no result has a file " + file.Name)
		}
	}
}

// has reports whether a file of the name is among the files.
func has(files []File, name string) bool {
	return slices.ContainsFunc(files, func(f File) bool { return f.Name == name })
}

// foreignFile returns the first file that would be replaced or removed though it is not known to be
// from Wayout: every result has a plan of ours and the files that belong to it, and sheets begin as
// ours do.
func foreignFile(folder string) (name string, foreign bool) {
	there := func(name string) bool {
		_, err := os.Lstat(filepath.Join(folder, name))
		return err == nil
	}
	ours := bytes.Contains(beginOf(filepath.Join(folder, PlanFile), 256), planMark)
	for _, name := range resultFiles {
		if !ours && there(name) {
			return name, true
		}
	}
	for _, sheet := range sheets {
		first := header(sheet.columns)
		known := ours && bytes.Equal(beginOf(filepath.Join(folder, sheet.name), len(first)), first)
		if !known && there(sheet.name) {
			return sheet.name, true
		}
	}
	return "", false
}

// planMark stands near the beginning of every plan.json.
var planMark = []byte(`"format": "` + planFormat + `"`)

// beginOf returns the first bytes of a file, fewer where it is shorter or cannot be read.
func beginOf(path string, most int) []byte {
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer file.Close()
	begin := make([]byte, most)
	n, _ := io.ReadFull(file, begin)
	return begin[:n]
}

// write moves whole files into the folder, or leaves everything as it was.
func write(ctx context.Context, folder string, files []File) (err error) {
	if _, missing := os.Stat(folder); missing != nil {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
		defer func() {
			if err != nil {
				_ = os.Remove(folder) // It is empty, or somebody else has put something there.
			}
		}()
	}
	temporary, err := os.MkdirTemp(folder, ".wayout-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	for _, file := range files {
		if err := disk.WriteWhole(filepath.Join(temporary, file.Name), file.Data); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := move(temporary, folder, files); err != nil {
		return err
	}
	return disk.Sync(folder)
}

// move removes the sheets of an older result that are not among the files, and moves the files from
// the temporary folder to their place, the plan last.
func move(temporary, folder string, files []File) error {
	var names []string
	for _, sheet := range sheets {
		if has(files, sheet.name) {
			names = append(names, sheet.name)
			continue
		}
		if err := os.Remove(filepath.Join(folder, sheet.name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	for _, name := range append(names, resultFiles...) {
		if err := os.Rename(filepath.Join(temporary, name), filepath.Join(folder, name)); err != nil {
			return err
		}
	}
	return nil
}

// Load reads a file of a result with a limit on its size.
func Load(folder, name string) ([]byte, problem.List) {
	var list problem.List
	where := problem.Where{File: filepath.Join(folder, name)}
	data, err := disk.Read(where.File, MostBytes)
	if err != nil {
		list.Add(problem.ResultUnread, where, "", disk.Reason(err))
	}
	return data, list
}
