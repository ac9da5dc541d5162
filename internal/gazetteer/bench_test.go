package gazetteer

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"wayout/internal/unit"
)

// country makes so many entries with a Latin, a Cyrillic and an Armenian name each, of syllables as
// names in the Caucasus have them. The same seed gives the same names.
func country(n int) []Entry {
	const seed = 2023
	random := rand.New(rand.NewPCG(seed, seed))
	// The three scripts of a syllable stand beside each other.
	starts := strings.Fields(`M|М|Մ K|К|Կ H|Х|Հ T|Т|Տ B|Б|Բ G|Г|Գ Sh|Ш|Շ
		Ch|Ч|Չ V|В|Վ N|Н|Ն S|С|Ս D|Д|Դ Ts|Ц|Ց L|Л|Լ`)
	vowels := strings.Fields("a|а|ա e|е|ե i|и|ի o|о|ո u|у|ու")
	ends := strings.Fields("r|р|ր n|н|ն sh|ш|շ t|т|տ k|к|կ || || s|с|ս v|в|վ gh|г|ղ")
	words := strings.Fields("Nor|Нор|Նոր Verin|Верин|Վերին Nerkin|Неркин|Ներքին Mets|Мец|Մեծ")
	entries := make([]Entry, n)
	for at := range entries {
		var names [3]string
		add := func(parts []string) {
			for script, text := range strings.Split(parts[random.IntN(len(parts))], "|") {
				names[script] += text
			}
		}
		if random.IntN(5) == 0 {
			add(words)
			for script := range names {
				names[script] += " "
			}
		}
		for range 2 + random.IntN(3) {
			add(starts)
			add(vowels)
			add(ends)
		}
		entries[at] = Entry{
			ID: fmt.Sprintf("p%d", at), Name: names[0], People: unit.Person(random.IntN(5000)),
			Names: []Name{{"ru", names[1]}, {"hy", names[2]}},
		}
	}
	return entries
}

func BenchmarkBuild(b *testing.B) {
	entries := country(100_000)
	b.ReportAllocs()
	for b.Loop() {
		New(entries)
	}
}

func BenchmarkFind100000(b *testing.B) {
	entries := country(100_000)
	x := New(entries)
	for _, c := range []struct{ name, query string }{
		{"exact", entries[17].Name},
		{"typo", entries[17].Name[:4] + "x" + entries[17].Name[5:]},
		{"Cyrillic", entries[40].Names[0].Text + "а"},
		{"Armenian", entries[40].Names[1].Text},
		{"Arabic", "ستيباناكيرت"},
		{"beginning", "mar"},
		{"two letters", "ma"},
		{"words", "Nerkin Horatagh"},
		{"short", "Goris"},
		{"long", "Harutyunagomerashen"},
		{"nothing", "zzzzzzzz"},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				x.Find(c.query, 8)
			}
		})
	}
}
