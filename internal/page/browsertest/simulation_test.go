package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"wayout/internal/app"
)

// simulatedRun is the example with a simulation in its page, and what simulation.json says.
type simulatedRun struct {
	page    string
	numbers struct{ Planned, Unplanned simulatedCase }
}

type quantiles struct{ P10, P50, P90 *float64 }

type simulatedCase struct {
	T50      quantiles `json:"t50_hours"`
	T100     quantiles `json:"t100_hours"`
	Standing quantiles `json:"vehicles_standing_at_most"`
	Dry      quantiles `json:"vehicles_run_dry"`
	NotOut   quantiles `json:"people_not_out_at_the_end"`
	Stages   []struct {
		Most quantiles `json:"vehicles_standing_at_most"`
	}
}

var simulated = sync.OnceValues(func() (*simulatedRun, error) {
	e, err := makeExample(departure, "simulated")
	if err != nil {
		return nil, err
	}
	out := filepath.Dir(e.page)
	done, problems, err := app.Simulate(context.Background(), app.SimulateQuestion{Folder: departure, Out: out, Runs: 4, Seed: 1}, nil)
	if err != nil || done == nil || done.Page == "" {
		return nil, fault(problems, err)
	}
	run := &simulatedRun{page: done.Page}
	data, err := os.ReadFile(filepath.Join(done.Folder, "simulation.json"))
	if err == nil {
		err = json.Unmarshal(data, &run.numbers)
	}
	return run, err
})

func simulatedExample(t *testing.T) *simulatedRun {
	t.Helper()
	browser(t)
	run, err := simulated()
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// TestSimulationIsShown: the table has the numbers of simulation.json, the picture both cases over one
// axis, and the stages where most stand come first. Without a simulation there is nothing of it.
func TestSimulationIsShown(t *testing.T) {
	run := simulatedExample(t)
	p := openFile(t, run.page)
	text := p.turnTo("Answer")
	if !strings.Contains(text, "What the road would really do") || strings.Contains(text, "NaN") || strings.Contains(text, "undefined") {
		t.Fatalf("the simulation is not shown: %s", text)
	}
	rows := map[string][]string{}
	for _, row := range ask[[][]string](p, `hand.rows(hand.panel().querySelector('table.simulated'))`) {
		rows[row[0]] = row[1:]
	}
	planned, unplanned := run.numbers.Planned, run.numbers.Unplanned
	for label, want := range map[string][2]string{
		"Half out":                           {spoken(planned.T50, " h"), spoken(unplanned.T50, " h")},
		"All out":                            {spoken(planned.T100, " h"), spoken(unplanned.T100, " h")},
		"Vehicles standing at once, at most": {spoken(planned.Standing, ""), spoken(unplanned.Standing, "")},
		"Vehicles run dry":                   {spoken(planned.Dry, ""), spoken(unplanned.Dry, "")},
		"People not out at the end":          {spoken(planned.NotOut, ""), spoken(unplanned.NotOut, "")},
	} {
		if got := rows[label]; len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
			t.Errorf("%s: %q, want %q", label, got, want)
		}
	}
	for _, want := range []string{
		"All are out with the plan: " + spoken(middle(planned.T100), " h"),
		"if all leave at once: " + spoken(middle(unplanned.Standing), "") + ".",
	} {
		if !ask[bool](p, `[...document.querySelectorAll('svg[role=img]')].some((e) => e.ariaLabel.includes(%s))`, js(want)) {
			t.Errorf("the pictures do not say “%s”", want)
		}
	}
	if got := ask[[]int](p, `[...document.querySelectorAll('figure.chart')].map((f) => f.querySelectorAll('path.line').length)`); fmt.Sprint(got) != "[0 4]" {
		t.Errorf("curves of two cases in two pictures: %v", got)
	}
	edges := ask[[]float64](p, `[...document.querySelectorAll('figure.chart svg')].slice(-2).map((s) => s.querySelector('text.axis[text-anchor=middle]').getBoundingClientRect().x)`)
	if len(edges) != 2 || math.Abs(edges[0]-edges[1]) > 1 {
		t.Errorf("the two pictures have their first day at %v", edges)
	}
	stages := ask[[][]string](p, `hand.table('Where most stand if all leave at once')`)
	if len(stages) != 5 || !strings.Contains(stages[0][0], "Stepanakert") || stages[0][1] != spoken(unplanned.Stages[0].Most, "") {
		t.Errorf("where most stand: %q", stages)
	}
	if plain := open(t).turnTo("Answer"); strings.Contains(plain, "What the road would really do") {
		t.Error("without a simulation there is something of one")
	}
}

// TestSimulationInEverySize: nothing is cut off or too wide on a telephone in any language, axe finds
// nothing serious, and paper has the section.
func TestSimulationInEverySize(t *testing.T) {
	run := simulatedExample(t)
	for _, size := range sizes {
		p := openSized(t, run.page, size.width, size.height)
		chooser := messages(t, "en")["head.language"]
		p.press("tab", "Answer")
		for _, code := range languages {
			p.choose(chooser, code)
			catalogue := messages(t, code)
			chooser = catalogue["head.language"]
			p.wait(code+" is shown", `hand.panel().innerText.includes(`+js(catalogue["road.where"])+`)`)
			if cut := ask[[]string](p, `hand.cut()`); len(cut) > 0 {
				t.Errorf("%d px, %s: cut off: %s", size.width, code, strings.Join(cut, "\n  "))
			}
			if over := ask[int](p, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
				t.Errorf("%d px, %s: the page is %d px too wide", size.width, code, over)
			}
			if wrong := ask[[]string](p, `hand.panel().innerText.match(/\{\w+\}|NaN|undefined|null/g) ?? []`); len(wrong) > 0 {
				t.Errorf("%d px, %s: %q is shown", size.width, code, wrong)
			}
		}
		p.choose(chooser, "en")
		if found := p.violations("simulation"); len(found) > 0 {
			t.Errorf("%d px: %v", size.width, found)
		}
		if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
			t.Fatal(err)
		}
		ask[bool](p, `window.dispatchEvent(new Event('beforeprint'))`)
		if widths := ask[[]float64](p, `[...document.querySelectorAll('figure.chart svg')].slice(0, 3).map((s) => s.getBoundingClientRect().width)`); len(widths) != 3 || widths[1] < 200 || widths[1] != widths[2] {
			t.Errorf("%d px: on paper the pictures are %v px wide", size.width, widths)
		}
	}
}

// middle returns a range without its ends.
func middle(q quantiles) quantiles { return quantiles{q.P50, q.P50, q.P50} }

// spoken writes a number and its range as the page does in English: hours with one decimal, counts whole.
func spoken(q quantiles, unit string) string {
	say := func(x *float64) string {
		switch {
		case x == nil:
			return "not by the end"
		case unit != "":
			return strings.TrimSuffix(fmt.Sprintf("%.1f", *x), ".0")
		}
		return written(int64(math.Round(*x)))
	}
	text := say(q.P50) + unit
	if low, high := say(q.P10), say(q.P90); low != high {
		text += " " + low + "–" + high
	}
	return text
}
