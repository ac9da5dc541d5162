package browsertest

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"wayout/internal/app"
	"wayout/internal/export"
	"wayout/internal/handout"
	"wayout/internal/scenario"
)

// longPlan is how long planning in the page may take.
const longPlan = 2 * time.Minute

// reply is what the planner in the page says, apart from the view.
type reply struct {
	Summary    string `json:"summary"`
	PlanSHA256 string `json:"plan_sha256"`
	Error      string `json:"error"`
	Problems   []struct {
		Code, Text string
	} `json:"problems"`
}

// planAgain presses “Plan again”, waits for the answer and returns it with the seconds that it took.
func (p *tab) planAgain() (reply, float64) {
	p.t.Helper()
	before := ask[int](p, `replies.length`)
	p.press("button", "Plan again")
	began := time.Now()
	p.waitLong(longPlan, "the planner has answered", `replies.length > `+literal(float64(before))+` && hand.all('button', 'Cancel').length === 0`)
	seconds := time.Since(began).Seconds()
	var r reply
	if err := json.Unmarshal([]byte(ask[string](p, `replies.at(-1)`)), &r); err != nil {
		p.t.Fatal(err)
	}
	return r, seconds
}

// TestPlanningAgain: an answer in the page is that of the command line, byte for byte, and stands
// beside the plan that the page came with.
func TestPlanningAgain(t *testing.T) {
	needPlanner(t)
	t.Parallel()
	e := karabakh(t)
	p := open(t)
	p.turnTo("What if?")
	for _, test := range []struct {
		name string
		ask  func()
		q    app.Question
	}{
		{"eight hours", func() {
			p.fill("textbox", "Hours", "daily 08:00-16:00")
			p.fill("textbox", "Any other change", "horizon=20 days")
		}, app.Question{Set: []scenario.Override{{Path: "gate.hakari_bridge.hours", Value: "daily 08:00-16:00"}, {Path: "horizon", Value: "20 days"}}}},
		{"a variant until a deadline", func() {
			p.choose("Prepared variant", "eight-hours")
			p.setMoment("Deadline", "2023-09-26T10:00")
		}, app.Question{Variant: "eight-hours", Deadline: "2023-09-26T10:00"}},
	} {
		test.q.Folder = departure
		test.ask()
		said, seconds := p.planAgain()
		t.Logf("%s: planned in the page in %.1f s", test.name, seconds)
		planned, problems, err := app.Plan(context.Background(), test.q, nil)
		if planned == nil {
			t.Fatal(fault(problems, err))
		}
		if want := string(planned.Summary.JSON()); said.Summary != want {
			t.Errorf("%s: the summary of the page is not that of the command line:\n%.2000s\nwant\n%.2000s", test.name, said.Summary, want)
		}
		if want := handout.HashOf(export.Plan(planned.Scenario, &planned.Result.Plan)); said.PlanSHA256 != want {
			t.Errorf("%s: the plan of the page is %s, that of the command line %s; is its planner of this source? make planner", test.name, said.PlanSHA256, want)
		}
		p.compared(e, planned)
		if test.name == "eight hours" {
			p.shownEverywhere(e, planned)
		}
		p.press("button", "Clear")
	}
}

// setMoment puts a moment into a field for moments.
func (p *tab) setMoment(name, value string) {
	p.t.Helper()
	ask[bool](p, `(() => { const e = hand.one('textbox', %s); e.value = %s; return e.dispatchEvent(new Event('input', { bubbles: true })); })()`, js(name), js(value))
}

// compared checks the table of two plans side by side.
func (p *tab) compared(e *example, b *app.Planned) {
	p.t.Helper()
	rows := map[string][]string{}
	for _, row := range ask[[][]string](p, `hand.table('Two plans side by side')`) {
		rows[row[0]] = row[1:]
	}
	var s summary
	if err := json.Unmarshal(b.Summary.JSON(), &s); err != nil {
		p.t.Fatal(err)
	}
	for name, want := range map[string][2]int64{
		"Served": {e.summary.Served, s.Served}, "Not served": {e.summary.NotServed, s.NotServed}, "Stay by choice": {e.summary.Stay, s.Stay},
	} {
		row := rows[name]
		if len(row) != 3 || number(p.t, row[0]) != want[0] || number(p.t, row[1]) != want[1] {
			p.t.Errorf("side by side, %s: %q, want %v", name, row, want)
		}
	}
	out := rows["All out"]
	if len(out) != 3 {
		p.t.Fatalf("side by side: %q", rows)
	}
	for i, at := range []time.Time{e.summary.Clearance.T100, s.Clearance.T100} {
		if at.IsZero() != (out[i] == "–") || !at.IsZero() && !strings.Contains(out[i], at.Format("02/01")) || !at.IsZero() && !strings.Contains(out[i], at.Format("15:04")) {
			p.t.Errorf("side by side, all out: %q, want %v", out[i], at)
		}
	}
}

// shownEverywhere shows plan B in the head, and plan A again, and saves the slots of both.
func (p *tab) shownEverywhere(e *example, b *app.Planned) {
	p.t.Helper()
	var s summary
	if err := json.Unmarshal(b.Summary.JSON(), &s); err != nil {
		p.t.Fatal(err)
	}
	for _, plan := range []struct {
		name  string
		last  time.Time
		file  string
		slots []byte
	}{
		{"Plan B", s.Clearance.T100, "slots-plan-b.csv", export.Slots(b.Scenario, &b.Result.Plan)},
		{"Plan A", e.summary.Clearance.T100, "slots.csv", e.csv},
	} {
		p.press("button", plan.name)
		if head := ask[string](p, `hand.text('header')`); !says(head, plan.last) {
			p.t.Errorf("%s: the head does not name %v: %s", plan.name, plan.last, head)
		}
		p.turnTo("Who goes when")
		if saved := p.saved("Save the slots as CSV", plan.file); saved != string(plan.slots) {
			p.t.Errorf("%s: the %d bytes of %s are not the %d that the command line writes", plan.name, len(saved), plan.file, len(plan.slots))
		}
		p.turnTo("What if?")
	}
}

// TestAskingWrongly: what cannot be planned is said in words, and the page goes on.
func TestAskingWrongly(t *testing.T) {
	needPlanner(t)
	t.Parallel()
	p := open(t)
	p.turnTo("What if?")
	if !ask[bool](p, `hand.one('button', 'Plan again').disabled`) {
		t.Error("the page would plan though nothing is changed")
	}
	p.fill("textbox", "Any other change", "gate.nowhere.rate=7")
	said, _ := p.planAgain()
	if len(said.Problems) == 0 || !strings.Contains(ask[string](p, `hand.panel().innerText`), said.Problems[0].Text) {
		t.Errorf("the problem is not shown: %+v", said)
	}
	p.fill("textbox", "Any other change", "no equals sign")
	if ask[bool](p, `hand.one('button', 'Plan again').disabled`) {
		t.Error("a line without “=” alone leaves the button grey, and nothing says why")
		p.fill("textbox", "Hours", "daily 08:00-16:00")
	}
	p.press("button", "Plan again")
	p.wait("the line is shown as wrong", `hand.panel().innerText.includes('Not of the form PATH=VALUE: no equals sign')`)
	p.press("button", "Clear")
	p.setMoment("Deadline", "2023-09-26T10:00")
	p.press("button", "Plan again")
	p.press("button", "Cancel")
	p.wait("it is cancelled", `hand.panel().innerText.includes('Cancelled.')`)
	if _, seconds := p.planAgain(); seconds > longPlan.Seconds() {
		t.Error("the page does not plan after a question was cancelled")
	}
}
