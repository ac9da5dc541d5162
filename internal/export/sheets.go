package export

import (
	"wayout/internal/planner"
	"wayout/internal/scenario"
)

// Sheets returns the sheets that a result has beside slots.csv: those of rounds and crews, fuel,
// columns on foot and sites, each only where there is something to say.
func Sheets(s *scenario.Scenario, r *planner.Result) []File {
	var out []File
	add := func(wanted bool, name string, write func() []byte) {
		if wanted {
			out = append(out, File{name, write()})
		}
	}
	p := &r.Plan
	add(len(p.Trips) > 0, RoundsFile, func() []byte { return Rounds(s, p) })
	add(len(p.Trips) > 0, CrewsFile, func() []byte { return Crews(s, p) })
	add(r.Fuel.Given > 0, FuelFile, func() []byte { return Fuel(s, p) })
	add(len(p.Columns) > 0, ColumnsFile, func() []byte { return Columns(s, p) })
	add(len(r.SiteHours) > 0, SitesFile, func() []byte { return Sites(s, r.SiteHours) })
	return out
}
