// Package sheet reads one table file, as spreadsheet programs save it, into rows of text cells
// that know their line and column.
//
// It accepts UTF-8 and UTF-16 text with commas, semicolons or tabs between the cells, and .xlsx
// workbooks; an HXL tag row is recognised and set aside. What was detected is part of the result,
// so that it can be shown. Number, Whole and ReadTime read single cells and say why they refuse one;
// Table.Personal tells columns that speak of single persons.
//
// It does not know what the columns mean, opens no files, and guesses nothing in silence: old
// 8-bit code pages, numbers that can be read in two ways and cells without a column are problems
// with a line. Hostile input costs at most a fixed multiple of its size: see the Most… limits.
//
//	bytes ─ decode ─ split ─┐
//	                        ├─ grid ─ assemble ─ Table, problem.List
//	bytes ─ workbook ─ audit┘
//
// Encodings are read by golang.org/x/text, separated cells by encoding/csv and workbooks by
// excelize. Own code is only what these leave open: which of them a file needs, and whatever they
// pass over in silence.
package sheet
