package exchange_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"wayout/internal/exchange"
	"wayout/internal/export"
	"wayout/internal/orders"
	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/sheet"
)

// book is a workbook as excelize reads it: cells as they are stored, by sheet and row.
type book map[string][][]string

// readBook reads a workbook with both readers and checks its form.
func readBook(t checker, data []byte) book {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("no workbook: %v", err)
	}
	defer file.Close()
	out := book{}
	for _, name := range file.GetSheetList() {
		rows, err := file.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil || len(rows) == 0 {
			t.Fatalf("%s: %d rows: %v", name, len(rows), err)
		}
		out[name] = rows
		if panes, err := file.GetPanes(name); err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: panes %+v, %v", name, panes, err)
		}
		table, problems := sheet.ReadSheet("timetable.xlsx", data, name)
		if problems.HasErrors() || len(table.Columns) != len(rows[0]) {
			t.Errorf("%s: our reader finds %d columns of %d: %v", name, len(table.Columns), len(rows[0]), problems)
		}
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("no archive: %v", err)
	}
	for _, part := range archive.File {
		text, err := fs.ReadFile(archive, part.Name)
		if err != nil || strings.HasPrefix(part.Name, "xl/worksheets/") && bytes.Contains(text, []byte("<f")) {
			t.Errorf("%s has a formula: %v", part.Name, err)
		}
	}
	props, err := file.GetDocProps()
	if err != nil || !strings.Contains(props.Description, "nothing here is called safe") || !strings.HasSuffix(props.Created, "Z") || props.Created != props.Modified {
		t.Errorf("properties %+v, %v", props, err)
	}
	return out
}

// cell returns a cell by its row and the name of its column.
func (b book) cell(name string, row int, column string) string {
	x := slices.Index(b[name][0], column)
	if x < 0 || x >= len(b[name][row+1]) {
		return ""
	}
	return b[name][row+1][x]
}

// agree compares a sheet with CSV that another package writes of the same plan, column by column of
// those that the sheet has.
func agree(t *testing.T, s *scenario.Scenario, b book, name string, data []byte) {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(records)-2 != len(b[name])-1 || len(records) < 3 {
		t.Fatalf("%s: %d rows, and %d in CSV: %v", name, len(b[name])-1, len(records)-2, err)
	}
	compared := 0
	for _, column := range b[name][0] {
		x := slices.Index(records[0], column)
		if x < 0 {
			t.Errorf("%s has a column %s that the CSV does not have", name, column)
			continue
		}
		for y, record := range records[2:] {
			compared++
			if got := b.cell(name, y, column); !same(s, got, record[x]) {
				t.Errorf("%s: row %d, %s: %q, want %q", name, y+1, column, got, record[x])
			}
		}
	}
	t.Logf("%s: %d cells compared", name, compared)
}

// same reports whether a stored cell says what a cell of CSV says: the same text, number or moment.
func same(s *scenario.Scenario, stored, text string) bool {
	if stored == strings.TrimPrefix(text, "'") {
		return true
	}
	number, err := strconv.ParseFloat(stored, 64)
	if err != nil {
		return false
	}
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return serialTime(number) == at.In(s.Start.Location()).Format("2006-01-02T15:04:05")
	}
	want, err := strconv.ParseFloat(text, 64)
	return err == nil && want == number
}

// serialTime returns what the clock shows at a number of days since 1899-12-30.
func serialTime(days float64) string {
	seconds := math.Round(days * 24 * 60 * 60)
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Add(time.Duration(seconds) * time.Second).Format("2006-01-02T15:04:05")
}

func timetable(t checker, r exchange.Request) book {
	t.Helper()
	data, err := exchange.Timetable(r)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return readBook(t, data)
}

func TestTimetableIsThatOfTheSheets(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: what it calls starts nothing that other tests do not start")
	}
	karabakh, _ := example()
	for _, r := range []exchange.Request{request(orders.Restricted), karabakh} {
		b := timetable(t, r)
		agree(t, r.Scenario, b, "Slots", export.Slots(r.Scenario, r.Plan))
		agree(t, r.Scenario, b, "Rounds", export.Rounds(r.Scenario, r.Plan))
	}
}

// TestDatesAreDates reads the sheet of slots as a planner's own table would be read.
func TestDatesAreDates(t *testing.T) {
	data, err := exchange.Timetable(request(orders.Restricted))
	if err != nil {
		t.Fatal(err)
	}
	table, problems := sheet.Read("timetable.xlsx", data)
	if len(problems) > 0 {
		t.Error(problems)
	}
	if got := table.Text(1, "depart"); got != "2026-03-28T22:30" {
		t.Errorf("the second slot departs %q", got)
	}
	if got := table.Text(0, "place"); got != "=HYPERLINK(1)" {
		t.Errorf("the first place is %q", got)
	}
	places, _ := sheet.ReadSheet("timetable.xlsx", data, "Places")
	for column, want := range map[string]string{
		"2026_03_28_first": "2026-03-28T22:30", "2026_03_28_last": "2026-03-29T00:13:11", // of a group that begins at 23:56
		"2026_03_29_first": "2026-03-29T00:13:11", "2026_03_29_last": "2026-03-29T00:30",
		"served": "837", "people": "1000",
	} {
		if got := places.Text(upper, column); got != want {
			t.Errorf("%s of the upper village: %q, want %q", column, got, want)
		}
	}
	file, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if shown, err := file.GetCellValue("Slots", "C3"); err != nil || shown != "2026-03-28 22:30" {
		t.Errorf("a spreadsheet shows %q: %v", shown, err)
	}
	if kind, err := file.GetCellType("Slots", "B2"); err != nil || kind != excelize.CellTypeSharedString {
		t.Errorf("a name is a cell of type %d: %v", kind, err)
	}
	if width, err := file.GetColWidth("Slots", "C"); err != nil || width < 16 || width > 30 {
		t.Errorf("a column of dates is %v wide: %v", width, err)
	}
}

func TestTimetableOfPartners(t *testing.T) {
	b := timetable(t, request(orders.Partners))
	if b["Rounds"] != nil {
		t.Error("partners are told who boards each vehicle")
	}
	const small = 2 // the slot of two cars with eight people
	for _, column := range []string{"vehicles", "people", "vehicles_per_hour", "group_labels"} {
		if got := b.cell("Slots", small, column); got != "" {
			t.Errorf("%s of the smallest slot: %q", column, got)
		}
	}
	if got := b.cell("Slots", 1, "people"); got != "400" {
		t.Errorf("the largest slot has %q people", got)
	}
}

// TestLongTextsAreShortened: a cell takes no more than 32,767 letters.
func TestLongTextsAreShortened(t *testing.T) {
	r := request(orders.Restricted)
	r.Scenario.Places[lower].Name = strings.Repeat("𐍈", 40_000)
	b := timetable(t, r)
	if got := b.cell("Slots", 0, "place"); !strings.HasSuffix(got, "𐍈 …") {
		t.Errorf("the name has %d bytes and ends %q", len(got), got[max(0, len(got)-8):])
	}
}

func TestTimetableOfNothing(t *testing.T) {
	r := request(orders.Restricted)
	r.Plan = &plan.Plan{Scenario: r.Scenario.Name, SHA256: "00", Horizon: r.Scenario.Horizon}
	b := timetable(t, r)
	if len(b["Slots"]) != 1 || len(b["Places"]) != 1+len(r.Scenario.Places) {
		t.Errorf("%d slots, %d places", len(b["Slots"])-1, len(b["Places"])-1)
	}
}
