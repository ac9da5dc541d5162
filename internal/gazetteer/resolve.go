package gazetteer

import "unicode/utf8"

const (
	mostAsked    = 8 // matches in an answer
	fewestSounds = 5 // of a name that sounds alone may be certain of
)

// Resolve says which place a query means, if that is certain, and else whom to ask about what. The
// rules of certainty are in the comment of the package.
//
// An id is a spelling like others here: "martuni" is asked about if it is the id of one place and
// the name of another. Whoever has an id from a file, and not from a person, looks it up himself.
func (x *Index) Resolve(query string) Answer {
	matches := x.Find(query, x.Len())
	if len(matches) == 0 {
		return Answer{}
	}
	if x.certain(query, matches) {
		return Answer{Certain, matches[:1]}
	}
	if whole, found := x.piecewise(query); found {
		return Answer{Certain, []Match{whole}}
	}
	return Answer{Ask, matches[:min(mostAsked, len(matches))]}
}

// certain reports whether the first match may be taken without asking.
func (x *Index) certain(query string, matches []Match) bool {
	switch first := matches[0]; first.How {
	case SameID, SameName, SameSpelling:
		for _, other := range matches[1:] {
			if other.How <= Bare {
				return false
			}
		}
		return true
	case SameSounds:
		read := joined(sound(clean(query), native))
		return first.Confidence == sameSounds && utf8.RuneCountInString(read) >= fewestSounds &&
			(len(matches) == 1 || matches[1].Confidence < rival)
	}
	return false
}

// piecewise returns the place that each piece of a query is certain of by itself, and whether there
// is one.
func (x *Index) piecewise(query string) (Match, bool) {
	var whole Match
	for n, piece := range pieces(query) {
		matches := x.Find(piece, x.Len())
		if len(matches) == 0 || !x.certain(piece, matches) {
			return Match{}, false
		}
		if n > 0 && matches[0].Entry != whole.Entry {
			return Match{}, false
		}
		if n == 0 {
			whole = matches[0]
		}
	}
	return whole, whole.ID != "" || whole.Confidence > 0
}
