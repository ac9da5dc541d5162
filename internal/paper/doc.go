// Package paper puts blocks of text on A4 paper: headings, lists, tables, strip maps, tickets to
// tear off. The PDF is black and white and needs no network to be read or printed. The same
// document gives the same bytes, in any number of goroutines.
//
// It knows nothing of plans and translates nothing: whoever calls it chooses the blocks and brings
// the words. It leaves nothing out and does not shrink text to make it fit, but for the lines of a
// Card: what cannot be drawn or does not fit is an error that names it. Scripts that the fonts in
// fonts/ do not cover, and paper of another size, are not for it.
//
// Text may be Latin, Cyrillic, Greek, Armenian or Arabic. A name of the other direction inside a
// sentence has to stand in Unicode isolates (U+2067 or U+2066 … U+2069), so that the numbers in and
// beside it stay where they belong; labels such as K-7, dates and telephone numbers need none. A
// range of two numbers reads as the text around it does. Lengths on paper are millimetres, sizes of
// letters are points.
//
//	Block ─ lay ─► lines ─► bands ─► layout ─► canvas ─ fpdf ──► PDF
//	                 │
//	text ─ guard, levels (UAX #9), face, shape (harfbuzz) ─► pieces ─ wrap
//	                 │
//	          fonts/*.ttf, read once
//
// Text that reads to the right is written as text. Arabic is joined by harfbuzz and drawn by the
// numbers of its glyphs, with the text hidden beneath, so that both can be searched and copied.
package paper
