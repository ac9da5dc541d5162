package groundwork

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"wayout/internal/draft"
)

// names are the ids that things of a map have in the tables of a scenario.
type names struct {
	junctions []string
	roads     []string
	taken     map[string]bool // ids of places and junctions
	stages    map[string]bool // ids of roads and receptions
}

// newNames gives every junction and road an id: its own, with _ for what an id of a scenario may not
// hold. The same map gives the same ids.
func newNames(n *draft.Network) *names {
	out := &names{taken: map[string]bool{}, stages: map[string]bool{}}
	for i := range n.Junctions {
		out.junctions = append(out.junctions, unique(out.taken, sound(n.Junctions[i].ID)))
	}
	for i := range n.Roads {
		out.roads = append(out.roads, uniqueRoad(out.stages, sound(n.Roads[i].ID)))
	}
	return out
}

// ends are what the ids of the two directions of a road end in where each has a row of its own.
const forwardEnd, backwardEnd = "f", "b"

// longestID leaves room for the number that tells equal ids apart.
const longestID = 48

// sound replaces what an id may not hold, and a hyphen at its beginning, for which a spreadsheet would
// take it for a formula.
func sound(id string) string {
	id = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '_', r == '-':
			return r
		case r >= 'A' && r <= 'Z':
			return unicode.ToLower(r)
		}
		return '_'
	}, id)
	if rest, hyphen := strings.CutPrefix(id, "-"); hyphen || id == "" {
		id = "_" + rest
	}
	return id[:min(len(id), longestID)]
}

// unique takes an id, with a number behind it where another has it.
func unique(taken map[string]bool, id string) string {
	own := id
	for n := 2; taken[own]; n++ {
		own = fmt.Sprintf("%s-%d", id, n)
	}
	taken[own] = true
	return own
}

// uniqueRoad takes an id for a road and those of its two directions, whether it needs them or not, so that
// none changes when it does.
func uniqueRoad(taken map[string]bool, id string) string {
	own := id
	for n := 2; taken[own] || taken[own+forwardEnd] || taken[own+backwardEnd]; n++ {
		own = fmt.Sprintf("%s-%d", id, n)
	}
	taken[own], taken[own+forwardEnd], taken[own+backwardEnd] = true, true, true
	return own
}

// place gives a settlement an id by its name in Latin letters, or the id it has on the map.
func (n *names) place(s *draft.Settlement) string {
	for _, name := range []string{s.Name, s.Names["en"], s.Names["int"]} {
		if word := latin(name); word != "" {
			return unique(n.taken, word)
		}
	}
	return unique(n.taken, sound(s.ID))
}

// latin writes a name in small Latin letters without marks; empty where it has others.
func latin(name string) string {
	var out strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			out.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
		case r < unicode.MaxASCII:
			out.WriteByte('_')
		default:
			return ""
		}
	}
	word := strings.Trim(out.String(), "_")
	for strings.Contains(word, "__") {
		word = strings.ReplaceAll(word, "__", "_")
	}
	return word[:min(len(word), longestID)]
}
