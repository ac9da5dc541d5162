package browsertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// languages are those that the page can be read in.
var languages = []string{"hy", "az", "ru", "en", "fr", "ar", "uk"}

// TestLanguages: every language can be chosen; Arabic reads from the right; names of places are those
// of the language where the scenario has them; no text is left without its translation.
func TestLanguages(t *testing.T) {
	e := karabakh(t)
	p := open(t)
	english := messages(t, "en")
	chooser := english["head.language"]
	for _, code := range languages {
		p.choose(chooser, code)
		p.wait(code+" is chosen", `document.documentElement.lang === `+js(code))
		catalogue := messages(t, code)
		chooser = catalogue["head.language"]
		want := "ltr"
		if code == "ar" {
			want = "rtl"
		}
		if got := ask[string](p, `getComputedStyle(document.body).direction`); got != want {
			t.Errorf("%s: the page reads %s", code, got)
		}
		head := ask[string](p, `document.querySelector('header').innerText`)
		for _, key := range []string{"count.served", "count.not_served", "head.protected"} {
			if !strings.Contains(head, catalogue[key]) {
				t.Errorf("%s: %q is not in the head: %s", code, catalogue[key], head)
			}
			if code != "en" && catalogue[key] == english[key] {
				t.Errorf("%s: %s is not translated", code, key)
			}
		}
		for _, tab := range []string{"answer", "when", "limits", "fleet", "left", "basis", "whatif"} {
			text := p.turnTo(catalogue["tab."+tab])
			for _, wrong := range []string{"{", "undefined", "NaN", "[object"} {
				if strings.Contains(text, wrong) {
					t.Errorf("%s, %s: “%s” is shown", code, tab, wrong)
				}
			}
			if width := ask[int](p, `document.documentElement.scrollWidth - innerWidth`); width > 0 {
				t.Errorf("%s, %s: the page is %d px too wide", code, tab, width)
			}
		}
		p.turnTo(catalogue["tab.when"])
		own := 0
		for i := range e.view.Places {
			place := &e.view.Places[i]
			name := place.Names[code]
			if name == "" || place.People+place.Stays == 0 {
				continue
			}
			own++
			if got := ask[string](p, `hand.text('#row-%d th')`, i); !strings.HasSuffix(got, name) {
				t.Errorf("%s: %s is shown as %q", code, name, got)
			}
		}
		t.Logf("%s: %d places have a name of their own", code, own)
	}
}

// TestEveryMessageIsThere: the catalogues have the same keys, with the same values to fill in.
func TestEveryMessageIsThere(t *testing.T) {
	english := messages(t, "en")
	for _, code := range languages {
		catalogue := messages(t, code)
		for key, text := range english {
			got, there := catalogue[key]
			if !there || got == "" {
				t.Errorf("%s has no %s", code, key)
			}
			if want, have := values(text), values(got); !slices.Equal(want, have) {
				t.Errorf("%s: %s fills in %v, English %v", code, key, have, want)
			}
		}
		for key := range catalogue {
			if _, there := english[key]; !there {
				t.Errorf("%s has %s, which English has not", code, key)
			}
		}
	}
}

// values returns the {names} in a message in order of the alphabet.
func values(text string) []string {
	var out []string
	for _, part := range strings.Split(text, "{")[1:] {
		name, _, _ := strings.Cut(part, "}")
		out = append(out, fmt.Sprintf("{%s}", name))
	}
	slices.Sort(out)
	return out
}
