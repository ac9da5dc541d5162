// Package i18n holds the sentences of everything that is handed out, in the languages of those who
// read it: catalogues of messages as tables that a translator can edit, dates, numbers, and names
// of the other direction of writing set apart.
//
// It does not decide what is said, and it never mixes languages: a message that is missing, or was
// translated from a sentence that has changed since, is a problem, and nothing is printed in that
// language. Numbers stand beside words and never inside them, so that no message has plural forms.
//
//	en.csv, hy.csv … ──► Set ──► Catalogue ──► Words ──► orders
package i18n
