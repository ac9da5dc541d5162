package orders

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"wayout/internal/convoy"
	"wayout/internal/i18n"
	"wayout/internal/paper"
	"wayout/internal/people"
	"wayout/internal/unit"
)

// page is one document in the making, in one language.
type page struct {
	*brief
	w      *i18n.Words
	blocks []paper.Block
}

func (b *brief) page(c *i18n.Catalogue) *page { return &page{brief: b, w: c.Words()} }

func (p *page) add(blocks ...paper.Block) { p.blocks = append(p.blocks, blocks...) }

func (p *page) heading(id string, pairs ...string) {
	p.add(paper.Heading{Text: p.w.Text(id, pairs...)})
}

// texts returns the messages prefix.1, prefix.2 … up to n.
func (p *page) texts(prefix string, n int) []string {
	var out []string
	for i := range n {
		out = append(out, p.w.Text(fmt.Sprintf("%s.%d", prefix, i+1)))
	}
	return out
}

// pdf draws the page. Valid is the moment until which it holds.
func (p *page) pdf(title string, valid unit.Second) ([]byte, error) {
	return p.pdfWithin(0, title, valid)
}

// pdfWithin draws the page on at most so many sheets; 0: on any number. The error may be
// paper.ErrTooLong.
func (p *page) pdfWithin(most int, title string, valid unit.Second) ([]byte, error) {
	language := p.w.Language()
	head := []string{p.version(), p.w.Text("head.issued", "time", p.moment(p.Issued)+" "+i18n.Zone(p.Issued))}
	switch {
	case p.Cancel:
	case p.Level.Hours():
		head = append(head, p.w.Text("head.valid", "time", p.at(valid)))
	default: // no hour of the plan: the day on which it ends at the latest
		head = append(head, p.w.Text("head.valid", "time", p.day(p.Plan.Horizon)))
	}
	foot := []string{p.w.Text("head.inputs"), p.w.Text("head.plan", "hash", p.Plan.SHA256[:min(12, len(p.Plan.SHA256))])}
	if p.Level != Public {
		foot = append(foot, p.w.Text("head.destroy"))
	}
	d := paper.Document{
		Language: language.Code, RightToLeft: language.RightToLeft, Title: plain(title), Created: p.Issued,
		Stamp: p.w.Text("level." + p.Level.String()), Head: head, Foot: foot, MostPages: most, Blocks: p.blocks,
		Page: func(page, pages int) string {
			return p.w.Text("head.page", "page", i18n.Number(page), "pages", i18n.Number(pages))
		},
	}
	p.w.Text("head.page", "page", "", "pages", "") // said later, but it counts for the mark
	if p.w.Unreviewed() {
		d.Mark = p.w.Text("head.unreviewed")
	}
	return d.PDF()
}

// version says which version this is, and which it replaces.
func (p *page) version() string {
	if p.Replaces > 0 {
		return p.w.Text("head.replaces", "version", fmt.Sprint(p.Version), "old", fmt.Sprint(p.Replaces))
	}
	return p.w.Text("head.version", "version", fmt.Sprint(p.Version))
}

func (p *page) moment(t time.Time) string { return p.w.Moment(t) }

// at says a moment of the plan with its day; clock says its hour only.
func (p *page) at(t unit.Second) string { return p.w.Moment(p.Scenario.At(t)) }

// tabled says a moment for a narrow column.
func (p *page) tabled(t unit.Second) string { return p.w.Table(p.Scenario.At(t)) }

func (p *page) day(t unit.Second) string { return p.w.Day(p.Scenario.At(t)) }

func (p *page) clock(t unit.Second) string { return i18n.Clock(p.Scenario.At(t)) }

// number writes a count of people or vehicles as the level allows: one below ten is not told to
// partners and the public.
func (p *page) number(n int64) string {
	if !p.Level.Tells(n) {
		return p.w.Text("unit.below_ten")
	}
	return i18n.Number(n)
}

func (p *page) people(n unit.Person) string { return p.number(int64(n)) }

// early and late round a moment to the minute, so that a span of clock times holds it.
func early(t unit.Second) unit.Second { return t / unit.Minute * unit.Minute }

func late(t unit.Second) unit.Second { return early(t + unit.Minute - 1) }

// name returns a name in the language of the page, or the one that the scenario shows in results,
// set apart from what stands around it.
func (p *page) name(shown string, others []people.Name) string {
	if own, known := people.NameIn(others, p.w.Language().Code); known {
		shown = own
	}
	return p.w.Apart(shown)
}

// place names a place.
func (p *page) place(i int) string {
	return p.name(p.Scenario.Places[i].Name, p.Scenario.Places[i].Names)
}

// everyForm names a place in the form of the page, and in that of every language that notices to both
// sides have, as far as paper can hold it.
func (p *page) everyForm(i int) string {
	place := &p.Scenario.Places[i]
	forms := []string{p.place(i)}
	for _, form := range place.Names {
		if len(p.Scenario.NoticeLanguages) > 0 && !slices.Contains(p.Scenario.NoticeLanguages, form.Language) {
			continue
		}
		if text := p.w.Apart(form.Text); !slices.Contains(forms, text) && paper.CanDraw(text) {
			forms = append(forms, text)
		}
	}
	return strings.Join(forms, " / ")
}

// gate names a gate: by its place where that has a name in the language of the page.
func (p *page) gate(g int) string {
	gate := &p.Scenario.Gates[g]
	return p.name(gate.Name, p.Scenario.Places[gate.Place].Names)
}

func (p *page) reception(r int) string { return p.place(p.Scenario.Receptions[r].Place) }

func (p *page) receptionNames(list []int) string {
	var names []string
	for _, r := range list {
		names = append(names, p.reception(r))
	}
	return strings.Join(names, ", ")
}

func (p *page) fuelPoint(f int) string {
	return p.name(p.Scenario.FuelPoints[f].Name, p.Scenario.FuelPoints[f].Names)
}

func (p *page) site(i int) string {
	return p.name(p.Scenario.Sites[i].Name, p.Scenario.Sites[i].Names)
}

// landmark returns the names of the assembly sites of a place; empty where none is known.
func (p *page) landmark(place int) string {
	var names []string
	for i := range p.Scenario.Sites {
		if site := &p.Scenario.Sites[i]; site.Place == place && site.Kind == people.Assembly {
			names = append(names, p.site(i))
		}
	}
	return strings.Join(names, ", ")
}

// sheetNumber is the number by which people count a convoy: version and convoy.
func (b *brief) sheetNumber(c *convoy.Convoy) string {
	return convoy.Sheet{Version: b.Version, Number: c.Number}.String()
}

// stretch is things that stand together in a list: from first to before end.
type stretch struct{ first, end int }

// stretches yields each key of n things in a list with the things that have it one after the other.
func stretches[Key comparable](n int, key func(i int) Key) iter.Seq2[Key, stretch] {
	return func(yield func(Key, stretch) bool) {
		for first := 0; first < n; {
			of, end := key(first), first+1
			for end < n && key(end) == of {
				end++
			}
			if !yield(of, stretch{first, end}) {
				return
			}
			first = end
		}
	}
}

// words and numbers are columns of tables.
func words(head string, width float64) paper.Column { return paper.Column{Head: head, Width: width} }

func numbers(head string, width float64) paper.Column {
	return paper.Column{Head: head, Width: width, Kind: paper.Number}
}

func blank(head string, width float64) paper.Column {
	return paper.Column{Head: head, Width: width, Kind: paper.Blank}
}
