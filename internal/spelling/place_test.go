package spelling_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/folder"
	"wayout/internal/gazetteer"
	"wayout/internal/people"
	"wayout/internal/spelling"
)

// karabakh returns the places of the example.
func karabakh(t testing.TB) []people.Place {
	t.Helper()
	f, problems := folder.Read(os.DirFS("../../examples/karabakh-2023"), nil)
	if f.Scenario == nil {
		t.Fatal(problems)
	}
	return f.Scenario.Places
}

func TestPlacesOfTheIssue(t *testing.T) {
	places := spelling.Of(karabakh(t))
	for written, want := range map[string]string{
		"Martuni": "martuni", "Marturi": "martuni", "Martouni": "martuni", "Khojavend": "martuni", "Мартуни": "martuni",
		"Xocavənd": "martuni", "xocavend": "martuni", "MARTUNI": "martuni", "Մարտունի": "martuni", "martuni": "martuni",
		"Krasny Bazar": "karmir_shuka", "Красный Базар": "karmir_shuka", "Կարմիր Շուկա": "karmir_shuka",
		"Martakert": "martakert", "Мартакерт": "martakert", "Ağdərə": "martakert",
	} {
		got, certain := places.Certain(written)
		if !certain || got.ID != want {
			t.Errorf("%q: certain %v of %v, want %s", written, certain, got, want)
		}
		answer := places.Find(written)
		if !answer.Certain() || answer.Place.ID != want || answer.Finding != "certain" || len(answer.Proposals) != 1 {
			t.Errorf("%q: answer %+v, want %s", written, answer, want)
		}
	}
	for written, want := range map[string]string{
		"Martuny (Gegharkunik)": "ask", "Krasny": "ask", "Мартунии": "ask", "Martkert": "ask",
		"": "unknown", "Qwxyzzy": "unknown", strings.Repeat("Martuni ", 30): "unknown",
	} {
		answer := places.Find(written)
		if answer.Finding != want || answer.Certain() || (want == "ask") != (len(answer.Proposals) > 0) {
			t.Errorf("%q: answer %+v, want %s", written, answer, want)
		}
		if _, certain := places.Certain(written); certain {
			t.Errorf("%q is certain", written)
		}
	}
}

// TestSecondMartuniIsAskedAbout: with a Martuni in Gegharkunik beside it, the name alone decides
// nothing, in any script, and what only the one has still does.
func TestSecondMartuniIsAskedAbout(t *testing.T) {
	places := spelling.Of(append(karabakh(t), people.Place{ID: "martuni_gegharkunik", Name: "Martuni (Gegharkunik)"}))
	for _, written := range []string{"Martuni", "Martouni", "Мартуни", "Մարտունի"} {
		var ids []string
		for _, p := range places.Find(written).Proposals {
			ids = append(ids, p.ID)
		}
		if _, certain := places.Certain(written); certain || !slices.Contains(ids, "martuni") || !slices.Contains(ids, "martuni_gegharkunik") {
			t.Errorf("%q: certain %v, proposals %v", written, certain, ids)
		}
	}
	for written, want := range map[string]string{
		"Khojavend": "martuni", "Xocavənd": "martuni", "Martuni (Gegharkunik)": "martuni_gegharkunik", "Martakert": "martakert",
	} {
		if got, certain := places.Certain(written); !certain || got.ID != want {
			t.Errorf("%q: certain %v of %v, want %s", written, certain, got, want)
		}
	}
}

// TestNeverCertainOfTwo: whatever is written, no place is certain beside which another is proposed
// for the whole of it with as much confidence.
func TestNeverCertainOfTwo(t *testing.T) {
	known := karabakh(t)
	entries, _ := people.Entries(known)
	var names []string
	for _, e := range entries {
		names = append(append(names, e.ID, e.Name), e.Aliases...)
		for _, n := range e.Names {
			names = append(names, n.Text)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(names).Draw(t, "name")
		second := people.Place{ID: "second", Name: altered(t, name)}
		all := append(slices.Clone(known), second)
		written := altered(t, name)
		place, certain := spelling.Of(all).Certain(written)
		if !certain {
			return
		}
		entries, _ := people.Entries(all)
		best := gazetteer.New(entries).Find(written, 2)
		if best[0].ID != place.ID || len(best) > 1 && best[1].Confidence >= best[0].Confidence {
			t.Errorf("%q is certain of %s, beside %v", written, place.ID, best)
		}
	})
}

// altered returns a name with perhaps a letter left out, doubled or exchanged with the next.
func altered(t *rapid.T, name string) string {
	letters := []rune(name)
	at := rapid.IntRange(0, len(letters)-1).Draw(t, "at")
	switch rapid.SampledFrom([]string{"same", "same", "out", "twice", "swap"}).Draw(t, "alter") {
	case "out":
		letters = slices.Delete(letters, at, at+1)
	case "twice":
		letters = slices.Insert(letters, at, letters[at])
	case "swap":
		next := min(at+1, len(letters)-1)
		letters[at], letters[next] = letters[next], letters[at]
	}
	return string(letters)
}

func TestSuggest(t *testing.T) {
	places := spelling.Of([]people.Place{
		{ID: "martuni", Name: "Martuni", Aliases: []string{"Khojavend"}, People: people.Population{Used: 4461}},
		{ID: "j1"}, // a mere junction
		{ID: "goris", Name: "Goris"},
	})
	for written, want := range map[string]string{
		"Khojavend": "Did you mean the id martuni (Martuni)?",
		"Marttuni":  "Did you mean the id martuni (Martuni)?",
		"Martuno":   `Did you mean the id martuni (Martuni), 81 % (sounds much like "Martuni")?`,
		"j1":        "",
		"Yerevan":   "",
	} {
		if got := places.Suggest(written); got != want {
			t.Errorf("%q: %s, want %s", written, got, want)
		}
	}
	if got := len(places.All()); got != 2 {
		t.Errorf("%d places have a name, want 2", got)
	}
}

func TestText(t *testing.T) {
	places := spelling.Of([]people.Place{
		{
			ID: "martuni", Name: "Martuni", Aliases: []string{"Khojavend", "Xocavənd"}, People: people.Population{Used: 4461},
			Names: []people.Name{{Language: "hy", Text: "Մարտունի"}, {Language: "ru", Text: "Мартуни"}, {Language: "uk", Text: "Мартуни"}},
		},
		{ID: "martuni_gegharkunik", Name: "Martuni (Gegharkunik)"},
		{ID: "hut", Name: "Hut", People: people.Population{Used: 1}},
	})
	got := spelling.ListText(places.All())
	for _, written := range []string{"khojavend", "Martuni", "\x1b[2JX"} {
		got += places.Find(written).Text()
	}
	want := `3 places; id, name and people, then other names
  martuni  Martuni, 4,461 people
      Մարտունի (hy), Мартуни (ru, uk), Khojavend, Xocavənd
  martuni_gegharkunik  Martuni (Gegharkunik), nobody to leave
  hut  Hut, 1 person
"khojavend" is Martuni
  id       martuni
  people   4,461
  matched  its name "Khojavend", 100 %
  names    Մարտունի (hy), Мартуни (ru, uk), Khojavend, Xocavənd
"Martuni": which one is meant?
  100 %  martuni              Martuni, 4,461 people, its name "Martuni"
   85 %  martuni_gegharkunik  Martuni (Gegharkunik), nobody to leave,
                              "Martuni", brackets and words such as village left out
"\x1b[2JX" is no place of this scenario, and none is like it.
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
}
