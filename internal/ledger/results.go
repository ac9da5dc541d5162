package ledger

import (
	"bytes"
	"encoding/csv"
	"path/filepath"
	"strconv"

	"wayout/internal/disk"
	"wayout/internal/export"
	"wayout/internal/problem"
	"wayout/internal/study"
	"wayout/internal/unit"
)

// columns are the columns of results.csv before those of the inputs, each with its HXL tag and what
// stands there.
var columns = []struct {
	name, tag string
	cell      func(r *study.Record) string
}{
	{"run", "#meta+run", func(r *study.Record) string { return strconv.Itoa(r.Run) }},
	{"outcome", "#status", func(r *study.Record) string { return string(r.Outcome) }},
	{"people", "#population", planned(func(r *study.Record) string { return whole(r.People) })},
	{"served", "#reached", planned(func(r *study.Record) string { return whole(r.Served) })},
	{"not_served", "#population+not_served", planned(func(r *study.Record) string { return whole(r.People - r.Served) })},
	{"t50_hours", "#indicator+t50+num", planned(func(r *study.Record) string { return hourCell(r.Plan.T50) })},
	{"t90_hours", "#indicator+t90+num", planned(func(r *study.Record) string { return hourCell(r.Plan.T90) })},
	{"t99_hours", "#indicator+t99+num", planned(func(r *study.Record) string { return hourCell(r.Plan.T99) })},
	{"t100_hours", "#indicator+t100+num", planned(func(r *study.Record) string { return hourCell(r.Plan.T100) })},
	{"bound_t50_hours", "#indicator+bound+t50+num", planned(func(r *study.Record) string { return hourCell(r.Bound.T50) })},
	{"bound_t90_hours", "#indicator+bound+t90+num", planned(func(r *study.Record) string { return hourCell(r.Bound.T90) })},
	{"bound_t99_hours", "#indicator+bound+t99+num", planned(func(r *study.Record) string { return hourCell(r.Bound.T99) })},
	{"bound_t100_hours", "#indicator+bound+t100+num", planned(func(r *study.Record) string { return hourCell(r.Bound.T100) })},
	{"people_hours_on_road", "#indicator+on_road+num", planned(func(r *study.Record) string { return number(r.OnRoad) })},
	{"people_hours_waiting", "#indicator+waiting+num", planned(func(r *study.Record) string { return number(r.Waiting) })},
	{"litres", "#indicator+litres+num", planned(func(r *study.Record) string { return number(r.Litres) })},
	{"reason", "#description", func(r *study.Record) string { return export.Inert(r.Reason) }},
}

// planned leaves the cell of a run without a plan empty.
func planned(cell func(r *study.Record) string) func(r *study.Record) string {
	return func(r *study.Record) string {
		if r.Outcome != study.Planned {
			return ""
		}
		return cell(r)
	}
}

func whole(n unit.Person) string { return strconv.FormatInt(int64(n), 10) }

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// hourCell is a moment in hours to the second, empty for one that is not reached.
func hourCell(t *unit.Second) string {
	if t == nil {
		return ""
	}
	return strconv.FormatFloat(t.Hours(), 'f', 4, 64)
}

// Table returns results.csv: every run with its inputs and what it came to, in order.
func Table(s *study.Study, records []study.Record) []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	rows := [2][]string{}
	for _, c := range columns {
		rows[0], rows[1] = append(rows[0], c.name), append(rows[1], c.tag)
	}
	for i := range s.Inputs {
		rows[0], rows[1] = append(rows[0], export.Inert("input: "+s.Inputs[i].Name)), append(rows[1], "#meta+input")
	}
	row := func(cells []string) {
		if err := w.Write(cells); err != nil {
			panic("ledger: " + err.Error()) // A buffer takes everything.
		}
	}
	row(rows[0])
	row(rows[1])
	for i := range records {
		var cells []string
		for _, c := range columns {
			cells = append(cells, c.cell(&records[i]))
		}
		for _, d := range records[i].Drawn {
			cells = append(cells, export.Inert(d))
		}
		row(cells)
	}
	w.Flush()
	return out.Bytes()
}

// summary is study.json.
type summary struct {
	Head
	Name     string            `json:"name"`
	Scenario string            `json:"scenario"`
	Runs     int               `json:"runs"`
	Seed     uint64            `json:"seed"`
	Set      map[string]string `json:"set"`
	Inputs   []inputJSON       `json:"inputs"`
	Result   study.Findings    `json:"findings"`
	HowSure  string            `json:"how_sure"`
}

type inputJSON struct {
	Name     string       `json:"name"`
	Kind     string       `json:"kind"`
	Low      *float64     `json:"low,omitempty"`
	Likely   *float64     `json:"likely,omitempty"`
	High     *float64     `json:"high,omitempty"`
	Whole    bool         `json:"whole,omitempty"`
	Multiply bool         `json:"multiply,omitempty"`
	As       string       `json:"as,omitempty"`
	Choices  []choiceJSON `json:"choices,omitempty"`
	Chance   *float64     `json:"chance,omitempty"`
	Paths    []string     `json:"paths"`
}

type choiceJSON struct {
	Value  string  `json:"value"`
	Weight float64 `json:"weight"`
}

func describe(in *study.Input) inputJSON {
	out := inputJSON{Name: in.Name, Whole: in.Whole, Multiply: in.Multiply, As: in.As, Paths: []string{}}
	for _, target := range in.Targets {
		out.Paths = append(out.Paths, target.Path)
	}
	for _, o := range in.Set {
		out.Paths = append(out.Paths, o.Path)
	}
	for _, c := range in.Choices {
		out.Choices = append(out.Choices, choiceJSON{c.Text, c.Weight})
	}
	switch in.Kind {
	case study.Range:
		out.Kind, out.Low, out.High = "range", &in.Low, &in.High
	case study.Triangle:
		out.Kind, out.Low, out.Likely, out.High = "triangular", &in.Low, &in.Likely, &in.High
	case study.OneOf:
		out.Kind = "choice"
	case study.Happens:
		out.Kind, out.Chance = "chance", &in.Chance
	}
	return out
}

// Report is a study with all its runs.
type Report struct {
	Head     Head
	Scenario string // its name
	Study    *study.Study
	Records  []study.Record // in order of their runs
	Findings study.Findings
}

// JSON returns study.json.
func (r *Report) JSON() []byte {
	out := summary{
		Head: r.Head, Name: r.Study.Name, Scenario: r.Scenario, Runs: r.Study.Runs, Seed: r.Study.Seed,
		Set: map[string]string{}, Inputs: []inputJSON{}, Result: r.Findings, HowSure: howSure(&r.Findings),
	}
	out.Format = studyFormat
	for _, o := range r.Study.Set {
		out.Set[o.Path] = o.Value
	}
	for i := range r.Study.Inputs {
		out.Inputs = append(out.Inputs, describe(&r.Study.Inputs[i]))
	}
	return export.Marshal(out)
}

// Write puts results.csv and study.json into the folder of the journal, each whole or not at all.
func (r *Report) Write(folder string) problem.List {
	var problems problem.List
	for _, file := range []export.File{{Name: TableFile, Data: Table(r.Study, r.Records)}, {Name: StudyFile, Data: r.JSON()}} {
		if err := disk.Replace(filepath.Join(folder, file.Name), file.Data); err != nil {
			problems.Add(problem.ResultUnwritten, problem.Where{File: folder}, "", disk.Reason(err))
			return problems
		}
	}
	if err := disk.Sync(folder); err != nil {
		problems.Add(problem.ResultUnwritten, problem.Where{File: folder}, "", disk.Reason(err))
	}
	return problems
}
