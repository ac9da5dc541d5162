package browsertest

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

//go:embed testdata/axe.min.js
var axe string

// violation is a rule of axe-core that the page breaks.
type violation struct {
	ID, Impact, Help string
	Nodes            []struct {
		HTML           string
		Target         []any
		FailureSummary string
	}
}

// violations returns the rules that the page breaks as it is shown now, of all rules or of some, and
// logs the slight ones.
func (p *tab) violations(where string, rules ...string) []violation {
	p.t.Helper()
	if !ask[bool](p, `typeof axe === 'object'`) {
		p.do(chromedp.Evaluate[chromedp.Void](axe))
	}
	options := map[string]any{"resultTypes": []string{"violations"}}
	if len(rules) > 0 {
		options["runOnly"] = rules
	}
	given, _ := json.Marshal(options)
	var out []violation
	for _, v := range ask[[]violation](p, `axe.run({ exclude: ['#planner', '#files', '#view', '#go'] }, %s).then((r) =>
		r.violations.map((v) => ({ ID: v.id, Impact: v.impact, Help: v.help, Nodes: v.nodes.slice(0, 4).map((n) => ({ HTML: n.html.slice(0, 160), Target: n.target, FailureSummary: n.failureSummary })) })))`, given) {
		if v.Impact == "serious" || v.Impact == "critical" {
			out = append(out, v)
			continue
		}
		p.t.Logf("%s: %s (%s): %s", where, v.ID, v.Impact, v.Help)
	}
	return out
}

func (v violation) String() string {
	text := fmt.Sprintf("%s (%s): %s", v.ID, v.Impact, v.Help)
	for _, n := range v.Nodes {
		text += fmt.Sprintf("\n    %v %s\n      %s", n.Target, n.HTML, strings.ReplaceAll(n.FailureSummary, "\n", "\n      "))
	}
	return text
}

// TestAccessibility: axe-core finds nothing serious in any view. High contrast changes colours only;
// there text has to stand out by 7 to 1.
func TestAccessibility(t *testing.T) {
	t.Parallel()
	p := open(t)
	for _, name := range views {
		p.turnTo(name)
		for _, v := range p.violations(name) {
			t.Errorf("%s: %s", name, v)
		}
	}
	p.press("button", "High contrast")
	if !ask[bool](p, `hand.one('button', 'High contrast').ariaPressed === 'true'`) {
		t.Error("the page does not say that its contrast is high")
	}
	for _, name := range views {
		p.turnTo(name)
		for _, v := range p.violations(name, "color-contrast", "color-contrast-enhanced") {
			t.Errorf("%s, high contrast: %s", name, v)
		}
	}
}

// TestAccessibilityOfParts: the same for what is not shown at first: an open row, a selected place, a
// list of places found, Arabic, the size of a telephone.
func TestAccessibilityOfParts(t *testing.T) {
	p := openSized(t, karabakh(t).page, 390, 844)
	p.press("combobox", "Find a place")
	p.insert("Mart")
	p.wait("something is found", `hand.all('option', '').length > 0`)
	for _, v := range p.violations("list of places") {
		t.Errorf("list of places: %s", v)
	}
	p.keys("\r")
	p.wait("a row is open", `hand.all('button', '').some((b) => b.ariaExpanded === 'true')`)
	for _, v := range p.violations("an open row") {
		t.Errorf("an open row: %s", v)
	}
	p.press("tab", "Map")
	for _, v := range p.violations("map of a telephone") {
		t.Errorf("map of a telephone: %s", v)
	}
	p.choose("Language", "ar")
	for _, v := range p.violations("Arabic") {
		t.Errorf("Arabic: %s", v)
	}
}
