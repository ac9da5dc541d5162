package census

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"wayout/internal/draft"
	"wayout/internal/gazetteer"
	"wayout/internal/problem"
	"wayout/internal/unit"
)

// Distances in metres.
const (
	// far is beyond what the middles of one settlement differ by in two sources.
	far = 20_000
	// beside is so near that another name may be another name of the same.
	beside = 500
)

// The confidence of proposals, in per cent.
const (
	sameLetters = 100
	likely      = 60 // below it, a name says nothing against a position
)

// Proposal is a settlement that a row may mean.
type Proposal struct {
	Settlement int // index
	Confidence int // of the name in per cent, as the gazetteer has it; 0 where only the position speaks for it
	metres     float64
}

// Meant says what a row means.
type Meant struct {
	Settlement int        // index, or -1
	New        bool       // a settlement of its own, on no map
	Proposals  []Proposal // what to ask about, best first; none where the meaning is certain
}

// Match finds for every row, in order, the settlement that it means: by the id; or by a name of which the
// gazetteer is certain, if the settlement is not too far from the position of the row; or by a name that
// several have, of whom only one is near. A row with a position that means none is a new settlement. All
// else is a problem with what may be meant. Where there is an error the meanings are not to be used.
func Match(rows []Row, settlements []draft.Settlement) ([]Meant, problem.List) {
	m := matcher{settlements: settlements, ids: map[string]int{}, index: gazetteer.New(entries(settlements))}
	for i := range settlements {
		m.ids[settlements[i].ID] = i
	}
	out := make([]Meant, len(rows))
	lines := map[int]int{} // of the rows, by settlement
	for i := range rows {
		out[i] = m.meaning(&rows[i])
		if s := out[i].Settlement; s >= 0 {
			if line, taken := lines[s]; taken {
				m.problems.Add(problem.CensusSame, rows[i].Where, rows[i].called(), m.title(s), fmt.Sprint(line), fmt.Sprint(rows[i].Where.Line))
			} else {
				lines[s] = rows[i].Where.Line
			}
		}
	}
	for i := range rows {
		if out[i].New && !rows[i].IsNew() {
			m.neighbour(&rows[i], &out[i], lines)
		}
		m.tell(&rows[i], out[i])
	}
	m.summary(rows, out, lines)
	m.problems.Close(problem.TableMore, 0)
	return out, m.problems.List
}

// entries are the settlements as the gazetteer wants them, always in the same order.
func entries(settlements []draft.Settlement) []gazetteer.Entry {
	out := make([]gazetteer.Entry, len(settlements))
	for i := range settlements {
		s := &settlements[i]
		out[i] = gazetteer.Entry{ID: s.ID, Name: s.Name, Aliases: s.Others, People: unit.Person(s.People)}
		for _, language := range slices.Sorted(maps.Keys(s.Names)) {
			out[i].Names = append(out[i].Names, gazetteer.Name{Language: language, Text: s.Names[language]})
		}
	}
	return out
}

// matcher carries one call of Match.
type matcher struct {
	settlements []draft.Settlement
	ids         map[string]int
	index       *gazetteer.Index
	problems    problem.Limited
}

// meaning finds what one row means, by itself.
func (m *matcher) meaning(row *Row) Meant {
	if s, ok := m.ids[row.ID]; ok && row.ID != "" {
		if metres := m.distance(row, s); row.Located && metres > far {
			m.problems.Add(problem.CensusAway, row.Where, row.ID, m.title(s), kilometres(metres))
		}
		return Meant{Settlement: s}
	}
	if row.IsNew() {
		return Meant{Settlement: -1, New: row.Located}
	}
	certain, proposals := m.names(row)
	if row.Located {
		proposals = slices.DeleteFunc(proposals, func(p Proposal) bool {
			return p.Confidence < likely || p.metres > far && p.Confidence < sameLetters && p.Settlement != certain
		})
		certain = m.placed(certain, proposals)
	}
	switch {
	case certain >= 0:
		return Meant{Settlement: certain}
	case len(proposals) > 0:
		return Meant{Settlement: -1, Proposals: proposals}
	}
	return Meant{Settlement: -1, New: row.Located}
}

// names asks the gazetteer for every name of a row. Certain is the one settlement that it is certain of, or
// -1 if there is none or there are several. Aliases are asked only where names are not certain.
func (m *matcher) names(row *Row) (certain int, proposals []Proposal) {
	texts := []string{row.Name}
	for _, name := range row.Names {
		texts = append(texts, name.Text)
	}
	found := map[int]int{} // confidence by settlement
	sure := map[int]bool{}
	ask := func(texts []string) {
		for _, text := range texts {
			answer := m.index.Resolve(text)
			matches := answer.Matches
			if answer.Finding == gazetteer.Certain {
				sure[matches[0].Entry] = true
			} else if row.Located {
				matches = m.index.Find(text, mostAlike)
			}
			for _, match := range matches {
				found[match.Entry] = max(found[match.Entry], match.Confidence)
			}
		}
	}
	if ask(texts); len(sure) == 0 {
		ask(row.Aliases)
	}
	for s, confidence := range found {
		proposals = append(proposals, Proposal{s, confidence, m.distance(row, s)})
	}
	slices.SortFunc(proposals, better)
	if len(sure) != 1 {
		return -1, proposals
	}
	for certain = range sure {
	}
	return certain, proposals
}

// mostAlike is how many settlements are looked at where a position may tell which of them is meant. A
// name that more have is asked about.
const mostAlike = 200

// better orders proposals: by name, then by distance, then as the map has them.
func better(a, b Proposal) int {
	switch {
	case a.Confidence != b.Confidence:
		return b.Confidence - a.Confidence
	case a.metres < b.metres:
		return -1
	case a.metres > b.metres:
		return 1
	}
	return a.Settlement - b.Settlement
}

// placed returns the settlement that a row with a position means: the one that the name is certain of if it
// is near, or the only one near of a likely name if its letters are the same. Else it returns -1.
func (m *matcher) placed(certain int, proposals []Proposal) int {
	var near []Proposal
	for _, p := range proposals {
		if p.metres <= far {
			near = append(near, p)
		}
	}
	switch {
	case certain >= 0:
		if slices.ContainsFunc(near, func(p Proposal) bool { return p.Settlement == certain }) {
			return certain
		}
	case len(near) == 1 && near[0].Confidence == sameLetters && len(proposals) < mostAlike:
		return near[0].Settlement
	}
	return -1
}

// neighbour asks about a new settlement that lies beside one of the map that no row means: it may be the
// same under another name.
func (m *matcher) neighbour(row *Row, meant *Meant, lines map[int]int) {
	for s := range m.settlements {
		if _, taken := lines[s]; taken || math.Abs(m.settlements[s].At.Lat()-row.At.Lat()) > 0.01 {
			continue // a hundredth of a degree of latitude is more than a kilometre
		}
		if metres := m.distance(row, s); metres <= beside {
			meant.Proposals = append(meant.Proposals, Proposal{s, 0, metres})
		}
	}
	slices.SortFunc(meant.Proposals, better)
	meant.New = len(meant.Proposals) == 0
}

// tell makes problems of a row that is not certain.
func (m *matcher) tell(row *Row, meant Meant) {
	const mostListed = 8
	switch {
	case meant.Settlement >= 0 || meant.New || row.IsNew():
	case len(meant.Proposals) == 0:
		m.problems.Add(problem.CensusUnknown, row.Where, row.called())
	default:
		var all []string
		for _, p := range meant.Proposals[:min(mostListed, len(meant.Proposals))] {
			text := m.title(p.Settlement)
			if p.Confidence > 0 {
				text += fmt.Sprintf(", %d %%", p.Confidence)
			}
			if row.Located {
				text += fmt.Sprintf(", %s km away", kilometres(p.metres))
			}
			all = append(all, text)
		}
		m.problems.Add(problem.CensusAsk, row.Where, row.called(), strings.Join(all, "; "), m.settlements[meant.Proposals[0].Settlement].ID)
	}
}

// summary counts the rows that are on no map and the settlements that no row means.
func (m *matcher) summary(rows []Row, meant []Meant, lines map[int]int) {
	where := problem.Where{}
	var own, unlisted []string
	for i := range rows {
		where.File = rows[i].Where.File
		if meant[i].New {
			own = append(own, rows[i].called())
		}
	}
	for s := range m.settlements {
		if _, taken := lines[s]; !taken {
			unlisted = append(unlisted, m.title(s))
		}
	}
	if len(own) > 0 {
		m.problems.Add(problem.CensusNew, where, "", fmt.Sprint(len(own)), some(own))
	}
	if len(unlisted) > 0 {
		m.problems.Add(problem.CensusUnlisted, where, "", fmt.Sprint(len(unlisted)), some(unlisted))
	}
}

// some lists the first few.
func some(names []string) string {
	const few = 5
	text := strings.Join(names[:min(few, len(names))], ", ")
	if len(names) > few {
		text += " and others"
	}
	return text
}

// title names a settlement with its id.
func (m *matcher) title(s int) string {
	return m.settlements[s].Name + " (" + m.settlements[s].ID + ")"
}

// distance is that of a row to a settlement in metres; 0 for a row without a position.
func (m *matcher) distance(row *Row, s int) float64 {
	if !row.Located {
		return 0
	}
	return draft.Distance(row.At, m.settlements[s].At)
}

func kilometres(metres float64) string { return fmt.Sprintf("%.1f", metres/1000) }
