package folder

import (
	"wayout/internal/problem"
	"wayout/internal/roads"
)

// readClosures reads every row of the table of closures.
func (b *builder) readClosures() {
	rows := b.table("closures")
	for i := range rows.len() {
		c := roads.Closure{
			ID:        rows.table.Text(i, "id"),
			Direction: b.direction(rows.cell(i, "direction")),
			Reason:    b.text(rows.cell(i, "reason")),
			Source:    b.text(rows.cell(i, "source")),
		}
		c.From, c.To = b.window(rows.cell(i, "from"), rows.cell(i, "to"))
		if share, ok := b.number(rows.cell(i, "factor")); ok {
			c.Factor = roads.Thousandth(thousandths(share))
		}
		b.closureTarget(rows, i, &c)
		b.scenario.Closures = append(b.scenario.Closures, c)
	}
}

// closureTarget reads what is closed: a road or a gate.
func (b *builder) closureTarget(rows *records, row int, c *roads.Closure) {
	road, gate, direction := rows.cell(row, "road"), rows.cell(row, "gate"), rows.cell(row, "direction")
	switch {
	case road.text != "" && gate.text != "":
		b.add(problem.ClosureTarget, gate.where, gate.text, "are both")
	case road.text != "":
		c.Target, _ = b.reference(road, "roads")
	case gate.text != "":
		c.Gate = true
		c.Target, _ = b.reference(gate, "gates")
		if c.Direction != roads.Both {
			b.add(problem.ValueUnused, direction.where, direction.text, "a gate has no direction")
		}
	default:
		b.add(problem.ClosureTarget, rows.where(row), "", "is neither")
	}
}

// readDangers reads every row of the table of dangers.
func (b *builder) readDangers() {
	rows := b.table("dangers")
	for i := range rows.len() {
		d := roads.Danger{
			ID:        rows.table.Text(i, "id"),
			Direction: b.direction(rows.cell(i, "direction")),
			Report:    b.text(rows.cell(i, "report")),
			Source:    b.text(rows.cell(i, "source")),
			Override:  b.text(rows.cell(i, "override")),
		}
		d.Road, _ = b.reference(rows.cell(i, "road"), "roads")
		d.From, d.To = b.window(rows.cell(i, "from"), rows.cell(i, "to"))
		confirmed, _ := b.choice(rows.cell(i, "confirmed"))
		d.Confirmed = confirmed == "yes"
		b.scenario.Dangers = append(b.scenario.Dangers, d)
	}
}
