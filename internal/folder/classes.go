package folder

import (
	"cmp"
	"slices"

	"wayout/internal/folder/schema"
	"wayout/internal/people"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Share tells where the numbers of one column of counts come from: a class, no_car, stays or
// animals, named as in files.
type Share struct {
	ID      string
	Listed  bool    // classes.csv has a row for it
	Percent float64 // of the people of places without a count
	Default bool    // the percentage is an assumption
	Source  string  // as the row gives it
	Counted unit.Person
	Shared  unit.Person // by the percentage
}

// readInstitutions reads every row of the table of institutions.
func (b *builder) readInstitutions() {
	rows := b.table("institutions")
	for i := range rows.len() {
		id := rows.table.Text(i, "id")
		in := people.Institution{
			ID: id, Name: cmp.Or(b.text(rows.cell(i, "name")), id),
			Names: b.names(rows, i), Staff: amount[unit.Person](b, rows.cell(i, "staff")), Note: b.text(rows.cell(i, "note")),
		}
		in.Place = b.inhabited(rows.cell(i, "place"))
		for _, t := range schema.Residents {
			in.Residents[t.Class] = amount[unit.Person](b, rows.cell(i, t.Name))
		}
		in.Ready = b.since(rows.cell(i, "ready_from"), "It is after the horizon, so nobody from here can leave.")
		if in.Staff == 0 {
			b.add(problem.InstitutionNoStaff, rows.where(i), in.ID)
		}
		b.scenario.Institutions = append(b.scenario.Institutions, in)
	}
}

// since reads from when on something holds; empty and earlier is the start.
func (b *builder) since(c cell, late string) unit.Second {
	at, _ := b.moment(c)
	switch {
	case at < 0:
		b.outside(c, "It is before the start; it holds from the start on.")
	case b.scenario.Horizon > 0 && at >= b.scenario.Horizon:
		b.outside(c, late)
	}
	return max(0, at)
}

// readClasses reads the table of classes, and then how many people each place has of every class.
func (b *builder) readClasses() {
	for _, t := range schema.Tallies {
		b.shares = append(b.shares, Share{ID: t.Name})
	}
	if rows := b.table("classes"); rows != nil {
		var needs []people.ClassNeeds
		for _, c := range people.Classes {
			needs = append(needs, b.scenario.ClassNeeds(c))
		}
		b.scenario.Classes = needs
		for i := range rows.len() {
			b.readClass(rows, i)
		}
	}
	rows := b.table("places")
	b.rounded = make([]unit.Person, len(b.scenario.Places))
	for i := range b.written() {
		for k := range schema.Tallies {
			b.count(rows, i, k)
		}
	}
}

// readClass reads one row of the table of classes.
func (b *builder) readClass(rows *records, row int) {
	id, share := rows.cell(row, "id"), rows.cell(row, "share_percent")
	source := b.text(rows.cell(row, "source"))
	b.text(rows.cell(row, "note"))
	percent, given := b.number(share)
	k := slices.Index(schema.TallyNames(), id.text)
	if k < 0 {
		if id.text != "" {
			b.add(problem.ValueChoice, id.where, id.text, orList(schema.TallyNames()))
		}
		return
	}
	s, class := &b.shares[k], schema.Tallies[k].Class
	s.Listed, s.Source, s.Percent = true, source, percent
	b.readDeadline(rows, row, class)
	switch {
	case given || share.text != "":
	case class == people.Walks:
		b.add(problem.ValueMissing, share.where, "", share.field.Hint())
	default:
		s.Default, s.Percent = true, b.scenario.Assumption(scenario.ShareName(id.text))
	}
}

// readDeadline reads what a class has to be out by, and how long it may drive.
func (b *builder) readDeadline(rows *records, row int, class people.Class) {
	latest, longest := rows.cell(row, "latest"), rows.cell(row, "longest_hours")
	at, timed := b.moment(latest)
	hours, limited := b.number(longest)
	if class != people.WalksLittle && !class.NeedsFleet() {
		for _, c := range []cell{latest, longest} {
			if c.text != "" {
				b.add(problem.ValueUnused, c.where, c.text, "they travel with their households")
			}
		}
		return
	}
	needs := &b.scenario.Classes[class]
	if limited {
		needs.Longest = seconds(hours)
	}
	if timed {
		needs.Latest = max(0, at)
	}
	switch {
	case timed && at <= 0:
		b.outside(latest, "It is not after the start, so nobody can be out by then.")
	case b.scenario.Horizon > 0 && at >= b.scenario.Horizon:
		b.outside(latest, "It is after the horizon, so it has no effect.")
	}
}

// seconds turns hours within limits into seconds.
func seconds(hours float64) unit.Second {
	return unit.Second(thousandths(hours) * int64(unit.Hour) / 1000)
}

// count reads one count of a place, or takes the share of it.
func (b *builder) count(rows *records, place, k int) {
	p, s := &b.scenario.Places[place], &b.shares[k]
	c := rows.cell(place, schema.Tallies[k].Name)
	n, counted := b.whole(c)
	switch {
	case counted:
		s.Counted += unit.Person(n)
	case c.text != "" || !s.Listed || p.People.Used == 0:
		return
	default:
		if s.Default {
			b.assumed(scenario.ShareName(s.ID))
		}
		// Millionths of a per cent: exact, and below 10^16 for all people that are believed.
		whole := int64(p.People.Used) * int64(s.Percent*1e6+0.5)
		n = (whole + 5e7) / 1e8
		if n*1e8 > whole {
			b.rounded[place]++
		}
		s.Shared += unit.Person(n)
	}
	switch s.ID {
	case schema.NoCar:
		p.Counts.NoCar = unit.Person(n)
	case schema.Stays:
		p.Counts.Stays = unit.Person(n)
	case schema.Animals:
		p.Counts.Animals = n
	default:
		p.Counts.Class[schema.Tallies[k].Class] = unit.Person(n)
	}
}
