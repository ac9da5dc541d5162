package export

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"wayout/internal/problem"
)

// File is one file of a result.
type File struct {
	Name string
	Data []byte
}

// resultFiles are the only files that a Folder ever writes or replaces. The plan comes last, so
// that a folder with a new plan has everything that belongs to it.
var resultFiles = []string{CertificateFile, SlotsFile, SummaryFile, PlanFile}

// Write puts the files of a result into a folder, which it makes where needed. Files of an older
// result are replaced, everything else in the folder is left alone; files of the same names that
// are not from Wayout are a problem, and nothing is written.
//
// The files are written into a temporary folder first and moved when all are whole and on the
// disk. If ctx ends before that, or the disk is full, nothing changes.
func Write(ctx context.Context, folder string, files []File) (problem.List, error) {
	var list problem.List
	if name, foreign := foreignFile(folder); foreign {
		list.Add(problem.ResultForeign, problem.Where{File: folder}, "", name)
		return list, nil
	}
	if err := write(ctx, folder, files); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		list.Add(problem.ResultUnwritten, problem.Where{File: folder}, "", reasonOf(err))
	}
	return list, nil
}

// reasonOf is the part of an error of the file system that says what happened.
func reasonOf(err error) string {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err.Error()
	}
	if link, ok := errors.AsType[*os.LinkError](err); ok {
		return link.Err.Error()
	}
	return err.Error()
}

// foreignFile returns the first file that would be replaced though it is not known to be from
// Wayout: results are whole, so where there is any of their files there is a plan of ours.
func foreignFile(folder string) (name string, foreign bool) {
	if isPlan(filepath.Join(folder, PlanFile)) {
		return "", false
	}
	for _, name := range resultFiles {
		if _, err := os.Lstat(filepath.Join(folder, name)); err == nil {
			return name, true
		}
	}
	return "", false
}

// isPlan reports whether a file begins as every plan.json does.
func isPlan(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	begin := make([]byte, 256)
	n, _ := io.ReadFull(file, begin)
	return bytes.Contains(begin[:n], []byte(`"format": "`+planFormat+`"`))
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
		if err := writeWhole(filepath.Join(temporary, file.Name), file.Data); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, name := range resultFiles {
		if err := os.Rename(filepath.Join(temporary, name), filepath.Join(folder, name)); err != nil {
			return err
		}
	}
	return syncFolder(folder)
}

// writeWhole writes a file and waits until it is on the disk.
func writeWhole(path string, data []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	return errors.Join(err, file.Sync(), file.Close())
}

// syncFolder waits until the names in a folder are on the disk, where the system can do that.
func syncFolder(folder string) error {
	opened, err := os.Open(folder)
	if err != nil {
		return err
	}
	_ = opened.Sync() // Some systems cannot sync folders; the files themselves are on the disk.
	return opened.Close()
}

// Load reads a file of a result with a limit on its size.
func Load(folder, name string) ([]byte, problem.List) {
	var list problem.List
	where := problem.Where{File: filepath.Join(folder, name)}
	file, err := os.Open(where.File)
	if err != nil {
		list.Add(problem.ResultUnread, where, "", reasonOf(err))
		return nil, list
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, MostBytes+1))
	if err != nil {
		list.Add(problem.ResultUnread, where, "", reasonOf(err))
	}
	return data, list
}
