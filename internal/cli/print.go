package cli

import (
	"encoding/json"
	"io"

	"wayout/internal/problem"
	"wayout/internal/report"
)

// print writes text to standard output.
func (o *options) print(text string) error {
	if _, err := io.WriteString(o.out, text); err != nil {
		return writeError{err}
	}
	return nil
}

// printJSON writes a value to standard output as JSON.
func (o *options) printJSON(v any) error { return writeJSON(o.out, v) }

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(v); err != nil {
		return writeError{err}
	}
	return nil
}

// problemJSON is a problem for programs.
type problemJSON struct {
	Code     problem.Code `json:"code"`
	Severity string       `json:"severity"`
	File     string       `json:"file,omitempty"`
	Line     int          `json:"line,omitempty"`
	Column   string       `json:"column,omitempty"`
	Value    string       `json:"value,omitempty"`
	Text     string       `json:"text"`
	Remedy   string       `json:"remedy,omitempty"`
}

func problemsJSON(list problem.List) []problemJSON {
	out := []problemJSON{}
	for _, p := range list.Sorted() {
		out = append(out, problemJSON{
			Code: p.Code, Severity: p.Severity.String(),
			File: p.Where.File, Line: p.Where.Line, Column: p.Where.Column,
			Value: p.Value, Text: p.Text(), Remedy: p.Remedy(),
		})
	}
	return out
}

// problems writes problems to standard error, if there are any.
func (o *options) problems(list problem.List) error {
	if len(list) == 0 {
		return nil
	}
	if o.json {
		return writeJSON(o.errOut, map[string]any{"problems": problemsJSON(list)})
	}
	if _, err := io.WriteString(o.errOut, report.Problems(list)); err != nil {
		return writeError{err}
	}
	return nil
}
