package spelling

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNearest(t *testing.T) {
	known := []string{"stepanakert", "martakert", "martuni", "askeran", "people", "people_low"}
	for wrong, want := range map[string][]string{
		"stepanakrt": {"stepanakert"}, "Martuni": {"martuni"}, "maruttni": {"martuni"},
		"poeple": {"people"}, "x": nil, "": nil, "goris": nil,
		"aksearn": {"askeran"}, strings.Repeat("a", 500): nil,
	} {
		got := Nearest(wrong, known)
		if diff := cmp.Diff(want, got[:min(len(want), len(got))]); diff != "" || want == nil && got != nil {
			t.Errorf("%q: got %v, want %v", wrong, got, want)
		}
	}
}
