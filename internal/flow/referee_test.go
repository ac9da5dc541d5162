package flow

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// TestEveryWayAgreesWithTheReferees compares every way with what three independent solvers said.
func TestEveryWayAgreesWithTheReferees(t *testing.T) {
	root := "../../../shared/data/exact"
	data, err := os.ReadFile(filepath.Join(root, "expected.json"))
	if err != nil {
		t.Skip("skipped: no ../shared/data/exact beside the project")
	}
	var expected map[string]struct {
		MaxOut []int64 `json:"max_out"`
		Limit  int64   `json:"max_out_limit"`
	}
	if err := json.Unmarshal(data, &expected); err != nil {
		t.Fatal(err)
	}
	for name, want := range expected {
		p := instanceProblem(t, filepath.Join(root, name), int32(len(want.MaxOut))+20)
		for _, way := range everyWay {
			s, err := Solve(context.Background(), p, way.Options)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(s.MaxOut, want.MaxOut) || s.Limit() != want.Limit {
				t.Errorf("%s, %s: most out %d, referees %d", name, way.Name, s.MaxOut, want.MaxOut)
			}
			again, err := s.Resolve(context.Background(), p, way.Options)
			if err != nil || !slices.Equal(again.MaxOut, want.MaxOut) {
				t.Errorf("%s, %s: again most out %d, %v, referees %d", name, way.Name, again.MaxOut, err, want.MaxOut)
			}
			checkFlow(t, 0, p, again)
			checkCut(t, 0, p, s)
		}
	}
}

// instanceProblem reads an instance of the referees: see the README beside them.
func instanceProblem(t *testing.T, folder string, steps int32) Problem {
	p := Problem{Steps: steps}
	nodes, links := map[string]int32{}, map[string]int{}
	for _, row := range table(t, folder, "nodes.csv") {
		nodes[row["id"]] = int32(p.Nodes)
		p.Nodes++
	}
	for i, row := range table(t, folder, "links.csv") {
		links[row["id"]] = i
		p.Links = append(p.Links, Link{
			From: nodes[row["from"]], To: nodes[row["to"]], Transit: int32(number(t, row["transit"])),
			Capacity: []Change{{0, number(t, row["capacity"])}},
		})
	}
	byStep := map[int][]int64{} // by link with changes
	for _, row := range table(t, folder, "capacity.csv") {
		i := links[row["link"]]
		if byStep[i] == nil {
			byStep[i] = slices.Repeat([]int64{p.Links[i].Capacity[0].Units}, int(steps))
		}
		end := int64(steps)
		if row["end_step"] != "" {
			end = min(end, number(t, row["end_step"]))
		}
		for step := number(t, row["start_step"]); step < end; step++ {
			byStep[i][step] = number(t, row["capacity"])
		}
	}
	for i, units := range byStep {
		p.Links[i].Capacity = nil
		for step := range units {
			if step == 0 || units[step] != units[step-1] {
				p.Links[i].Capacity = append(p.Links[i].Capacity, Change{int32(step), units[step]})
			}
		}
	}
	for _, row := range table(t, folder, "sources.csv") {
		supply := Supply{Node: nodes[row["node"]], Units: number(t, row["supply"])}
		if row["release"] != "" {
			supply.Release = int32(number(t, row["release"]))
		}
		p.Supplies = append(p.Supplies, supply)
	}
	for _, row := range table(t, folder, "sinks.csv") {
		sink := Sink{nodes[row["node"]], Unlimited}
		if row["capacity"] != "" {
			sink.Total = number(t, row["capacity"])
		}
		p.Sinks = append(p.Sinks, sink)
	}
	return p
}

// table reads a CSV file by the names of its columns; none where there is no file.
func table(t *testing.T, folder, name string) []map[string]string {
	file, err := os.Open(filepath.Join(folder, name))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	all, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range all[1:] {
		row := map[string]string{}
		for i, value := range record {
			row[all[0][i]] = value
		}
		rows = append(rows, row)
	}
	return rows
}

func number(t *testing.T, text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
