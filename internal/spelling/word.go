package spelling

import (
	"cmp"
	"slices"
	"strings"
)

// Limits of the search for a similar name: it is a courtesy, so it may not cost more than the
// reading itself.
const (
	mostCandidates = 10_000
	mostCompared   = 40 // bytes of a name
)

// Nearest returns the known names that a wrong one was probably meant to be, most alike first,
// at most three. Names count as alike when at most a third of the letters differ.
func Nearest(wrong string, known []string) []string {
	wrong = strings.ToLower(strings.TrimSpace(wrong))
	if wrong == "" || len(wrong) > mostCompared || len(known) > mostCandidates {
		return nil
	}
	type match struct {
		name     string
		distance int
	}
	var matches []match
	for _, name := range known {
		if len(name) > mostCompared {
			continue
		}
		d := distance([]rune(wrong), []rune(strings.ToLower(name)))
		if d <= max(1, min(len(wrong), len(name))/3) || len(wrong) > 3 && strings.Contains(name, wrong) {
			matches = append(matches, match{name, d})
		}
	}
	slices.SortStableFunc(matches, func(a, b match) int { return cmp.Compare(a.distance, b.distance) })
	var out []string
	for _, m := range matches[:min(3, len(matches))] {
		out = append(out, m.name)
	}
	return out
}

// distance is the number of letters to insert, delete, replace or exchange with their neighbour
// that makes one text of the other (optimal string alignment).
func distance(a, b []rune) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}

// Suggest says which known name is near a wrong one, or lists those there are.
func Suggest(wrong string, known []string) string {
	if near := Nearest(wrong, known); len(near) > 0 {
		return "Did you mean " + strings.Join(near, " or ") + "?"
	}
	return Known(known)
}

// Known lists the known names, or as many as fit into a message.
func Known(known []string) string {
	const most = 90 // bytes
	if len(known) == 0 {
		return "There are none."
	}
	listed, length := 0, 0
	for listed < len(known) && length+len(known[listed]) <= most {
		length += len(known[listed]) + 2
		listed++
	}
	list := strings.Join(known[:listed], ", ")
	switch listed {
	case 0:
		return "None is like it."
	case len(known):
		return "There are " + list + "."
	}
	return "There are " + list + " and others."
}
