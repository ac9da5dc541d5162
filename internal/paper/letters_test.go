package paper

import "testing"

func TestCanDraw(t *testing.T) {
	for _, language := range languages {
		if !CanDraw(samples[language].alphabet) {
			t.Errorf("%s: the alphabet cannot be drawn", language)
		}
	}
	for text, want := range map[string]bool{"": true, "→ ☐\n": true, "漢": false, "Goris 🚌": false, "a\x00": false, "\xFC": false} {
		if got := CanDraw(text); got != want {
			t.Errorf("%q can be drawn: %t, want %t", text, got, want)
		}
	}
}

// TestClean: letters get the form that the fonts have, and what nobody sees is left out.
func TestClean(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "one\ntwo", "one\ntwo"},
		{"decomposed", "E\u0301tape", "Étape"},
		{"ends of lines", "a\r\nb\rc\vd\fe\u0085f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"},
		{"tab", "a\tb", "a b"},
		{"soft hyphen and joiner of words", "a\u00ADb\u2060c\uFEFFd", "abcd"},
		{"embeddings and overrides", "\u202Aa\u202Bb\u202Cc\u202Dd\u202Ee", "abcde"},
		{"isolates stay", "\u2066a\u2069", "\u2066a\u2069"},
		{"hyphen that does not break", "7\u201112", "7-12"},
		{"minus", "\u22125", "–5"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := clean(test.text); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
