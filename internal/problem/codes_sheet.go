package problem

import "maps"

// Codes of tables: their text, their shape and the numbers in their cells.
const (
	TextNotUTF8      Code = "text-not-utf8"
	TextReplaced     Code = "text-replaced"
	QuoteUnclosed    Code = "quote-unclosed"
	QuoteStray       Code = "quote-stray"
	HeaderMissing    Code = "header-missing"
	HeaderUnnamed    Code = "header-unnamed"
	HeaderTwice      Code = "header-twice"
	RowCut           Code = "row-cut"
	RowTooWide       Code = "row-too-wide"
	TagInvalid       Code = "tag-invalid"
	TableMore        Code = "table-more"
	WorkbookBroken   Code = "workbook-broken"
	WorkbookLocked   Code = "workbook-locked"
	SheetMissing     Code = "sheet-missing"
	CellFailed       Code = "cell-failed"
	CellUncomputed   Code = "cell-uncomputed"
	CellsMerged      Code = "cells-merged"
	NumberMissing    Code = "number-missing"
	NumberNone       Code = "number-none"
	NumberComma      Code = "number-comma"
	NumberAmbiguous  Code = "number-ambiguous"
	NumberGrouped    Code = "number-grouped"
	NumberExponent   Code = "number-exponent"
	NumberNotWhole   Code = "number-not-whole"
	NumberOutOfRange Code = "number-out-of-range"
)

func init() {
	maps.Copy(registry, map[Code]entry{
		TextNotUTF8:   {Error, "The text is not UTF-8: {0}.", "Save it as “CSV UTF-8”, as Unicode text or as .xlsx; older code pages are not guessed."},
		TextReplaced:  {Warning, "Letters were lost before the file came here: {0} line(s) hold the sign �, this one first.", "Save the file again from its source as UTF-8."},
		QuoteUnclosed: {Error, "A quoted text in the row that begins here never ends, so everything after it was taken as part of it.", "Close the quotation mark, and double those inside the text; if the file was cut off, copy it again."},
		QuoteStray:    {Error, "A quotation mark stands inside a cell, or text stands behind the one that closes a cell; the row, which begins on line {0}, was not read.", "Put the whole cell in quotation marks, and double those inside it."},

		HeaderMissing: {Error, "The row with the names of the columns is missing: {0}.", "The first row must name the columns; HXL tags stand under it."},
		HeaderUnnamed: {Error, "Column {0} has cells but no name; line {1} is the first.", "Name the column in the first row, or empty it."},
		HeaderTwice:   {Error, "Two columns have the same name: columns {0} and {1}.", "Rename or remove one of them."},
		RowCut:        {Error, "The last row has {0} cells, all others {1}, and no line end: the file was probably cut off.", "Copy the file again; if it is whole, complete the row or end it with a new line."},
		RowTooWide:    {Error, "This row has {0} cells, but only {1} columns have names.", "{2}"},
		TagInvalid:    {Error, "Half of this row or more are HXL tags, but this cell is none.", "Write a tag, such as #adm1+code, or empty the cell; a row of data must not look like tags."},
		TableMore:     {Note, "{0} more of the same kind ({1}) are not listed.", "Mend those listed, then check again."},

		WorkbookBroken: {Error, "The workbook is damaged: {0}.", "Open it in a spreadsheet program and save it again as .xlsx or CSV (UTF-8)."},
		WorkbookLocked: {Error, "The workbook is locked with a password.", "Save it without a password."},
		SheetMissing:   {Error, "The workbook has no such sheet; it has {0}.", "Name one of them."},
		CellFailed:     {Error, "The formula in cell {0} failed.", "Mend the formula, or write the value."},
		CellUncomputed: {Error, "The formula in cell {0} has no stored result.", "Open the workbook in a spreadsheet program and save it, or write the value."},
		CellsMerged:    {Warning, "{0} group(s) of merged cells, the first at {1}: only the first cell of each has a value, the others were read as empty.", "Separate the cells and repeat the value."},

		NumberMissing:    {Error, "A number is missing.", "Write digits, such as 1234 or 1.5."},
		NumberNone:       {Error, "This is not a number.", "Write digits only, such as 1234 or 1.5, without a unit."},
		NumberComma:      {Error, "This number has a comma, and this file does not say whether commas mark decimals or thousands.", "Write 1234.5, or save the table with semicolons between cells."},
		NumberAmbiguous:  {Error, "This number can be read as decimal or as thousands.", "Write thousands without a separator (1234), and decimals with one figure more or less (1.2340)."},
		NumberGrouped:    {Error, "This number has separators between its thousands.", "Write it without them: 1234567.5."},
		NumberExponent:   {Error, "This number is in scientific notation, which spreadsheet programs use when they have dropped digits.", "Format the column as a plain number and save again."},
		NumberNotWhole:   {Error, "This number is not whole.", "Write a whole number."},
		NumberOutOfRange: {Error, "This number is too large to be meant.", "Write at most 15 digits before the decimal sign."},
	})
}
