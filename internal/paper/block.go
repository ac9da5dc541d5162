package paper

// Block is one part of a document, from the margin at the start to the margin at the end. The
// kinds are those of this package.
type Block interface {
	// lay adds the block to a document.
	lay(l *layout) error
}

// Every kind of block.
var (
	_ Block = Title{}
	_ Block = Heading{}
	_ Block = Text{}
	_ Block = Boxed{}
	_ Block = Bullets{}
	_ Block = Numbered{}
	_ Block = Checks{}
	_ Block = Fields{}
	_ Block = Table{}
	_ Block = Strip{}
	_ Block = Cards{}
	_ Block = Slips{}
	_ Block = Chart{}
	_ Block = Break{}
)

// Size is how large letters are. The zero value is Body.
type Size uint8

// The sizes, in points.
const (
	Body   Size = iota // 11 pt
	Small              // 9 pt
	Medium             // 13 pt
	Large              // 16 pt
	Huge               // 24 pt
)

// Title is the name of the page, large and bold.
type Title struct{ Text string }

// Heading is a bold line with a thin rule below. It is never left alone at the foot of a page.
type Heading struct{ Text string }

// Text is a paragraph. A line break in it begins a new line.
type Text struct {
	Text string
	Size Size
	Bold bool
}

// Boxed is a paragraph in a frame.
type Boxed struct {
	Text string
	Size Size
}

// Bullets is a list with a dot before each item.
type Bullets struct {
	Items []string
	Size  Size
}

// Numbered is a list with 1. 2. 3. before the items.
type Numbered struct {
	Items []string
	Size  Size
}

// Checks is a list with an empty square before each item, to tick.
type Checks struct {
	Items []string
	Size  Size
	// Lines is how many ruled lines stand after each item, to write on.
	Lines int
	// Across is how many items stand beside each other; 0 counts as 1. Then there are no lines.
	Across int
}

// Fields are labels and their values in two columns.
type Fields struct {
	Rows []Field
	Size Size
}

// Field is one row of Fields. Where the value is empty there is a ruled blank to write on.
type Field struct{ Label, Value string }

// Table has thin rules, and its head again on every page. A row is divided between pages only if
// it is taller than half a page.
type Table struct {
	Columns []Column
	Rows    []Row
	Size    Size
}

// Column is one column of a table, the first at the start of the line.
type Column struct {
	Head string
	// Width is relative to the widths of the other columns; 0 counts as 1.
	Width float64
	Kind  ColumnKind
}

// ColumnKind is what the cells of a column hold.
type ColumnKind uint8

// The kinds of columns.
const (
	// Words are aligned to the start.
	Words ColumnKind = iota
	// Number is aligned to the end.
	Number
	// Blank is a box to write in; a text in it is drawn as Words are.
	Blank
	// Strokes is a whole number n as n small squares to tick, in groups of five.
	Strokes
)

// Row is one row of a table. Cells that are missing at its end are empty; more cells than columns
// are an error.
type Row struct {
	Cells []string
	Bold  bool
}

// Strip is a strip map: a line down the page with a symbol for each stop, kilometres on one side,
// names and notes on the other. It may go on on the next page.
type Strip struct{ Stops []Stop }

// Stop is one place along a strip.
type Stop struct {
	Distance string // with its unit, such as "12 km"
	Name     string
	Notes    []string
	Mark     Mark
}

// Mark is the symbol of a stop, a shape that is told apart in black and white.
type Mark uint8

// The marks.
const (
	Pass  Mark = iota // a small filled dot
	Start             // a ring with a dot in it
	Gate              // two bars across the line
	Halt              // an empty square
	Fuel              // a filled drop
	End               // a filled square in a frame
)

// Cards are tickets to tear off, in a grid with dashed lines to cut along.
type Cards struct {
	Across int     // tickets in a row; 0 counts as 1
	Height float64 // of one ticket, in millimetres
	Cards  []Card
}

// Card is one ticket, drawn Copies times; 0 counts as 1.
type Card struct {
	Lines  []CardLine
	Copies int
}

// CardLine is one line of a ticket. It is shrunk to fit the width, to 7 pt at least, and then
// wrapped.
type CardLine struct {
	Text string
	Size Size
	Bold bool
}

// Slips are number sheets with dashed lines between them to cut along, as many on a page as fit.
type Slips struct{ Slips []Slip }

// Slip is one number sheet: a title, lines and a table, kept whole on one page.
type Slip struct {
	Title   string
	Lines   []string
	Columns []Column
	Rows    []Row
}

// Break begins a new page for what comes after it. At the head of a page, and at the end of a
// document, it does nothing.
type Break struct{}
