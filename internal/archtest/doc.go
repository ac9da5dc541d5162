// Package archtest holds the house: tests that read the source of every other package and fail
// where it leaves the picture in docs/architecture.md.
//
// It has no code of its own to call, and it judges shape only: which room imports which, that
// packages and exported names are explained, what the program is built from. What the rooms do is
// tested in them.
//
//	source files ── go/parser ──► floors, comments, names, sizes
//	go list ────────────────────► docs/dependencies.txt
package archtest
