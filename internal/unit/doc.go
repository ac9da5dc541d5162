// Package unit gives every quantity of Wayout a type of its own: time spans, lengths, people,
// vehicles, rates and what a rate passes over a time.
//
// It is not a library of conversions for users: nothing here parses or prints what a person
// reads. All quantities are integers, so that sums are exact and equal on every machine.
//
// It stands at the bottom of the house: every other package may import it, it imports none.
package unit
