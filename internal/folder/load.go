package folder

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"strings"

	"wayout/internal/folder/schema"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/shape"
	"wayout/internal/sheet"
	"wayout/internal/spelling"
)

// settingsFile is the file every scenario folder begins with.
const settingsFile = "scenario.yaml"

// inputs is what the folder holds, before any override and before its meaning is looked at.
type inputs struct {
	settings *settings // nil if scenario.yaml could not be read
	tables   map[string]*records
	shapes   shape.Map
	files    []File
	digest   hash.Hash
	problems problem.List
	spelt    *spelling.Places // made when first asked for; see spellings
}

// load reads scenario.yaml and the tables it names, each once.
func load(fsys fs.FS) *inputs {
	in := &inputs{tables: map[string]*records{}, digest: sha256.New()}
	data, ok := in.readFile(fsys, settingsFile, problem.Where{File: settingsFile}, schema.MostSettings, "1 MB")
	if !ok {
		return in
	}
	in.mix("settings", data)
	in.files = append(in.files, File{Role: "settings", Name: settingsFile, Bytes: len(data), Detected: "YAML"})
	in.settings = readDocument(data, &in.problems)
	if in.settings == nil {
		return in
	}
	for i := range schema.Tables() {
		in.loadTable(fsys, &schema.Tables()[i])
	}
	in.loadMap(fsys)
	return in
}

// loadTable reads one table if scenario.yaml names it: a file, or, as book.xlsx#places, a sheet of
// a workbook.
func (in *inputs) loadTable(fsys fs.FS, table *schema.Table) {
	name, ok := in.settings.values["files."+table.Name]
	if !ok {
		if !table.Required {
			in.warnNotListed(fsys, table)
		}
		return
	}
	if name.text == "" {
		return
	}
	path, sheetName, _ := strings.Cut(name.text, "#")
	data, ok := in.readNamed(fsys, path, name)
	if !ok {
		return
	}
	in.mix(table.Name, []byte(name.text))
	in.mix(table.Name, data)
	read, problems := sheet.ReadSheet(name.text, data, sheetName)
	in.problems = append(in.problems, problems...)
	in.files = append(in.files, File{
		Role: table.Name, Name: name.text, Bytes: len(data), Rows: len(read.Rows), Detected: read.Detected.String(),
	})
	if problems.HasErrors() && len(read.Columns) == 0 {
		return
	}
	records := &records{kind: table, table: read, partial: problems.HasErrors()}
	if records.checkColumns(&in.problems) {
		records.indexRows()
		in.tables[table.Name] = records
	}
}

// readNamed returns the bytes of a file of the folder that scenario.yaml names.
func (in *inputs) readNamed(fsys fs.FS, path string, named value) ([]byte, bool) {
	if !fs.ValidPath(path) || path == "." {
		in.problems.Add(problem.FileOutside, named.where, named.text)
		return nil, false
	}
	return in.readFile(fsys, path, named.where, sheet.MostBytes, "64 MB")
}

// warnNotListed tells of a table that was probably meant to be read.
func (in *inputs) warnNotListed(fsys fs.FS, table *schema.Table) {
	for _, ending := range []string{".csv", ".xlsx"} {
		name := table.Name + ending
		if info, err := fs.Stat(fsys, name); err == nil && info.Mode().IsRegular() {
			in.problems.Add(problem.FileNotListed, problem.Where{File: name}, "", table.Name, name)
		}
	}
}

// readFile returns the bytes of a file within the limit, or reports why it cannot. Errors point
// at where the file is named.
func (in *inputs) readFile(fsys fs.FS, name string, named problem.Where, most int, limit string) ([]byte, bool) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		in.problems.Add(problem.FileMissing, named, name, cause(err))
		return nil, false
	case !info.Mode().IsRegular():
		in.problems.Add(problem.FileMissing, named, name, "it is not a file")
		return nil, false
	}
	file, err := fsys.Open(name)
	if err != nil {
		in.problems.Add(problem.FileMissing, named, name, cause(err))
		return nil, false
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, int64(most)+1))
	switch {
	case err != nil:
		in.problems.Add(problem.FileMissing, named, name, cause(err))
		return nil, false
	case len(data) > most:
		in.problems.Add(problem.FileTooLarge, problem.Where{File: name}, "", limit)
		return nil, false
	}
	return data, true
}

// cause says in words why a file cannot be opened, without the paths of this machine.
func cause(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "it does not exist"
	case errors.Is(err, fs.ErrPermission):
		return "this user may not read it"
	}
	if inner := errors.Unwrap(err); inner != nil {
		return cause(inner)
	}
	return err.Error()
}

// mix adds a labelled piece to the digest; lengths keep pieces apart.
func (in *inputs) mix(label string, data []byte) {
	fmt.Fprintf(in.digest, "%s\n", label)
	var length [8]byte
	binary.BigEndian.PutUint64(length[:], uint64(len(data)))
	in.digest.Write(length[:])
	in.digest.Write(data)
}

// seal adds the overrides and returns the digest of everything that was read, in hexadecimal:
// scenario.yaml, then each table with its name in the order of Tables, then the overrides.
func (in *inputs) seal(set []scenario.Override) string {
	for _, o := range set {
		in.mix("set", []byte(o.Path))
		in.mix("to", []byte(o.Value))
	}
	return hex.EncodeToString(in.digest.Sum(nil))
}
