package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"wayout/internal/roads"
	"wayout/internal/scenario"
)

// Limits of the printed summary; the JSON form has everything.
const (
	mostListed  = 40 // records of one kind
	mostLargest = 10 // places with the most people
	mostUnused  = 8  // assumptions that nothing here uses
	mostUnit    = 20 // characters of a unit that has a column of its own
)

// Text returns the summary of a folder without errors for a planner to read.
func (s Summary) Text() string {
	w := checkWriter{s: &s}
	w.head()
	w.files()
	w.places()
	w.classes()
	w.institutions()
	w.roads()
	w.gates()
	w.closures()
	w.dangers()
	w.receptions()
	w.fleet()
	w.fuel()
	w.stocks()
	w.sites()
	w.paths()
	w.assumptions()
	w.variants()
	w.list("Not planned, as the authors say", w.s.NotPlanned)
	w.heading(noneOr(s.Warnings, "warning", "warnings"))
	return w.String()
}

// checkWriter writes the sections of a summary.
type checkWriter struct {
	page
	s *Summary
}

func (w *checkWriter) head() {
	s := w.s
	w.heading(s.Name)
	if s.About != "" {
		w.text(s.About)
	}
	w.line("Start    %s (%s)", longClock(s.Start), s.TimeZone)
	w.line("Horizon  %s, until %s", horizonText(s.HorizonHours), longClock(s.Until))
	w.line("Step     %s", plural(s.StepMinutes, "minute", "minutes"))
	if s.SafeToStop > 0 {
		w.item("  Stop     ", "whoever is on the way when every gate shuts gets back, or to a site, within "+number(s.SafeToStop)+" h")
	}
	w.line("Inputs   sha256 %s", s.SHA256)
	for _, e := range s.Edits {
		w.item("  Edit     ", setText(e.Override)+", by "+e.Source)
	}
	for _, o := range s.Overrides {
		w.item("  Set      ", setText(o)+", for this run")
	}
}

// list writes a heading that counts records and a row for each, at most mostListed.
func list[Record any](w *checkWriter, heading string, records []Record, cells func(*Record) []string) {
	w.heading(heading)
	var rows [][]string
	for i := range records[:min(mostListed, len(records))] {
		rows = append(rows, cells(&records[i]))
	}
	w.grid(rows)
	w.more(len(records)-mostListed, "")
}

func (w *checkWriter) files() {
	w.heading("Files")
	var rows [][]string
	for _, f := range w.s.Files {
		lines := ""
		if f.Rows > 0 {
			lines = plural(f.Rows, "row", "rows")
		}
		rows = append(rows, []string{f.Name, plural(f.Bytes, "byte", "bytes"), lines, f.Role + ": " + f.Detected})
	}
	w.grid(rows)
}

func (w *checkWriter) places() {
	p := &w.s.Places
	w.heading(fmt.Sprintf("%s, %s with people", noneOr(p.Count, "place", "places"), count(p.WithPeople)))
	w.table([][]string{
		{"", "low", "used", "high"},
		{"people", count(p.People.Low), count(p.People.Used), count(p.People.High)},
		{"vehicles", count(p.Vehicles.Low), count(p.Vehicles.Used), count(p.Vehicles.High)},
	})
	var facts []string
	if p.Counted > 0 {
		facts = append(facts, "vehicles counted in "+plural(p.Counted, "place", "places"))
	}
	if p.Later > 0 {
		facts = append(facts, plural(p.Later, "place", "places")+" not ready at the start, all at once")
	}
	facts = append(facts, fmt.Sprintf("position known of %s of %s", count(p.Located), count(p.Count)))
	if p.Junctions > 0 {
		facts = append(facts, plural(p.Junctions, "junction", "junctions")+" besides")
	}
	if len(p.Languages) > 0 {
		facts = append(facts, "names also in "+strings.Join(p.Languages, ", "))
	}
	w.text(sentence(strings.Join(facts, "; ")) + ".")
	if len(w.s.NotCounted) > 0 {
		w.text(notCounted(w.s.NotCounted))
	}
	w.largest()
}

// largest lists the places with the most people.
func (w *checkWriter) largest() {
	places := slices.DeleteFunc(slices.Clone(w.s.Places.All), func(p PlaceDetail) bool { return p.People.High == 0 })
	slices.SortStableFunc(places, func(a, b PlaceDetail) int { return cmp.Compare(b.People.Used, a.People.Used) })
	var rows [][]string
	for _, p := range places[:min(mostLargest, len(places))] {
		rows = append(rows, []string{
			plural(p.People.Used, "person", "people"), plural(p.Vehicles.Used, "vehicle", "vehicles"), placeText(&p),
		})
	}
	w.heading("The places with the most people")
	w.grid(rows)
	w.more(len(places)-mostLargest, " with people")
}

// placeText names a place, with its range of people and when they are ready.
func placeText(p *PlaceDetail) string {
	text := fmt.Sprintf("%s (%s)", p.Name, p.ID)
	if p.People.Low != p.People.High {
		text += fmt.Sprintf(", %s to %s people", count(p.People.Low), count(p.People.High))
	}
	if p.ReadyFrom != "" {
		text += ", ready from " + shortClock(p.ReadyFrom)
	}
	if p.HalfHours > 0 {
		text += ", half of them ready after " + decimal(p.HalfHours) + " h"
	}
	return text
}

func (w *checkWriter) roads() {
	r := &w.s.Roads
	ways := "all both ways"
	if r.OneWay > 0 {
		ways = count(r.OneWay) + " of them one way"
	}
	w.heading(fmt.Sprintf("%s, %s km, %s", noneOr(r.Count, "road", "roads"), decimal(r.Kilometres), ways))
	rows := [][]string{{"", "roads", "km", "lanes", "km/h", "vehicles/h each way", "capacities given"}}
	for _, c := range r.Classes {
		rows = append(rows, []string{
			c.Class, count(c.Count), decimal(c.Kilometres), c.Lanes.text(), c.Speed.text(), c.Capacity.text(), count(c.Given),
		})
	}
	w.table(rows)
	w.climbs()
	w.someRoads("closed: no plan uses them", roadNote, func(r *RoadDetail) bool { return r.Status == string(roads.Closed) })
	w.someRoads("held or uncertain: open, and marked in every plan that uses them", roadNote, func(r *RoadDetail) bool { return r.Flagged })
	w.someRoads("open at some hours only", func(r *RoadDetail) string { return "open " + r.Hours }, func(r *RoadDetail) bool { return r.Hours != "" })
}

// someRoads lists the roads that a test picks, if there are any, with a remark on each.
func (w *checkWriter) someRoads(what string, remark func(*RoadDetail) string, picks func(*RoadDetail) bool) {
	var picked []RoadDetail
	for i := range w.s.Roads.All {
		if picks(&w.s.Roads.All[i]) {
			picked = append(picked, w.s.Roads.All[i])
		}
	}
	if len(picked) == 0 {
		return
	}
	list(w, plural(len(picked), "road", "roads")+" "+what, picked, func(r *RoadDetail) []string {
		return []string{r.ID, r.From + " – " + r.To + ", " + remark(r)}
	})
}

// roadNote says why a road is not simply open.
func roadNote(r *RoadDetail) string { return statusText(r.Status, r.Note) }

// statusText writes a status with its note. A note that begins with the status says it already.
func statusText(status, note string) string {
	if len(note) >= len(status) && strings.EqualFold(note[:len(status)], status) {
		return status + note[len(status):]
	}
	return status + optional(": ", note)
}

func (w *checkWriter) gates() {
	list(w, noneOr(len(w.s.Gates), "gate", "gates"), w.s.Gates, func(g *GateSummary) []string {
		text := sentence(gateText(*g)) + ", at " + g.Place
		if g.Hours == "" {
			text += ", always open"
		}
		if g.QuotaPerDay == 0 {
			text += ", no daily quota"
		}
		if g.OnFoot > 0 {
			text += ", " + number(g.OnFoot) + " people/h on foot"
		}
		return []string{g.ID, text + optional(". ", sentence(g.Note))}
	})
}

// gateText describes a gate with its rate, hours, quota and changes.
func gateText(g GateSummary) string {
	out := "the gate " + g.Name + " passes " + perHour(g.Rate)
	if g.Booths > 0 {
		out += fmt.Sprintf(" (%s × %s s)", plural(g.Booths, "booth", "booths"), number(g.Seconds))
	}
	if g.Hours != "" {
		out += ", open " + g.Hours
	}
	if g.QuotaPerDay > 0 {
		out += ", at most " + plural(g.QuotaPerDay, "vehicle", "vehicles") + " a day"
	}
	for _, c := range g.Changes {
		out += fmt.Sprintf(", %s from %s", perHour(c.Rate), shortClock(c.From))
	}
	return out
}

func (w *checkWriter) closures() {
	list(w, noneOr(len(w.s.Closures), "closure", "closures"), w.s.Closures, func(c *WindowSummary) []string {
		return []string{c.ID, closureText(*c)}
	})
}

// closureText says what is shut or slowed, when and why.
func closureText(c WindowSummary) string {
	left := " is shut"
	switch {
	case c.Factor == 1:
		left = " is not slowed (factor 1)"
	case c.Factor > 0:
		left = fmt.Sprintf(" is slowed to %s %% of its capacity", number(c.Factor*100))
	}
	return "The " + c.Kind + " " + c.Name + onlyDirection(c) + left + during(c) + reasonAndSource(c)
}

func onlyDirection(c WindowSummary) string {
	if c.Direction == roads.Both.String() {
		return ""
	}
	return " (" + c.Direction + " only)"
}

func (w *checkWriter) dangers() {
	list(w, noneOr(len(w.s.Dangers), "danger", "dangers"), w.s.Dangers, func(d *WindowSummary) []string {
		return []string{d.ID, dangerText(*d)}
	})
}

// dangerText says what is reported of a road and what follows from it.
func dangerText(d WindowSummary) string {
	word := "unconfirmed"
	if d.Confirmed {
		word = "confirmed"
	}
	text := d.Name + onlyDirection(d) + ", " + word + " danger" + during(d) + reasonAndSource(d)
	if d.Override != "" {
		return text + ". Overridden by the planner: " + d.Override
	}
	return text + ". In force: nobody is sent there."
}

// during writes the time of a closure or danger.
func during(w WindowSummary) string {
	out := ""
	if w.From != "" {
		out += " from " + shortClock(w.From)
	}
	if w.To != "" {
		out += " until " + shortClock(w.To)
	}
	return out
}

func reasonAndSource(w WindowSummary) string {
	out := optional(": ", strings.TrimRight(w.Text, ". "))
	if w.Source != "" {
		out += " [" + w.Source + "]"
	}
	return out
}

func (w *checkWriter) receptions() {
	list(w, noneOr(len(w.s.Receptions), "reception", "receptions"), w.s.Receptions, func(r *ReceptionSummary) []string {
		takes, room := "takes in as many as come", "room not limited"
		if r.Rate > 0 {
			takes = "takes in " + perHour(r.Rate)
		}
		if r.Capacity > 0 {
			room = "room for " + plural(r.Capacity, "person", "people")
		}
		return []string{r.ID, r.Place + ", " + takes + ", " + room + optional(". ", sentence(r.Note))}
	})
}

func (w *checkWriter) assumptions() {
	var used []scenario.Assumption
	var others []string
	for _, a := range w.s.Assumptions {
		if a.Used {
			used = append(used, a.Assumption)
			continue
		}
		others = append(others, a.Name)
	}
	w.heading("Assumptions in force")
	w.page.assumptions(used)
	if more := len(others) - mostUnused; more > 0 {
		others = append(others[:mostUnused], fmt.Sprintf("and %s more (--json lists all)", count(more)))
	}
	if len(others) > 0 {
		w.item("  not used here: ", strings.Join(others, ", "))
	}
}

// assumptions lists assumptions with value and source, and what kind of source it is.
func (p *page) assumptions(list []scenario.Assumption) {
	var rows [][]string
	for _, a := range list {
		from := a.Source
		switch {
		case a.Retrospective:
			from += " [retrospective: learned from the outcome]"
		case a.Default:
			from += " [default]"
		}
		if utf8.RuneCountInString(a.Unit) > mostUnit {
			a.Unit, from = "", a.Unit+": "+from
		}
		rows = append(rows, []string{a.Name, a.Value, a.Unit, from})
	}
	p.grid(rows)
}

func (w *checkWriter) variants() {
	list(w, noneOr(len(w.s.Variants), "variant", "variants"), w.s.Variants, func(v *VariantSummary) []string {
		var set []string
		for _, o := range v.Set {
			set = append(set, setText(o))
		}
		return []string{v.ID, v.About + " Sets " + strings.Join(set, "; ")}
	})
}

func setText(o scenario.Override) string { return o.Path + " = " + o.Value }

// text writes one number, or two with a dash.
func (s Span) text() string {
	if s.Least == s.Most {
		return number(s.Least)
	}
	return number(s.Least) + "–" + number(s.Most)
}
