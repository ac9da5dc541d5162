package orders

// Level says who may see a sheet, and so what may stand on it. The zero value is Restricted.
type Level uint8

// The levels. Restricted sheets are for those who carry the plan out, partners' ones for
// organisations that help, public ones for walls and loudspeakers; sealed files are encrypted.
const (
	Restricted Level = iota
	Public
	Partners
	Sealed
)

// Levels lists every level, the most open first.
var Levels = []Level{Public, Partners, Restricted, Sealed}

// String returns the word used in files and flags.
func (l Level) String() string {
	return [...]string{"restricted", "public", "partners", "sealed"}[l]
}

// LevelOf returns the level of a word.
func LevelOf(word string) (Level, bool) {
	for _, l := range Levels {
		if l.String() == word {
			return l, true
		}
	}
	return 0, false
}

// Hours reports whether hours and ways to come may be told.
func (l Level) Hours() bool { return l != Public }

// Inside reports whether a sheet is for those who carry the plan out.
func (l Level) Inside() bool { return l == Restricted || l == Sealed }

// Fewest is the smallest number of people or vehicles, beside none, that others than those who carry
// the plan out are told.
const Fewest = 10

// Tells reports whether a number of people or vehicles may be told.
func (l Level) Tells(n int64) bool { return l.Inside() || n <= 0 || n >= Fewest }
