package handout

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"wayout/internal/disk"
	"wayout/internal/orders"
	"wayout/internal/problem"
)

// Handout is one printing of orders.
type Handout struct {
	Manifest Manifest // Told and Messages are those of this version
	Level    orders.Level
	Status   string   // of the messages
	Confirms []string // functions of those who confirmed that messages go out as actual
	Inputs   string   // hash of the scenario
	Made     time.Time
	Files    []orders.File
	Seal     Seal // where the level is sealed
}

// Write puts the files into OUT/orders/LEVEL in the place of what was there, remembers the version and
// adds to the log. Folders of other levels that hold an older version are marked as out of date. If
// ctx ends before everything is on the disk, nothing changes.
func Write(ctx context.Context, out string, h Handout) (problem.List, error) {
	var list problem.List
	err := h.write(ctx, out)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, errForeign):
		list.Add(problem.OrdersForeign, problem.Where{File: h.folder(out)}, "")
	case err != nil:
		list.Add(problem.ResultUnwritten, problem.Where{File: out}, "", disk.Reason(err))
	}
	return list, nil
}

var errForeign = errors.New("the folder is not ours")

func (h *Handout) folder(out string) string { return filepath.Join(out, Folder, h.Level.String()) }

func (h *Handout) write(ctx context.Context, out string) error {
	folder := h.folder(out)
	if _, err := os.Lstat(folder); err == nil && h.Manifest.Printed[h.Level.String()] == 0 {
		return errForeign
	}
	h.Manifest.Printed = printed(h.Manifest.Printed, h.Level.String(), h.Manifest.Version)
	manifest, err := h.Manifest.bytes()
	if err != nil {
		return err
	}
	var log []byte
	err = disk.ReplaceFolder(folder, out, func(into string) error {
		rows, err := h.fill(ctx, into)
		if err != nil {
			return err
		}
		log, err = h.log(out, rows)
		return cmp.Or(err, ctx.Err())
	})
	if err != nil {
		return err
	}
	if err := disk.Replace(filepath.Join(out, LogFile), log); err != nil {
		return err
	}
	if err := disk.Replace(filepath.Join(out, ManifestFile), manifest); err != nil {
		return err
	}
	return h.Manifest.mark(out, fmt.Sprintf("Version %d of these orders has replaced what is in this folder.", h.Manifest.Version),
		func(version int) bool { return version < h.Manifest.Version })
}

// printed returns the versions by level with one more.
func printed(before map[string]int, level string, version int) map[string]int {
	out := map[string]int{level: version}
	for l, v := range before {
		if l != level {
			out[l] = v
		}
	}
	return out
}

// fill writes the files, sealed where the level asks for it, and returns the rows of the log.
func (h *Handout) fill(ctx context.Context, folder string) ([][]string, error) {
	if h.Level == orders.Sealed {
		return h.fillSealed(ctx, folder)
	}
	var rows [][]string
	for _, f := range h.Files {
		if err := h.put(ctx, folder, f.Path, f.Data); err != nil {
			return nil, err
		}
		rows = append(rows, h.row(f, f.Path, f.Data))
	}
	return rows, nil
}

func (h *Handout) fillSealed(ctx context.Context, folder string) ([][]string, error) {
	var rows [][]string
	for _, holder := range holders(h.Files) {
		var files []orders.File
		for _, f := range h.Files {
			if f.For == holder {
				files = append(files, f)
			}
		}
		data, err := h.Seal.Bundle(files, h.Manifest.Issued)
		if err != nil {
			return nil, err
		}
		name := cmp.Or(holder, "everywhere") + ".zip.age"
		if err := h.put(ctx, folder, name, data); err != nil {
			return nil, err
		}
		for _, f := range files {
			rows = append(rows, h.row(f, name, data))
		}
	}
	return rows, nil
}

func (h *Handout) put(ctx context.Context, folder, name string, data []byte) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return disk.WriteBelow(folder, name, data)
}

// columns of the log.
var columns = []string{"made", "version", "level", "message_status", "confirmed_by", "sheet", "for", "language", "file", "sha256", "inputs_sha256"}

func (h *Handout) row(f orders.File, name string, data []byte) []string {
	status := ""
	if f.Sheet == orders.MessageSheet {
		status = h.Status
	}
	return []string{
		h.Made.Format(time.RFC3339), fmt.Sprint(h.Manifest.Version), h.Level.String(), status, strings.Join(h.Confirms, " "),
		f.Sheet, f.For, f.Language, h.Level.String() + "/" + name, HashOf(data), h.Inputs,
	}
}

// log returns the log with the new rows; nothing in it is ever changed.
func (h *Handout) log(out string, rows [][]string) ([]byte, error) {
	old, err := os.ReadFile(filepath.Join(out, LogFile))
	var text strings.Builder
	w := csv.NewWriter(&text)
	if errors.Is(err, fs.ErrNotExist) {
		err = w.Write(columns)
	} else {
		text.Write(old)
	}
	return []byte(join(&text, w, rows)), errors.Join(err, w.Error())
}

func join(text *strings.Builder, w *csv.Writer, rows [][]string) string {
	_ = w.WriteAll(rows) // The error stays with the writer.
	return text.String()
}

// MarkOutOfDate marks the orders of a folder of results, if there are any, when its plan is no longer
// the one they were made from (N6).
func MarkOutOfDate(out string, plan []byte) problem.List {
	m, problems := ReadManifest(out)
	if m == nil || m.PlanSHA256 == HashOf(plan) {
		return problems
	}
	err := m.mark(out, fmt.Sprintf("The plan has changed since version %d of these orders was printed.", m.Version),
		func(int) bool { return true })
	if err != nil {
		problems.Add(problem.ResultUnwritten, problem.Where{File: filepath.Join(out, Folder)}, "", disk.Reason(err))
	} else {
		problems.Add(problem.OrdersOld, problem.Where{File: filepath.Join(out, Folder)}, "", fmt.Sprint(m.Version))
	}
	return problems
}

// HashOf returns the SHA-256 of a file in hexadecimal.
func HashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// mark puts a note into the folder of every level whose version is stale.
func (m *Manifest) mark(out, why string, stale func(version int) bool) error {
	for level, version := range m.Printed {
		folder := filepath.Join(out, Folder, level)
		if _, err := os.Stat(folder); err != nil || !stale(version) {
			continue
		}
		note := why + "\r\nDo not use anything in it. Print anew with: wayout orders DIR OUT --level " + level + "\r\n"
		if err := disk.Replace(filepath.Join(folder, OutOfDate), []byte(note)); err != nil {
			return err
		}
	}
	return nil
}
