package folder

import (
	"fmt"
	"strings"
	"time"

	"wayout/internal/folder/schema"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/sheet"
	"wayout/internal/unit"
)

// builder makes a scenario from inputs and overrides. It goes on after a problem, so that all
// are found at once; what could not be read has its zero value.
type builder struct {
	over     *overlay
	scenario *scenario.Scenario
	zone     *time.Location
	timed    bool // the start is known, so that moments have a meaning
	problems problem.Limited
	shares   []Share       // by tally
	rounded  []unit.Person // by place: counts by share that were rounded up

	junctions []int // by row of junctions: its place
}

// build reads the scenario that the inputs and overrides describe, and every problem of their
// meaning. The scenario is not to be used if there are errors.
func build(in *inputs, set []scenario.Override) *builder {
	b := &builder{
		scenario: &scenario.Scenario{},
		zone:     time.UTC,
	}
	b.over = override(in, set, &b.problems.List)
	b.scenario.Edits, b.scenario.Overrides = b.over.edits, b.over.set
	b.readSettings()
	b.readAssumptions()
	for i := range schema.Tables() {
		b.checkIDs(schema.Tables()[i].Name)
	}
	b.readPlaces()
	b.readJunctions()
	b.readRoads()
	b.readGates()
	b.readClosures()
	b.readDangers()
	b.readReceptions()
	b.readInstitutions()
	b.readClasses()
	b.readFleet()
	b.readRelief()
	b.readStocks()
	b.readNoticeLanguages()
	b.readSites()
	b.readFuelPoints()
	b.readPaths()
	b.readShapes()
	b.checkTogether()
	b.problems.Close(problem.TableMore, 0)
	return b
}

// add reports a problem.
func (b *builder) add(code problem.Code, where problem.Where, found string, args ...string) {
	b.problems.Add(code, where, found, args...)
}

// full reports whether no more problems of a kind are listed, so that costly hints can be saved.
func (b *builder) full(code problem.Code, where problem.Where) bool {
	return b.problems.Found(code, where.File) >= problem.MostOfAKind
}

// table returns the rows of a table, nil if the scenario has none or they could not be read.
func (b *builder) table(name string) *records { return b.over.tables[name] }

// setting returns the value of a key at the top of scenario.yaml, or its override.
func (b *builder) setting(name string) cell {
	v, ok := b.over.settings[name]
	if !ok {
		v = b.over.in.settings.values[name]
	}
	return cell{v, schema.Settings.Field(name), sheet.DecimalPoint}
}

// readSettings reads the top of scenario.yaml. A missing key is reported with the document.
func (b *builder) readSettings() {
	s := b.scenario
	if c := b.setting("wayout"); c.text != "" {
		b.whole(c)
	}
	if c := b.setting("name"); c.text != "" || c.where.File == setFile {
		s.Name = b.text(c)
	}
	s.About = b.text(b.setting("about"))
	b.readZone(b.setting("time_zone"))
	b.readStart(b.setting("start"))
	if c := b.setting("horizon"); c.text != "" || c.where.File == setFile {
		s.Horizon, _ = b.span(c)
	}
	s.Step = unit.Minute
	if step, ok := b.span(b.setting("step")); ok {
		s.Step = step
	}
	s.SafeToStop, _ = b.span(b.setting("safe_to_stop"))
	if c := b.setting("horizon"); s.Horizon > 0 && s.Horizon < s.Step {
		b.add(problem.ValueRange, c.where, c.text, "as long as one step", "The horizon has at least one step.")
	}
	for _, v := range b.over.in.settings.notPlanned {
		if sentence := b.clean(v); sentence != "" {
			s.NotPlanned = append(s.NotPlanned, sentence)
		}
	}
	b.readVariants()
}

func (b *builder) readZone(c cell) {
	if c.text == "" {
		return
	}
	zone, err := time.LoadLocation(c.text)
	if err != nil || c.text == "Local" {
		b.add(problem.ZoneInvalid, c.where, c.text)
		return
	}
	b.zone = zone
}

// readStart reads moment 0. Its offset must be what the clocks of the time zone show.
func (b *builder) readStart(c cell) {
	if c.text == "" && c.where.File != setFile {
		return
	}
	at, ok := b.instant(c)
	if !ok {
		return
	}
	if at.Unix()%60 != 0 {
		b.add(problem.StartUneven, c.where, c.text)
	}
	b.scenario.Start, b.timed = at, true
	shown := at.Format("-07:00")
	if offset := c.text[max(0, len(c.text)-6):]; offset[0] == '+' && offset != shown {
		b.add(problem.OffsetDiffers, c.where, c.text, b.zone.String(), at.Format("2006-01-02T15:04-07:00"))
	}
}

func (b *builder) readVariants() {
	for i, v := range b.over.in.settings.variants {
		c := cell{v.id, schema.Settings.Field("variants[].id"), sheet.DecimalPoint}
		if c.text == "" {
			continue
		}
		id, _ := b.id(c)
		for _, earlier := range b.over.in.settings.variants[:i] {
			if earlier.id.text == v.id.text {
				b.add(problem.IDTwice, v.id.where, v.id.text, fmt.Sprint(earlier.id.where.Line), fmt.Sprint(v.id.where.Line))
			}
		}
		b.scenario.Variants = append(b.scenario.Variants, scenario.Variant{ID: id, About: b.clean(v.about), Set: v.set})
	}
}

// checkIDs reports ids of a table that cannot be used or stand twice.
func (b *builder) checkIDs(name string) {
	rows := b.table(name)
	if rows == nil || rows.kind.Record == "" {
		return
	}
	for i := range rows.len() {
		c := rows.cell(i, "id")
		b.id(c)
		if first, _ := rows.find(c.text); c.text != "" && first != i {
			b.add(problem.IDTwice, c.where, c.text, fmt.Sprint(rows.line(first)), fmt.Sprint(rows.line(i)))
		}
	}
}

// reference finds the row that a cell names by id. Nothing is said where that table itself could
// not be read.
func (b *builder) reference(c cell, table string) (int, bool) {
	if !b.given(c) {
		return 0, false
	}
	return b.lookUp(c.text, c.where, table)
}

// lookUp finds the row of an id, as reference does.
func (b *builder) lookUp(id string, where problem.Where, table string) (int, bool) {
	rows := b.table(table)
	if row, ok := rows.find(id); ok {
		return row, true
	}
	if table == "places" {
		if place, ok := b.placeOf(id); ok {
			return place, true
		}
	}
	if b.unread(table) || table == "places" && b.unread("junctions") {
		return 0, false
	}
	remedy := ""
	if !b.full(problem.ReferenceUnknown, where) {
		remedy = b.over.suggest(table, id)
	}
	b.add(problem.ReferenceUnknown, where, id, strings.ReplaceAll(schema.Named(table).Record, "_", " "), remedy)
	return 0, false
}

// unread reports whether rows of a table are missing because it could not be read, or not wholly.
func (b *builder) unread(table string) bool {
	rows := b.table(table)
	return rows == nil && b.named(table) || rows != nil && rows.partial
}

// named reports whether scenario.yaml names a file for a table.
func (b *builder) named(table string) bool {
	return b.over.named(schema.Named(table))
}
