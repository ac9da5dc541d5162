package gazetteer

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestFoldingTwiceIsFoldingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		once := fold(clean(text))
		if twice := fold(clean(once)); twice != once {
			t.Fatalf("%q folds to %q and that to %q", text, once, twice)
		}
	})
}

// somePlaces draws entries with ids of their own and names of few letters, so that many are alike.
func somePlaces(t *rapid.T) []Entry {
	text := rapid.StringMatching(`[a-dмтուşə]{1,6}( [a-dմտ]{1,4})?`)
	n := rapid.IntRange(1, 12).Draw(t, "entries")
	entries := make([]Entry, n)
	for at := range entries {
		entries[at] = Entry{
			ID:        string(rune('A' + at)),
			Name:      text.Draw(t, "name"),
			Names:     []Name{{"hy", text.Draw(t, "hy")}, {"az", text.Draw(t, "az")}},
			Aliases:   rapid.SliceOfN(text, 0, 2).Draw(t, "aliases"),
			Qualifier: rapid.SampledFrom([]string{"", "Gegharkunik"}).Draw(t, "qualifier"),
		}
	}
	return entries
}

func TestExactSpellingIsAlwaysFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := somePlaces(t)
		x := New(entries)
		at := rapid.IntRange(0, len(entries)-1).Draw(t, "entry")
		name := rapid.SampledFrom(spellingsOf(entries[at])).Draw(t, "spelling")
		name = rapid.SampledFrom([]string{name, strings.ToUpper(name), " " + name + "!"}).Draw(t, "written")
		matches := x.Find(name, x.Len())
		if !slices.ContainsFunc(matches, func(m Match) bool { return m.Entry == at && m.Confidence == sure }) {
			t.Fatalf("%q of %v finds %v", name, entries[at], matches)
		}
		for _, m := range matches {
			if m.Confidence < 1 || m.Confidence > sure || m.Confidence == sure && m.How > SameSpelling {
				t.Fatalf("%q finds %v", name, m)
			}
		}
	})
}

// TestCertainIsAlone holds the promise of Resolve against a plain search for equal letters: a
// spelling that two places have is never certain.
func TestCertainIsAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := somePlaces(t)
		name := rapid.SampledFrom(spellingsOf(entries[0])).Draw(t, "spelling")
		holders := 0
		for _, e := range entries {
			if slices.ContainsFunc(append(spellingsOf(e), e.ID), func(other string) bool {
				return joined(fold(clean(other))) == joined(fold(clean(name)))
			}) {
				holders++
			}
		}
		got := New(entries).Resolve(name)
		if holders > 1 && got.Finding != Ask {
			t.Fatalf("%q is the name of %d places and %v %v", name, holders, got.Finding, got.Matches)
		}
		if got.Finding == Certain && got.Matches[0].Entry != 0 {
			t.Fatalf("%q of the first place is certain of %v", name, got.Matches)
		}
	})
}

func TestRenumberingChangesNothingButNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := somePlaces(t)
		query := rapid.OneOf(
			rapid.StringMatching(`[a-dмтուşə]{1,6}( [a-dմտ]{1,4})?`),
			rapid.SampledFrom(spellingsOf(entries[0])),
		).Draw(t, "query")
		renumbered := rapid.Permutation(entries).Draw(t, "order")
		want, got := New(entries).Resolve(query), New(renumbered).Resolve(query)
		for n := range got.Matches {
			if renumbered[got.Matches[n].Entry].ID != got.Matches[n].ID {
				t.Fatalf("%v is not entry %d", got.Matches[n], got.Matches[n].Entry)
			}
			got.Matches[n].Entry = 0
		}
		for n := range want.Matches {
			want.Matches[n].Entry = 0
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("renumbered (-before +after):\n%s", diff)
		}
	})
}

// plainDistance is distance by its definition.
func plainDistance(a, b string, cost func(a, b byte) int) int {
	switch {
	case a == "" && b == "":
		return 0
	case a == "":
		return cost(0, b[0]) + plainDistance(a, b[1:], cost)
	case b == "":
		return cost(a[0], 0) + plainDistance(a[1:], b, cost)
	}
	d := min(
		cost(a[0], 0)+plainDistance(a[1:], b, cost),
		cost(0, b[0])+plainDistance(a, b[1:], cost),
		cost(a[0], b[0])+plainDistance(a[1:], b[1:], cost),
	)
	if len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] {
		d = min(d, max(oneLetter, cost(a[0], b[0]))+plainDistance(a[2:], b[2:], cost))
	}
	return d
}

func TestDistanceAgainstItsDefinition(t *testing.T) {
	text := rapid.StringMatching(`[abdthxXS1]{0,6}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		limit := rapid.IntRange(0, 400).Draw(t, "limit")
		for _, c := range []struct {
			costs *costs
			cost  func(a, b byte) int
		}{{letterCosts, letterCost}, {soundCosts, soundCost}} {
			want := min(plainDistance(a, b, c.cost), limit+1)
			if got := distance(a, b, c.costs, limit); got != want {
				t.Fatalf("distance of %q and %q within %d is %d, want %d", a, b, limit, got, want)
			}
		}
	})
}

func TestNearFindsWhatAPlainSearchFinds(t *testing.T) {
	key := rapid.StringMatching(`[PTKS]{0,7}`)
	rapid.Check(t, func(t *rapid.T) {
		var rows []row
		for n, k := range rapid.SliceOfN(key, 0, 60).Draw(t, "keys") {
			rows = append(rows, row{k, int32(n)})
		}
		wanted, letters := key.Draw(t, "key"), rapid.IntRange(0, 3).Draw(t, "letters")
		all := sorted(rows)
		var want, got []row
		for _, r := range all {
			if plainDistance(wanted, r.key, letterCost) <= letters*oneLetter {
				want = append(want, r)
			}
		}
		all.near(wanted, letters, func(found table) { got = append(got, found...) })
		if !slices.Equal(got, want) {
			t.Fatalf("%q within %d finds %v, want %v", wanted, letters, got, want)
		}
	})
}

func FuzzFind(f *testing.F) {
	entries := karabakh(f)
	x := New(entries)
	for _, e := range entries[:6] {
		for _, name := range spellingsOf(e) {
			f.Add(name)
		}
	}
	random := rand.New(rand.NewPCG(3, 4))
	f.Add(mistype(random, "Nerkin Horatagh", []rune("abc")))
	f.Add("\xff\x00 (Martuni/,) ՛١٢ ـــ ﷺ ⅷ \u0301\u0301")
	f.Add(strings.Repeat("ա", 100_000))
	f.Add(strings.Repeat("Goris/", 10_000))
	f.Fuzz(func(t *testing.T, query string) {
		got := x.Resolve(query)
		if (got.Finding == Unknown) != (len(got.Matches) == 0) || got.Finding == Certain && len(got.Matches) != 1 {
			t.Fatalf("%q is %v %v", query, got.Finding, got.Matches)
		}
		for _, m := range got.Matches {
			if m.Confidence < 1 || m.Confidence > sure || !utf8.ValidString(m.Spelling) || m.ID != entries[m.Entry].ID {
				t.Fatalf("%q finds %v", query, m)
			}
		}
		// What is written may also be what a place is called.
		named := New([]Entry{{ID: "here", Name: query}})
		if again := named.Resolve(query); clean(query) != "" && fold(clean(query)) != "" && again.Finding != Certain {
			t.Fatalf("a place called %q is %v %v", query, again.Finding, again.Matches)
		}
	})
}
