// Package problem describes what a person must be told about their input: a stable code, how
// grave it is, where it stands (file, line, column), the value found and what would be right.
//
// It is not for programmers' errors, which are ordinary error values or panics, and it prints
// nothing itself: the faces decide where text goes.
//
// The registry in codes.go is the only list of codes; a code is never reused.
package problem
