package paper

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// words are the parts of random texts.
var words = rapid.OneOf(
	rapid.SampledFrom([]string{
		"Goris", "дорога", "Ստեփանակերտ", "բաց։", "بوابة", "المدينة،", "(هاتف)", "06:00", "7-12", "→", "☐",
		"\u2067بوابة 7\u2069", "\u2066Martuni 2\u2069", "\u2067", "\u2069", "\n", "\u00A0", "\u200B", "+374 97 123",
		"Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", "فسيكفيكهمفسيكفيكهمفسيكفيكهمفسيكفيكهمفسيكفيكهم",
		strings.Repeat("0123456789", 30), strings.Repeat("ا", 700),
	}),
	rapid.StringMatching(`[a-zA-Zа-яԱ-Ֆա-ևء-ي0-9.,;:!?«»()/-]{1,12}`),
)

func texts(most int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(words, 0, most).Draw(t, "words"), " ")
	})
}

var (
	short = texts(4)
	sizes = rapid.SampledFrom([]Size{Small, Body, Medium, Large, Huge})
	items = rapid.SliceOfN(texts(30), 0, 8)
)

// someTable draws a table of up to 5 columns.
func someTable(t *rapid.T) Table {
	out := Table{Size: rapid.SampledFrom([]Size{Small, Body}).Draw(t, "size")}
	for range rapid.IntRange(0, 5).Draw(t, "columns") {
		out.Columns = append(out.Columns, Column{
			Head: short.Draw(t, "head"), Width: rapid.Float64Range(0, 5).Draw(t, "width"),
			Kind: rapid.SampledFrom([]ColumnKind{Words, Number, Blank, Strokes}).Draw(t, "kind"),
		})
	}
	for range rapid.IntRange(0, 8).Draw(t, "rows") {
		row := Row{Bold: rapid.Bool().Draw(t, "bold")}
		for _, column := range out.Columns[:rapid.IntRange(0, len(out.Columns)).Draw(t, "cells")] {
			cell := texts(rapid.SampledFrom([]int{1, 5, 200}).Draw(t, "most")).Draw(t, "cell")
			if column.Kind == Strokes {
				cell = rapid.StringMatching(`[0-9]{1,3}`).Draw(t, "strokes")
			}
			row.Cells = append(row.Cells, cell)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// someBlock draws a block of any kind.
func someBlock(t *rapid.T) Block {
	switch rapid.IntRange(0, 12).Draw(t, "kind") {
	case 0:
		return Title{short.Draw(t, "title")}
	case 1:
		return Heading{short.Draw(t, "heading")}
	case 2:
		return Text{texts(150).Draw(t, "text"), sizes.Draw(t, "size"), rapid.Bool().Draw(t, "bold")}
	case 3:
		return Boxed{texts(150).Draw(t, "text"), sizes.Draw(t, "size")}
	case 4:
		return Bullets{items.Draw(t, "items"), sizes.Draw(t, "size")}
	case 5:
		return Numbered{items.Draw(t, "items"), sizes.Draw(t, "size")}
	case 6:
		return Checks{
			Items: items.Draw(t, "items"), Size: sizes.Draw(t, "size"),
			Lines: rapid.IntRange(0, 40).Draw(t, "lines"), Across: rapid.IntRange(0, 4).Draw(t, "across"),
		}
	case 7:
		fields := Fields{Size: sizes.Draw(t, "size")}
		for range rapid.IntRange(0, 6).Draw(t, "rows") {
			fields.Rows = append(fields.Rows, Field{texts(10).Draw(t, "label"), texts(20).Draw(t, "value")})
		}
		return fields
	case 8:
		return someTable(t)
	case 9:
		var strip Strip
		for range rapid.IntRange(0, 9).Draw(t, "stops") {
			strip.Stops = append(strip.Stops, Stop{
				short.Draw(t, "distance"), short.Draw(t, "name"), items.Draw(t, "notes"),
				rapid.SampledFrom([]Mark{Pass, Start, Gate, Halt, Fuel, End}).Draw(t, "mark"),
			})
		}
		return strip
	case 10:
		cards := Cards{Across: rapid.IntRange(0, 4).Draw(t, "across"), Height: rapid.Float64Range(20, 90).Draw(t, "height")}
		for range rapid.IntRange(0, 9).Draw(t, "cards") {
			card := Card{Copies: rapid.IntRange(0, 5).Draw(t, "copies")}
			for range rapid.IntRange(0, 3).Draw(t, "lines") {
				card.Lines = append(card.Lines, CardLine{short.Draw(t, "line"), sizes.Draw(t, "size"), rapid.Bool().Draw(t, "bold")})
			}
			cards.Cards = append(cards.Cards, card)
		}
		return cards
	case 11:
		var slips Slips
		for range rapid.IntRange(0, 3).Draw(t, "slips") {
			table := someTable(t)
			slips.Slips = append(slips.Slips, Slip{short.Draw(t, "title"), rapid.SliceOfN(short, 0, 3).Draw(t, "lines"), table.Columns, table.Rows})
		}
		return slips
	}
	return Break{}
}

// TestAnyDocument is drawn within the margins, with nothing on anything else, or is refused with a
// reason that a person can act on.
func TestAnyDocument(t *testing.T) {
	refused, drawn := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		d := Document{
			RightToLeft: rapid.Bool().Draw(t, "right to left"),
			Stamp:       short.Draw(t, "stamp"), Mark: short.Draw(t, "mark"),
			Head: rapid.SliceOfN(short, 0, 2).Draw(t, "head"), Foot: rapid.SliceOfN(short, 0, 2).Draw(t, "foot"),
			Page: func(int, int) string { return "1 / 2" },
		}
		for range rapid.IntRange(0, 6).Draw(t, "blocks") {
			d.Blocks = append(d.Blocks, someBlock(t))
		}
		var seen []drawing
		_, err := d.pdf(func(box drawing) { seen = append(seen, box) })
		if err != nil {
			refused++
			reasons := []string{"its lines are", "it does not fit on a page", "no room", "its head is higher"}
			var letter *letterError
			for _, reason := range reasons {
				if strings.Contains(err.Error(), reason) && !errors.As(err, &letter) {
					return
				}
			}
			t.Fatal(err)
		}
		drawn++
		checkPaper(t, seen)
	})
	if refused > 3*drawn {
		t.Errorf("%d documents were refused and %d drawn: this tells little", refused, drawn)
	}
}
