package simulation

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"wayout/internal/traffic"
)

// mostLines is how many stages and places the text names.
const mostLines = 5

// Text returns the comparison in words: what the road would do with the plan, and if all leave at
// once.
func (w *Writer) Text() string {
	var b strings.Builder
	runs := strconv.Itoa(w.study.Runs) + " runs"
	if w.study.Runs == 1 {
		runs = "one run"
	}
	fmt.Fprintf(&b, "Simulated, %s, seed %d, under these inputs and assumptions\n", runs, w.study.Seed)
	if w.study.Runs > 1 {
		b.WriteString("  In brackets: a tenth of the runs is below the first number, a tenth above the second.\n")
	}
	b.WriteString("\n")
	w.compare(&b)
	words, all := w.cases()
	for i, c := range all {
		w.longest(&b, words[i], c)
		w.driest(&b, words[i], c)
	}
	w.furthest(&b)
	b.WriteString("\nWhat this rests on\n")
	for _, a := range traffic.Assumptions(w.s) {
		fmt.Fprintf(&b, "  %s: %s %s. %s\n", a.Name, a.Value, a.Unit, a.Source)
	}
	b.WriteString("\nNothing here says that a way is safe.\n")
	return b.String()
}

// row is one line of the comparison.
type row struct {
	label string
	of    func(c *traffic.Case) traffic.Range
	unit  string
	never string // in the place of a time that is not reached
}

func rows() []row {
	over := func(number func(o *traffic.Outcome) float64) func(c *traffic.Case) traffic.Range {
		return func(c *traffic.Case) traffic.Range { return c.Over(number) }
	}
	out := []row{}
	for i, label := range []string{"half are out after", "9 in 10 are out after", "99 in 100 are out after", "everyone is out after"} {
		out = append(out, row{label, func(c *traffic.Case) traffic.Range { return outBy(c, i) }, "h", "not by the end"})
	}
	return append(
		out,
		row{"on the road, on average", over(roadMean), "h", ""},
		row{"on the road, 9 in 10 at most", over(roadMost), "h", ""},
		row{"people-hours on the road", over(peopleHours), "", ""},
		row{"vehicles standing at once, at most", over(mostStanding), "", ""},
		row{"litres burnt standing", over(idling), "", ""},
		row{"vehicles run dry", over(dry), "", ""},
		row{"vehicles broken down", over(broken), "", ""},
		row{"people left behind on the road", over(func(o *traffic.Outcome) float64 { return float64(o.Stuck) }), "", ""},
		row{"people on the way or at home at the end", over(func(o *traffic.Outcome) float64 { return float64(o.OnWay + o.Home) }), "", ""},
	)
}

// compare writes one table: a column a case.
func (w *Writer) compare(b *strings.Builder) {
	_, all := w.cases()
	titles := []string{"all leave at once"}
	if len(all) == 2 {
		titles = []string{"with the plan", titles[0]}
	}
	const label, column = 40, 30
	fmt.Fprintf(b, "  %-*s", label, "")
	for _, title := range titles {
		fmt.Fprintf(b, "%*s", column, title)
	}
	fmt.Fprintf(b, "\n  %-*s", label, "people")
	for _, c := range all {
		fmt.Fprintf(b, "%*s", column, thousands(float64(c.People)))
	}
	b.WriteString("\n")
	for _, r := range rows() {
		fmt.Fprintf(b, "  %-*s", label, r.label)
		for _, c := range all {
			text := w.words(r.of(c), r.unit, r.never)
			fmt.Fprintf(b, "%s%s", strings.Repeat(" ", max(1, column-len([]rune(text)))), text)
		}
		b.WriteString("\n")
	}
}

// words says a number with its range.
func (w *Writer) words(r traffic.Range, of, never string) string {
	say := func(x float64) string {
		switch {
		case math.IsInf(x, 1):
			return never
		case of != "":
			return strconv.FormatFloat(x, 'f', 1, 64)
		}
		return thousands(x)
	}
	text := say(r.Mid)
	if of != "" && !math.IsInf(r.Mid, 1) {
		text += " " + of
	}
	if w.study.Runs > 1 && r.Low != r.High {
		text += " (" + say(r.Low) + "–" + say(r.High) + ")"
	}
	return text
}

// thousands writes a whole number with commas.
func thousands(x float64) string {
	digits := strconv.FormatInt(int64(math.Round(x)), 10)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// longest names the stages where most stand.
func (w *Writer) longest(b *strings.Builder, word string, c *traffic.Case) {
	if len(c.Queues) == 0 {
		return
	}
	title := map[string]string{"planned": "with the plan", "unplanned": "if all leave at once"}[word]
	fmt.Fprintf(b, "\nWhere most stand %s\n", title)
	for _, q := range c.Queues[:min(mostLines, len(c.Queues))] {
		fmt.Fprintf(b, "  %s: %s vehicles at most, %s vehicle-hours\n", w.stageName(q.Stage), thousands(most(q.Stand).Mid), thousands(q.Hours))
	}
}

// driest names the stages where most run dry, and says how narrowly the plan has reckoned.
func (w *Writer) driest(b *strings.Builder, word string, c *traffic.Case) {
	if len(c.Dry) == 0 {
		return
	}
	title := map[string]string{"planned": "with the plan", "unplanned": "if all leave at once"}[word]
	fmt.Fprintf(b, "\nWhere most run dry %s\n", title)
	for _, at := range c.Dry[:min(mostLines, len(c.Dry))] {
		fmt.Fprintf(b, "  %s: %s vehicles\n", w.stageName(at.Stage), thousands(at.Vehicles.Mid))
	}
	if word == "planned" {
		fmt.Fprintf(b, "  The plan gives a car what its way takes and %s h of engine on while it stands, no more; a little more\n"+
			"  in each tank, or fewer who leave early, spares most of these.\n",
			strconv.FormatFloat(w.s.Assumption("standing_hours"), 'f', -1, 64))
	}
}

// furthest names the places whose people are longest on the road if all leave at once.
func (w *Writer) furthest(b *strings.Builder) {
	places := w.numbersOf(w.study.Unplanned).Places
	planned := map[int]float64{}
	if numbers := w.numbersOf(w.study.Planned); numbers != nil {
		for _, p := range numbers.Places {
			planned[p.index] = *p.Road.P50
		}
	}
	for line := range min(mostLines, len(places)) {
		long := line
		for i := line + 1; i < len(places); i++ {
			if *places[i].Road.P50 > *places[long].Road.P50 {
				long = i
			}
		}
		places[line], places[long] = places[long], places[line]
		if line == 0 {
			b.WriteString("\nLongest on the road if all leave at once, hours on average\n")
		}
		text := strconv.FormatFloat(*places[line].Road.P50, 'f', 1, 64)
		if hours, known := planned[places[line].index]; known {
			text += ", with the plan " + strconv.FormatFloat(hours, 'f', 1, 64)
		}
		fmt.Fprintf(b, "  %s: %s\n", w.s.PlaceTitle(places[line].index), text)
	}
}
