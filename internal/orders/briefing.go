package orders

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"wayout/internal/i18n"
	"wayout/internal/paper"
	"wayout/internal/planner"
	"wayout/internal/unit"
)

// Briefing returns the two pages that somebody who decides reads: the situation, the bound in one
// sentence, what holds everybody back, what to ask for, when each place leaves, and what is assumed.
// The result is that of the plan; the request has the price list.
func Briefing(r Request, result *planner.Result, c *i18n.Catalogue) ([]byte, error) {
	b := newBrief(r)
	var first, second []paper.Block
	for _, room := range []briefingRoom{
		{44, 6, paper.Medium}, {40, 5, paper.Medium}, {36, 4, paper.Body}, {34, 3, paper.Body}, {30, 2, paper.Small}, {26, 1, paper.Small},
	} {
		first = b.situationPage(c, result, room)
		if err := b.fitsOnePage(c, first); err == nil {
			break
		} else if !errors.Is(err, paper.ErrTooLong) {
			return nil, err
		}
	}
	for _, places := range []int{66, 60, 54, 48, 42, 36, 30, 20, 10} {
		second = b.timetablePage(c, places)
		if err := b.fitsOnePage(c, second); err == nil {
			break
		} else if !errors.Is(err, paper.ErrTooLong) {
			return nil, err
		}
	}
	p := b.page(c)
	p.w.Text("brief.plan") // the texts were said by other speakers
	p.add(slices.Concat(first, []paper.Block{paper.Break{}}, second)...)
	return p.pdfWithin(2, b.Scenario.Name, b.end())
}

// briefingRoom is how much the first page shows.
type briefingRoom struct {
	chart       float64 // height in millimetres
	concessions int
	sentence    paper.Size // of the bound
}

// fitsOnePage returns paper.ErrTooLong where blocks need more than a page.
func (b *brief) fitsOnePage(c *i18n.Catalogue, blocks []paper.Block) error {
	p := b.page(c)
	p.w.Text("brief.plan")
	p.add(blocks...)
	_, err := p.pdfWithin(1, "", b.end())
	return err
}

func (b *brief) situationPage(c *i18n.Catalogue, result *planner.Result, room briefingRoom) []paper.Block {
	p := b.page(c)
	p.add(paper.Title{Text: p.w.Apart(b.Scenario.Name)}, paper.Boxed{Text: p.boundSentence(), Size: room.sentence})
	p.heading("brief.situation")
	p.add(paper.Text{Text: p.counts(result)}, paper.Fields{Size: paper.Small, Rows: p.situation(result)})
	p.heading("brief.curve")
	p.add(p.curve(result, room.chart))
	p.heading("brief.binding")
	p.add(p.bindings(result))
	p.heading("table.prices")
	p.add(p.prices(room.concessions))
	return p.blocks
}

func (b *brief) timetablePage(c *i18n.Catalogue, places int) []paper.Block {
	p := b.page(c)
	p.heading("brief.timetable")
	p.add(p.timetable(places)...)
	p.heading("brief.assumed")
	p.add(paper.Bullets{Size: paper.Small, Items: p.assumptions()})
	return p.blocks
}

// situation says by when people are out.
func (p *page) situation(r *planner.Result) []paper.Field {
	by := func(id string, t unit.Second) paper.Field {
		value := "–"
		if t < unit.Never {
			value = p.at(late(t))
		}
		return paper.Field{Label: p.w.Text(id), Value: value}
	}
	return []paper.Field{
		by("brief.half", r.Clearance.T50), by("brief.nine", r.Clearance.T90), by("brief.all", r.Clearance.T100),
	}
}

// curve draws who has arrived by the plan, and the moments that no plan can beat.
func (p *page) curve(r *planner.Result, height float64) paper.Chart {
	const steps = 60
	end := r.Clearance.T100
	if end >= unit.Never {
		end = r.Horizon
	}
	chart := paper.Chart{Height: height, Width: end.Hours(), Depth: max(1, float64(r.PeopleServed))}
	plan := paper.Curve{Label: p.w.Text("brief.plan"), Points: [][2]float64{{0, 0}}}
	for i := int64(1); i <= steps; i++ {
		if t := r.Quantile(r.PeopleServed, i*1000/steps); t < unit.Never {
			plan.Points = append(plan.Points, [2]float64{t.Hours(), float64(int64(r.PeopleServed)*i) / steps})
		}
	}
	bound := paper.Curve{Label: p.w.Text("brief.bound"), Dashed: true, Points: [][2]float64{{0, 0}}}
	for _, q := range []struct {
		t     unit.Second
		share float64
	}{{r.Bound.T50, 0.5}, {r.Bound.T90, 0.9}, {r.Bound.T99, 0.99}, {r.Bound.T100, 1}} {
		if q.t <= end {
			bound.Points = append(bound.Points, [2]float64{q.t.Hours(), q.share * float64(r.PeopleServed)})
		}
	}
	chart.Curves = []paper.Curve{plan, bound}
	for i := range int64(5) {
		chart.Up = append(chart.Up, paper.Tick{At: float64(int64(r.PeopleServed)*i) / 4, Label: p.people(r.PeopleServed * unit.Person(i) / 4)})
		t := end * unit.Second(i) / 4
		chart.Right = append(chart.Right, paper.Tick{At: t.Hours(), Label: p.tabled(early(t))})
	}
	return chart
}

// bindings are the stages that hold everybody back longest, in order of time.
func (p *page) bindings(r *planner.Result) paper.Table {
	const most = 4
	var list []*planner.Binding
	for i := range r.Binding {
		list = append(list, &r.Binding[i])
	}
	slices.SortStableFunc(list, func(x, y *planner.Binding) int { return cmp.Compare(y.To-y.From, x.To-x.From) })
	list = list[:min(most, len(list))]
	slices.SortStableFunc(list, func(x, y *planner.Binding) int { return cmp.Compare(x.From, y.From) })
	table := paper.Table{Size: paper.Small, Columns: []paper.Column{
		words(p.w.Text("brief.stage"), 4), words(p.w.Text("column.from"), 2), words(p.w.Text("column.until"), 2), numbers(p.w.Text("brief.rate"), 1.6),
	}}
	for _, x := range list {
		name, rate := p.w.Text("brief.home"), "–"
		if !x.Home {
			name, rate = p.stage(x.ID), i18n.Number(int64(x.Rate.VehiclesPerHour()))
		}
		table.Rows = append(table.Rows, paper.Row{Cells: []string{name, p.tabled(early(x.From)), p.tabled(late(x.To)), rate}})
	}
	return table
}

// timetable says when the largest places leave, two of them in each row, in order of their first
// departure.
func (p *page) timetable(most int) []paper.Block {
	var list []*town
	for i := range p.towns {
		if p.towns[i].served() {
			list = append(list, &p.towns[i])
		}
	}
	slices.SortStableFunc(list, func(x, y *town) int { return cmp.Compare(y.people, x.people) })
	left := max(0, len(list)-most)
	list = list[:len(list)-left]
	slices.SortStableFunc(list, func(x, y *town) int {
		xFirst, _ := p.hours(x)
		yFirst, _ := p.hours(y)
		return cmp.Compare(xFirst, yFirst)
	})
	half := []paper.Column{
		words(p.w.Text("column.place"), 2.4), words(p.w.Text("column.from"), 1.9), words(p.w.Text("column.until"), 1.9), numbers(p.w.Text("column.people"), 1.2),
	}
	table := paper.Table{Size: paper.Small, Columns: slices.Concat(half, half)}
	rows := (len(list) + 1) / 2
	for i := range rows {
		row := paper.Row{Cells: p.leaving(list[i])}
		if i+rows < len(list) {
			row.Cells = append(row.Cells, p.leaving(list[i+rows])...)
		}
		table.Rows = append(table.Rows, row)
	}
	out := []paper.Block{table}
	if left > 0 {
		out = append(out, paper.Text{Text: p.w.Text("brief.others", "number", i18n.Number(left)), Size: paper.Small})
	}
	return out
}

// leaving are the cells of one town.
func (p *page) leaving(t *town) []string {
	first, last := p.hours(t)
	short := func(t unit.Second) string { return p.w.Short(p.Scenario.At(t)) }
	return []string{p.place(t.place), short(early(first)), short(late(last)), p.people(t.people)}
}

// assumptions lists what the scenario's authors have put in the place of a default, or learned from
// the outcome, and counts the others.
func (p *page) assumptions() []string {
	const longest = 110
	used, _ := p.Scenario.AssumptionsUsed()
	var out []string
	others := 0
	for _, a := range used {
		if a.Default {
			others++
			continue
		}
		source := []rune(a.Source)
		if len(source) > longest {
			source = append(source[:longest], '…')
		}
		out = append(out, p.w.Apart(strings.TrimSpace(a.Name+" "+a.Value+" "+a.Unit)+" ("+string(source)+")"))
	}
	if others > 0 {
		out = append(out, p.w.Text("brief.more", "number", i18n.Number(others)))
	}
	return out
}
