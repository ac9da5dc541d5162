package paper

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"wayout/internal/paper/papertest"
)

// catalogue returns the messages of a language, as they are.
func catalogue(t *testing.T, language string) []string {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "i18n", "messages", language+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := slices.Index(rows[0], "text")
	if column < 0 {
		t.Fatalf("%s: no column text among %q", language, rows[0])
	}
	var out []string
	for _, row := range rows[1:] {
		out = append(out, row[column])
	}
	return out
}

// TestEveryMessageIsDrawn in both weights, and another reader finds it on the page.
func TestEveryMessageIsDrawn(t *testing.T) {
	for _, language := range languages {
		messages := catalogue(t, language)
		if len(messages) < 100 {
			t.Errorf("%s has %d messages", language, len(messages))
		}
		d := Document{Language: language, RightToLeft: samples[language].rightToLeft, Created: midday}
		for i, message := range messages {
			d.Blocks = append(d.Blocks, Text{Text: message, Size: Small, Bold: i%2 > 0})
		}
		data, seen := draw(t, &d)
		checkPaper(t, seen)
		pages, err := papertest.Pages(data)
		if err != nil {
			t.Fatal(err)
		}
		text := flat(strings.Join(pages, ""))
		for i, message := range messages {
			if want := flat(message); !strings.Contains(text, want) {
				t.Errorf("%s: message %d is not on the pages: %q", language, i+1, want)
			}
			if _, err := newSetter(d.RightToLeft).pieces(message, i%2 == 0); err != nil {
				t.Errorf("%s: message %d in the other weight: %v", language, i+1, err)
			}
		}
	}
}

// flat returns a text as it can be read from a page, with one space between words.
func flat(text string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if isMute(r) {
			return -1
		}
		return r
	}, norm.NFC.String(text))), " ")
}
