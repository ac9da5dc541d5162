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

// problems writes problems to standard error, if there are any.
func (o *options) problems(list problem.List) error {
	if len(list) == 0 {
		return nil
	}
	if o.json {
		return writeJSON(o.errOut, map[string]any{"problems": list.Records()})
	}
	if _, err := io.WriteString(o.errOut, report.Problems(list)); err != nil {
		return writeError{err}
	}
	return nil
}
