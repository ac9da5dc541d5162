package gazetteer

import "unicode/utf8"

// A cost is a hundredth of a letter that was typed wrongly. Beyond a limit, costs are only known to
// be above it.
const (
	oneLetter   = 100
	related     = 50 // two sounds of one class, two vowels, or an h too many or too few
	mostLetters = 64 // bytes of what is compared; longer texts are only compared whole
)

// costs are what it costs to type or hear one byte for another, by both; 0 stands for none. A table
// is several times as fast as a function here, where most of the time is spent.
type costs [256][256]int32

func tabulate(cost func(a, b byte) int) *costs {
	out := &costs{}
	for a := range out {
		for b := range out[a] {
			out[a][b] = int32(cost(byte(a), byte(b)))
		}
	}
	return out
}

var (
	letterCosts = tabulate(letterCost)
	soundCosts  = tabulate(soundCost)
)

// letterCost is the cost of typing one letter for another; 0 stands for none. A number is never
// taken for another.
func letterCost(a, b byte) int {
	switch {
	case a == b:
		return 0
	case digit(a) || digit(b):
		return mostLetters * oneLetter
	}
	return oneLetter
}

// soundCost is the cost of hearing one sound for another; 0 stands for none.
func soundCost(a, b byte) int {
	switch {
	case a == b:
		return 0
	case digit(a) || digit(b):
		return mostLetters * oneLetter
	case breath(a) && breath(b):
		return 0
	case breath(a) && b == 0 || a == 0 && breath(b):
		return related
	case vowel(a) && vowel(b):
		return related
	case a < utf8.RuneSelf && classes[a] != 0 && classes[a] == classes[b]:
		return related
	}
	return oneLetter
}

func vowel(sound byte) bool {
	switch sound {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	}
	return false
}

// distance is the least cost of making one text of the other by inserting, leaving out, changing
// and swapping neighbours, where nothing is changed twice (optimal string alignment: Damerau 1964,
// with the recurrence of Wagner and Fischer 1974). It allocates nothing and takes time in
// proportion to the product of the lengths; texts above mostLetters are beyond every limit.
func distance(a, b string, cost *costs, limit int) int {
	if len(a) > mostLetters || len(b) > mostLetters || (abs(len(a)-len(b))*related > limit) {
		return limit + 1
	}
	var rows [3][mostLetters + 1]int32
	before, last, row := rows[0][:], rows[1][:], rows[2][:]
	for j := range len(b) {
		last[j+1] = last[j] + cost[0][b[j]]
	}
	for i := range len(a) {
		if nextRow(row, last, before, a, b, i, cost) > int32(limit) {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return min(int(last[len(b)]), limit+1)
}

// nextRow fills the row of distances of the first i+1 letters of a to the beginnings of b, from the
// two rows before it, and returns its least. No later row has less: swapping, which looks back over a row,
// costs no less than leaving a letter out.
func nextRow(row, last, before []int32, a, b string, i int, cost *costs) int32 {
	of, none := &cost[a[i]], &cost[0]
	left := of[0]
	d := last[0] + left
	row[0] = d
	least := d
	for j := range len(b) {
		d = min(last[j+1]+left, d+none[b[j]], last[j]+of[b[j]])
		if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
			d = min(d, before[j-1]+max(oneLetter, of[b[j]]))
		}
		row[j+1] = d
		least = min(least, d)
	}
	return least
}

func abs(n int) int { return max(n, -n) }
