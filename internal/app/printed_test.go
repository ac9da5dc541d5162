package app

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"wayout/internal/export"
	"wayout/internal/paper/papertest"
)

// printed is a plan of an example with its orders.
type printed struct {
	planned *Planned
	out     string
}

// printOrders plans a scenario and prints its orders. The examples take too long for the race
// detector.
func printOrders(t *testing.T, q Question, edit func(*OrdersQuestion)) (*printed, *Ordered) {
	t.Helper()
	if testing.Short() && (q.Folder == departure || q.Folder == eve) {
		t.Skip("skipped: the sheets of the examples are printed in the full tests")
	}
	out := t.TempDir()
	p := &printed{planInto(t, q, out), out}
	return p, p.print(t, edit)
}

// print prints the orders of the plan once more.
func (p *printed) print(t *testing.T, edit func(*OrdersQuestion)) *Ordered {
	t.Helper()
	ordered, problems, err := p.ask(edit)
	if ordered == nil {
		t.Fatal(problems, err)
	}
	return ordered
}

func (p *printed) ask(edit func(*OrdersQuestion)) (*Ordered, []string, error) {
	q := OrdersQuestion{
		Folder: p.planned.Question.Folder, Out: p.out, Level: "restricted", Status: "draft",
		Now: time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC),
	}
	if edit != nil {
		edit(&q)
	}
	ordered, list, err := Orders(context.Background(), q, nil)
	var codes []string
	for _, problem := range list {
		codes = append(codes, string(problem.Code))
	}
	return ordered, codes, err
}

func languages(codes ...string) func(*OrdersQuestion) {
	return func(q *OrdersQuestion) { q.Languages = codes }
}

// path returns a file of the orders.
func (p *printed) path(level, name string) string {
	return filepath.Join(p.out, "orders", level, filepath.FromSlash(name))
}

// pages returns the text of a PDF of the orders, page by page.
func (p *printed) pages(t *testing.T, level, name string) []string {
	t.Helper()
	return pagesOf(t, p.path(level, name))
}

func pagesOf(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := papertest.Pages(data)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return pages
}

// text returns the text of a PDF with one blank between words, so that it can be searched whatever
// its lines.
func (p *printed) text(t *testing.T, level, name string) string {
	return flat(strings.Join(p.pages(t, level, name), "\n"))
}

func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// files returns every file below a level whose name ends so.
func (p *printed) files(t *testing.T, level, suffix string) []string {
	t.Helper()
	var out []string
	root := p.path(level, "")
	err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasSuffix(path, suffix) {
			relative, _ := filepath.Rel(root, path)
			out = append(out, filepath.ToSlash(relative))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// slotRow is what slots.csv says of one slot.
type slotRow struct {
	place            string
	depart           time.Time
	vehicles, people int
}

// slots reads slots.csv, apart from the code that wrote it.
func (p *printed) slots(t *testing.T) []slotRow {
	t.Helper()
	file, err := os.Open(filepath.Join(p.out, export.SlotsFile))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(name string) int { return slices.Index(rows[0], name) }
	number := func(text string) int {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	moment := func(text string) time.Time {
		at, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	var out []slotRow
	for _, row := range rows[2:] {
		out = append(out, slotRow{
			row[column("place_id")], moment(row[column("depart")]),
			number(row[column("vehicles")]), number(row[column("people")]),
		})
	}
	return out
}

// summary reads summary.json.
func (p *printed) summary(t *testing.T) map[string]any {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(p.out, export.SummaryFile))
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}
