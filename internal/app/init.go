package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"wayout/internal/area"
	"wayout/internal/groundwork"
	"wayout/internal/problem"
	"wayout/internal/sheet"
)

// GroundQuestion is a scenario to be made of a map.
type GroundQuestion struct {
	Map  MapQuestion
	Area string // file with the border of the area that people leave
	// Population are files of people: tables of settlements, a grid, or a population of MATSim.
	Population []string
	// Receptions are names of settlements, or positions as lat,lon=Name; empty: every way out.
	Receptions []string
	Closures   []string // files of MATSim's change events or of disruptions
	Name       string
	Credit     string // who made the map and under which licence; empty: OpenStreetMap's own, or none
	TimeZone   string
	Start      string // as scenario.yaml has it
	Horizon    string
}

// Made is a scenario that was made of a map.
type Made struct {
	groundwork.Made
	Folder string
	Name   string
}

// Init makes a scenario of a map and writes it into a new or empty folder. Made is nil where the problems
// have errors. The error is of ctx, of the disk, or a UsageError.
func Init(ctx context.Context, q GroundQuestion, into string, progress func(done float64)) (*Made, problem.List, error) {
	if err := checkEmpty(into); err != nil {
		return nil, nil, err
	}
	made, problems, err := q.make(ctx, progress)
	if made == nil {
		return nil, problems, err
	}
	made.Folder = into
	more, err := made.tryRead()
	if problems = append(problems, more...); err != nil || problems.HasErrors() {
		return nil, problems, err
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	if err := made.keep(into); err != nil {
		return nil, nil, err
	}
	return made, problems, nil
}

// tryRead reads what was made as every command will, before it is put in place: a value of the question,
// such as the horizon, may be wrong. The error is of the disk.
func (m *Made) tryRead() (problem.List, error) {
	temporary, err := os.MkdirTemp("", "wayout-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temporary)
	if _, _, err := writeGround(temporary, m.Files); err != nil {
		return nil, err
	}
	_, problems, err := Read(Question{Folder: temporary})
	return problems, err
}

// keep writes what was made into a folder that is new or empty. Where it cannot, nothing half-written
// stays.
func (m *Made) keep(into string) error {
	_, missing := os.Stat(into)
	written, _, err := writeGround(into, m.Files)
	if err == nil {
		return nil
	}
	for _, name := range written {
		_ = os.Remove(filepath.Join(into, name))
	}
	if missing != nil {
		_ = os.Remove(into)
	}
	return err
}

// local returns the start on the clocks of the time zone. The error is a UsageError.
func (q GroundQuestion) local() (time.Time, error) {
	zone, err := time.LoadLocation(q.TimeZone)
	if err != nil || q.TimeZone == "Local" {
		return time.Time{}, UsageError{Text: fmt.Sprintf("--time-zone %s is no IANA time zone such as Asia/Manila", q.TimeZone)}
	}
	at := sheet.ReadTime(q.Start, zone)
	if at.Code != "" {
		return time.Time{}, UsageError{Text: fmt.Sprintf("--start %s is no time that these clocks show, such as 2026-03-01T06:00", q.Start)}
	}
	return at.At, nil
}

// checkEmpty refuses a folder with files in it. The error is a UsageError, or of the disk.
func checkEmpty(name string) error {
	entries, err := os.ReadDir(name)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	case len(entries) > 0:
		return UsageError{Text: fmt.Sprintf("the folder %s is not empty; name a new one. To bring the roads of a scenario up to date use “wayout roads import”", name)}
	}
	return nil
}

// make makes the files of the scenario.
func (q GroundQuestion) make(ctx context.Context, progress func(done float64)) (*Made, problem.List, error) {
	if err := q.Map.Tracks.check(); err != nil {
		return nil, nil, err
	}
	start, err := q.local()
	if err != nil {
		return nil, nil, err
	}
	polygons, problems := readBorder(q.Area)
	within, more := q.Map.wanted()
	if problems = append(problems, more...); problems.HasErrors() {
		return nil, problems, nil
	}
	var leaving area.Area // everywhere
	if q.Area != "" {
		leaving = area.InPolygons(polygons)
	}
	leaveByExits := len(q.Receptions) == 0
	if q.Map.Box == "" && leaveByExits {
		within = leaving
	}
	m, more, err := q.Map.read(ctx, within, progress)
	if problems = append(problems, more...); m == nil {
		return nil, problems, err
	}
	if q.Map.Box != "" && leaveByExits {
		m.cut(leaving)
	}
	if len(m.network.Roads) == 0 {
		problems.Add(problem.MapEmpty, problem.Where{File: q.Map.File}, "")
		return nil, problems, nil
	}
	request := groundwork.Request{
		Map: m.network, Shut: q.Map.Tracks.shut(), MapName: m.name, Credit: cmp.Or(q.Credit, m.credit), Leaving: leaving, Border: polygons,
		Name: cmp.Or(q.Name, strings.SplitN(m.name, ".", 2)[0]), TimeZone: q.TimeZone, Start: q.Start, Horizon: q.Horizon,
	}
	g := &gathering{question: q, readMap: m, request: &request, problems: problems, start: start}
	g.population(ctx)
	g.receptions()
	g.closures()
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	made, err := g.scenario()
	return made, g.problems, err
}

// scenario makes the scenario of what was gathered; nil where the problems have errors, now that it is
// known whether anybody leaves for anywhere.
func (g *gathering) scenario() (*Made, error) {
	if g.problems.HasErrors() {
		return nil, nil
	}
	made, err := groundwork.Scenario(*g.request)
	if err != nil {
		return nil, err
	}
	q := &g.question
	if made.People == 0 {
		g.problems.Add(problem.GroundNobody, problem.Where{File: q.Map.File}, "", fmt.Sprint(len(g.network.Settlements)))
	}
	if made.Ways == 0 {
		g.problems.Add(problem.GroundNoWayOut, problem.Where{File: cmp.Or(q.Area, q.Map.File)}, "")
	}
	if g.problems.HasErrors() {
		return nil, nil
	}
	return &Made{Made: made, Name: g.request.Name}, nil
}

// Estimated is the plan of a scenario that was made of a map and not kept.
type Estimated struct {
	Made    *Made
	Planned *Planned
}

// Estimate makes a scenario of a map and plans it. Estimated is nil where the problems have errors. The
// error is of ctx or of the disk.
func Estimate(ctx context.Context, q GroundQuestion, progress func(done float64)) (*Estimated, problem.List, error) {
	const reading = 0.1 // share of the time
	made, problems, err := q.make(ctx, scaled(progress, 0, reading))
	if made == nil {
		return nil, problems, err
	}
	folder, err := os.MkdirTemp("", "wayout-*")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(folder)
	if _, _, err := writeGround(folder, made.Files); err != nil {
		return nil, nil, err
	}
	planned, more, err := Plan(ctx, Question{Folder: folder}, scaled(progress, reading, 1))
	if problems = append(problems, more...); planned == nil {
		return nil, problems, err
	}
	return &Estimated{made, planned}, problems, nil
}

// scaled tells of a part of the work as a part of all.
func scaled(progress func(done float64), from, to float64) func(done float64) {
	if progress == nil {
		return nil
	}
	return func(done float64) { progress(from + done*(to-from)) }
}
