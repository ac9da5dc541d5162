package paper

// sign is a sign that no font has, drawn with strokes. Its points are in units of a font, x to the
// right and y up from the line of writing; points of a stroke are joined, strokes are not.
type sign struct {
	width    int
	strokes  [][][2]float64
	mirrored *sign // what it is in text that reads to the left; nil for itself
}

// signs are the signs that catalogues and lists of places use. An arrow keeps its direction.
var signs = map[rune]*sign{
	'→': {width: 1000, strokes: [][][2]float64{{{80, 340}, {920, 340}}, {{640, 590}, {920, 340}, {640, 90}}}},
	'←': {width: 1000, strokes: [][][2]float64{{{80, 340}, {920, 340}}, {{360, 590}, {80, 340}, {360, 90}}}},
	'↑': {width: 700, strokes: [][][2]float64{{{350, 0}, {350, 700}}, {{120, 450}, {350, 700}, {580, 450}}}},
	'↓': {width: 700, strokes: [][][2]float64{{{350, 0}, {350, 700}}, {{120, 250}, {350, 0}, {580, 250}}}},
	'☐': {width: 900, strokes: [][][2]float64{square}},
	'☑': {width: 900, strokes: [][][2]float64{square, tick}},
	'✓': {width: 900, strokes: [][][2]float64{tick}},
	'≤': {width: 572, strokes: [][][2]float64{less, below}, mirrored: &sign{width: 572, strokes: [][][2]float64{more, below}}},
	'≥': {width: 572, strokes: [][][2]float64{more, below}, mirrored: &sign{width: 572, strokes: [][][2]float64{less, below}}},
}

var (
	square = [][2]float64{{100, 0}, {800, 0}, {800, 700}, {100, 700}, {100, 0}}
	tick   = [][2]float64{{230, 360}, {400, 170}, {690, 560}}
	less   = [][2]float64{{520, 620}, {60, 390}, {520, 160}}
	more   = [][2]float64{{60, 620}, {520, 390}, {60, 160}}
	below  = [][2]float64{{60, 20}, {520, 20}}
)

// piece returns the sign as a piece of a paragraph.
func (g *sign) piece(r rune, level uint8) piece {
	if level%2 == 1 && g.mirrored != nil {
		g = g.mirrored
	}
	return piece{text: string(r), width: g.width, level: level, kind: signed, sign: g}
}
