// Package document reads YAML files that people write by hand, so that every value knows its line and
// everything that is wrong is found at once.
//
// It knows no key by itself: who reads a file says which keys it may have and what belongs there.
//
//	bytes ──► Reader.Root ──► Reader.Mapping, Sequence, Scalar ──► Value, problem.List
package document
