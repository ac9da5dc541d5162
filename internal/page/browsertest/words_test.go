package browsertest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"wayout/internal/problem"
)

// views are the names of the views of the page in English, in their order.
var views = []string{"Answer", "Who goes when", "What holds us back", "Fleet and centres", "Not served", "Assumptions", "What if?"}

func fault(problems problem.List, err error) error {
	if err != nil {
		return err
	}
	return fmt.Errorf("%v", problems)
}

// number reads a whole number as the page writes it.
func number(t testing.TB, text string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(strings.NewReplacer(",", "", " ", "", "\u00a0", "", "\u202f", "").Replace(text), 10, 64)
	if err != nil {
		t.Fatalf("%q is no number", text)
	}
	return n
}

// written writes a whole number as the page does in English.
func written(n int64) string {
	text := strconv.FormatInt(n, 10)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// says reports whether a text names a moment, with its day and its hour.
func says(text string, moment time.Time) bool {
	return strings.Contains(text, moment.Format("Monday")) && strings.Contains(text, moment.Format("2 January")) &&
		strings.Contains(text, moment.Format("15:04"))
}

// messages returns the catalogue of the page in a language.
func messages(t testing.TB, code string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "web", "src", "messages", code+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var catalogue struct {
		Messages map[string]string `json:"messages"`
	}
	if err := json.Unmarshal(data, &catalogue); err != nil {
		t.Fatal(err)
	}
	return catalogue.Messages
}

// literal writes a whole number as a script reads it.
func literal(n float64) string {
	return strconv.FormatFloat(n, 'f', 0, 64)
}
