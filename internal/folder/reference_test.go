package folder

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/folder/schema"
	"wayout/internal/problem"
	"wayout/internal/scenario"
)

func TestFieldsAreComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range schema.Fields() {
		name := f.Table + "." + f.Name
		if seen[name] {
			t.Errorf("%s stands twice", name)
		}
		seen[name] = true
		if f.Table == "" || f.Type == "" || f.Meaning == "" || f.Example == "" || !strings.HasSuffix(f.Meaning, ".") {
			t.Errorf("%s is incomplete: %+v", name, f)
		}
		if (f.Type == schema.Choice) != (len(f.Choices) > 0) {
			t.Errorf("%s: choices %v", name, f.Choices)
		}
		limited := f.Type == schema.Number || f.Type == schema.Whole || f.Type == schema.Span
		if limited && f.Least > f.Most || limited && f.Most == 0 && !strings.HasPrefix(f.Name, "assumptions") {
			t.Errorf("%s: limits %g to %g", name, f.Least, f.Most)
		}
	}
	for _, d := range scenario.Defaults() {
		if d.Least > d.Most || d.Most == 0 {
			t.Errorf("%s: limits %g to %g", d.Name, d.Least, d.Most)
		}
		mustRead(t, example(t), sets("assumption."+d.Name+"="+d.Value)...)
		if f, problems := Read(full(t), sets("assumption."+d.Name+"="+plain(d.Most))); f.Scenario == nil {
			t.Errorf("%s=%g:\n%s", d.Name, d.Most, lines(problems))
		}
	}
}

func TestReferenceNamesEveryField(t *testing.T) {
	text := Reference()
	for _, f := range schema.Fields() {
		if !strings.Contains(text, "| `"+f.Name+"` |") {
			t.Errorf("%s is missing", f.Name)
		}
	}
	for _, d := range scenario.Defaults() {
		if !strings.Contains(text, "| `"+d.Name+"` | "+d.Value) {
			t.Errorf("%s is missing", d.Name)
		}
	}
	for i, line := range strings.Split(text, "\n") {
		columns := strings.Count(line, "|") - strings.Count(line, `\|`)
		if columns != 0 && columns != 7 {
			t.Errorf("line %d has %d bars: %s", i+1, columns, line)
		}
	}
}

// TestExamples reads the scenarios that Wayout ships.
func TestExamples(t *testing.T) {
	known := map[string][]problem.Code{ // what is not known of that evening
		"karabakh-2023":       nil,
		"karabakh-2023-09-21": {problem.FleetNone, problem.SiteNoCapacity},
	}
	for name, codes := range known {
		f, problems := Read(os.DirFS("../../examples/"+name), nil)
		checkRead(t, f, problems)
		var found []problem.Code
		for _, p := range problems {
			found = append(found, p.Code)
		}
		if !slices.Equal(found, codes) {
			t.Errorf("%s:\n%s", name, lines(problems))
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"stepanakert", "martakert", "martuni", "askeran", "people", "people_low"}
	for wrong, want := range map[string][]string{
		"stepanakrt": {"stepanakert"}, "Martuni": {"martuni"}, "maruttni": {"martuni"},
		"poeple": {"people"}, "x": nil, "": nil, "goris": nil,
		"aksearn": {"askeran"}, strings.Repeat("a", 500): nil,
	} {
		got := nearest(wrong, known)
		if diff := cmp.Diff(want, got[:min(len(want), len(got))]); diff != "" || want == nil && got != nil {
			t.Errorf("%q: got %v, want %v", wrong, got, want)
		}
	}
}
