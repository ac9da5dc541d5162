package i18n_test

import (
	"bytes"
	"encoding/csv"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"wayout/internal/i18n"
	"wayout/internal/problem"
)

// TestEveryLanguageIsComplete: what comes with the program can be printed in every language, and in
// the form that Set reads without a word.
func TestEveryLanguageIsComplete(t *testing.T) {
	set, problems := i18n.Open(nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	source, _ := set.Catalogue(i18n.Source)
	for _, l := range i18n.Languages {
		c, problems := set.Catalogue(l.Code)
		for _, p := range problems {
			t.Error(p)
		}
		if c == nil {
			t.Errorf("no catalogue of %s", l.Name)
			continue
		}
		if got, want := len(c.IDs()), len(source.IDs()); got != want {
			t.Errorf("%s has %d messages, English %d", l.Name, got, want)
		}
	}
}

// edited returns a message file of the program with one row changed by the edit, which may return
// nil to take it out.
func edited(t *testing.T, code, id string, edit func(row []string) []string) fs.FS {
	t.Helper()
	data, err := fs.ReadFile(i18n.BuiltIn(), i18n.FileOf(code))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	for _, row := range rows {
		if row[0] == id {
			row = edit(row)
		}
		if row == nil {
			continue
		}
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	return fstest.MapFS{i18n.FileOf(code): {Data: out.Bytes()}}
}

func codes(list problem.List) string {
	var out []string
	for _, p := range list {
		out = append(out, string(p.Code))
	}
	return strings.Join(out, " ")
}

// TestFaultsAreFound: a language with a hole, a stale sentence or a lost place to fill in is refused,
// and a translator is told where.
func TestFaultsAreFound(t *testing.T) {
	const id = "aloud.meet"
	tests := []struct {
		name string
		edit func(row []string) []string
		want string
	}{
		{"as it is", func(row []string) []string { return row }, ""},
		{"missing", func([]string) []string { return nil }, "message-missing"},
		{"empty", func(row []string) []string { return []string{row[0], row[1], "", ""} }, "message-empty message-missing"},
		{"stale", func(row []string) []string { return []string{row[0], "Meet here: {landmark}.", row[2], ""} }, "message-stale"},
		{"place lost", func(row []string) []string { return []string{row[0], row[1], "Հավաքի վայր։", ""} }, "message-placeholders"},
		{"place changed", func(row []string) []string { return []string{row[0], row[1], "{վայր}", ""} }, "message-placeholders"},
		{"unknown", func(row []string) []string { return []string{"aloud.met", row[1], row[2], ""} }, "message-unknown message-missing"},
		{"twice", func(row []string) []string { return []string{"aloud.late", row[1], row[2], ""} }, "message-stale message-placeholders message-twice message-missing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			set, problems := i18n.Open(edited(t, "hy", id, tt.edit))
			if set == nil {
				t.Fatal(problems)
			}
			_, problems = set.Catalogue("hy")
			if got := codes(problems); got != tt.want {
				t.Errorf("found %q, want %q", got, tt.want)
			}
			for _, p := range problems {
				if p.Where.File != "hy.csv" {
					t.Errorf("%s does not name the file", p)
				}
			}
		})
	}
}

// TestChangedSourceMakesEveryTranslationStale: as FIELD.md D F5 asks.
func TestChangedSourceMakesEveryTranslationStale(t *testing.T) {
	files := edited(t, i18n.Source, "head.protected", func(row []string) []string {
		row[1] = "You may stay, and remain protected."
		return row
	})
	set, problems := i18n.Open(files)
	if set == nil {
		t.Fatal(problems)
	}
	for _, l := range i18n.Languages {
		_, problems := set.Catalogue(l.Code)
		want := "message-stale"
		if l.Code == i18n.Source {
			want = ""
		}
		if got := codes(problems); got != want {
			t.Errorf("%s: %q, want %q", l.Name, got, want)
		}
	}
}

// TestSourceWithoutAMessage: sentences that the program asks for cannot be taken out.
func TestSourceWithoutAMessage(t *testing.T) {
	set, problems := i18n.Open(edited(t, i18n.Source, "head.protected", func([]string) []string { return nil }))
	if set != nil || codes(problems) != "message-missing" {
		t.Errorf("got %v", problems)
	}
}

func TestReviewIsCounted(t *testing.T) {
	set, _ := i18n.Open(edited(t, "hy", "head.protected", func(row []string) []string {
		row[3] = "2026-11-25 teacher"
		return row
	}))
	c, _ := set.Catalogue("hy")
	if reviewed, _ := c.Reviewed(); reviewed != 1 {
		t.Errorf("%d reviewed", reviewed)
	}
	w := c.Words()
	if w.Text("head.protected"); w.Unreviewed() {
		t.Error("a reviewed sentence is called unreviewed")
	}
	if w.Text("notice.when"); !w.Unreviewed() {
		t.Error("a sentence that nobody has reviewed is not called so")
	}
}

func FuzzCatalogue(f *testing.F) {
	for _, l := range i18n.Languages {
		data, err := fs.ReadFile(i18n.BuiltIn(), i18n.FileOf(l.Code))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data[:2000])
	}
	f.Add([]byte("id,source,text\nhead.protected,,{\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		set, _ := i18n.Open(fstest.MapFS{"hy.csv": {Data: data}})
		c, problems := set.Catalogue("hy")
		if problems.HasErrors() || c == nil {
			return
		}
		for _, id := range c.IDs() { // whatever is accepted can be spoken
			var pairs []string
			for _, p := range []string{
				"at", "before", "clock", "date", "day", "distance", "first", "food", "from", "gate", "group", "hash", "high", "landmark", "later", "litres", "low", "meal", "month", "most",
				"needed", "new", "number", "old", "page", "pages", "part", "parts", "people", "place", "point", "reception", "round", "seconds", "site", "space", "stages",
				"time", "to", "until", "used", "vehicle", "vehicles", "version", "water", "weekday",
			} {
				pairs = append(pairs, p, "x")
			}
			c.Words().Text(id, pairs...)
		}
	})
}
