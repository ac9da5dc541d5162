package problem

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// MostOfAKind is how many problems of one code a Limited list has for a file.
const MostOfAKind = 50

// Limited is a List that keeps a file with the same fault in every row from flooding it: it has at
// most MostOfAKind problems of a code for each file, and says how many more there are. The zero
// value is empty and ready.
type Limited struct {
	List
	found map[kind]int
}

// kind is what problems are counted by.
type kind struct {
	file string
	code Code
}

// Add appends a problem as List.Add does, unless enough of its kind are listed already.
func (l *Limited) Add(code Code, where Where, value string, args ...string) {
	if l.found == nil {
		l.found = map[kind]int{}
	}
	k := kind{where.File, code}
	if l.found[k]++; l.found[k] <= MostOfAKind {
		l.List.Add(code, where, value, args...)
	}
}

// Found returns how many problems of a kind were added, listed or not.
func (l *Limited) Found(code Code, file string) int { return l.found[kind{file, code}] }

// Close adds a problem of the code more for each kind that is not listed whole: how many more there
// are, and of which code. It stands at the line of the file, 0 for the whole file. Nothing may be
// added after it.
func (l *Limited) Close(more Code, line int) {
	kinds := slices.SortedFunc(maps.Keys(l.found), func(a, b kind) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.code, b.code))
	})
	for _, k := range kinds {
		if n := l.found[k] - MostOfAKind; n > 0 {
			l.List.Add(more, Where{File: k.file, Line: line}, "", fmt.Sprint(n), string(k.code))
		}
	}
}
