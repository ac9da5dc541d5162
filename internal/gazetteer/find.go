package gazetteer

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// Confidences, in per cent. The steps between them are what orders matches of different kinds; within
// a kind, likeness orders.
const (
	sure         = 100
	sameSounds   = 95
	guessedSound = 90 // the language had to be guessed
	otherOrder   = 88
	bareName     = 85
	oneTypo      = 92 // less what the typo costs
	soundsAlike  = 88 // less what the difference costs
	rival        = 60 // from here on a match forbids that another is certain
	beginning    = 45 // and up to 30 more for what share of the name it is
	within       = 30
	sharedWord   = 20
	wholeWord    = 12 // more, if what matches ends with a word, and again if it begins with one
	nearStart    = 40 // a beginning with a typing fault, less what that costs
	share        = 30
)

// Find returns the places that a query may mean, best first and at most as many as asked for, each
// once. Equally good ones stand in the order of people, then of id. Whatever the query, it does not
// panic; a query without letters and digits finds nothing. Time grows with the number of names.
func (x *Index) Find(query string, most int) []Match {
	return x.find(query).best(most)
}

// search is what was found for a query so far: of each entry the best match.
type search struct {
	*Index
	found map[int32]Match
}

// find tries every way of matching, strict ones first.
func (x *Index) find(query string) search {
	s := search{x, map[int32]Match{}}
	query = strings.TrimSpace(query)
	cleaned := clean(query)
	letters := fold(cleaned)
	if letters == "" {
		return s
	}
	sounds := readings(cleaned, "")
	s.sameLetters(query, letters)
	s.sameSounds(sounds)
	s.typos(letters, sounds, 0)
	if b := bare(letters); b != "" {
		s.withoutGeneric(b)
	}
	s.withinNames(letters, sounds)
	s.sharedWords(cleaned, letters)
	if len(s.found) == 0 {
		s.nearBeginnings(sounds[0])
	}
	return s
}

// offer keeps a match if nothing better is known of its entry.
func (s search) offer(at int32, m Match) {
	spelling := s.spellings[at]
	m.Entry, m.ID, m.Spelling = int(spelling.entry), s.ids[spelling.entry], spelling.text
	old, known := s.found[spelling.entry]
	if known && (old.Confidence > m.Confidence || old.Confidence == m.Confidence && old.How <= m.How) {
		return
	}
	s.found[spelling.entry] = m
}

// best returns the first matches in order.
func (s search) best(most int) []Match {
	out := make([]Match, 0, len(s.found))
	for _, m := range s.found {
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b Match) int {
		return cmp.Or(
			cmp.Compare(b.Confidence, a.Confidence),
			cmp.Compare(a.How, b.How),
			cmp.Compare(s.people[b.Entry], s.people[a.Entry]),
			strings.Compare(a.ID, b.ID),
			cmp.Compare(a.Entry, b.Entry),
		)
	})
	return out[:max(0, min(most, len(out)))]
}

// sameLetters finds spellings with the letters of the query.
func (s search) sameLetters(query, letters string) {
	for _, r := range s.letters.with(joined(letters)) {
		m := Match{Confidence: sure, How: SameSpelling}
		switch spelling := s.spellings[r.spelling]; spelling.source {
		case ofID:
			if spelling.text == query {
				m.How = SameID
			}
		case ofName:
			m.How = SameName
		case ofPart:
			m = Match{Confidence: bareName, How: Bare}
		}
		s.offer(r.spelling, m)
	}
}

// sameSounds finds spellings that sound as the query, also with their words in another order. The
// first of the sounds is the reading that needs no guess.
func (s search) sameSounds(sounds []string) {
	for n, read := range sounds {
		for _, r := range s.sounds.with(joined(read)) {
			heard := s.readings[r.spelling]
			m := Match{Confidence: guessedSound, How: SameSounds}
			if n == 0 && heard.native {
				m.Confidence = sameSounds
			}
			if s.spellings[heard.spelling].source == ofPart {
				m = Match{Confidence: bareName - 5, How: Bare}
			}
			s.offer(heard.spelling, m)
		}
		if words := inOrder(read); words != "" {
			for _, r := range s.ordered.with(words) {
				s.offer(r.spelling, Match{Confidence: otherOrder, How: OtherOrder})
			}
		}
	}
}

// withoutGeneric finds what the query is without words such as “village”, less surely.
func (s search) withoutGeneric(letters string) {
	const less = 5
	for _, r := range s.letters.with(joined(letters)) {
		s.offer(r.spelling, Match{Confidence: bareName + less, How: Bare})
	}
	sounds := readings(letters, "")
	for _, read := range sounds {
		for _, r := range s.sounds.with(joined(read)) {
			s.offer(s.readings[r.spelling].spelling, Match{Confidence: bareName, How: Bare})
		}
	}
	s.typos(letters, sounds, less)
}

// typos finds spellings that are nearly those of the query, by letters or by sounds, and lowers
// confidence by less.
func (s search) typos(letters string, sounds []string, less int) {
	var candidates []int32
	seen := map[string]bool{}
	for _, read := range sounds {
		key := skeleton(read)
		if seen[key] {
			continue
		}
		seen[key] = true
		s.skeleton.near(key, reachOf(key), func(rows table) {
			for _, r := range rows {
				candidates = append(candidates, s.readings[r.spelling].spelling)
			}
		})
	}
	if key := bones(letters); key != "" {
		s.bones.near(key, reachOf(key), func(rows table) {
			for _, r := range rows {
				candidates = append(candidates, r.spelling)
			}
		})
	}
	slices.Sort(candidates)
	for _, at := range slices.Compact(candidates) {
		if m, alike := s.compare(at, letters, sounds); alike {
			m.Confidence -= less
			s.offer(at, m)
		}
	}
}

// reachOf returns how many consonants of a key may differ in what is compared with it.
func reachOf(key string) int {
	switch {
	case len(key) < 2:
		return 0
	case len(key) < 6:
		return 1
	}
	return 2
}

// compare tells how a spelling is like the query, and whether it is.
func (s search) compare(at int32, letters string, sounds []string) (Match, bool) {
	spelling := s.spellings[at]
	best := Match{}
	if like, alike := lettersAlike(letters, spelling.letters); alike && like.cost > 0 {
		best = Match{Confidence: oneTypo - like.cost/like.length, How: Typo, Letters: like.cost / oneLetter}
	}
	for _, r := range s.readings[s.first[at]:s.first[at+1]] {
		for _, read := range sounds {
			like, alike := bySounds.compare(read, r.sounds)
			confidence := soundsAlike - like.cost/max(1, like.length)
			if alike && like.cost > 0 && confidence > best.Confidence {
				best = Match{Confidence: confidence, How: Alike}
			}
		}
	}
	if spelling.source == ofPart {
		best.Confidence -= 5
	}
	return best, best.Confidence > 0
}

// withinNames finds names that begin with the query or hold it.
func (s search) withinNames(letters string, sounds []string) {
	const fewest = 3 // letters that are looked for within names
	key := joined(letters)
	if utf8.RuneCountInString(letters) < fewest {
		for _, r := range s.letters.beginning(key) {
			s.partial(r.spelling, Beginning, beginning, len(key), len(r.key))
		}
		return
	}
	s.eachWithin(letters, func(at int32, before, after byte) {
		how, confidence := Within, within
		if before == '\n' {
			how, confidence = Beginning, beginning
		}
		if before == ' ' {
			confidence += wholeWord
		}
		if after == ' ' || after == '\n' {
			confidence += wholeWord
		}
		s.partial(at, how, confidence, len(letters), len(s.spellings[at].letters))
	})
	if read := joined(sounds[0]); len(read) > fewest {
		for _, r := range s.sounds.beginning(read) {
			s.partial(s.readings[r.spelling].spelling, Beginning, beginning-5, len(read), len(r.key))
		}
	}
}

// partial offers a name of which the query is some part.
func (s search) partial(at int32, how How, confidence, part, whole int) {
	s.offer(at, Match{Confidence: confidence + share*part/max(whole, 1), How: how})
}

// nearBeginnings finds names of which the query is the beginning but for a typing fault: somebody
// is still writing. It is looked for only if there is nothing else.
func (s search) nearBeginnings(read string) {
	const fewest = 5 // sounds
	read = joined(read)
	if len(read) < fewest {
		return
	}
	limit := bySounds.limit(len(read))
	for _, r := range s.skeleton.beginning(skeleton(read[:fewest-2])) {
		heard := s.readings[r.spelling]
		start := joined(heard.sounds)
		if len(start) <= len(read) {
			continue
		}
		if cost := distance(read, start[:len(read)], soundCost, limit); cost <= limit {
			s.partial(heard.spelling, Beginning, nearStart-cost/len(read), len(read), len(start))
		}
	}
}

// eachWithin calls visit for every spelling that holds letters, with the bytes around the first
// place where it does; a line break is its beginning or end.
func (s search) eachWithin(letters string, visit func(at int32, before, after byte)) {
	for from := 0; ; {
		found := strings.Index(s.text[from:], letters)
		if found < 0 {
			return
		}
		place := from + found
		at := sort.Search(len(s.starts), func(n int) bool { return int(s.starts[n]) >= place }) - 1
		visit(int32(at), s.text[place-1], s.text[place+len(letters)])
		from = len(s.text) - 1
		if at+1 < len(s.starts) {
			from = int(s.starts[at+1])
		}
	}
}

// sharedWords finds names that have a word of the query, if it has several. Short and generic
// words say nothing.
func (s search) sharedWords(cleaned, letters string) {
	const shortest, most = 4, 8 // letters of a word, words
	words := strings.Fields(letters)
	if len(words) < 2 {
		return
	}
	for _, word := range words[:min(most, len(words))] {
		if utf8.RuneCountInString(word) < shortest || generic[word] {
			continue
		}
		s.eachWithin(word, func(at int32, before, after byte) {
			if before != '\n' && before != ' ' || after != '\n' && after != ' ' {
				return
			}
			confidence := sharedWord
			if before == '\n' && after == '\n' {
				confidence += wholeWord
			}
			s.partial(at, SharedWord, confidence, len(word), max(len(letters), len(s.spellings[at].letters)))
		})
	}
	for word := range strings.FieldsSeq(cleaned) {
		read := sound(word, native)
		if len(read) < shortest || generic[fold(word)] {
			continue
		}
		for _, r := range s.sounds.with(read) {
			s.partial(s.readings[r.spelling].spelling, SharedWord, sharedWord+wholeWord, len(read), len(cleaned))
		}
	}
}
