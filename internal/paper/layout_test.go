package paper

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/paper/papertest"
)

// checkPaper reports what is drawn outside the margins, and texts that lie on each other.
func checkPaper(t errorer, seen []drawing) {
	t.Helper()
	const slack = 0.01
	var texts []drawing
	for _, box := range seen {
		if box.x < margin-slack || box.y < margin-slack || box.x+box.w > paperWidth-margin+slack ||
			box.y+box.h > paperHeight-margin+slack || math.IsNaN(box.x+box.y+box.w+box.h) || box.w < 0 || box.h < 0 {
			t.Errorf("outside the margins: %+v", box)
		}
		if strings.TrimSpace(box.text) != "" {
			texts = append(texts, box)
		}
	}
	slices.SortFunc(texts, func(a, b drawing) int {
		if a.page != b.page {
			return a.page - b.page
		}
		return int(math.Copysign(1, a.y-b.y))
	})
	for i, a := range texts {
		for _, b := range texts[i+1:] {
			if b.page != a.page || b.y > a.y+a.h-slack {
				break
			}
			if a.x < b.x+b.w-slack && b.x < a.x+a.w-slack {
				t.Errorf("on each other: %+v and %+v", a, b)
			}
		}
	}
}

// errorer is a test, or one draw of a property.
type errorer interface {
	Helper()
	Errorf(string, ...any)
}

func TestEverythingStaysWithinTheMargins(t *testing.T) {
	for _, language := range languages {
		_, seen := draw(t, everything(language))
		checkPaper(t, seen)
	}
}

// TestMirror: in a document that reads to the left everything is where it would be in a mirror.
func TestMirror(t *testing.T) {
	blocks := []Block{
		Title{"Title"},
		Heading{"Heading"},
		Text{Text: "Text"},
		Boxed{Text: "Boxed"},
		Bullets{Items: []string{"Item"}},
		Checks{Items: []string{"Check"}, Lines: 1},
		Checks{Items: []string{"A", "B", "C"}, Across: 2},
		Fields{Rows: []Field{{"Label", "Value"}, {"Label", ""}}},
		Table{
			Columns: []Column{{Head: "A"}, {Head: "B", Kind: Blank}, {Head: "C", Kind: Strokes}},
			Rows:    []Row{{Cells: []string{"a", "", "13"}}},
		},
		Strip{[]Stop{{"12", "Stop", []string{"Note"}, Gate}, {"13", "Stop", nil, End}}},
		Cards{3, 20, []Card{{Lines: []CardLine{{Text: "Card"}}, Copies: 4}}},
	}
	d := Document{Stamp: "STAMP", Head: []string{"head"}, Mark: "mark", Foot: []string{"foot"}, Blocks: blocks}
	d.Page = func(int, int) string { return "1" }
	places := func(rightToLeft bool) []string {
		d.RightToLeft = rightToLeft
		_, seen := draw(t, &d)
		var out []string
		for _, box := range seen {
			if rightToLeft {
				box.x = paperWidth - box.x - box.w
			}
			out = append(out, fmt.Sprintf("%.2f+%.2f %s", box.x, box.w, box.text))
		}
		return out
	}
	if diff := cmp.Diff(places(false), places(true)); diff != "" {
		t.Errorf("-to the right +mirrored:\n%s", diff)
	}
}

// TestHeadingsStayWithWhatTheyHead on every place of a page.
func TestHeadingsStayWithWhatTheyHead(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: what it calls starts nothing that other tests do not start")
	}
	next := map[string]Block{
		"Text":     Text{Text: "after"},
		"Boxed":    Boxed{Text: "after"},
		"Bullets":  Bullets{Items: []string{"after"}},
		"Numbered": Numbered{Items: []string{"after"}},
		"Checks":   Checks{Items: []string{"after"}, Lines: 3},
		"Fields":   Fields{Rows: []Field{{"after", ""}}},
		"Table":    Table{Columns: []Column{{Head: "top"}}, Rows: []Row{{Cells: []string{"after"}}}},
		"Strip":    Strip{[]Stop{{Name: "after"}}},
		"Cards":    Cards{Height: 40, Cards: []Card{{Lines: []CardLine{{Text: "after"}}}}},
		"Slips":    Slips{[]Slip{{Lines: []string{"after"}}}},
	}
	for name, block := range next {
		turned := false
		for lines := 30; lines < 50; lines++ {
			d := of(Text{Text: strings.Repeat("line\n", lines)}, Title{"Title"}, Heading{"Heading"}, block)
			_, seen := draw(t, &d)
			checkPaper(t, seen)
			title, heading, after := pageOf(t, seen, "Title"), pageOf(t, seen, "Heading"), pageOf(t, seen, "after")
			if title != heading || heading != after {
				t.Errorf("%s after %d lines: title on page %d, heading on %d, what it heads on %d", name, lines, title, heading, after)
			}
			turned = turned || after == 2
		}
		if !turned {
			t.Errorf("%s: nothing came to the second page", name)
		}
	}
}

// TestLinesOfAParagraphAreNotAlone: two stay together at either end.
func TestLinesOfAParagraphAreNotAlone(t *testing.T) {
	for lines := 30; lines < 50; lines++ {
		d := of(Text{Text: strings.Repeat("line\n", lines)}, Text{Text: "one\ntwo\nthree\nfour\nfive\nsix"})
		_, seen := draw(t, &d)
		for _, pair := range [][2]string{{"one", "two"}, {"five", "six"}} {
			if a, b := pageOf(t, seen, pair[0]), pageOf(t, seen, pair[1]); a != b {
				t.Errorf("after %d lines %s is on page %d, %s on page %d", lines, pair[0], a, pair[1], b)
			}
		}
	}
}

// TestBreak: the next block begins a page, but no page is left empty.
func TestBreak(t *testing.T) {
	d := of(Break{}, Text{Text: "one"}, Break{}, Break{}, Heading{"two"}, Break{}, Text{Text: "three"}, Break{})
	data, seen := draw(t, &d)
	for i, word := range []string{"one", "two", "three"} {
		if got := pageOf(t, seen, word); got != i+1 {
			t.Errorf("%s is on page %d, want %d", word, got, i+1)
		}
	}
	if pages, err := papertest.Pages(data); len(pages) != 3 {
		t.Errorf("%d pages, want 3; %v", len(pages), err)
	}
}

// TestLongTable has its head again on every page, and every row once, in order and whole.
func TestLongTable(t *testing.T) {
	table := Table{Columns: []Column{{Head: "Top", Width: 3}, {Head: "Number", Kind: Number}}, Size: Small}
	for i := range 300 {
		table.Rows = append(table.Rows, Row{Cells: []string{strings.TrimSpace(strings.Repeat(fmt.Sprintf("row%d ", i), 1+i%40)), strconv.Itoa(i)}})
	}
	d := of(Heading{"Heading"}, table)
	_, seen := draw(t, &d)
	checkPaper(t, seen)
	heads, last := map[int]float64{}, map[int]float64{}
	rows, pages := map[string][]int{}, 0
	for _, box := range seen {
		pages = max(pages, box.page)
		switch {
		case box.text == "Top":
			heads[box.page] = box.y
		case strings.HasPrefix(box.text, "row"):
			rows[box.text] = append(rows[box.text], box.page)
			last[box.page] = max(last[box.page], box.y)
		}
	}
	if pages < 10 || len(heads) != pages {
		t.Errorf("%d pages of a table have %d heads", pages, len(heads))
	}
	for page := 2; page <= pages; page++ {
		if heads[page] != margin+inRow || last[page] <= heads[page] {
			t.Errorf("on page %d the head is at %.1f mm, the last row at %.1f mm", page, heads[page], last[page])
		}
	}
	before := 1
	for i := range 300 {
		on := rows[fmt.Sprintf("row%d", i)]
		if len(on) != 1+i%40 {
			t.Fatalf("row %d is drawn with %d words, want %d", i, len(on), 1+i%40)
		}
		if slices.Min(on) != slices.Max(on) || on[0] < before {
			t.Errorf("row %d is on pages %v after page %d", i, on, before)
		}
		before = on[0]
	}
}

// TestVeryLongRow is divided between pages, with the head on each.
func TestVeryLongRow(t *testing.T) {
	words := 4000
	d := of(Table{
		Columns: []Column{{Head: "Top"}, {Head: "Right", Kind: Strokes}, {Head: "Blank", Kind: Blank}},
		Rows: []Row{
			{Cells: []string{"before", "1"}},
			{Cells: []string{strings.Repeat("word ", words), "2000"}},
			{Cells: []string{"after", "2"}},
		},
	})
	_, seen := draw(t, &d)
	checkPaper(t, seen)
	count, heads := 0, 0
	for _, box := range seen {
		switch box.text {
		case "word":
			count++
		case "Top":
			heads++
		}
	}
	pages := pageOf(t, seen, "after")
	if count != words || pages < 4 || heads != pages {
		t.Errorf("%d words on %d pages with %d heads, want %d words", count, pages, heads, words)
	}
}

// TestColumnsGiveWay: a narrow column gets as much room as its words need, if there is enough.
func TestColumnsGiveWay(t *testing.T) {
	d := of(Table{
		Columns: []Column{{Head: "Place", Width: 20}, {Head: "Transportation", Width: 1}},
		Rows:    []Row{{Cells: []string{"Goris", "Unaccompanied"}}},
	})
	_, seen := draw(t, &d)
	checkPaper(t, seen)
	pageOf(t, seen, "Transportation")
	pageOf(t, seen, "Unaccompanied")
}

// TestNumbersStandBelowEachOther: their last digits, whatever the direction.
func TestNumbersStandBelowEachOther(t *testing.T) {
	for _, rightToLeft := range []bool{false, true} {
		d := of(Table{
			Columns: []Column{{Head: "Place", Width: 3}, {Head: "Inhabitants", Kind: Number}, {Head: "Last"}},
			Rows:    []Row{{Cells: []string{"a", "7"}}, {Cells: []string{"b", "1250"}, Bold: true}, {Cells: []string{"c", "80"}}},
		})
		d.RightToLeft = rightToLeft
		_, seen := draw(t, &d)
		var ends []float64
		for _, box := range seen {
			if _, err := strconv.Atoi(box.text); err == nil {
				ends = append(ends, math.Round(100*(box.x+box.w)))
			}
		}
		if len(ends) != 3 || ends[0] != ends[1] || ends[1] != ends[2] {
			t.Errorf("to the left %t: numbers end at %v", rightToLeft, ends)
		}
	}
}

// TestStrokes: as many squares as the cell says, in groups of five, and a box in every empty cell.
func TestStrokes(t *testing.T) {
	for _, n := range []int{0, 1, 4, 5, 6, 13, 250} {
		d := of(Table{
			Columns: []Column{{Kind: Strokes, Width: 5}, {Kind: Blank}},
			Rows:    []Row{{Cells: []string{strconv.Itoa(n)}}, {Cells: []string{"", "written"}}},
		})
		_, seen := draw(t, &d)
		checkPaper(t, seen)
		squares, boxes := []drawing{}, 0
		for _, box := range seen {
			switch {
			case math.Abs(box.w-strokeSide) < 1e-9 && math.Abs(box.h-strokeSide) < 1e-9:
				squares = append(squares, box)
			case box.text == "" && box.w >= leastBlank && box.h > 5:
				boxes++
			}
		}
		if len(squares) != n || boxes != 1 {
			t.Errorf("%d strokes are %d squares, and %d boxes to write in", n, len(squares), boxes)
		}
		for i := 1; i < len(squares); i++ {
			if squares[i].y != squares[i-1].y {
				continue
			}
			apart := squares[i].x - squares[i-1].x
			if grouped := apart > strokeStep+0.1; grouped != (i%5 == 0) {
				t.Errorf("square %d of %d is %.1f mm after the one before", i+1, n, apart)
			}
		}
	}
}

// TestCards: a card is drawn as often as it says, in rows, and shrunk where its words are too long.
func TestCards(t *testing.T) {
	d := of(Cards{Across: 3, Height: 40, Cards: []Card{
		{Lines: []CardLine{{Text: "first", Size: Huge}}, Copies: 4},
		{Lines: []CardLine{{Text: "Երկարանունաբնակավայր", Size: Huge, Bold: true}}},
		{Lines: []CardLine{{Text: strings.Repeat("word ", 30), Size: Huge}}},
	}})
	data, seen := draw(t, &d)
	checkPaper(t, seen)
	var first []drawing
	for _, box := range seen {
		if box.text == "first" {
			first = append(first, box)
		}
	}
	if len(first) != 4 || first[0].y != first[2].y || first[3].y-first[0].y != 40 || first[3].x != first[0].x {
		t.Errorf("four copies of a card are at %+v", first)
	}
	sizes := map[string]float64{}
	for _, p := range readText(t, data) {
		sizes[strings.Fields(p.text + " -")[0]] = p.size
	}
	if sizes["first"] != 24 || sizes["word"] != leastPoints {
		t.Errorf("letters have the sizes %v", sizes)
	}
	if size := sizes["Երկարանունաբնակավայր"]; size <= leastPoints || size >= 16 {
		t.Errorf("a long name has %.1f pt", size)
	}
}

// TestSlipsAreWhole: none is divided between pages, and as many stand on a page as fit.
func TestSlipsAreWhole(t *testing.T) {
	s := samples["en"]
	var slips Slips
	for i := range 12 {
		name := fmt.Sprintf("slip%d", i)
		slip := Slip{Title: name, Lines: []string{name}, Columns: s.table(0).Columns}
		for range 3 + i {
			slip.Rows = append(slip.Rows, Row{Cells: []string{name, "1", "", "7"}})
		}
		slips.Slips = append(slips.Slips, slip)
	}
	d := of(slips)
	_, seen := draw(t, &d)
	checkPaper(t, seen)
	pages := map[string][]int{}
	for _, box := range seen {
		if strings.HasPrefix(box.text, "slip") && !slices.Contains(pages[box.text], box.page) {
			pages[box.text] = append(pages[box.text], box.page)
		}
	}
	for name, on := range pages {
		if len(on) != 1 {
			t.Errorf("%s is on pages %v", name, on)
		}
	}
	if len(pages) != 12 || pages["slip0"][0] != 1 || pages["slip1"][0] != 1 || pages["slip11"][0] < 4 {
		t.Errorf("slips are on pages %v", pages)
	}
}

// TestChecksHaveLinesToWriteOn, which stay with their item.
func TestChecksHaveLinesToWriteOn(t *testing.T) {
	for lines := 30; lines < 48; lines++ {
		d := of(Text{Text: strings.Repeat("line\n", lines)}, Checks{Items: []string{"item"}, Lines: 3})
		_, seen := draw(t, &d)
		rules := 0
		for _, box := range seen {
			if box.h < 1 && box.w > 100 && box.page == pageOf(t, seen, "item") {
				rules++
			}
		}
		if rules != 3 {
			t.Errorf("after %d lines of text an item has %d lines to write on, want 3", lines, rules)
		}
	}
}

// TestFrameIsOnEveryPage, with the number of the page and of all pages.
func TestFrameIsOnEveryPage(t *testing.T) {
	for _, language := range []string{"en", "ar"} {
		d := threePages(language)
		d.Stamp, d.Mark, d.Head, d.Foot = "STAMP", "MARK", []string{"HEAD"}, []string{"FOOT"}
		d.Page = func(page, pages int) string { return fmt.Sprintf("p%dof%d", page, pages) }
		_, seen := draw(t, d)
		pages := seen[len(seen)-1].page
		found := map[string]int{}
		for _, box := range seen {
			found[box.text]++
		}
		for _, word := range []string{"STAMP", "MARK", "HEAD", "FOOT"} {
			if found[word] != pages {
				t.Errorf("%s: %s is on %d of %d pages", language, word, found[word], pages)
			}
		}
		for page := range pages {
			if word := fmt.Sprintf("p%dof%d", page+1, pages); found[word] != 1 {
				t.Errorf("%s: %s is drawn %d times", language, word, found[word])
			}
		}
	}
}

// TestStripGoesOn on the next page: its line is drawn from the first mark to the last.
func TestStripGoesOn(t *testing.T) {
	var strip Strip
	for i := range 40 {
		strip.Stops = append(strip.Stops, Stop{Distance: strconv.Itoa(i), Name: fmt.Sprintf("stop%d", i), Mark: Mark(i % 6)})
	}
	strip.Stops[20].Notes = []string{strings.Repeat("note ", 2000)}
	d := of(strip)
	_, seen := draw(t, &d)
	checkPaper(t, seen)
	reach := map[int][2]float64{}
	for _, box := range seen {
		if math.Abs(box.w-lineThickness) < 1e-9 {
			r, ok := reach[box.page]
			if ok && box.y-r[1] > 1e-6 {
				t.Errorf("page %d: the line stops at %.2f mm and goes on at %.2f mm", box.page, r[1], box.y)
			}
			if !ok {
				r[0] = box.y
			}
			reach[box.page] = [2]float64{r[0], box.y + box.h}
		}
	}
	pages := pageOf(t, seen, "stop39")
	if pages < 3 || len(reach) != pages {
		t.Errorf("the line is on %d of %d pages", len(reach), pages)
	}
	for page := 2; page <= pages; page++ {
		if reach[page][0] != margin {
			t.Errorf("on page %d the line begins at %.1f mm", page, reach[page][0])
		}
	}
}
