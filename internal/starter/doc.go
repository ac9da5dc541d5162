// Package starter holds the small commented scenario of an invented valley that a new user starts
// from.
//
// It reads no scenario and knows no rules: what it holds is plain files, which folder reads like any
// others.
//
//	template ──► Write ──► cli writes the files
package starter
