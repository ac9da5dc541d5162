package browsertest

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"wayout/internal/app"
	"wayout/internal/export"
	"wayout/internal/page"
	"wayout/internal/view"
)

const departure = "../../../examples/karabakh-2023"

// example is a scenario that was planned and reported, with what the page must agree with.
type example struct {
	page    string // its file
	view    view.View
	summary summary
	csv     []byte // slots.csv
	slots   []slot // its rows
}

// summary is what is read of summary.json.
type summary struct {
	Served    int64 `json:"people_served"`
	NotServed int64 `json:"people_not_served"`
	Stay      int64 `json:"people_stay_by_choice"`
	Clearance struct {
		T100 time.Time `json:"t100"`
	} `json:"clearance"`
}

// slot is a row of slots.csv.
type slot struct {
	place            string // id
	vehicles, people int64
}

var made = sync.OnceValues(func() (*example, error) { return makeExample(departure, "departure") })

// karabakh returns the example, which is planned once a run.
func karabakh(t testing.TB) *example {
	t.Helper()
	browser(t)
	e, err := made()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// needPlanner skips where the program was built without the planner for pages.
func needPlanner(t testing.TB) {
	t.Helper()
	if !page.HasPlanner() {
		t.Skip("skipped: the program was built without the planner for pages; make planner")
	}
}

func makeExample(folder, name string) (*example, error) {
	ctx := context.Background()
	out := filepath.Join(scratch, name)
	planned, problems, err := app.Plan(ctx, app.Question{Folder: folder}, nil)
	if err != nil || planned == nil {
		return nil, fault(problems, err)
	}
	if problems, err = planned.Write(ctx, out); err != nil || problems.HasErrors() {
		return nil, fault(problems, err)
	}
	reported, problems, err := app.Report(ctx, app.ReportQuestion{Folder: folder, Out: out, Language: "en", Now: time.Now()}, nil)
	if err != nil || reported == nil {
		return nil, fault(problems, err)
	}
	e := &example{page: reported.Page}
	html, err := os.ReadFile(e.page)
	if err != nil {
		return nil, err
	}
	_, after, _ := bytes.Cut(html, []byte(`id="view">`))
	data, _, _ := bytes.Cut(after, []byte("</script>"))
	if err := json.Unmarshal(data, &e.view); err != nil {
		return nil, err
	}
	if data, err = os.ReadFile(filepath.Join(out, export.SummaryFile)); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(data, &e.summary); err != nil {
		return nil, err
	}
	if e.csv, err = os.ReadFile(filepath.Join(out, export.SlotsFile)); err != nil {
		return nil, err
	}
	e.slots, err = readSlots(e.csv)
	return e, err
}

// readSlots reads slots.csv, past its line of names and its line of HXL tags.
func readSlots(data []byte) ([]slot, error) {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	var out []slot
	for _, row := range rows[2:] {
		vehicles, err := strconv.ParseInt(row[at["vehicles"]], 10, 64)
		if err != nil {
			return nil, err
		}
		people, err := strconv.ParseInt(row[at["people"]], 10, 64)
		if err != nil {
			return nil, err
		}
		out = append(out, slot{row[at["place_id"]], vehicles, people})
	}
	return out, nil
}
