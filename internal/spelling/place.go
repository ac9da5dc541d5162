package spelling

import (
	"fmt"
	"strings"

	"wayout/internal/gazetteer"
	"wayout/internal/people"
	"wayout/internal/unit"
)

const (
	mostProposed = 4   // places in a sentence
	mostAsked    = 200 // bytes of a name that is looked for; longer ones are none
)

// Places finds the places of one scenario by what somebody wrote. It never changes and may be
// shared by goroutines.
type Places struct {
	index  *gazetteer.Index
	places []people.Place
	of     []int // the place of each entry of the index
}

// Of returns what finds places. It keeps the slice. Places without a name are not found.
func Of(places []people.Place) *Places {
	entries, of := people.Entries(places)
	return &Places{gazetteer.New(entries), places, of}
}

// resolve asks the gazetteer.
func (p *Places) resolve(written string) gazetteer.Answer {
	if len(written) > mostAsked {
		return gazetteer.Answer{}
	}
	return p.index.Resolve(written)
}

// Certain returns the place that a spelling means, if there is no doubt.
func (p *Places) Certain(written string) (*people.Place, bool) {
	answer := p.resolve(written)
	if answer.Finding != gazetteer.Certain {
		return nil, false
	}
	return p.place(answer.Matches[0]), true
}

func (p *Places) place(m gazetteer.Match) *people.Place { return &p.places[p.of[m.Entry]] }

// Suggest asks in a sentence which place a spelling means, with how likely each is; it is empty
// where nothing is like it.
func (p *Places) Suggest(written string) string {
	answer := p.resolve(written)
	if answer.Finding == gazetteer.Certain {
		return fmt.Sprintf("Did you mean the id %s?", called(p.place(answer.Matches[0])))
	}
	var proposed []string
	for _, m := range answer.Matches[:min(mostProposed, len(answer.Matches))] {
		proposed = append(proposed, fmt.Sprintf("%s, %d %% (%s)", called(p.place(m)), m.Confidence, how(m)))
	}
	if len(proposed) == 0 {
		return ""
	}
	return "Did you mean the id " + strings.Join(proposed, ", or ") + "?"
}

// called writes a place with its id, as in "martuni (Martuni)".
func called(p *people.Place) string { return fmt.Sprintf("%s (%s)", p.ID, p.Name) }

// how says in words in which way a place matched.
func how(m gazetteer.Match) string {
	switch m.How {
	case gazetteer.SameID:
		return "its id"
	case gazetteer.SameName, gazetteer.SameSpelling:
		return fmt.Sprintf("its name %q", m.Spelling)
	case gazetteer.SameSounds:
		return fmt.Sprintf("sounds like %q", m.Spelling)
	case gazetteer.OtherOrder:
		return fmt.Sprintf("the words of %q in another order", m.Spelling)
	case gazetteer.Bare:
		return fmt.Sprintf("%q, brackets and words such as village left out", m.Spelling)
	case gazetteer.Typo:
		if m.Letters == 1 {
			return fmt.Sprintf("one letter away from %q", m.Spelling)
		}
		return fmt.Sprintf("%d letters away from %q", m.Letters, m.Spelling)
	case gazetteer.Alike:
		return fmt.Sprintf("sounds much like %q", m.Spelling)
	case gazetteer.Beginning:
		return fmt.Sprintf("the beginning of %q", m.Spelling)
	case gazetteer.Within:
		return fmt.Sprintf("part of %q", m.Spelling)
	case gazetteer.SharedWord:
		return fmt.Sprintf("shares a word with %q", m.Spelling)
	}
	panic("spelling: unknown way to match")
}

// Answer is what is known of one spelling that was asked for.
type Answer struct {
	Asked string `json:"asked"`
	// Finding is certain, ask or unknown.
	Finding string `json:"finding"`
	// Place is the one that is meant, only where that is certain.
	Place     *Place     `json:"place,omitzero"`
	Proposals []Proposal `json:"proposals,omitzero"` // best first; of a certain place the one
}

// Certain reports whether there is no doubt which place is meant.
func (a Answer) Certain() bool { return a.Place != nil }

// Proposal is a place that may be meant.
type Proposal struct {
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	People     unit.Person `json:"people"`
	Confidence int         `json:"confidence_percent"`
	Spelling   string      `json:"spelling"` // of the place, that matched
	How        string      `json:"how"`      // in words
}

// Place is a place with all its names.
type Place struct {
	ID      string      `json:"id"`
	Name    string      `json:"name"`
	People  unit.Person `json:"people"`
	Names   []Name      `json:"names,omitzero"`
	Aliases []string    `json:"aliases,omitzero"`
}

// Name is a name in one language, by its BCP 47 code.
type Name struct {
	Language string `json:"language"`
	Text     string `json:"text"`
}

// All returns every place that has a name, in the order of the scenario.
func (p *Places) All() []Place {
	out := make([]Place, len(p.of))
	for n, i := range p.of {
		out[n] = describe(&p.places[i])
	}
	return out
}

// Find says which place a spelling means, or which it may mean.
func (p *Places) Find(written string) Answer {
	answer := p.resolve(written)
	out := Answer{Asked: written, Finding: answer.Finding.String()}
	for _, m := range answer.Matches {
		place := p.place(m)
		out.Proposals = append(out.Proposals, Proposal{place.ID, place.Name, place.People.Used, m.Confidence, m.Spelling, how(m)})
	}
	if answer.Finding == gazetteer.Certain {
		place := describe(p.place(answer.Matches[0]))
		out.Place = &place
	}
	return out
}

func describe(p *people.Place) Place {
	out := Place{ID: p.ID, Name: p.Name, People: p.People.Used, Aliases: p.Aliases}
	for _, name := range p.Names {
		out.Names = append(out.Names, Name(name))
	}
	return out
}
