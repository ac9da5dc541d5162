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
	found := x.find(query)
	matches := found.best(mostAsked)
	if len(matches) == 0 {
		return Answer{}
	}
	if found.certain(query, matches[0]) {
		return Answer{Certain, matches[:1]}
	}
	if whole, agreed := x.piecewise(query); agreed {
		return Answer{Certain, []Match{whole}}
	}
	return Answer{Ask, matches}
}

// certain reports whether the best match may be taken without asking.
func (s search) certain(query string, best Match) bool {
	switch best.How {
	case SameID, SameName, SameSpelling:
		return s.alone(best, func(other hit) bool { return other.how <= Bare })
	case SameSounds:
		read := joined(sound(clean(query), native))
		return best.Confidence == sameSounds && utf8.RuneCountInString(read) >= fewestSounds &&
			s.alone(best, func(other hit) bool { return other.confidence >= rival })
	}
	return false
}

// alone reports whether no hit of another entry forbids a match.
func (s search) alone(best Match, forbids func(hit) bool) bool {
	for entry, other := range s.found {
		if int(entry) != best.Entry && forbids(other) {
			return false
		}
	}
	return true
}

// piecewise returns the place that each piece of a query is certain of by itself, and whether there
// is one.
func (x *Index) piecewise(query string) (whole Match, agreed bool) {
	for n, piece := range pieces(query) {
		found := x.find(piece)
		matches := found.best(1)
		if len(matches) == 0 || !found.certain(piece, matches[0]) {
			return Match{}, false
		}
		if n > 0 && matches[0].Entry != whole.Entry {
			return Match{}, false
		}
		whole, agreed = matches[0], true
	}
	return whole, agreed
}
