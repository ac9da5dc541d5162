package gazetteer

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Confidences, in per cent. The steps between them order matches of different kinds; within a kind,
// likeness does.
const (
	sure         = 100
	sameSounds   = 95
	guessedSound = 90 // the language had to be guessed, or whether an h is a kh
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
	less         = 5 // for what is only part of a name or of a query
)

// Find returns the places that a query may mean, best first and at most as many as asked for, each
// once. Equally good ones stand in the order of people, then of id. Whatever the query, it does not
// panic; a query without letters and digits finds nothing. Time grows with the number of names.
func (x *Index) Find(query string, most int) []Match {
	return x.find(query).best(most)
}

// hit is a spelling that matched, and how.
type hit struct {
	spelling   int32
	confidence int16
	how        How
	letters    uint8
}

// search is what was found for a query so far: of each entry the best hit.
type search struct {
	*Index
	found map[int32]hit
}

// find tries every way of matching, strict ones first.
func (x *Index) find(query string) search {
	s := search{x, map[int32]hit{}}
	query = strings.TrimSpace(query)
	cleaned := clean(query)
	letters := fold(cleaned)
	if letters == "" {
		return s
	}
	sounds := readings(cleaned, "")
	s.sameLetters(query, letters)
	s.sameSounds(sounds, letters)
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

// offer keeps a hit if nothing better is known of its entry. One that may forbid that another place
// is certain is better than any looser one.
func (s search) offer(h hit) {
	entry := s.spellings[h.spelling].entry
	old, known := s.found[entry]
	if known && old.how <= Bare && h.how > Bare {
		return
	}
	stricter := known && h.how <= Bare && old.how > Bare
	if known && !stricter && (old.confidence > h.confidence || old.confidence == h.confidence && old.how <= h.how) {
		return
	}
	s.found[entry] = h
}

// best returns the first matches in order.
func (s search) best(most int) []Match {
	hits := s.first(most)
	slices.SortFunc(hits, s.order)
	out := make([]Match, 0, max(0, min(most, len(hits))))
	for _, h := range hits[:cap(out)] {
		spelling := s.spellings[h.spelling]
		out = append(out, Match{
			Entry: int(spelling.entry), ID: s.ids[spelling.entry], Spelling: spelling.text,
			Confidence: int(h.confidence), How: h.how, Letters: int(h.letters),
		})
	}
	return out
}

// first returns the hits that are as good as the so manieth, in no order. A common word finds
// thousands, of which nobody wants more than a few sorted.
func (s search) first(most int) []hit {
	var count [sure + 1]int
	for _, h := range s.found {
		count[h.confidence]++
	}
	least, enough := sure, count[sure]
	for least > 0 && enough < most {
		least--
		enough += count[least]
	}
	hits := make([]hit, 0, enough)
	for _, h := range s.found {
		if int(h.confidence) >= least {
			hits = append(hits, h)
		}
	}
	return hits
}

// order is negative where a is the better hit. It is total over hits of different entries.
func (s search) order(a, b hit) int {
	if n := cmp.Compare(b.confidence, a.confidence); n != 0 {
		return n
	}
	if n := cmp.Compare(a.how, b.how); n != 0 {
		return n
	}
	entryA, entryB := s.spellings[a.spelling].entry, s.spellings[b.spelling].entry
	if n := cmp.Compare(s.people[entryB], s.people[entryA]); n != 0 {
		return n
	}
	if n := strings.Compare(s.ids[entryA], s.ids[entryB]); n != 0 {
		return n
	}
	return cmp.Compare(entryA, entryB)
}

// sameLetters finds spellings with the letters of the query.
func (s search) sameLetters(query, letters string) {
	for _, r := range s.letters.with(joined(letters)) {
		h := hit{spelling: r.spelling, confidence: sure, how: SameSpelling}
		switch spelling := s.spellings[r.spelling]; spelling.source {
		case ofID:
			if spelling.text == query {
				h.how = SameID
			}
		case ofName:
			h.how = SameName
		case ofPart:
			h.confidence, h.how = bareName, Bare
		}
		s.offer(h)
	}
}

// sameSounds finds spellings that sound as the query, also with their words in another order. The
// first of the sounds is the reading that needs no guess.
func (s search) sameSounds(sounds []string, letters string) {
	for n, read := range sounds {
		rows := s.sounds.with(spoken(read))
		misspelt := s.writtenOtherwise(rows, script(letters))
		for _, r := range rows {
			heard := s.readings[r.spelling]
			spelling := &s.spellings[heard.spelling]
			h := hit{spelling: heard.spelling, confidence: guessedSound, how: SameSounds}
			if n == 0 && heard.native && !misspelt[spelling.entry] && sameBreath(read, heard.sounds) {
				h.confidence = sameSounds
			}
			if spelling.source == ofPart {
				h.confidence, h.how = bareName-less, Bare
			}
			s.offer(h)
		}
		if words := inOrder(read); words != "" {
			for _, r := range s.ordered.with(words) {
				s.offer(hit{spelling: r.spelling, confidence: otherOrder, how: OtherOrder})
			}
		}
	}
}

// writtenOtherwise returns the entries that have readings among rows in the script of the query.
// Latin writes a sound in many ways; in other scripts who writes it otherwise than the name is
// written may mean another place ("Քուսապատ" for "Կուսապատ").
func (s search) writtenOtherwise(rows table, from *unicode.RangeTable) map[int32]bool {
	if from == nil {
		return nil
	}
	out := map[int32]bool{}
	for _, r := range rows {
		if spelling := &s.spellings[s.readings[r.spelling].spelling]; script(spelling.letters) == from {
			out[spelling.entry] = true
		}
	}
	return out
}

// withoutGeneric finds what the query is without words such as “village”, less surely.
func (s search) withoutGeneric(letters string) {
	for _, r := range s.letters.with(joined(letters)) {
		s.offer(hit{spelling: r.spelling, confidence: bareName + less, how: Bare})
	}
	sounds := readings(letters, "")
	for _, read := range sounds {
		for _, r := range s.sounds.with(spoken(read)) {
			s.offer(hit{spelling: s.readings[r.spelling].spelling, confidence: bareName, how: Bare})
		}
	}
	s.typos(letters, sounds, less)
}

// typos finds spellings that are nearly those of the query, by letters or by sounds, and lowers
// confidence by a penalty. One wrong letter is never more than one in the bones; of two, the second
// is found where the skeleton does not see it or is long.
func (s search) typos(letters string, sounds []string, penalty int) {
	for n, read := range sounds {
		key := skeleton(read)
		s.skeleton.near(key, reachOf(key), func(rows table) {
			for _, r := range rows {
				heard := s.readings[r.spelling]
				s.alike(heard, read, penalty)
				if n == 0 && !plain(letters) {
					s.misspelt(heard.spelling, letters, penalty)
				}
			}
		})
	}
	if key := bones(letters); key != "" {
		s.bones.near(key, 1, func(rows table) {
			for _, r := range rows {
				s.misspelt(r.spelling, letters, penalty)
			}
		})
	}
}

// reachOf returns how many consonants of a key may differ in what is compared with it.
func reachOf(key string) int {
	const long = 6
	if len(key) < long {
		return 1
	}
	return 2
}

// misspelt offers a spelling if its letters are nearly those of the query.
func (s search) misspelt(at int32, letters string, penalty int) {
	spelling := &s.spellings[at]
	like, alike := lettersAlike(letters, spelling.letters)
	if !alike || like.cost == 0 {
		return
	}
	if spelling.source == ofPart {
		penalty += less
	}
	confidence := oneTypo - like.cost/like.length - penalty
	s.offer(hit{at, int16(confidence), Typo, uint8(like.cost / oneLetter)})
}

// alike offers the spelling of a reading if it sounds nearly as the query.
func (s search) alike(heard reading, read string, penalty int) {
	like, alike := bySounds.compare(read, heard.sounds)
	if !alike || like.cost == 0 {
		return
	}
	if s.spellings[heard.spelling].source == ofPart {
		penalty += less
	}
	confidence := soundsAlike - like.cost/like.length - penalty
	s.offer(hit{spelling: heard.spelling, confidence: int16(confidence), how: Alike})
}

// withinNames finds names that begin with the query or hold it.
func (s search) withinNames(letters string, sounds []string) {
	const fewest = 3 // letters that are looked for within names
	key := joined(letters)
	if utf8.RuneCountInString(letters) < fewest {
		for _, r := range s.letters.beginning(key) {
			if len(r.key) == len(key) {
				continue
			}
			s.partial(r.spelling, Beginning, beginning, len(key), len(r.key))
		}
		return
	}
	s.eachWithin(letters, func(at int32, before, after byte) {
		if before == '\n' && after == '\n' {
			return
		}
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
	if read := spoken(sounds[0]); len(read) > fewest {
		for _, r := range s.sounds.beginning(read) {
			if len(r.key) == len(read) {
				continue
			}
			s.partial(s.readings[r.spelling].spelling, Beginning, beginning-5, len(read), len(r.key))
		}
	}
}

// partial offers a name of which the query is some part.
func (s search) partial(at int32, how How, confidence, part, whole int) {
	s.offer(hit{spelling: at, confidence: int16(confidence + share*min(part, whole)/max(whole, 1)), how: how})
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
		if cost := distance(read, start[:len(read)], soundCosts, limit); cost <= limit {
			s.partial(heard.spelling, Beginning, nearStart-cost/len(read), len(read), len(start))
		}
	}
}

// eachWithin calls visit for every spelling that holds letters, with the bytes around the first
// place where it does; a line break is its beginning or end.
func (s search) eachWithin(letters string, visit func(at int32, before, after byte)) {
	at := 0
	for from := 0; ; from = int(s.starts[at]) {
		found := strings.Index(s.text[from:], letters)
		if found < 0 {
			return
		}
		place := from + found
		at = s.spellingAt(place, at)
		visit(int32(at), s.text[place-1], s.text[place+len(letters)])
		if at++; at == len(s.starts) {
			return
		}
	}
}

// spellingAt returns the spelling that holds a place of the text, which is not before one that is
// known.
func (s search) spellingAt(place, known int) int {
	reach := 1 // doubled until beyond, because the next place is often near
	for known+reach < len(s.starts) && int(s.starts[known+reach]) < place {
		reach *= 2
	}
	low := known + reach/2
	within := s.starts[low:min(known+reach, len(s.starts))]
	return low + sort.Search(len(within), func(n int) bool { return int(within[n]) >= place }) - 1
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
	heard := strings.Fields(cleaned)
	for _, word := range heard[:min(most, len(heard))] {
		read := sound(word, native)
		if len(read) < shortest || generic[fold(word)] {
			continue
		}
		for _, r := range s.sounds.with(spoken(read)) {
			at := s.readings[r.spelling].spelling
			s.partial(at, SharedWord, sharedWord+wholeWord, len(read), len(cleaned))
		}
	}
}
