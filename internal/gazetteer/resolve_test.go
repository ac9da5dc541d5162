package gazetteer

import (
	"testing"
)

// twoMartunis has a second Martuni, as it may be given.
func twoMartunis(second Entry) *Index {
	return New([]Entry{
		{
			ID: "martuni", Name: "Martuni", Qualifier: "Khojavend", People: 4461,
			Names: []Name{{"hy", "Մարտունի"}, {"ru", "Мартуни"}, {"az", "Xocavənd"}},
		},
		{ID: "martakert", Name: "Martakert", Names: []Name{{"hy", "Մարտակերտ"}}},
		second,
	})
}

func TestTwoPlacesOfOneNameAreAskedAbout(t *testing.T) {
	for name, second := range map[string]Entry{
		"qualifier apart":       {ID: "g", Name: "Martuni", Qualifier: "Gegharkunik", People: 12000},
		"qualifier in the name": {ID: "g", Name: "Martuni (Gegharkunik)", People: 12000},
		"after a comma":         {ID: "g", Name: "Martuni, Gegharkunik", People: 12000},
		"Armenian only":         {ID: "g", Name: "Մարտունի", Qualifier: "Gegharkunik", People: 12000},
		"as an alias":           {ID: "g", Name: "Lower Gharanlugh", Aliases: []string{"Martuni"}, Qualifier: "Gegharkunik"},
	} {
		x := twoMartunis(second)
		for _, query := range []string{
			"Martuni", "martuni", "Мартуни", "Մարտունի", "Martouni", "Martouny", "Martuni village", "Marturi",
		} {
			got := x.Resolve(query)
			both := map[string]bool{}
			for _, m := range got.Matches {
				both[m.ID] = true
			}
			if got.Finding != Ask || !both["martuni"] || !both["g"] {
				t.Errorf("%s: %q is %v %v, want a question with both", name, query, got.Finding, got.Matches)
			}
		}
		if got := x.Resolve("Martakert"); got.Finding != Certain || got.Matches[0].ID != "martakert" {
			t.Errorf("%s: Martakert is %v", name, got)
		}
	}
}

func TestQualifierDecides(t *testing.T) {
	x := twoMartunis(Entry{ID: "g", Name: "Martuni", Qualifier: "Gegharkunik", People: 12000})
	for query, want := range map[string]string{
		"Martuni (Gegharkunik)": "g", "Martuni, Gegharkunik": "g", "Gegharkunik Martuni": "g", "MARTUNI GEGHARKUNIK": "g",
		"Martuni (Khojavend)": "martuni", "Martuni Xocavənd": "", "Xocavənd": "martuni", "Martuni / Xocavənd": "",
		"Martuni (Kotayk)": "", "g": "g",
	} {
		got := x.Resolve(query)
		if want == "" {
			if got.Finding == Certain {
				t.Errorf("%q is certain of %v, want a question", query, got.Matches)
			}
			continue
		}
		if got.Finding != Certain || got.Matches[0].ID != want {
			t.Errorf("%q is %v %v, want %s", query, got.Finding, got.Matches, want)
		}
	}
}

// TestNeverCertainOfEachOther names pairs that are near each other in letters or in sound, and of
// which only one is known.
func TestNeverCertainOfEachOther(t *testing.T) {
	for _, pair := range [][2]string{
		{"Martuni", "Martakert"},
		{"Martuni", "Martuni (Gegharkunik)"},
		{"Martuni", "Nor Martuni"},
		{"Martuni", "Martunik"},
		{"Martuni", "Martun"},
		{"Martuni", "Mardakert"},
		{"Haterk", "Hadrut"},
		{"Aterk", "Hadrut"},
		{"Nerkin Horatagh", "Verin Horatagh"},
		{"Неркин Оратаг", "Верин Оратаг"},
		{"Ներքին Հոռաթաղ", "Վերին Հոռաթաղ"},
		{"Aşağı Oratağ", "Yuxarı Oratağ"},
		{"Lower Horatagh", "Upper Horatagh"},
		{"Mets Shen", "Hin Shen"},
		{"Mets Shen", "Pokr Shen"},
		{"Böyük Qaladərəsi", "Kiçik Qaladərəsi"},
		{"Nor Maragha", "Hin Maragha"},
		{"Красный Базар", "Красни"},
		{"Krasny Bazar", "Krasni"},
		{"Tsaghkashen", "Tsaghkashat"},
		{"Khachen", "Khachmach"},
		{"Vank", "Vayk"},
		{"Sos", "Shosh"},
		{"Tegh", "Teg"},
		{"Khramort 1", "Khramort 2"},
		{"Khramort 12", "Khramort 21"},
		{"Kapan", "Kapanak"},
		{"Goris", "Gori"},
		{"Gandzak", "Gandzasar"},
		{"Karakend", "Karabakh"},
		{"Ashan", "Hashen"},
		{"مارتوني", "مارتاكيرت"},
	} {
		for n := range pair {
			known, asked := pair[n], pair[1-n]
			got := New([]Entry{{ID: "known", Name: known}}).Resolve(asked)
			if got.Finding == Certain {
				t.Errorf("%q is certain of %v", asked, got.Matches)
			}
			both := New([]Entry{{ID: "known", Name: known}, {ID: "asked", Name: asked}}).Find(asked, 2)
			if len(both) == 0 || both[0].ID != "asked" {
				t.Errorf("%q finds %v beside %q", asked, both, known)
			}
		}
	}
}

func TestDistinguishingWordsAndNumbersAreNoTypos(t *testing.T) {
	for _, pair := range [][2]string{
		{"Nerkin Horatagh", "Verin Horatagh"},
		{"Неркин Оратаг", "Верин Оратаг"},
		{"Mets Shen", "Hin Shen"},
		{"North Haterk", "South Haterk"},
		{"Camp 12", "Camp 13"},
		{"Camp 12", "Camp 21"},
		{"Camp 1", "Camp 11"},
		{"Camp 1234", "Camp 1235"},
		{"Camp 1234", "Camp 1243"},
		{"Nor Maragha", "Hor Maragha"},
	} {
		for n := range pair {
			got := New([]Entry{{ID: "known", Name: pair[n]}}).Find(pair[1-n], 1)
			if len(got) > 0 && got[0].How <= Alike {
				t.Errorf("%q is a %v of %q", pair[1-n], got[0].How, pair[n])
			}
		}
	}
}

func TestShortSoundsArePutAsAQuestion(t *testing.T) {
	x := New([]Entry{{ID: "s", Name: "Shosh"}, {ID: "g", Name: "Goris"}})
	for query, want := range map[string]Finding{"Шош": Ask, "Schosch": Ask, "Горис": Certain} {
		if got := x.Resolve(query); got.Finding != want {
			t.Errorf("%q is %v %v, want %v", query, got.Finding, got.Matches, want)
		}
	}
}

func TestPiecesOfTwoPlacesAreAQuestion(t *testing.T) {
	x := New([]Entry{{ID: "m", Name: "Martuni", Aliases: []string{"Khojavend"}}, {ID: "g", Name: "Goris"}})
	for query, want := range map[string]Finding{
		"Martuni / Goris": Ask, "Goris (Khojavend)": Ask, "Martuni / Khojavend": Certain, "Martuni (Khojavend, Martuni)": Certain,
		"Martuni (Kotayk)": Ask,
	} {
		if got := x.Resolve(query); got.Finding != want {
			t.Errorf("%q is %v %v, want %v", query, got.Finding, got.Matches, want)
		}
	}
}

// TestLooseMatchHidesNoStrictOne has a second place with a part of a name that sounds like the
// query, and an alias that is nearer in per cent but forbids nothing.
func TestLooseMatchHidesNoStrictOne(t *testing.T) {
	x := New([]Entry{{ID: "m", Name: "Martuni"}, {ID: "s", Name: "Мартуни (Севан)", Aliases: []string{"Martoni"}}})
	if got := x.Resolve("Martuni"); got.Finding != Ask || len(got.Matches) != 2 {
		t.Errorf("Martuni is %v %v, want a question with both", got.Finding, got.Matches)
	}
}

// TestKhForHIsAQuestion has h and kh in scripts that tell them apart, and х, which is both.
func TestKhForHIsAQuestion(t *testing.T) {
	for _, c := range []struct {
		name, query string
		want        Finding
	}{
		{"Hadrut", "Khadrut", Ask},
		{"Khadrut", "Hadrut", Ask},
		{"Hadrut", "Хадрут", Certain},
		{"Hadrut", "Кхадрут", Ask},
		{"Хадрут", "Khadrut", Certain},
		{"Хадрут", "Hadrut", Certain},
		{"Khachen", "Хачен", Certain},
		{"Khachen", "Խաչեն", Certain},
		{"Khachen", "Hachen", Ask},
		{"Hadrut", "Հադրութ", Certain},
		{"Hadrut", "Խադրութ", Ask},
		{"Khojaly", "Khodjaly", Certain},
		{"Sarukhan", "Saruhan", Ask},
	} {
		got := New([]Entry{{ID: "k", Name: c.name}}).Resolve(c.query)
		if got.Finding != c.want || got.Matches[0].How != SameSounds {
			t.Errorf("%q for %q is %v %v, want %v", c.query, c.name, got.Finding, got.Matches, c.want)
		}
	}
	x := New([]Entry{{ID: "k", Name: "Khojaly", Names: []Name{{"az", "Xocalı"}}}})
	for query, want := range map[string]Finding{"Khocali": Ask, "Khojalı": Certain, "Hojaly": Ask} {
		if got := x.Resolve(query); got.Finding != want {
			t.Errorf("%q is %v %v, want %v", query, got.Finding, got.Matches, want)
		}
	}
}

// TestGuessedLanguageIsAQuestion has ch, which is sh only in French, in the query or in the name.
func TestGuessedLanguageIsAQuestion(t *testing.T) {
	for _, c := range []struct {
		name, query string
		want        Finding
	}{
		{"Kashatagh", "Kachatagh", Ask},
		{"Kachatagh", "Kashatagh", Ask},
		{"Kashatagh", "Кашатаг", Ask},
		{"Kashatagh", "Kašataġ", Certain},
		{"Kashatagh", "Քաշաթաղ", Certain},
	} {
		if got := New([]Entry{{ID: "k", Name: c.name}}).Resolve(c.query); got.Finding != c.want {
			t.Errorf("%q for %q is %v %v, want %v", c.query, c.name, got.Finding, got.Matches, c.want)
		}
	}
}
