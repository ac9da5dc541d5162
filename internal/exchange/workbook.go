package exchange

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"wayout/internal/export"
	"wayout/internal/unit"
)

// Timetable returns timetable.xlsx: a sheet of slots, one of places with their first and last
// departure on every day, one of the rounds of vehicles for those who carry the plan out, and one
// that says what the file is. Slots and rounds are those of package export. Moments are dates of the
// scenario's local time; there are no formulas. There is none for the public.
func Timetable(r Request) ([]byte, error) {
	if b := newBrief(r); b.Level.Hours() {
		return b.timetable()
	}
	return nil, errPublic
}

func (b *brief) timetable() ([]byte, error) {
	w := workbook{brief: b, file: excelize.NewFile()}
	defer w.file.Close()
	w.begin()
	w.sheet("Slots", b.tableOf(export.Slots(b.Scenario, b.Plan)))
	w.sheet("Places", b.days())
	if b.Level.Inside() {
		w.sheet("Rounds", b.tableOf(export.Rounds(b.Scenario, b.Plan)))
	}
	w.sheet("About", b.aboutTable())
	out, err := w.file.WriteToBuffer()
	w.try(err)
	return out.Bytes(), w.err
}

// aboutTable says what the workbook is.
func (b *brief) aboutTable() table {
	t := table{columns: columns("what", "value")}
	t.add("level", b.Level.String())
	t.add("caution", caution)
	t.add("inputs_sha256", b.Plan.SHA256)
	t.add("population", b.Plan.Level.String())
	t.add("local time", "from "+b.Scenario.Instant(0)+" to "+b.Scenario.Instant(b.Plan.Horizon))
	t.add("scenario", b.Scenario.Name)
	if !b.Level.Inside() {
		t.add("empty numbers", "withheld, because they are below 10 or would give one away")
	}
	return t
}

// workbook is a file in the making. Its first error is kept.
type workbook struct {
	*brief
	file           *excelize.File
	header, moment int // styles
	err            error
}

func (w *workbook) try(err error) { w.err = cmp.Or(w.err, err) }

// begin sets what belongs to the whole file. Its dates are the start of the scenario, because a
// moment of writing would make every file another.
func (w *workbook) begin() {
	pattern := "yyyy-mm-dd hh:mm"
	var err error
	w.header, err = w.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	w.try(err)
	w.moment, err = w.file.NewStyle(&excelize.Style{CustomNumFmt: &pattern})
	w.try(err)
	start := w.Scenario.Start.UTC().Format(time.RFC3339)
	w.try(w.file.SetDocProps(&excelize.DocProperties{
		Title: tidy(w.Scenario.Name), Subject: "Timetable, level " + w.Level.String(), Description: w.about(),
		Identifier: w.Plan.SHA256, Creator: "Wayout", LastModifiedBy: "Wayout", Created: start, Modified: start,
	}))
	w.try(w.file.SetSheetName("Sheet1", "Slots"))
}

// sheet adds a table as a sheet, whose first row stays in view.
func (w *workbook) sheet(name string, t table) {
	_, err := w.file.NewSheet(name)
	w.try(err)
	var names []any
	for i, c := range t.columns {
		letters, err := excelize.ColumnNumberToName(i + 1)
		w.try(err)
		w.try(w.file.SetColWidth(name, letters, letters, t.width(i)))
		if c.moments() {
			w.try(w.file.SetColStyle(name, letters, w.moment))
		}
		names = append(names, c.name)
	}
	w.try(w.file.SetRowStyle(name, 1, 1, w.header))
	w.try(w.file.SetSheetRow(name, "A1", &names))
	for i, row := range t.rows {
		var cells []any
		for _, value := range row {
			cells = append(cells, w.cell(value))
		}
		w.try(w.file.SetSheetRow(name, "A"+strconv.Itoa(i+2), &cells))
	}
	w.try(w.file.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
}

// cell returns a value as the library takes it, nil for an empty cell.
func (b *brief) cell(value any) any {
	switch v := value.(type) {
	case string:
		return cellText(tidy(v))
	case unit.Second: // days as spreadsheets count them, by the local clock
		const of1970 = 25569
		at := b.Scenario.At(v)
		_, offset := at.Zone()
		return of1970 + float64(at.Unix()+int64(offset))/(24*60*60)
	case withheld:
		return nil
	}
	return value
}

// mostLetters is how long a text is at most: a cell takes 32,767 units of UTF-16, escapes counted.
const mostLetters = 15_000

// escape is how workbooks write a character by its number, and so what a name must not look like.
var escape = regexp.MustCompile(`_x[0-9a-fA-F]{4}_`)

// cellText makes a text fit for a cell: it shortens one that no cell takes, and shows it, and keeps
// what looks like an escape, which the library does not do.
func cellText(text string) string {
	if utf8.RuneCountInString(text) > mostLetters {
		text = string([]rune(text)[:mostLetters]) + " …"
	}
	var out strings.Builder
	for found := escape.FindStringIndex(text); found != nil; found = escape.FindStringIndex(text) {
		out.WriteString(text[:found[0]] + "_x005F_")
		text = text[found[0]+1:]
	}
	return out.String() + text
}

// width returns how wide a column is, in letters: enough for most of its cells.
func (t *table) width(column int) float64 {
	const least, most, ofMoment = 8, 48, 17
	width := max(least, utf8.RuneCountInString(t.columns[column].name)+2)
	if t.columns[column].moments() {
		width = max(width, ofMoment)
	}
	for _, row := range t.rows {
		text, _ := row[column].(string)
		width = max(width, utf8.RuneCountInString(text)+1)
	}
	return float64(min(width, most))
}

// insideOnly are columns of slots from which numbers follow that others are not told.
var insideOnly = []string{"vehicles_per_hour", "group_labels"}

// tableOf returns a sheet of package export as a table: what is a moment or a number by its tag is one
// again, and no text has the apostrophe that keeps CSV harmless. What the level does not allow is left
// out or withheld.
func (b *brief) tableOf(data []byte) table {
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		panic("exchange: " + err.Error()) // Export has written it.
	}
	t := table{rows: make([][]any, len(records)-2)}
	for x, name := range records[0] {
		if !b.Level.Inside() && slices.Contains(insideOnly, name) {
			continue
		}
		c := column{name, records[1][x]}
		t.columns = append(t.columns, c)
		for y, record := range records[2:] {
			t.rows[y] = append(t.rows[y], b.value(c, record[x]))
		}
	}
	return t
}

// textTags are the beginnings of the tags of columns that hold texts.
var textTags = []string{"#loc", "#x_vehicle+", "#x_boards", "#x_route", "#x_groups+label"}

// value reads a cell of a column.
func (b *brief) value(c column, text string) any {
	if text == "" {
		return nil
	}
	if at, err := time.Parse(time.RFC3339, text); err == nil && c.moments() {
		return b.Scenario.Moment(at)
	}
	if !slices.ContainsFunc(textTags, func(begin string) bool { return strings.HasPrefix(c.tag, begin) }) {
		if n, err := strconv.ParseInt(text, 10, 64); err == nil && (c.name == "people" || c.name == "vehicles") {
			return b.count(n)
		}
		if x, err := strconv.ParseFloat(text, 64); err == nil {
			return x
		}
	}
	if bare := strings.TrimPrefix(text, "'"); export.Inert(bare) != bare {
		return bare
	}
	return text
}

// days is the table of places with when, on every local day on which somebody leaves, the first and
// the last of the groups that begin on it set out.
func (b *brief) days() table {
	t := b.places()
	day := func(t unit.Second) string { return b.Scenario.At(t).Format(time.DateOnly) }
	var days []string
	for i := range b.convoys { // in order of departure
		days = addOnce(days, day(b.convoys[i].Points[0].First))
	}
	for _, d := range days {
		t.columns = append(t.columns, column{d + " first", "#date+start"}, column{d + " last", "#date+end"})
		other := func(s span) bool { return day(s.from) != d }
		row := 0
		for i := range b.towns {
			if b.Scenario.Places[i].Junction {
				continue
			}
			first, last := extent(slices.DeleteFunc(slices.Clone(b.towns[i].departs), other))
			t.rows[row] = append(t.rows[row], first, last)
			row++
		}
	}
	return t
}
