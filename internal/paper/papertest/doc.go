// Package papertest reads the text of pages that package paper has drawn, for tests.
//
// It is for tests only, and no reader of PDF files in general: it knows the fonts and the hidden
// text of package paper. It shares no code with it: the file is taken apart by another library.
//
//	PDF ──► runs of text ─ lines ─ order of reading ──► one string a page
package papertest
