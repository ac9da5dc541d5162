package i18n

import (
	"embed"
	"errors"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"

	"wayout/internal/problem"
	"wayout/internal/sheet"
)

//go:embed messages/*.csv
var embedded embed.FS

// BuiltIn returns the message files that come with the program: one table a language, named by its
// code, such as hy.csv.
func BuiltIn() fs.FS {
	files, err := fs.Sub(embedded, "messages")
	if err != nil {
		panic("i18n: " + err.Error())
	}
	return files
}

// FileOf returns the name of the message file of a language.
func FileOf(code string) string { return code + ".csv" }

// Set is the message files that are in force, with the sentences that all translations come from.
type Set struct {
	files  fs.FS // of the user; nil: none
	source *Catalogue
}

// Catalogue are the messages of one language.
type Catalogue struct {
	Language Language
	messages map[string]message
}

type message struct {
	text     string
	reviewed string // by whom in what role, and when; empty: by nobody
}

// Open reads the source. Files of the user, where given, stand in the place of those that come with
// the program.
func Open(files fs.FS) (*Set, problem.List) {
	set := &Set{files: files}
	name, data, problems := set.read(Source)
	if problems.HasErrors() {
		return nil, problems
	}
	language, _ := ByCode(Source)
	r := reader{file: name, out: Catalogue{language, map[string]message{}}}
	table, problems := sheet.Read(name, data)
	r.problems = problems
	r.rows(&table, []string{"id", "text"}, []string{"note"}, func(row sheet.Row) {
		id, text := r.cell(row, "id"), r.cell(row, "text")
		if r.known(row, id, text) {
			r.out.messages[id] = message{text: text, reviewed: "source"}
		}
	})
	set.source = &r.out
	if files != nil {
		builtIn, more := Open(nil)
		if more.HasErrors() {
			return nil, more
		}
		r.complete(builtIn.source)
	}
	if r.problems.HasErrors() {
		return nil, r.problems
	}
	return set, r.problems
}

// read returns the message file of a language: the user's, or that of the program.
func (s *Set) read(code string) (name string, data []byte, problems problem.List) {
	name = FileOf(code)
	if s.files != nil {
		data, err := fs.ReadFile(s.files, name)
		if err == nil {
			return name, data, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			problems.Add(problem.FileMissing, problem.Where{File: name}, "", err.Error())
			return name, nil, problems
		}
	}
	data, err := fs.ReadFile(BuiltIn(), name)
	if err != nil {
		problems.Add(problem.LanguageMissing, problem.Where{File: name}, code, Source)
	}
	return name, data, problems
}

// Catalogue returns the messages of a language. With an error among the problems it is not to be
// printed from: a message is missing, stale or does not have the places to fill in of its source.
func (s *Set) Catalogue(code string) (*Catalogue, problem.List) {
	if code == Source {
		return s.source, nil
	}
	name, data, problems := s.read(code)
	language, known := ByCode(code)
	if problems.HasErrors() || !known {
		return nil, problems
	}
	r := reader{file: name, out: Catalogue{language, map[string]message{}}}
	table, problems := sheet.Read(name, data)
	r.problems = problems
	r.rows(&table, []string{"id", "source", "text"}, []string{"reviewed"}, func(row sheet.Row) { r.translation(row, s.source) })
	r.complete(s.source)
	return &r.out, r.problems
}

// reader reads one message file.
type reader struct {
	file     string
	out      Catalogue
	problems problem.List
	index    map[string]int // of the columns
}

func (r *reader) add(code problem.Code, line int, column, value string, args ...string) {
	r.problems.Add(code, problem.Where{File: r.file, Line: line, Column: column}, value, args...)
}

// rows reads every row of a table that has the columns.
func (r *reader) rows(table *sheet.Table, required, optional []string, read func(sheet.Row)) {
	r.index = map[string]int{}
	for i, name := range table.Columns {
		r.index[name] = i
		if name != "" && !slices.Contains(required, name) && !slices.Contains(optional, name) {
			r.add(problem.MessageColumn, table.HeaderLine, name, "", strings.Join(slices.Concat(required, optional), ", "))
		}
	}
	for _, name := range required {
		if _, there := r.index[name]; !there {
			r.add(problem.MessageColumnMissing, table.HeaderLine, name, "", strings.Join(required, ", "))
			return
		}
	}
	for _, row := range table.Rows {
		read(row)
	}
}

func (r *reader) cell(row sheet.Row, column string) string {
	if i, there := r.index[column]; there {
		return row.Text(i)
	}
	return ""
}

// known reports whether a row has a message of its own to tell.
func (r *reader) known(row sheet.Row, id, text string) bool {
	_, twice := r.out.messages[id]
	switch {
	case twice:
		r.add(problem.MessageTwice, row.Line, "id", id)
	case id == "" || text == "":
		r.add(problem.MessageEmpty, row.Line, "text", id)
	default:
		return true
	}
	return false
}

// translation reads a row of a translation.
func (r *reader) translation(row sheet.Row, source *Catalogue) {
	id, text := r.cell(row, "id"), r.cell(row, "text")
	if !r.known(row, id, text) {
		return
	}
	original, there := source.messages[id]
	if !there {
		r.add(problem.MessageUnknown, row.Line, "id", id)
		return
	}
	if r.cell(row, "source") != original.text {
		r.add(problem.MessageStale, row.Line, "source", id, original.text)
	}
	if want, got := Placeholders(original.text), Placeholders(text); !slices.Equal(want, got) {
		r.add(problem.MessagePlaceholders, row.Line, "text", text, strings.Join(want, " "))
	}
	r.out.messages[id] = message{text: text, reviewed: r.cell(row, "reviewed")}
}

// complete reports the messages that the source has and the file does not.
func (r *reader) complete(source *Catalogue) {
	for _, id := range source.IDs() {
		if _, there := r.out.messages[id]; !there {
			r.add(problem.MessageMissing, 0, "", id, source.messages[id].text)
		}
	}
}

var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

// Placeholders returns the places of a message that are filled in, in alphabetical order, each once.
func Placeholders(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// IDs returns the names of all messages, in alphabetical order.
func (c *Catalogue) IDs() []string { return slices.Sorted(maps.Keys(c.messages)) }

// Reviewed counts the messages that somebody who speaks the language has checked.
func (c *Catalogue) Reviewed() (reviewed, all int) {
	for _, m := range c.messages {
		if m.reviewed != "" {
			reviewed++
		}
	}
	return reviewed, len(c.messages)
}
