package instance

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"wayout/internal/flow"
	"wayout/internal/problem"
	"wayout/internal/sheet"
)

// stretch is one row of capacity.csv: a capacity in steps [from, to).
type stretch struct {
	from, to int32
	units    int64
	row      int
}

// forEver is the end of a stretch whose end_step is empty.
const forEver = mostSteps + 1

func (r *reader) readCapacity() {
	t, ok := r.table(capacityFile, true, "link", "start_step", "end_step", "capacity")
	if !ok {
		return
	}
	byLink := map[int32][]stretch{}
	for row := range t.Rows {
		link, known := r.lookUp(r.linkIDs, t, row, "link", "link", linksFile)
		s := stretch{
			from:  int32(r.whole(t, row, "start_step", mostSteps)),
			to:    int32(r.optional(t, row, "end_step", mostSteps, forEver)),
			units: r.whole(t, row, "capacity", mostUnits),
			row:   row,
		}
		if s.to <= s.from {
			r.add(problem.InstanceSpan, t.Where(row, "end_step"), t.Text(row, "end_step"))
			continue
		}
		if known {
			byLink[link] = append(byLink[link], s)
		}
	}
	for link := range r.links {
		if stretches := byLink[int32(link)]; stretches != nil {
			r.setCapacity(t, &r.links[link], stretches)
		}
	}
}

// setCapacity lays stretches over the capacity that a link has otherwise.
func (r *reader) setCapacity(t sheet.Table, link *flow.Link, stretches []stretch) {
	slices.SortStableFunc(stretches, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	usual := link.Capacity[0].Units
	var changes []flow.Change
	set := func(step int32, units int64) {
		if n := len(changes); n > 0 && changes[n-1].Step == step {
			changes[n-1].Units = units
			return
		}
		changes = append(changes, flow.Change{Step: step, Units: units})
	}
	set(0, usual)
	for i, s := range stretches {
		if i > 0 && s.from < stretches[i-1].to {
			line := fmt.Sprint(t.Rows[stretches[i-1].row].Line)
			r.add(problem.InstanceOverlap, t.Where(s.row, "start_step"), t.Text(s.row, "start_step"), line)
			continue
		}
		set(s.from, s.units)
		if s.to < forEver {
			set(s.to, usual)
		}
	}
	link.Capacity = changes
}

// readLimited reads a file, but not much more of it than sheet accepts.
func readLimited(file io.Reader) ([]byte, error) {
	return io.ReadAll(io.LimitReader(file, sheet.MostBytes+1))
}
