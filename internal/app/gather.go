package app

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/paulmach/orb"

	"wayout/internal/census"
	"wayout/internal/disk"
	"wayout/internal/draft"
	"wayout/internal/groundwork"
	"wayout/internal/matsim"
	"wayout/internal/people"
	"wayout/internal/popgrid"
	"wayout/internal/problem"
	"wayout/internal/sheet"
	"wayout/internal/spelling"
	"wayout/internal/unit"
)

// reachOfSettlement is how far from the point of a settlement the people of a grid or of a population of
// MATSim count as its own. Assumption: farther away another settlement is missing from the map.
const reachOfSettlement = 20_000 * unit.Metre(1)

// gathering adds to a request what other files say.
type gathering struct {
	*readMap
	question GroundQuestion
	request  *groundwork.Request
	problems problem.List
	start    time.Time // local
	counted  string    // the file that people were taken from; empty: none yet
}

// population reads the files of people: tables first, because they may name settlements that the map does
// not have.
func (g *gathering) population(ctx context.Context) {
	var later []string
	for _, name := range g.question.Population {
		kind, err := kindOf(fileOf(name))
		switch {
		case err != nil:
			g.problems = append(g.problems, unreadable(name, err)...)
		case kind == tiffFile || kind == matsimPopulation:
			later = append(later, name)
		default:
			g.table(name)
		}
	}
	for _, name := range later {
		if g.problems.HasErrors() || ctx.Err() != nil {
			return
		}
		if kind, _ := kindOf(name); kind == tiffFile {
			g.grid(ctx, name)
		} else {
			g.persons(name)
		}
	}
}

// open opens a file to be read; nil, and a problem, where that cannot be.
func (g *gathering) open(name string) *os.File {
	file, err := os.Open(name)
	if err != nil {
		g.problems = append(g.problems, unreadable(name, err)...)
		return nil
	}
	return file
}

// note tells of something that was assumed or left out, unless it never was.
func (g *gathering) note(times int, what string) {
	if times > 0 {
		g.request.Found = append(g.request.Found, groundwork.Finding{Kind: groundwork.Assumed, Number: float64(times), Text: what})
	}
}

// notes tells of what the reader of a file noted.
func (g *gathering) notes(list []draft.Note) {
	for _, n := range list {
		g.note(n.Count, n.What+": "+strings.Join(n.Examples, " "))
	}
}

// fileOf is the file of a table, which may be a sheet of a workbook: book.xlsx#people.
func fileOf(name string) string {
	file, _, _ := strings.Cut(name, "#")
	return file
}

// takes reports whether a file is the first with people; a second one is a problem.
func (g *gathering) takes(name string) bool {
	if g.counted != "" {
		g.problems.Add(problem.GroundSource, problem.Where{File: name}, "", g.counted)
		return false
	}
	g.counted = name
	g.request.People = map[int]groundwork.People{}
	return true
}

// table reads a table of settlements and their people.
func (g *gathering) table(name string) {
	path, sheetName, _ := strings.Cut(name, "#")
	data, err := disk.Read(path, sheet.MostBytes)
	if err != nil {
		g.problems = append(g.problems, unreadable(path, err)...)
		return
	}
	read, problems := census.Read(path, data, sheetName)
	if g.problems = append(g.problems, problems...); problems.HasErrors() {
		return
	}
	meant, problems := census.Match(read.Rows, g.network.Settlements)
	if g.problems = append(g.problems, problems...); problems.HasErrors() {
		return
	}
	if slices.ContainsFunc(read.Rows, func(r census.Row) bool { return r.Counted }) && !g.takes(name) {
		return
	}
	for i := range read.Rows {
		row := &read.Rows[i]
		at := meant[i].Settlement
		if at < 0 {
			if !meant[i].New {
				continue
			}
			at = len(g.network.Settlements)
			g.network.Settlements = append(g.network.Settlements, settlementOf(row, path))
		}
		if row.Counted {
			source := row.Source
			if source == "" {
				source = fmt.Sprintf("%s, line %d", filepath.Base(path), row.Where.Line)
			}
			g.request.People[at] = groundwork.People{Low: row.Low, Used: row.People, High: row.High, Vehicles: row.Vehicles, Source: source}
		}
	}
}

// settlementOf is a settlement that only a table has. Its id is its own in any case, because receptions are
// found by it: several rows may have none, or say that they are new.
func settlementOf(row *census.Row, file string) draft.Settlement {
	id := fmt.Sprintf("%s:%d", filepath.Base(file), row.Where.Line)
	if row.ID != "" && !row.IsNew() {
		id = row.ID
	}
	s := draft.Settlement{ID: id, Kind: "village", At: row.At, Name: row.Name, Names: map[string]string{}, Others: row.Aliases}
	for _, name := range row.Names {
		s.Names[name.Language] = name.Text
	}
	s.Source = filepath.Base(file)
	return s
}

// inside are the settlements that people leave, by index, and where they are.
func (g *gathering) inside() (indices []int, at []orb.Point) {
	for i := range g.network.Settlements {
		if s := &g.network.Settlements[i]; g.request.Leaving.Contains(s.At) {
			indices = append(indices, i)
			at = append(at, s.At)
		}
	}
	return indices, at
}

// grid sums a grid of people to settlements.
func (g *gathering) grid(ctx context.Context, name string) {
	if !g.takes(name) {
		return
	}
	file := g.open(name)
	if file == nil {
		return
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		g.problems = append(g.problems, unreadable(name, err)...)
		return
	}
	grid, problems := popgrid.Open(file, info.Size(), popgrid.Options{File: name})
	if g.problems = append(g.problems, problems...); grid == nil {
		return
	}
	indices, at := g.inside()
	shares, problems := grid.Assign(ctx, g.request.Leaving, at, reachOfSettlement)
	if ctx.Err() != nil {
		return
	}
	if g.problems = append(g.problems, problems...); problems.HasErrors() {
		return
	}
	whole, beyond := shares.Whole()
	for k, n := range whole {
		g.request.People[indices[k]] = groundwork.People{Low: n, Used: n, High: n, Source: filepath.Base(name) + ", cells nearest to it"}
	}
	if beyond > 0 {
		g.beyond(float64(beyond), shares.Most.At)
	}
}

// beyond tells of people without a settlement within reach.
func (g *gathering) beyond(n float64, at orb.Point) {
	g.request.Found = append(g.request.Found, groundwork.Finding{
		Kind: groundwork.Beyond, Number: n, At: &at,
		Text: fmt.Sprintf("more than %d km from every settlement, most of them here; they are not in the plan", reachOfSettlement/1000),
	})
}

// persons counts a population of MATSim at the nearest settlements; a person who drives is a car.
func (g *gathering) persons(name string) {
	if !g.takes(name) {
		return
	}
	file := g.open(name)
	if file == nil {
		return
	}
	defer file.Close()
	read, problems := matsim.ReadPopulation(file, matsim.Options{File: name, CRS: g.question.Map.CRS, Network: g.matsim, At: g.timeOfDay()})
	if g.problems = append(g.problems, problems...); read == nil {
		return
	}
	outside := g.count(read.Origins, filepath.Base(name)+", persons nearest to it at the start; each who drives is a car")
	g.note(outside, "persons outside the area do not leave")
	g.note(read.Unplaced, "persons of whom the file does not say where they are were left out")
	g.notes(read.Notes)
}

// count adds the persons of every origin to the nearest settlement, and tells of those who are far from
// all. It returns how many are outside the area.
func (g *gathering) count(origins []matsim.Origin, source string) (outside int) {
	indices, at := g.inside()
	far, most := 0, 0
	var mostAt orb.Point
	for _, origin := range origins {
		persons := origin.Drive + origin.Stay + origin.CarLess
		if !g.request.Leaving.Contains(origin.At) {
			outside += persons
			continue
		}
		k, metres := nearest(origin.At, at)
		if k < 0 || metres > float64(reachOfSettlement) {
			if far += persons; persons > most {
				most, mostAt = persons, origin.At
			}
			continue
		}
		p := g.request.People[indices[k]]
		p.Used += unit.Person(persons)
		p.Vehicles += unit.Vehicle(origin.Drive)
		p.NoCar += unit.Person(origin.CarLess)
		p.Stays += unit.Person(origin.Stay)
		p.Low, p.High = p.Used, p.Used
		p.Source = source
		g.request.People[indices[k]] = p
	}
	if far > 0 {
		g.beyond(float64(far), mostAt)
	}
	return outside
}

// timeOfDay is that of the start, as local time.
func (g *gathering) timeOfDay() unit.Second {
	return unit.Second(g.start.Hour())*unit.Hour + unit.Second(g.start.Minute())*unit.Minute
}

// nearest returns the nearest of some points, or -1.
func nearest(to orb.Point, points []orb.Point) (index int, metres float64) {
	index, metres = -1, math.Inf(1)
	for i, at := range points {
		if away := draft.Distance(to, at); away < metres {
			index, metres = i, away
		}
	}
	return index, metres
}

// receptions finds where people shall arrive.
func (g *gathering) receptions() {
	var names *spelling.Places
	for _, text := range g.question.Receptions {
		if r, ok := pointReception(text); ok {
			g.request.Receptions = append(g.request.Receptions, r)
			continue
		}
		if names == nil {
			names = spelling.Of(asPlaces(g.network.Settlements))
		}
		place, certain := names.Certain(text)
		if !certain {
			g.problems.Add(problem.ReceptionUnknown, problem.Where{File: "--reception"}, text, names.Suggest(text))
			continue
		}
		at := slices.IndexFunc(g.network.Settlements, func(s draft.Settlement) bool { return s.ID == place.ID })
		g.request.Receptions = append(g.request.Receptions, groundwork.Reception{Name: place.Name, Settlement: at})
	}
}

// pointReception reads lat,lon=Name.
func pointReception(text string) (groundwork.Reception, bool) {
	position, name, named := strings.Cut(text, "=")
	lat, lon, both := strings.Cut(position, ",")
	y, errY := strconv.ParseFloat(strings.TrimSpace(lat), 64)
	x, errX := strconv.ParseFloat(strings.TrimSpace(lon), 64)
	ok := named && both && errX == nil && errY == nil && math.Abs(y) <= 90 && math.Abs(x) <= 180 && strings.TrimSpace(name) != ""
	return groundwork.Reception{Name: strings.TrimSpace(name), Settlement: -1, At: orb.Point{x, y}}, ok
}

// asPlaces are settlements as those who resolve names want them.
func asPlaces(settlements []draft.Settlement) []people.Place {
	out := make([]people.Place, len(settlements))
	for i := range settlements {
		s := &settlements[i]
		n := unit.Person(s.People)
		out[i] = people.Place{ID: s.ID, Name: s.Name, Aliases: s.Others, People: people.Population{Low: n, Used: n, High: n}}
		for language, text := range s.Names {
			out[i].Names = append(out[i].Names, people.Name{Language: language, Text: text})
		}
		slices.SortFunc(out[i].Names, func(a, b people.Name) int { return strings.Compare(a.Language, b.Language) })
	}
	return out
}

// closures reads the files of closures; only a MATSim network has the links they name.
func (g *gathering) closures() {
	for _, name := range g.question.Closures {
		if g.matsim == nil {
			g.problems.Add(problem.ClosuresForeign, problem.Where{File: name}, "")
			continue
		}
		g.closuresOf(name)
	}
}

func (g *gathering) closuresOf(name string) {
	kind, err := kindOf(name)
	if err != nil {
		g.problems = append(g.problems, unreadable(name, err)...)
		return
	}
	file := g.open(name)
	if file == nil {
		return
	}
	defer file.Close()
	read := matsim.ReadDisruptions
	if kind == matsimEvents {
		read = matsim.ReadEvents
	}
	found, problems := read(file, matsim.Options{File: name, Network: g.matsim})
	if g.problems = append(g.problems, problems...); found == nil {
		return
	}
	for i := range found.List {
		g.close(&found.List[i], filepath.Base(name))
	}
	g.notes(found.Notes)
}

// close takes over one closure, link by link.
func (g *gathering) close(c *matsim.Closure, file string) {
	moment := func(s unit.Second) string {
		if s == unit.Never {
			return ""
		}
		at := g.start
		return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, int(s), 0, time.UTC).Format("2006-01-02T15:04:05")
	}
	for _, link := range c.Links {
		side, known := g.matsim.At[link]
		if !known || g.roads[side.Road] < 0 {
			g.network.Note("closures of links that are not in the network were left out", link)
			continue
		}
		road := &g.network.Roads[g.roads[side.Road]]
		direction := road.Forward
		if side.Backward {
			direction = road.Backward
		}
		factor := 0.0
		if !c.Closed() {
			factor = min(1, c.Capacity.Of(direction.PerHour)/direction.PerHour)
			if c.Speed != matsim.Unchanged {
				g.network.Note("changes of speed are not in the plan", link)
			}
		}
		if factor == 1 {
			continue
		}
		g.request.Closures = append(g.request.Closures, groundwork.Closure{
			Road: g.roads[side.Road], Backward: side.Backward, From: moment(c.From), To: moment(c.To),
			Factor: factor, Reason: c.Text, Source: file + ", link " + link,
		})
	}
}
