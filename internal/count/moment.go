package count

import (
	"wayout/internal/problem"
	"wayout/internal/sheet"
	"wayout/internal/unit"
)

// moment reads when people were counted. Without an offset it is local time of the scenario. What
// is far from the plan is taken for a slip.
func (r *reader) moment(c sheet.Cell) unit.Second {
	if !r.given(c, "Write when the people were counted, such as 2023-09-24T10:00.") {
		return 0
	}
	read := sheet.ReadTime(c.Text, r.s.Start.Location())
	if read.DateOnly {
		read.Code, read.Args = problem.TimeInvalid, nil
	}
	if read.Code != "" {
		r.add(read.Code, r.where(c), c.Text, read.Args...)
		return 0
	}
	first, last := -unit.Day, r.s.Horizon+30*unit.Day
	moment := r.s.Moment(read.At)
	if moment < first || moment > last {
		r.add(problem.CountTime, r.where(c), c.Text, r.s.Instant(0), r.s.Instant(r.s.Horizon))
		return 0
	}
	return moment
}
