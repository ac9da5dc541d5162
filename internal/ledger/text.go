package ledger

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"wayout/internal/study"
)

// names are the words for the measures, in the order in which they are printed.
var names = []struct{ measure, words string }{
	{"t50", "half of all who leave are out (t50)"},
	{"t90", "90 % are out (t90)"},
	{"t100", "everybody is out (t100)"},
	{"not_served", "people not served"},
	{"people_hours_on_road", "people-hours on the road"},
	{"people_hours_waiting", "people-hours waiting at home"},
}

// Text says in words what the runs say: how clearance spreads, what drives it, and how sure that is.
func (r *Report) Text() string {
	w := &writer{}
	w.line("%s", r.Study.Name)
	w.line("%s, %s of %s, seed %d; under these inputs.", r.Scenario, plural(r.Findings.Runs, "run", "runs"), plural(len(r.Study.Inputs), "input", "inputs"), r.Study.Seed)
	planned := r.Findings.Outcomes[study.Planned]
	w.line("")
	w.line("Everybody who leaves is served in %d of %s with a plan%s.", r.Findings.AllServed, plural(planned, "run", "runs"), percentOf(r.Findings.AllServed, planned))
	if other := r.Findings.Runs - planned; other > 0 {
		w.line("%s without a plan: in results.csv with the reason, and in none of the numbers below.", plural(other, "run ended", "runs ended"))
	}
	if planned == 0 {
		return w.String()
	}
	w.quantiles(r)
	w.drivers(r)
	w.line("")
	w.line("How sure that is")
	w.wrapped(howSure(&r.Findings))
	w.line("")
	w.line("A study is restricted: it holds hours of the future. Nothing here is called safe. Leaving is voluntary,")
	w.line("and who stays remains protected.")
	return w.String()
}

// writer writes lines.
type writer struct{ strings.Builder }

func (w *writer) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

// wrapped writes a text in lines of at most 100 characters.
func (w *writer) wrapped(text string) {
	row := " "
	for word := range strings.FieldsSeq(text) {
		if utf8.RuneCountInString(row)+1+utf8.RuneCountInString(word) > 100 {
			w.line("%s", row)
			row = " "
		}
		row += " " + word
	}
	w.line("%s", row)
}

// quantiles writes the table of measures.
func (w *writer) quantiles(r *Report) {
	w.line("")
	w.line("%s %10s %10s %10s", pad("In hours from the start, where nothing else is said", 52), "P10", "P50", "P90")
	for _, name := range names {
		m := measureOf(&r.Findings, name.measure)
		cells := make([]string, len(m.Quantiles))
		for i, q := range m.Quantiles {
			cells[i] = value(m, q.Value)
		}
		w.line("  %s %10s %10s %10s", pad(name.words, 50), cells[0], cells[1], cells[2])
	}
}

// driven says of a measure what is driven, in words.
type driven struct{ measure, what, more, less string }

// drivenOf returns the measure whose drivers are shown: when everybody is out, or how many are not served
// where that is never so in most runs; of these the first that is not the same in all runs.
func drivenOf(f *study.Findings) driven {
	all := []driven{
		{"t100", "when everybody is out (t100)", "later", "earlier"},
		{"t90", "when 90 % are out (t90)", "later", "earlier"},
		{"t50", "when half of all who leave are out (t50)", "later", "earlier"},
		{"not_served", "how many are not served", "more", "fewer"},
	}
	if f.AllServed*2 < f.Outcomes[study.Planned] {
		slices.Reverse(all)
	}
	at := slices.IndexFunc(all, func(d driven) bool { return measureOf(f, d.measure).Varies })
	return all[max(0, at)]
}

// drivers writes which inputs drive the measure that says most.
func (w *writer) drivers(r *Report) {
	shown := drivenOf(&r.Findings)
	m := measureOf(&r.Findings, shown.measure)
	w.line("")
	if !m.Varies {
		w.line("Nothing that was drawn changes %s: it is the same in all runs.", shown.what)
		return
	}
	order := slices.Clone(m.Drivers)
	slices.SortStableFunc(order, func(a, b study.Driver) int {
		switch {
		case a.Share > b.Share:
			return -1
		case a.Share < b.Share:
			return 1
		}
		return 0
	})
	w.line("What drives %s, as a share of its spread", shown.what)
	longest := 0
	for _, d := range order {
		longest = max(longest, utf8.RuneCountInString(d.Input))
	}
	for _, d := range order {
		w.line("  %s %5.1f %%  %s", pad(d.Input, min(longest, 50)), d.Share*100, direction(r.Study, &d, shown.more, shown.less))
	}
}

// direction says which way an input works, if that is more than chance; more and less are the words
// for a measure that grows and shrinks.
func direction(s *study.Study, d *study.Driver, more, less string) string {
	if !d.Beyond {
		return "no more than chance"
	}
	if d.Rank == nil {
		return "differs between the choices"
	}
	way := more
	if *d.Rank < 0 {
		way = less
	}
	at := slices.IndexFunc(s.Inputs, func(in study.Input) bool { return in.Name == d.Input })
	if s.Inputs[at].Kind == study.Happens {
		return fmt.Sprintf("if so, %s (rank correlation %+.2f)", way, *d.Rank)
	}
	return fmt.Sprintf("the higher, the %s (rank correlation %+.2f)", way, *d.Rank)
}

// howSure says in a few sentences what the number of runs is worth.
func howSure(f *study.Findings) string {
	planned := f.Outcomes[study.Planned]
	if planned == 0 {
		return "No run has a plan."
	}
	m := measureOf(f, "t100")
	out := fmt.Sprintf("The numbers rest on %s drawn independently. With 95 %% certainty the true P50 of t100 lies %s, its P90 %s.",
		plural(planned, "run", "runs"), span(m, &m.Quantiles[1]), span(m, &m.Quantiles[2]))
	if len(m.Drivers) > 0 {
		out += fmt.Sprintf(" Of twenty inputs that drive nothing, one shows a share above %.1f %% by chance.", m.Drivers[0].Chance*100)
	}
	return out + " That is about the runs; how well the ranges of study.yaml were chosen no number of runs can tell."
}

// span says between which values a quantile lies.
func span(m *study.Measure, q *study.Quantile) string {
	switch {
	case q.LowOpen && q.HighOpen:
		return "anywhere: there are too few runs to say"
	case q.LowOpen:
		return "below " + value(m, q.High)
	case q.HighOpen:
		return "above " + value(m, q.Low)
	}
	return "between " + value(m, q.Low) + " and " + value(m, q.High)
}

// value writes a value of a measure.
func value(m *study.Measure, v *float64) string {
	switch {
	case v == nil:
		return "never"
	case m.Unit == "hours":
		return fmt.Sprintf("%.1f h", *v)
	}
	return grouped(*v)
}

// grouped writes a number without decimals, with commas between thousands.
func grouped(v float64) string {
	digits := fmt.Sprintf("%.0f", v)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

// measureOf returns a measure of findings with a plan.
func measureOf(f *study.Findings, name string) *study.Measure {
	at := slices.IndexFunc(f.Measures, func(m study.Measure) bool { return m.Name == name })
	return &f.Measures[at]
}

func plural(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(float64(n)) + " " + more
}

func percentOf(n, of int) string {
	if of == 0 {
		return ""
	}
	return fmt.Sprintf(" (%.0f %%)", 100*float64(n)/float64(of))
}

// pad fills a text with spaces to so many characters.
func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(text)))
}
