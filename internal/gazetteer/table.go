package gazetteer

import (
	"slices"
	"sort"
	"strings"
)

// row is one line of a table: a key of a spelling.
type row struct {
	key      string
	spelling int32
}

// table finds spellings by a key. Its rows are in the order of keys, then of spellings, so that
// what begins alike stands together. It never changes after sorted.
type table []row

// sorted freezes rows as a table.
func sorted(rows []row) table {
	slices.SortFunc(rows, func(a, b row) int {
		if n := strings.Compare(a.key, b.key); n != 0 {
			return n
		}
		return int(a.spelling) - int(b.spelling)
	})
	return slices.Compact(rows)
}

// with returns the rows of a key.
func (t table) with(key string) table {
	low := sort.Search(len(t), func(at int) bool { return t[at].key >= key })
	high := low
	for high < len(t) && t[high].key == key {
		high++
	}
	return t[low:high]
}

// beginning returns the rows whose keys begin so.
func (t table) beginning(prefix string) table {
	low := sort.Search(len(t), func(at int) bool { return t[at].key >= prefix })
	return t[low : low+t[low:].leaving(prefix)]
}

// leaving returns how many of the first rows begin so. All that begin so must stand first.
func (t table) leaving(prefix string) int {
	reach := 1 // doubled until beyond, so that a short way costs little
	for reach < len(t) && strings.HasPrefix(t[reach].key, prefix) {
		reach *= 2
	}
	within := min(reach, len(t))
	return sort.Search(within, func(at int) bool { return !strings.HasPrefix(t[at].key, prefix) })
}

// near calls visit for the rows of every key that is at most a number of letters from one, in order
// of keys. It walks the keys as if they were a trie: what two neighbours have in common is compared
// once, and what begins too differently is passed over. Keys above mostLetters are left out.
func (t table) near(key string, letters int, visit func(table)) {
	if len(key) > mostLetters {
		return
	}
	limit := int32(letters * oneLetter)
	var rows [mostLetters + 1][mostLetters + 1]int32
	var least [mostLetters + 1]int32
	for j := range len(key) {
		rows[0][j+1] = rows[0][j] + oneLetter
	}
	known := "" // the letters that rows are filled for
	for at := 0; at < len(t); {
		candidate := t[at].key
		depth := common(known, candidate)
		for depth < min(len(candidate), mostLetters) && least[depth] <= limit {
			before := &rows[max(depth-1, 0)]
			least[depth+1] = nextRow(rows[depth+1][:], rows[depth][:], before[:], candidate, key, depth, letterCosts)
			depth++
		}
		known = candidate[:depth]
		if depth == len(candidate) && least[depth] <= limit {
			end := at + t[at:].same()
			if rows[depth][len(key)] <= limit {
				visit(t[at:end])
			}
			at = end
			continue
		}
		at += t[at:].leaving(known)
	}
}

// same returns how many of the first rows have the key of the first.
func (t table) same() int {
	n := 1
	for n < len(t) && t[n].key == t[0].key {
		n++
	}
	return n
}

// common returns how many bytes two texts begin with alike.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
