// Package spelling says what somebody meant by what they wrote: which place of a scenario, by any
// of its names, and which of a few known words.
//
// It is the voice of the gazetteer: that decides what is certain, this says it in words and asks. It
// reads no files and changes nothing; whoever gets a proposal asks a person.
//
//	places ──► Of ──► Places ──► Find ──► Answer ──► Text, JSON     “wayout places”
//	                    └──────► Certain, Suggest                   overrides, references
package spelling
