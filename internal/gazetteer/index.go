package gazetteer

import (
	"slices"
	"strings"

	"wayout/internal/unit"
)

// source says what of an entry a spelling is. Matches of an entry are equal but for this.
type source uint8

const (
	ofID source = iota
	ofName
	ofOther     // a name in a language, an alias, one of several names between slashes
	ofQualified // any of them with the qualifier
	ofPart      // what stands before brackets or a comma, or a name without generic words
)

// spelling is one way to write one place.
type spelling struct {
	text    string // as it was given
	letters string
	entry   int32
	source  source
}

// reading is one way in which a spelling may sound.
type reading struct {
	sounds   string
	spelling int32
	native   bool // read as its script is read when no language is known, or in its own language
}

// Index finds places by their names. It never changes after New and may be shared by goroutines.
type Index struct {
	ids       []string
	people    []unit.Person
	spellings []spelling
	// first is the first reading of every spelling, and one past the last: those of a spelling
	// stand together.
	first    []int32
	readings []reading

	letters  table // joined letters
	sounds   table // as spoken; rows hold readings
	ordered  table // sounds with one breath and their words sorted, of names of several words
	skeleton table // rows hold readings
	bones    table

	// text is the letters of every spelling, each between line breaks, to look for what stands
	// within; starts tells where they begin.
	text   string
	starts []int32
}

// New makes an index of entries, in the order given: Match.Entry counts in it. It keeps nothing of
// the slice but texts; time and memory grow with the number of names.
func New(entries []Entry) *Index {
	x := &Index{}
	for at, e := range entries {
		x.ids, x.people = append(x.ids, e.ID), append(x.people, e.People)
		x.add(int32(at), e)
	}
	x.freeze()
	return x
}

// Len returns the number of entries.
func (x *Index) Len() int { return len(x.ids) }

// add adds the spellings of an entry.
func (x *Index) add(at int32, e Entry) {
	seen := map[[2]string]bool{}
	put := func(source source, text, language string) {
		text = strings.TrimSpace(text)
		cleaned := clean(text)
		if key := [2]string{cleaned, language}; cleaned != "" && !seen[key] {
			seen[key] = true
			x.spell(spelling{text: text, letters: fold(cleaned), entry: at, source: source}, cleaned, language)
		}
	}
	names := append([]Name{{Text: e.Name}}, e.Names...)
	for _, alias := range e.Aliases {
		names = append(names, Name{Text: alias})
	}
	for n, name := range names {
		whole := ofOther
		if n == 0 {
			whole = ofName
		}
		for _, text := range named(name.Text) {
			put(whole, text, name.Language)
			whole = ofOther
		}
	}
	if letters := fold(clean(e.ID)); letters != "" {
		x.spell(spelling{text: e.ID, letters: letters, entry: at, source: ofID}, "", "")
	}
	for _, name := range names {
		if e.Qualifier != "" && strings.TrimSpace(name.Text) != "" {
			put(ofQualified, name.Text+" "+e.Qualifier, name.Language)
			put(ofQualified, e.Qualifier+" "+name.Text, name.Language)
		}
		for _, text := range named(name.Text) {
			put(ofPart, head(text), name.Language)
			put(ofPart, bare(fold(clean(text))), name.Language)
		}
	}
}

// spell adds a spelling and its readings. An id is no word of a language and is not read.
func (x *Index) spell(s spelling, cleaned, language string) {
	at := int32(len(x.spellings))
	x.spellings = append(x.spellings, s)
	x.first = append(x.first, int32(len(x.readings)))
	if s.source == ofID {
		return
	}
	for n, sounds := range readings(cleaned, language) {
		x.readings = append(x.readings, reading{sounds, at, n == 0 || language != ""})
	}
}

// freeze makes the tables.
func (x *Index) freeze() {
	x.first = append(x.first, int32(len(x.readings)))
	var letters, bare, heard, ordered, skeletons []row
	var text strings.Builder
	for at, s := range x.spellings {
		letters = append(letters, row{joined(s.letters), int32(at)})
		if b := bones(s.letters); b != "" && s.source != ofID {
			bare = append(bare, row{b, int32(at)})
		}
		x.starts = append(x.starts, int32(text.Len()))
		text.WriteByte('\n')
		text.WriteString(s.letters)
	}
	text.WriteByte('\n')
	for at, r := range x.readings {
		heard = append(heard, row{spoken(r.sounds), int32(at)})
		skeletons = append(skeletons, row{skeleton(r.sounds), int32(at)})
		if words := inOrder(r.sounds); words != "" {
			ordered = append(ordered, row{words, r.spelling})
		}
	}
	x.text = text.String()
	x.letters, x.bones = sorted(letters), sorted(bare)
	x.sounds, x.ordered, x.skeleton = sorted(heard), sorted(ordered), sorted(skeletons)
}

// inOrder returns the words of sounds in the order of letters, "" if there is only one.
func inOrder(sounds string) string {
	if !strings.Contains(sounds, " ") {
		return ""
	}
	words := strings.Fields(oneBreath.Replace(sounds))
	slices.Sort(words)
	return strings.Join(words, " ")
}
