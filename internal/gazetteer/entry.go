package gazetteer

import "wayout/internal/unit"

// Name is a name in one language, by BCP 47 code such as "hy"; "" if the language is not known.
type Name struct {
	Language string
	Text     string
}

// Entry is one place as the gazetteer is told of it.
//
// Texts may say more than a name. A slash separates names that mean the same: "Lachin / Berdzor".
// What stands in brackets or after a comma belongs to the name, and what stands before it alone is
// only part of one: "Gavar" is no certain name of "Gavar (Gegharkunik)".
type Entry struct {
	ID      string // should be unique; the last thing that orders places
	Name    string // as shown, in no known language
	Names   []Name
	Aliases []string
	// Qualifier tells the place from others of the same name: a region, a district. It may be
	// written after or before any name, and then counts as part of it.
	Qualifier string
	// People orders places that match equally well, more of them first. It never makes anything
	// certain.
	People unit.Person
}

// How is the way in which a query matched, from the strictest to the loosest.
type How uint8

// The ways to match. Only the first four can be certain.
const (
	SameID       How = iota // the id, letter by letter
	SameName                // the shown name, up to case, marks, punctuation and blanks
	SameSpelling            // another name or alias, or a name with its qualifier
	SameSounds              // a name written by other rules or in another script
	OtherOrder              // the same words in another order
	Bare                    // equal without words such as “village”, brackets or what follows a comma
	Typo                    // Letters letters away
	Alike                   // sounds much like it
	Beginning               // the beginning of a name
	Within                  // inside a name
	SharedWord              // only some of the words
)

// String returns the way in words, for tests and logs.
func (h How) String() string {
	return [...]string{
		"same id", "same name", "same spelling", "same sounds", "other order", "bare name", "typo",
		"sounds alike", "beginning", "within", "shared word",
	}[h]
}

// Match is a place that a query may mean.
type Match struct {
	Entry    int    // index into the entries that the Index was made of
	ID       string // of the entry
	Spelling string // what of the entry matched, as it was given
	// Confidence is in per cent. It orders matches and tells a person how near they are; it is no
	// probability. Only 100 is the same letters.
	Confidence int
	How        How
	Letters    int // letters to insert, leave out, change or swap; set for Typo only
}

// Finding says what may be done with an Answer.
type Finding uint8

// The three findings.
const (
	Unknown Finding = iota // nothing is like it
	Ask                    // a person has to choose or to confirm, even if there is one match
	Certain                // the first match is the place
)

// String returns the finding in a word, for tests and logs.
func (f Finding) String() string { return [...]string{"unknown", "ask", "certain"}[f] }

// Answer is what is to be made of a query. If it is Certain there is one match, if it is Unknown
// there is none.
type Answer struct {
	Finding Finding
	Matches []Match // best first
}
