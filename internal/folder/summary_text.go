package folder

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// Limits of the printed summary: the rest is counted, and is in the JSON form.
const (
	mostListed = 5
	mostNote   = 72 // characters of a note
)

// page writes the lines of a summary; the cells of indented lines stand under each other.
type page struct {
	text  strings.Builder
	block *tabwriter.Writer
	print *message.Printer
}

// Text returns the summary for a planner to read, about a screen long.
func (s Summary) Text() string {
	p := &page{print: message.NewPrinter(language.English)}
	p.block = tabwriter.NewWriter(&p.text, 0, 0, 2, ' ', 0)
	if s.Name != "" {
		p.title("%s", s.Name)
		p.row("%s (%s)\thorizon %s\tstep %d min", clock("start", s.Start, ""), s.TimeZone, horizonText(s.HorizonHours), s.StepMinutes)
	}
	p.files(s.Files)
	if s.Name != "" {
		p.places(s.Places)
		p.roads(s.Roads)
		p.gates(s.Gates)
		p.windows("Closures", s.Closures, closureText)
		p.windows("Dangers", s.Dangers, dangerText)
		p.receptions(s.Receptions)
		p.assumptions(s)
		p.rest(s)
	}
	p.title("%s", p.some(s.Warnings, "warning", "warnings"))
	return p.text.String()
}

// title begins a new block.
func (p *page) title(format string, args ...any) {
	p.block.Flush()
	p.text.WriteString(p.print.Sprintf(format, args...) + "\n")
}

// row adds an indented line to the block; tabs separate its cells.
func (p *page) row(format string, args ...any) {
	line := strings.TrimRight(p.print.Sprintf("  "+format, args...), "\t ")
	fmt.Fprintln(p.block, line)
}

// more says how many items were not listed.
func (p *page) more(count int) {
	if count > mostListed {
		p.row("… and %d more", count-mostListed)
	}
}

// some writes a number of things: one in the singular, others in the plural.
func (p *page) some(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return p.print.Sprintf("%d %s", n, many)
}

// clock writes a time of a summary as people read it; an empty one is named by the words.
func clock(before, at, empty string) string {
	moment, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return empty
	}
	return before + " " + moment.Format("Mon 2 Jan 2006 15:04")
}

func horizonText(hours float64) string {
	if days := hours / 24; hours >= 48 && days == float64(int(days)) {
		return plain(days) + " days"
	}
	return plain(hours) + " h"
}

func (p *page) files(files []File) {
	p.title("Files")
	for _, f := range files {
		rows := ""
		if f.Role != "settings" {
			rows = p.some(f.Rows, "row", "rows")
		}
		p.row("%s\t%d bytes\t%s\t%s", f.Name, f.Bytes, rows, f.Detected)
	}
}

func (p *page) places(s PlacesSummary) {
	languages := ""
	if len(s.Languages) > 0 {
		languages = "; names also in " + strings.Join(s.Languages, ", ")
	}
	p.title("Places: %d, with people %d%s", s.Count, s.WithPeople, languages)
	p.row("people\tlow %d\tused %d\thigh %d", s.People.Low, s.People.Used, s.People.High)
	p.row("vehicles\tlow %d\tused %d\thigh %d\tcounted in %s", s.Vehicles.Low, s.Vehicles.Used, s.Vehicles.High, p.some(s.Counted, "place", "places"))
	if s.Later > 0 {
		p.title("  not ready all at once at the start: %s", p.some(s.Later, "place", "places"))
	}
	var largest []string
	for _, place := range s.Largest {
		largest = append(largest, p.print.Sprintf("%s %d", place.Name, place.People.Used))
	}
	p.title("  largest: %s", strings.Join(largest, ", "))
}

func (p *page) roads(s RoadsSummary) {
	oneWay := "all both ways"
	if s.OneWay > 0 {
		oneWay = p.print.Sprintf("%d of them one way", s.OneWay)
	}
	p.title("Roads: %d, %.1f km, %s", s.Count, s.Kilometres, oneWay)
	for _, c := range s.Classes {
		p.row("%s\t%s\t%.1f km\tlanes %s\t%s vehicles/h each way", c.Class, p.some(c.Count, "road", "roads"), c.Kilometres,
			between(float64(c.LanesLeast), float64(c.LanesMost)), between(c.CapacityLeast, c.CapacityMost))
	}
	p.roadList("closed", s.Closed)
	p.roadList("held or uncertain: open in the plan, flagged in results", s.Flagged)
	p.roadList("open at some hours only", s.Windows)
}

func (p *page) roadList(what string, lines []RoadLine) {
	if len(lines) == 0 {
		return
	}
	p.title("  %s (%d)", what, len(lines))
	for _, r := range lines[:min(mostListed, len(lines))] {
		note := r.Note
		if what == "open at some hours only" {
			note = r.Hours
		}
		p.row("  %s\t%s – %s\t%s\t%s", r.ID, r.From, r.To, r.Status, brief(note))
	}
	p.more(len(lines))
}

// between writes one number, or two with a dash.
func between(least, most float64) string {
	if least == most {
		return plain(least)
	}
	return plain(least) + "–" + plain(most)
}

// brief shortens a note.
func brief(text string) string {
	if letters := []rune(text); len(letters) > mostNote {
		return string(letters[:mostNote]) + "…"
	}
	return text
}

func (p *page) gates(gates []GateSummary) {
	p.count("Gates", len(gates))
	for _, g := range gates[:min(mostListed, len(gates))] {
		rate := plain(g.Rate) + " vehicles/h"
		if g.Booths > 0 {
			rate += p.print.Sprintf(" (%d × %s s)", g.Booths, plain(g.Seconds))
		}
		hours := "always open"
		if g.Hours != "" {
			hours = g.Hours
		}
		quota := "no quota"
		if g.QuotaPerDay > 0 {
			quota = p.print.Sprintf("%d vehicles a day", g.QuotaPerDay)
		}
		p.row("%s\t%s\t%s\t%s\t%s", g.ID, g.Name, rate, hours, quota)
		for _, c := range g.Changes[:min(mostListed, len(g.Changes))] {
			p.row("\t%s\t%s vehicles/h", clock("from", c.From, "from the start"), plain(c.Rate))
		}
		p.more(len(g.Changes))
		if g.Note != "" {
			p.title("    %s", g.Note)
		}
	}
	p.more(len(gates))
}

func (p *page) count(what string, n int) {
	if n == 0 {
		p.title("%s: none", what)
		return
	}
	p.title("%s: %d", what, n)
}

func (p *page) windows(what string, list []WindowSummary, text func(WindowSummary) string) {
	p.count(what, len(list))
	for _, w := range list[:min(mostListed, len(list))] {
		from, to := clock("from", w.From, "from the start"), clock("until", w.To, "for ever")
		name := w.Name
		if w.Direction != "both" {
			name += ", " + w.Direction
		}
		p.row("%s\t%s\t%s %s\t%s", w.ID, name, from, to, brief(text(w)))
	}
	p.more(len(list))
}

func closureText(w WindowSummary) string {
	switch w.Factor {
	case 0:
		return "shut: " + w.Text
	case 1:
		return "no effect (factor 1): " + w.Text
	}
	return fmt.Sprintf("%s of its capacity: %s", plain(w.Factor), w.Text)
}

func dangerText(w WindowSummary) string {
	switch {
	case w.Override != "":
		return "overridden (" + w.Override + "): " + w.Text
	case w.Confirmed:
		return "confirmed: " + w.Text
	}
	return "unconfirmed: " + w.Text
}

func (p *page) receptions(list []ReceptionSummary) {
	p.count("Receptions", len(list))
	for _, r := range list[:min(mostListed, len(list))] {
		rate, capacity := "rate not known", "capacity not known"
		if r.Rate > 0 {
			rate = plain(r.Rate) + " vehicles/h"
		}
		if r.Capacity > 0 {
			capacity = p.print.Sprintf("%d people", r.Capacity)
		}
		p.row("%s\tat %s\t%s\t%s", r.ID, r.Place, rate, capacity)
	}
	p.more(len(list))
}

// assumptions lists those that the scenario replaced with their source; the others are defaults,
// whose sources are in the reference.
func (p *page) assumptions(s Summary) {
	p.title("Assumptions")
	for _, a := range s.Assumptions {
		from := a.Source
		switch {
		case a.Default:
			from = "default: " + from
		case a.Retrospective:
			from = "RETROSPECTIVE: " + from
		}
		p.row("%s\t%s\t%s\t%s", a.Name, a.Value, a.Unit, brief(from))
	}
}

// rest lists what is said in words: what is not planned, variants, overrides.
func (p *page) rest(s Summary) {
	if len(s.NotPlanned) > 0 {
		p.title("Not planned")
		for _, sentence := range s.NotPlanned[:min(mostListed, len(s.NotPlanned))] {
			p.title("  %s", sentence)
		}
		p.more(len(s.NotPlanned))
	}
	if len(s.Variants) > 0 {
		p.title("Variants")
		for _, v := range s.Variants[:min(mostListed, len(s.Variants))] {
			p.row("%s\t%s", v.ID, v.About)
		}
		p.more(len(s.Variants))
	}
	if len(s.Overrides) > 0 {
		p.title("Set for this run")
		for _, o := range s.Overrides {
			p.row("%s\t%s", o.Path, o.Value)
		}
	}
}
