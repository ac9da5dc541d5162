package paper

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// after reports whether a box stands below another one, or on a later page.
func (d drawing) after(before drawing) bool {
	const slack = 0.01
	return d.page > before.page || d.page == before.page && d.y >= before.y+before.h-slack
}

// TestBlocksAreInOrder: whatever a block draws stands below the block before it.
func TestBlocksAreInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Document{RightToLeft: rapid.Bool().Draw(t, "right to left")}
		blocks := rapid.IntRange(1, 4).Draw(t, "blocks")
		for i := range blocks {
			d.Blocks = append(d.Blocks, Text{Text: fmt.Sprintf("before%d", i)}, someBlock(t))
		}
		d.Blocks = append(d.Blocks, Text{Text: fmt.Sprintf("before%d", blocks)})
		var seen []drawing
		if _, err := d.pdf(func(box drawing) { seen = append(seen, box) }); err != nil {
			return // TestAnyDocument looks at the reasons.
		}
		var mark drawing
		var within []drawing // since the mark
		marks := 0
		for _, box := range seen {
			if marks > 0 && !box.after(mark) {
				t.Fatalf("%+v is above %+v, which was drawn before it", box, mark)
			}
			if !strings.HasPrefix(box.text, "before") {
				within = append(within, box)
				continue
			}
			for _, other := range within {
				if !box.after(other) {
					t.Fatalf("%+v is above %+v, which is of the block before it", box, other)
				}
			}
			mark, within = box, nil
			marks++
		}
		if marks != blocks+1 {
			t.Fatalf("%d of %d blocks were drawn", marks, blocks+1)
		}
	})
}

// TestRowsAreApart: nothing in a table crosses the rule between two rows.
func TestRowsAreApart(t *testing.T) {
	const slack = 0.01
	rapid.Check(t, func(t *rapid.T) {
		d := Document{RightToLeft: rapid.Bool().Draw(t, "right to left"), Blocks: []Block{someTable(t)}}
		var seen []drawing
		if _, err := d.pdf(func(box drawing) { seen = append(seen, box) }); err != nil {
			return // TestAnyDocument looks at the reasons.
		}
		rules := map[int][]float64{}
		for _, box := range seen {
			if box.text == "" && box.w == textWidth && box.h <= thick {
				rules[box.page] = append(rules[box.page], box.y+box.h/2)
			}
		}
		for _, box := range seen {
			for _, y := range rules[box.page] {
				if box.h > thick && box.y < y-slack && box.y+box.h > y+slack {
					t.Fatalf("the rule at %.2f mm on page %d goes through %+v", y, box.page, box)
				}
			}
		}
	})
}

// TestChecksBesideEachOther: rows of two squares, each with its text after it, and none left out.
func TestChecksBesideEachOther(t *testing.T) {
	for _, rightToLeft := range []bool{false, true} {
		d := of(Checks{Items: []string{"one", "two", "three", strings.Repeat("four ", 40), "five"}, Across: 2, Lines: 3})
		d.RightToLeft = rightToLeft
		_, seen := draw(t, &d)
		checkPaper(t, seen)
		var squares []drawing
		places := map[string]drawing{}
		for _, box := range seen {
			switch {
			case box.text == "" && box.h > 3 && math.Abs(box.w-box.h) < 1e-9:
				squares = append(squares, box)
			case places[box.text].w == 0:
				places[box.text] = box
			}
			if box.text == "" && box.w > 50 {
				t.Errorf("there is a line to write on: %+v", box)
			}
		}
		if len(squares) != 5 {
			t.Fatalf("to the left %t: %d squares", rightToLeft, len(squares))
		}
		for i, word := range []string{"one", "two", "three", "four", "five"} {
			square, text := squares[i], places[word]
			before, after := square, text
			if rightToLeft {
				before, after = text, square
			}
			middle := square.y + square.h/2
			if before.x+before.w >= after.x || middle < text.y || middle > text.y+text.h {
				t.Errorf("to the left %t: the square at %+v is not before %+v", rightToLeft, square, text)
			}
			if i%2 == 1 && squares[i-1].y != square.y || i%2 == 0 && i > 0 && squares[i-2].x != square.x {
				t.Errorf("to the left %t: square %d stands apart: %+v", rightToLeft, i+1, squares)
			}
		}
	}
}

// TestFieldsHaveBlanks: a ruled line beside a label without a value, up to the margin, and none beside
// the others.
func TestFieldsHaveBlanks(t *testing.T) {
	for _, rightToLeft := range []bool{false, true} {
		d := of(Fields{Rows: []Field{
			{"Driver", "Aram"},
			{"Vehicle", ""},
			{strings.Repeat("long label ", 12), ""},
			{strings.Repeat("very long label ", 400), "value"},
			{"", "alone"},
		}})
		d.RightToLeft = rightToLeft
		_, seen := draw(t, &d)
		checkPaper(t, seen)
		var rules []drawing
		for _, box := range seen {
			if box.text == "" {
				rules = append(rules, box)
			}
		}
		if len(rules) != 2 {
			t.Fatalf("to the left %t: %d blanks, want 2", rightToLeft, len(rules))
		}
		for _, rule := range rules {
			edge := rule.x + rule.w - (paperWidth - margin)
			if rightToLeft {
				edge = rule.x - margin
			}
			if math.Abs(edge) > 1e-6 || rule.w < 80 || rule.h != hair {
				t.Errorf("to the left %t: a blank is %+v", rightToLeft, rule)
			}
		}
	}
}

// TestCardsAreWhole: no ticket is divided between pages, though pages do not divide by their height.
func TestCardsAreWhole(t *testing.T) {
	const height = 35.0
	cards := Cards{Across: 2, Height: height}
	for i := range 31 {
		name := "card" + strconv.Itoa(i)
		cards.Cards = append(cards.Cards, Card{Lines: []CardLine{{Text: name, Bold: true}, {Text: name, Size: Small}, {Text: name}}})
	}
	d := of(Text{Text: "above"}, cards)
	_, seen := draw(t, &d)
	checkPaper(t, seen)
	at := map[string][]drawing{}
	for _, box := range seen {
		at[box.text] = append(at[box.text], box)
	}
	for i := range 31 {
		lines := at["card"+strconv.Itoa(i)]
		if len(lines) != 3 || lines[0].page != lines[2].page || lines[2].y+lines[2].h-lines[0].y > height {
			t.Errorf("card %d is drawn at %+v", i, lines)
		}
	}
	if last := at["card30"][0].page; last != 3 {
		t.Errorf("31 cards are on %d pages, want 3", last)
	}
}
