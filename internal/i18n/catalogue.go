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
	r := newReader(name, data, language)
	r.rows([]string{"id", "text"}, []string{"note"}, func(row int) {
		if id, text, fresh := r.message(row); fresh {
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
	r := newReader(name, data, language)
	r.rows([]string{"id", "source", "text"}, []string{"reviewed"}, func(row int) { r.translation(row, s.source) })
	r.complete(s.source)
	return &r.out, r.problems
}

// reader reads one message file.
type reader struct {
	table    sheet.Table
	out      Catalogue
	problems problem.List
}

func newReader(file string, data []byte, language Language) *reader {
	table, problems := sheet.Read(file, data)
	return &reader{table, Catalogue{language, map[string]message{}}, problems}
}

func (r *reader) add(code problem.Code, line int, column, value string, args ...string) {
	r.problems.Add(code, problem.Where{File: r.table.File, Line: line, Column: column}, value, args...)
}

// rows reads every row if the table has the columns.
func (r *reader) rows(required, optional []string, read func(row int)) {
	for _, name := range r.table.Columns {
		if name != "" && !slices.Contains(required, name) && !slices.Contains(optional, name) {
			r.add(problem.MessageColumn, r.table.HeaderLine, name, "", strings.Join(slices.Concat(required, optional), ", "))
		}
	}
	for _, name := range required {
		if !r.table.Has(name) {
			r.add(problem.MessageColumnMissing, r.table.HeaderLine, name, "", strings.Join(required, ", "))
			return
		}
	}
	for i := range r.table.Rows {
		read(i)
	}
}

// message returns the id and the text of a row, and reports whether it has both and is the first of
// its id.
func (r *reader) message(row int) (id, text string, fresh bool) {
	id, text = r.table.Text(row, "id"), r.table.Text(row, "text")
	line := r.table.Rows[row].Line
	switch _, twice := r.out.messages[id]; {
	case twice:
		r.add(problem.MessageTwice, line, "id", id)
	case id == "" || text == "":
		r.add(problem.MessageEmpty, line, "text", id)
	default:
		return id, text, true
	}
	return id, text, false
}

// translation reads a row of a translation.
func (r *reader) translation(row int, source *Catalogue) {
	id, text, fresh := r.message(row)
	if !fresh {
		return
	}
	line := r.table.Rows[row].Line
	original, there := source.messages[id]
	if !there {
		r.add(problem.MessageUnknown, line, "id", id)
		return
	}
	if r.table.Text(row, "source") != original.text {
		r.add(problem.MessageStale, line, "source", id, original.text)
	}
	if want, got := Placeholders(original.text), Placeholders(text); !slices.Equal(want, got) {
		r.add(problem.MessagePlaceholders, line, "text", text, strings.Join(want, " "))
	}
	r.out.messages[id] = message{text: text, reviewed: r.table.Text(row, "reviewed")}
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
