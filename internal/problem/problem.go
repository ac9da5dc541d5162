package problem

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity tells whether work can go on.
type Severity uint8

// Error stops the work; Warning does not, but must be shown; Note only informs.
const (
	Error Severity = iota
	Warning
	Note
)

// String returns the severity in one lower-case word.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	default:
		return "note"
	}
}

// Where is the place in the input that a problem is about. Empty fields are unknown.
type Where struct {
	File   string // as named by the user, or "--set" for an override
	Line   int    // 1 is the first line; 0: the whole file
	Column string // header of the column, or path of the key
}

// String returns "places.csv:14, column people", "scenario.yaml:3, key start" or "--set
// gate.bridge.rate", and less where less is known.
func (w Where) String() string {
	at := w.File
	if w.Line > 0 {
		at += fmt.Sprintf(":%d", w.Line)
	}
	switch {
	case w.Column == "":
		return at
	case w.File == "--set":
		return at + " " + w.Column
	case at != "":
		at += ", "
	}
	if strings.HasSuffix(w.File, ".yaml") || strings.HasSuffix(w.File, ".json") {
		return at + "key " + w.Column
	}
	return at + "column " + w.Column
}

// Problem is one thing a person must be told.
type Problem struct {
	Code     Code
	Severity Severity
	Where    Where
	Value    string   // what was found, as written; may be empty
	Args     []string // fill {0}, {1}, … in the text and the remedy
}

// Text says what is wrong, in one sentence without the place.
func (p Problem) Text() string { return p.fill(registry[p.Code].text) }

// Remedy says what would be right.
func (p Problem) Remedy() string { return p.fill(registry[p.Code].remedy) }

// String returns the whole message on one line: place, text, value and remedy.
func (p Problem) String() string {
	var b strings.Builder
	if at := p.Where.String(); at != "" {
		b.WriteString(at + ": ")
	}
	b.WriteString(p.Text())
	if p.Value != "" {
		fmt.Fprintf(&b, " Found %q.", p.Value)
	}
	if r := p.Remedy(); r != "" {
		b.WriteString(" " + r)
	}
	return b.String()
}

// fill puts the arguments into a text, in one pass: an argument is never read as text.
func (p Problem) fill(text string) string {
	const most = 600
	var pairs []string
	for i, arg := range p.Args {
		pairs = append(pairs, fmt.Sprintf("{%d}", i), shorten(arg, most))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// shorten keeps hostile input from flooding the screen.
func shorten(s string, most int) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	runes := 0
	for i := range s {
		if runes == most {
			return s[:i] + "…"
		}
		runes++
	}
	return s
}

// mostValue is the longest value that is kept and shown, in characters.
const mostValue = 120

// List collects problems in the order they are found. The zero value is empty and ready.
type List []Problem

// Add appends a problem with the severity its code has in the registry. It panics on a code
// that the registry does not know.
func (l *List) Add(code Code, where Where, value string, args ...string) {
	entry, ok := registry[code]
	if !ok {
		panic("problem: unknown code " + string(code))
	}
	*l = append(*l, Problem{Code: code, Severity: entry.severity, Where: where, Value: shorten(value, mostValue), Args: args})
}

// HasErrors reports whether any problem stops the work.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(p Problem) bool { return p.Severity == Error })
}

// Count returns how many problems have the severity.
func (l List) Count(s Severity) int {
	n := 0
	for _, p := range l {
		if p.Severity == s {
			n++
		}
	}
	return n
}

// Sorted returns a copy ordered by file, line, column and code; equal ones keep their order.
func (l List) Sorted() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Where.File, b.Where.File),
			cmp.Compare(a.Where.Line, b.Where.Line),
			cmp.Compare(a.Where.Column, b.Where.Column),
			cmp.Compare(a.Code, b.Code),
		)
	})
	return out
}
