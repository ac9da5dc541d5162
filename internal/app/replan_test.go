package app

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"wayout/internal/export"
	"wayout/internal/handout"
	"wayout/internal/replan"
	"wayout/internal/scenario"
)

// pagePlanner returns the planner that a page of the example has, and the files that it carries.
func pagePlanner(t *testing.T) (p *replan.Planner, packed string) {
	t.Helper()
	f, problems, err := Read(Question{Folder: departure})
	if err != nil || problems.HasErrors() {
		t.Fatal(problems, err)
	}
	files, err := readFiles(departure, f.Files)
	if err != nil {
		t.Fatal(err)
	}
	if packed, err = replan.Pack(files); err != nil {
		t.Fatal(err)
	}
	if p, err = replan.Open(packed); err != nil {
		t.Fatal(err)
	}
	return p, packed
}

// TestPageAnswersAsTheCommandLine: what a page is told about a changed question is what the command
// line writes, byte for byte.
func TestPageAnswersAsTheCommandLine(t *testing.T) {
	planner, _ := pagePlanner(t)
	for name, q := range map[string]Question{
		"as it is":      {Folder: departure},
		"eight o'clock": {Folder: departure, Set: []scenario.Override{{Path: "gate.hakari_bridge.hours", Value: "daily 08:00-16:00"}, {Path: "horizon", Value: "20 days"}}},
		"fewer buses":   {Folder: departure, Variant: "fewer-buses"},
		"36 hours":      {Folder: departure, Deadline: "36h"},
	} {
		t.Run(name, func(t *testing.T) {
			if testing.Short() && name != "as it is" {
				t.Skip("skipped: one question is enough for the race detector")
			}
			request, err := json.Marshal(replan.Request{Variant: q.Variant, Set: q.Set, Deadline: q.Deadline})
			if err != nil {
				t.Fatal(err)
			}
			reply := planner.Answer(context.Background(), request, nil)
			if reply.Error != "" || reply.View == nil {
				t.Fatalf("no answer: %s %v", reply.Error, reply.Problems)
			}
			out := t.TempDir()
			planInto(t, q, out)
			summary, err := os.ReadFile(filepath.Join(out, export.SummaryFile))
			if err != nil {
				t.Fatal(err)
			}
			if string(summary) != reply.Summary {
				t.Error("the page's summary is not that of the command line")
			}
			plan, err := os.ReadFile(filepath.Join(out, export.PlanFile))
			if err != nil {
				t.Fatal(err)
			}
			if handout.HashOf(plan) != reply.PlanSHA256 {
				t.Error("the page's plan is not that of the command line")
			}
		})
	}
}

// TestPageIsToldWhatIsWrong: files that are damaged, requests that mean nothing and overrides that are refused
// are answers too.
func TestPageIsToldWhatIsWrong(t *testing.T) {
	planner, packed := pagePlanner(t)
	for name, damaged := range map[string]string{"cut off": packed[:100], "no base64": "§"} {
		if _, err := replan.Open(damaged); err == nil {
			t.Errorf("%s: opened", name)
		}
	}
	ask := func(request string) replan.Reply {
		return planner.Answer(context.Background(), []byte(request), nil)
	}
	for name, reply := range map[string]replan.Reply{
		"no JSON":          ask("{"),
		"unknown variant":  ask(`{"variant": "none"}`),
		"deadline of none": ask(`{"deadline": "soon"}`),
	} {
		if reply.Error == "" || reply.View != nil || reply.Problems == nil {
			t.Errorf("%s: %+v", name, reply)
		}
	}
	reply := ask(`{"set": [{"path": "gate.nowhere.rate", "value": "7"}]}`)
	if reply.View != nil || len(reply.Problems) == 0 || reply.Problems[0].Text == "" || reply.Problems[0].Remedy == "" {
		t.Errorf("an override of nothing: %+v", reply)
	}
}
