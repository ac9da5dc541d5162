package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
)

// folder holds the files of one scenario by name.
type folder map[string][]byte

// table adds a CSV file: the names of the columns first, then the rows.
func (f folder) table(name string, columns []string, rows [][]string) error {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.Write(columns); err != nil {
		return err
	}
	for _, r := range rows {
		if len(r) != len(columns) {
			return fmt.Errorf("%s: row %q has %d cells, not %d", name, r[0], len(r), len(columns))
		}
		if err := w.Write(r); err != nil {
			return err
		}
	}
	w.Flush()
	f[name] = b.Bytes()
	return w.Error()
}

// filled adds a CSV file whose first row names the columns and whose cells may hold references to
// the source.
func (f folder) filled(from *source, name string, rows [][]string) error {
	out := make([][]string, len(rows))
	for i, r := range rows {
		for _, cell := range r {
			text, err := from.fill(cell)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			out[i] = append(out[i], text)
		}
	}
	return f.table(name, out[0], out[1:])
}

// text adds a file that is text.
func (f folder) text(name, content string) { f[name] = []byte(content) }
