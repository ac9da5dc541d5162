package simulation_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"wayout/internal/planner"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/simulation"
	"wayout/internal/traffic"
)

func tiny(t *testing.T, o traffic.Options) (*scenario.Scenario, *planner.Result, *simulation.Writer) {
	t.Helper()
	s := scenariotest.Tiny()
	for i := range s.Assumptions {
		if s.Assumptions[i].Name == "unplanned_half_hours" {
			s.Assumptions[i].Value = "0" // all at the first moment
		}
	}
	r, err := planner.Make(context.Background(), s, planner.Options{})
	if err != nil {
		t.Fatal(err)
	}
	study, err := traffic.Simulate(context.Background(), s, &r.Plan, o)
	if err != nil {
		t.Fatal(err)
	}
	return s, r, simulation.NewWriter(s, study, "abc")
}

func rowsOf(t *testing.T, data []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestFiles(t *testing.T) {
	_, _, w := tiny(t, traffic.Options{Runs: 5, Cores: 2})
	files := map[string][]byte{}
	for _, f := range w.Files() {
		files[f.Name] = f.Data
	}
	var numbers struct {
		Planned, Unplanned struct {
			People   int
			T100     struct{ P10, P50, P90 *float64 } `json:"t100_hours"`
			Arrivals []struct{ Hours float64 }
		}
		Assumptions []struct{ Name, Value, Source string }
	}
	if err := json.Unmarshal(files[simulation.NumbersFile], &numbers); err != nil {
		t.Fatal(err)
	}
	if numbers.Planned.People != 240 || numbers.Unplanned.People != 240 || numbers.Planned.T100.P50 == nil {
		t.Errorf("%+v, want 240 people and a time for all", numbers)
	}
	if p := numbers.Planned.T100; *p.P10 > *p.P50 || *p.P50 > *p.P90 {
		t.Errorf("the range is %v, %v, %v", *p.P10, *p.P50, *p.P90)
	}
	for _, a := range numbers.Assumptions {
		if a.Source == "" {
			t.Errorf("%s has no source", a.Name)
		}
	}
	arrivals := rowsOf(t, files[simulation.ArrivalsFile])
	if got, want := len(arrivals), 2+len(numbers.Planned.Arrivals)+len(numbers.Unplanned.Arrivals); got != want {
		t.Errorf("%d rows of arrivals, want %d", got, want)
	}
	if last := arrivals[len(arrivals)-1]; last[0] != "unplanned" || last[4] != "240" {
		t.Errorf("the last row of arrivals is %v", last)
	}
	queues := string(files[simulation.QueuesFile])
	if !strings.Contains(queues, "unplanned,road.R2.forward,2024-05-06T") {
		t.Errorf("nobody stands before the gate:\n%s", queues)
	}
	if places := rowsOf(t, files[simulation.PlacesFile]); len(places) != 2+4 {
		t.Errorf("%d rows of places, want two of each of two cases", len(places))
	}
}

func TestText(t *testing.T) {
	_, _, w := tiny(t, traffic.Options{Runs: 5})
	text := w.Text()
	for _, want := range []string{
		"5 runs, seed 0, under these inputs", "with the plan", "all leave at once", "everyone is out after",
		"Where most stand if all leave at once\n  Town – Border: ", "Longest on the road", "share_early: 5 % of the cars. assumption",
		"Nothing here says that a way is safe.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("not said: %q in\n%s", want, text)
		}
	}
	_, _, w = tiny(t, traffic.Options{Runs: 1, Unplanned: true})
	if text := w.Text(); strings.Contains(text, "with the plan") || !strings.Contains(text, "one run, seed 0") {
		t.Errorf("the plan was not asked for:\n%s", text)
	}
}

// TestTrips holds the rules of the neutral form: every name is known, every link begins where the one
// before ends, no trip uses a shut link, ids have no blanks, lengths, lanes and speeds are positive.
func TestTrips(t *testing.T) {
	s, r, _ := tiny(t, traffic.Options{})
	drives, err := traffic.Drives(context.Background(), s, &r.Plan)
	if err != nil {
		t.Fatal(err)
	}
	tables := map[string][][]string{}
	for _, f := range simulation.Trips(simulation.Exchange(s, drives)) {
		if !strings.HasSuffix(f.Name, ".csv") {
			continue
		}
		tables[f.Name] = rowsOf(t, f.Data)
	}
	nodes := map[string]bool{}
	for _, row := range tables["trips/nodes.csv"][1:] {
		nodes[row[0]] = true
	}
	links := map[string][]string{}
	for _, row := range tables["trips/links.csv"][1:] {
		if links[row[0]] != nil || !nodes[row[1]] || !nodes[row[2]] || strings.ContainsAny(row[0], " \t") {
			t.Errorf("link %v", row)
		}
		links[row[0]] = row
		for _, cell := range row[3:6] {
			if number, err := strconv.ParseFloat(cell, 64); err != nil || number <= 0 {
				t.Errorf("link %v", row)
			}
		}
	}
	trips := tables["trips/trips.csv"][1:]
	if len(trips) != 60 {
		t.Errorf("%d trips, want 60 cars", len(trips))
	}
	seen := map[string]bool{}
	for _, row := range trips {
		if depart, err := strconv.ParseFloat(row[1], 64); err != nil || depart < 0 || seen[row[0]] {
			t.Errorf("trip %v", row)
		}
		seen[row[0]] = true
		at := ""
		for _, id := range strings.Fields(row[2]) {
			link := links[id]
			if link == nil || link[6] == "0" || at != "" && link[1] != at {
				t.Fatalf("trip %v: %s", row, id)
			}
			at = link[2]
		}
		if at != "border.3" {
			t.Errorf("trip %v ends at %s, want it after the gate", row, at)
		}
	}
}

// TestRead: what is written is read again; people who are not out and vehicles that stand add up in a
// single run.
func TestRead(t *testing.T) {
	_, _, w := tiny(t, traffic.Options{Runs: 1})
	data := w.JSON()
	n, err := simulation.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	if n.Plan != "abc" || n.Runs != 1 {
		t.Errorf("read plan %q, %d runs", n.Plan, n.Runs)
	}
	for _, c := range []*simulation.Case{n.Planned, n.Unplanned} {
		if got, want := *c.NotOut.P50, float64(c.People)-*c.Out.P50; got != want {
			t.Errorf("%v are not out, want %v", got, want)
		}
		most := 0.0
		for _, q := range c.Queue {
			most = max(most, *q.Standing.P50)
		}
		if most != *c.Standing.P50 {
			t.Errorf("%v stand at most over time, %v in all", most, *c.Standing.P50)
		}
	}
	for fault, wrong := range map[string][]byte{
		"cut off":        data[:len(data)/2],
		"another format": bytes.Replace(data, []byte("wayout simulation"), []byte("wayout plan"), 1),
		"a later one":    bytes.Replace(data, []byte(`"version": 1`), []byte(`"version": 2`), 1),
		"no queue":       bytes.Replace(data, []byte(`"queue"`), []byte(`"que"`), 1),
		"no case":        []byte(`{"format":"wayout simulation","version":1,"unplanned":null}`),
		"empty":          nil,
	} {
		if n, err := simulation.Read(wrong); err == nil {
			t.Errorf("%s: read as %+v", fault, n)
		}
	}
}
