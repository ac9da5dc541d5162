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

// packedDeparture returns the example as a page carries it.
func packedDeparture(t *testing.T) string {
	t.Helper()
	f, problems, err := Read(Question{Folder: departure})
	if err != nil || problems.HasErrors() {
		t.Fatal(problems, err)
	}
	files, err := readFiles(departure, f.Files)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := replan.Pack(files)
	if err != nil {
		t.Fatal(err)
	}
	return packed
}

// TestPageAnswersAsTheCommandLine: what a page is told about a changed question is what the command
// line writes, byte for byte.
func TestPageAnswersAsTheCommandLine(t *testing.T) {
	packed := packedDeparture(t)
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
			reply := replan.Answer(context.Background(), packed, request, nil)
			if reply.Error != "" || reply.View == nil {
				t.Fatalf("no answer: %s %v", reply.Error, reply.Problems)
			}
			planned, _, err := Plan(context.Background(), q, nil)
			if err != nil {
				t.Fatal(err)
			}
			out := t.TempDir()
			if problems, err := planned.Write(context.Background(), out); err != nil || problems.HasErrors() {
				t.Fatal(problems, err)
			}
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

// TestPageIsToldWhatIsWrong: damaged files, requests that mean nothing and overrides that are refused
// are answers too.
func TestPageIsToldWhatIsWrong(t *testing.T) {
	packed := packedDeparture(t)
	ask := func(packed, request string) replan.Reply {
		return replan.Answer(context.Background(), packed, []byte(request), nil)
	}
	for name, reply := range map[string]replan.Reply{
		"damaged files":    ask(packed[:100], "{}"),
		"no base64":        ask("§", "{}"),
		"no JSON":          ask(packed, "{"),
		"unknown variant":  ask(packed, `{"variant": "none"}`),
		"deadline of none": ask(packed, `{"deadline": "soon"}`),
	} {
		if reply.Error == "" || reply.View != nil || reply.Problems == nil {
			t.Errorf("%s: %+v", name, reply)
		}
	}
	reply := ask(packed, `{"set": [{"path": "gate.nowhere.rate", "value": "7"}]}`)
	if reply.View != nil || len(reply.Problems) == 0 || reply.Problems[0].Text == "" || reply.Problems[0].Remedy == "" {
		t.Errorf("an override of nothing: %+v", reply)
	}
}
