package gazetteer

import (
	"encoding/csv"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"wayout/internal/unit"
)

// karabakh reads the places of the example.
func karabakh(t testing.TB) []Entry {
	t.Helper()
	return readPlaces(t, "../../examples/karabakh-2023/places.csv", "name")
}

// readPlaces reads a table of places whose names in languages are in columns such as name_hy.
func readPlaces(t testing.TB, file, shown string) []Entry {
	t.Helper()
	opened, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	rows, err := csv.NewReader(opened).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var entries []Entry
	for _, cells := range rows[1:] {
		var e Entry
		for column, head := range rows[0] {
			language, isName := strings.CutPrefix(head, "name_")
			switch {
			case cells[column] == "":
			case head == "id":
				e.ID = cells[column]
			case head == shown:
				e.Name = cells[column]
			case isName:
				e.Names = append(e.Names, Name{language, cells[column]})
			case head == "aliases":
				e.Aliases = strings.Split(cells[column], "|")
			case head == "people":
				people, err := strconv.Atoi(cells[column])
				if err != nil {
					t.Fatal(err)
				}
				e.People = unit.Person(people)
			}
		}
		entries = append(entries, e)
	}
	return entries
}

// spellingsOf returns every text that an entry is called by, without its id.
func spellingsOf(e Entry) []string {
	out := []string{e.Name}
	for _, n := range e.Names {
		out = append(out, n.Text)
	}
	return append(out, e.Aliases...)
}

func TestEveryNameOfTheExampleIsCertainOfItsPlace(t *testing.T) {
	entries := karabakh(t)
	x := New(entries)
	for at, e := range entries {
		for _, name := range append(spellingsOf(e), e.ID) {
			got := x.Resolve(name)
			if got.Finding != Certain || got.Matches[0].Entry != at {
				t.Errorf("%s: %q is %v %v", e.ID, name, got.Finding, got.Matches)
			}
		}
	}
}

func TestEveryNameOfTheSourcesFindsItsPlaceFirst(t *testing.T) {
	const file = "../../../shared/data/karabakh-2023/places.csv"
	if _, err := os.Stat(file); err != nil {
		t.Skip("skipped: no ../shared/data/karabakh-2023 beside the project")
	}
	entries := readPlaces(t, file, "name_en")
	x := New(entries)
	for at, e := range entries {
		for _, name := range spellingsOf(e) {
			got := x.Find(name, 3)
			if len(got) == 0 || got[0].Entry != at {
				t.Errorf("%s: %q finds %v", e.ID, name, got)
			}
		}
	}
}

// TestNoNameIsCertainOfAnotherPlace asks a gazetteer of one place for the names of all others: the
// place that is meant is not known, and nothing may take its place.
func TestNoNameIsCertainOfAnotherPlace(t *testing.T) {
	entries := karabakh(t)
	asked := 0
	for at, only := range entries {
		x := New([]Entry{only})
		for other, e := range entries {
			if other == at {
				continue
			}
			for _, name := range append(spellingsOf(e), e.ID) {
				asked++
				if got := x.Resolve(name); got.Finding == Certain {
					t.Errorf("%q of %s is certain of %s: %v", name, e.ID, only.ID, got.Matches)
				}
			}
		}
	}
	t.Logf("%d names asked for", asked)
}

func TestSpellingsOfTheIssue(t *testing.T) {
	entries := karabakh(t)
	const gegharkunik = "martuni_gegharkunik"
	martuni := slices.IndexFunc(entries, func(e Entry) bool { return e.ID == "martuni" })
	known := &entries[martuni].Aliases
	*known = slices.DeleteFunc(*known, func(alias string) bool { return alias == "Marturi" }) // to find it as a typo
	x := New(entries)
	for _, c := range []struct {
		query   string
		finding Finding
		place   string
		how     How
	}{
		{"Martuni", Certain, "martuni", SameName},
		{"MARTUNI", Certain, "martuni", SameName},
		{"martuni", Certain, "martuni", SameID},
		{"Marturi", Ask, "martuni", Typo},
		{"Martouni", Certain, "martuni", SameSounds},
		{"Khojavend", Certain, "martuni", SameSpelling},
		{"Khodjavend", Certain, "martuni", SameSounds},
		{"Мартуни", Certain, "martuni", SameSpelling},
		{"Мартунии", Ask, "martuni", SameSounds},
		{"Xocavənd", Certain, "martuni", SameSpelling},
		{"XOCAVEND", Certain, "martuni", SameSpelling},
		{"Մարտունի", Certain, "martuni", SameSpelling},
		{"مارتوني", Certain, "martuni", SameSounds},
		{"Martuni (Khojavend)", Certain, "martuni", SameSpelling},
		{"с. Мартуни", Ask, "martuni", Bare},
		{"Martuni (Gegharkunik)", Ask, "martuni", SharedWord},
		{"Krasny Bazar", Certain, "karmir_shuka", SameSpelling},
		{"Krasny", Ask, "krasni", SameSounds}, // or Karmir Shuka
		{"Garmir Shuga", Ask, "karmir_shuka", Alike},
		{"Shuka Karmir", Ask, "karmir_shuka", OtherOrder},
		{"karmirshuka", Certain, "karmir_shuka", SameName},
		{"Chodschali", Ask, "ivanyan", SameSounds}, // German, which is a guess
		{"Chouchi", Ask, "shushi_jct", SameSounds}, // French, which is a guess
		{"ستيباناكيرت", Certain, "stepanakert", SameSpelling},
		{"سـتيباناكيرت", Certain, "stepanakert", SameSpelling},
		{"Horatagh", Ask, "nerkin_horatagh", Within},
		{"Verin Horatagh", Ask, "nerkin_horatagh", SharedWord},
		{"Stepanek", Ask, "stepanakert", Beginning},
		{"Քուսապատ", Ask, "kusapat", SameSounds},
	} {
		got := x.Resolve(c.query)
		if got.Finding != c.finding || got.Matches[0].ID != c.place || got.Matches[0].How != c.how {
			t.Errorf("%q is %v %v, want %v of %s by %v", c.query, got.Finding, got.Matches, c.finding, c.place, c.how)
		}
		for _, m := range got.Matches {
			if c.place == "martuni" && (m.ID == "martakert" || m.ID == gegharkunik) {
				t.Errorf("%q proposes %v", c.query, m)
			}
		}
	}
	for _, query := range []string{"", " ", "—", "Qwxyzzy", "12"} {
		if got := x.Resolve(query); got.Finding != Unknown || len(got.Matches) != 0 {
			t.Errorf("%q is %v %v, want nothing", query, got.Finding, got.Matches)
		}
	}
}
