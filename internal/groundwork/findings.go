package groundwork

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"wayout/internal/draft"
)

// Finding is one thing that a person should look at: a row of import.csv.
type Finding struct {
	Kind   Kind
	ID     string // of a place, junction or road of the scenario, or of the map
	Name   string
	At     *orb.Point // nil where it is nowhere
	Number float64    // in the unit of the kind
	Text   string
}

// Kind is a kind of findings.
type Kind uint8

// The kinds, in the order in which people should look at them.
const (
	FarPlace      Kind = iota // stands on a junction far away
	Uncounted                 // a settlement whose people are not known
	Beyond                    // people too far from every settlement, who are in no place
	CountedOnce               // a settlement whose people are those of others
	CountedTwice              // a settlement whose people may be those of others too
	Joined                    // a place, and the junction that it stands on
	WayOut                    // an end of the network where people leave
	Street                    // an end outside the area that is taken for no way out
	Unreached                 // a way out that no place reaches
	GateCandidate             // a border control or barrier that may pass less than its road
	Island                    // a part that no road joins to the largest
	OneWayPart                // a part that one cannot leave, or not come back to
	DeadEnd                   // a junction with one road
	Assumed                   // something that the reader of the map assumed or left out
)

// kinds say what import.csv calls a kind, and the unit of its number.
var kinds = [...]struct{ word, unit string }{
	FarPlace:      {"place far from its roads", "m"},
	Uncounted:     {"settlement without people", ""},
	Beyond:        {"people far from every settlement", "people"},
	CountedOnce:   {"settlement counted by others", "people"},
	CountedTwice:  {"settlement perhaps counted twice", "people"},
	Joined:        {"place on the network", "m"},
	WayOut:        {"way out", "vehicles/h"},
	Street:        {"street that ends outside the area", "vehicles/h"},
	Unreached:     {"way out that no place reaches", ""},
	GateCandidate: {"gate candidate", ""},
	Island:        {"island", "junctions"},
	OneWayPart:    {"part without a way there and back", "junctions"},
	DeadEnd:       {"dead end", ""},
	Assumed:       {"assumed or left out", "times"},
}

// String returns the words for a kind.
func (k Kind) String() string { return kinds[k].word }

// Unit returns the unit of the number of a kind; empty where it has none.
func (k Kind) Unit() string { return kinds[k].unit }

// Count returns how many findings are of a kind.
func Count(list []Finding, kind Kind) int {
	n := 0
	for i := range list {
		if list[i].Kind == kind {
			n++
		}
	}
	return n
}

// Tally counts findings by the words of their kind.
func Tally(list []Finding) map[string]int {
	out := map[string]int{}
	for i := range list {
		out[list[i].Kind.String()]++
	}
	return out
}

// describeMap finds what a map has by itself: gate candidates, islands, parts without a way there and
// back, dead ends, and what its reader assumed.
func describeMap(n *draft.Network, ids *names) []Finding {
	var out []Finding
	for i := range n.Gates {
		g := &n.Gates[i]
		text := g.Kind + ", beside the roads"
		if g.Junction >= 0 {
			text = g.Kind + ", on the junction " + ids.junctions[g.Junction]
		}
		out = append(out, Finding{Kind: GateCandidate, ID: g.ID, Name: g.Name, At: &g.At, Text: text})
	}
	islands, strong := n.Islands(), n.StrongParts()
	out = append(out, parts(n, ids, Island, islands, islands)...)
	out = append(out, parts(n, ids, OneWayPart, strong, islands)...)
	for _, j := range n.DeadEnds() {
		if slices.Contains(n.Exits, j) {
			continue // the road leads on
		}
		out = append(out, Finding{Kind: DeadEnd, ID: ids.junctions[j], At: &n.Junctions[j].At})
	}
	for _, note := range slices.Concat(n.Notes, limitNotes(n)) {
		out = append(out, Finding{
			Kind: Assumed, Number: float64(note.Count), Text: note.What + ": " + strings.Join(note.Examples, " "),
		})
	}
	return out
}

// parts lists every part but the largest by its first junction; of those within islands only what is in
// the largest island.
func parts(n *draft.Network, ids *names, kind Kind, parts, islands draft.Parts) []Finding {
	var out []Finding
	largest, mainland := parts.Largest(), islands.Largest()
	listed := make([]bool, len(parts.Sizes))
	for j, part := range parts.Of {
		if part == largest || listed[part] || kind == OneWayPart && islands.Of[j] != mainland {
			continue
		}
		listed[part] = true
		out = append(out, Finding{
			Kind: kind, ID: ids.junctions[j], At: &n.Junctions[j].At, Number: float64(parts.Sizes[part]),
		})
	}
	return out
}

// sorted puts findings in the order of their kinds, each kind as it was found.
func sorted(list []Finding) []Finding {
	slices.SortStableFunc(list, func(a, b Finding) int { return cmp.Compare(a.Kind, b.Kind) })
	return list
}

// Text tells of the findings in a few lines, for the person who made the files.
func Text(list []Finding) string {
	var out strings.Builder
	for kind := range Kind(len(kinds)) {
		if n := Count(list, kind); n > 0 && kind != Assumed && kind != Joined {
			fmt.Fprintf(&out, "  %6d  %s\n", n, kind)
		}
	}
	if Count(list, Assumed) > 0 {
		out.WriteString("Assumed or left out\n")
	}
	for _, f := range list {
		if f.Kind == Assumed {
			what := f.Text
			if end := strings.LastIndex(what, ": "); end > 0 { // what follows are examples
				what = what[:end]
			}
			fmt.Fprintf(&out, "  %6.0f  %s\n", f.Number, what)
		}
	}
	return out.String()
}
