package orders

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"wayout/internal/i18n"
	"wayout/internal/outcome"
	"wayout/internal/paper"
	"wayout/internal/plan"
	"wayout/internal/planner"
	"wayout/internal/pricing"
	"wayout/internal/unit"
)

// negotiatorPage returns the one page for the table of negotiation: the bound in one sentence, what
// each concession is worth, and what both sides must fix (FIELD.md B8). The sentence is as large as
// one page allows, and the concessions are as many.
func (b *brief) negotiatorPage(c *i18n.Catalogue) (data []byte, err error) {
	for _, try := range []struct {
		size        paper.Size
		concessions int
	}{{paper.Large, 10}, {paper.Medium, 10}, {paper.Body, 10}, {paper.Body, 4}, {paper.Small, 4}, {paper.Small, 2}} {
		if data, err = b.negotiator(c, try.size, try.concessions); !errors.Is(err, paper.ErrTooLong) {
			break
		}
	}
	return data, err
}

func (b *brief) negotiator(c *i18n.Catalogue, size paper.Size, concessions int) ([]byte, error) {
	p := b.page(c)
	now := b.Prices.Now
	p.add(paper.Title{Text: p.w.Text("table.title")}, paper.Boxed{Text: p.boundSentence(), Size: size})
	if now.PeopleServed > 0 && now.Clearance.T100 < unit.Never {
		p.add(paper.Text{Text: p.w.Text("table.plan", "time", p.at(late(now.Clearance.T100))), Bold: true})
	}
	lines := []string{p.counts(now)}
	if binding := p.binding(now); binding != "" {
		lines = append(lines, p.w.Text("table.binding")+": "+binding)
	}
	p.add(paper.Text{Text: strings.Join(lines, "\n"), Size: paper.Small})
	p.heading("table.prices")
	p.add(p.prices(concessions))
	p.heading("table.fix")
	p.add(paper.Checks{Items: p.texts("fix", 12), Size: paper.Small, Across: 2})
	return p.pdfWithin(1, p.w.Text("table.title"), b.end())
}

// counts says how many are served, not served, and stay by choice.
func (p *page) counts(r *planner.Result) string {
	return p.w.Text("table.served") + ": " + p.people(r.PeopleServed) + " · " + p.w.Text("table.unserved") + ": " +
		p.people(r.People-r.PeopleServed) + " · " + p.w.Text("table.stays") + ": " + p.people(r.Stays)
}

// boundSentence says what nobody can promise, by the certificate for everybody.
func (p *page) boundSentence() string {
	i := slices.IndexFunc(p.Certificates, func(c plan.Certificate) bool { return c.Quantile == "t100" && c.Level == p.Plan.Level })
	if i < 0 || p.Certificates[i].Until <= 0 {
		return p.w.Text("table.nobound")
	}
	c := &p.Certificates[i]
	return p.w.Text("table.bound", "time", p.at(early(c.Until)), "most", i18n.Number(c.AtMost), "needed", i18n.Number(c.Needed))
}

// binding names the stage that holds everybody back longest.
func (p *page) binding(now *planner.Result) string {
	stages := slices.DeleteFunc(slices.Clone(now.Binding), func(x planner.Binding) bool { return x.Home })
	most := planner.Longest(stages)
	if most == nil {
		return ""
	}
	return p.stage(most.ID)
}

// prices is a row for each of the concessions that are worth most.
func (p *page) prices(most int) paper.Table {
	table := paper.Table{Size: paper.Small, Columns: []paper.Column{
		words(p.w.Text("column.concession"), 5), numbers(p.w.Text("column.at_most"), 1.6), numbers(p.w.Text("column.achieved"), 1.4), numbers(p.w.Text("column.more_a_day"), 1.4),
	}}
	for _, x := range p.worthMost(most) {
		table.Rows = append(table.Rows, paper.Row{Cells: []string{
			p.stagesNamed(x) + ": " + p.concession(x.Change), p.hoursSaved(max(0, x.HoursAtMost)), p.achieved(x), p.perDay(x),
		}})
	}
	return table
}

// worthMost returns the concessions that save or serve most.
func (p *page) worthMost(most int) []*pricing.Price {
	var out []*pricing.Price
	for i := range p.Prices.Prices {
		out = append(out, &p.Prices.Prices[i])
	}
	slices.SortStableFunc(out, func(x, y *pricing.Price) int {
		return cmp.Or(cmp.Compare(y.PeopleMore, x.PeopleMore), cmp.Compare(saving(y), saving(x)), cmp.Compare(y.HoursAtMost, x.HoursAtMost))
	})
	return out[:min(most, len(out))]
}

// saving is what a concession saves by a plan, 0 where that is not known.
func saving(x *pricing.Price) unit.Second {
	if !x.Solved || x.Saved >= unit.Never {
		return 0
	}
	return x.Saved
}

// stagesNamed names what a concession is about.
func (p *page) stagesNamed(x *pricing.Price) string {
	switch x.Change.Kind {
	case outcome.MoreVehicles:
		for f := range p.Scenario.Fleet {
			if p.Scenario.Fleet[f].ID == x.ID {
				return p.w.Text("vehicle." + string(p.Scenario.Fleet[f].Kind))
			}
		}
	case outcome.MoreFuel, outcome.FuelPointMore, outcome.LargerRations:
		return p.w.Text("notice.fuel")
	case outcome.SecondCrew, outcome.NoCaution:
		return p.w.Text("column.vehicles")
	}
	return p.stages(strings.Fields(x.ID))
}

// concession says what is conceded.
func (p *page) concession(c outcome.Concession) string {
	rate := func(r unit.Rate) string { return i18n.Number(int64(r.VehiclesPerHour())) }
	return p.w.Text("price."+string(c.Kind), "from", rate(c.From), "to", rate(c.To), "number", i18n.Number(int64(c.Amount)))
}

func (p *page) hoursSaved(t unit.Second) string {
	if t >= unit.Never {
		return "–"
	}
	return p.w.Text("unit.hours", "number", i18n.Tenths(t.Hours()))
}

func (p *page) achieved(x *pricing.Price) string {
	if !x.Solved || x.Saved >= unit.Never {
		return "–"
	}
	return p.hoursSaved(x.Saved)
}

func (p *page) perDay(x *pricing.Price) string {
	if !x.Solved {
		return "–"
	}
	return i18n.Number(x.PeoplePerDay)
}
