package problem

import (
	"strings"
	"testing"
)

func TestString(t *testing.T) {
	long := strings.Repeat("ա", 500)
	for _, c := range []struct {
		name  string
		where Where
		value string
		args  []string
		want  string
	}{
		{"a cell", Where{"places.csv", 14, "people"}, "-5", []string{"x"}, `places.csv:14, column people: The file cannot be read: x. Found "-5". Put it there, or change its name under files: in scenario.yaml.`},
		{"a key", Where{"scenario.yaml", 3, "start"}, "", []string{"x"}, "scenario.yaml:3, key start: The file cannot be read: x. Put it there, or change its name under files: in scenario.yaml."},
		{"an override", Where{"--set", 0, "gate.g.rate"}, "", []string{"x"}, "--set gate.g.rate: The file cannot be read: x. Put it there, or change its name under files: in scenario.yaml."},
		{"an argument is not text", Where{}, "", []string{"{0} {1}", "y"}, "The file cannot be read: {0} {1}. Put it there, or change its name under files: in scenario.yaml."},
		{"a long value", Where{}, long, []string{"x"}, "The file cannot be read: x. Found \"" + strings.Repeat("ա", 120) + "…\". Put it there, or change its name under files: in scenario.yaml."},
	} {
		var list List
		list.Add(FileMissing, c.where, c.value, c.args...)
		if got := list[0].String(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestSortedByPlace(t *testing.T) {
	var list List
	list.Add(FileEmpty, Where{"b.csv", 0, ""}, "")
	list.Add(FileEmpty, Where{"a.csv", 9, ""}, "")
	list.Add(FileEmpty, Where{"a.csv", 2, "z"}, "")
	list.Add(FileEmpty, Where{"a.csv", 2, "y"}, "")
	var got []string
	for _, p := range list.Sorted() {
		got = append(got, p.Where.String())
	}
	if want := "a.csv:2, column y|a.csv:2, column z|a.csv:9|b.csv"; strings.Join(got, "|") != want {
		t.Errorf("order %v, want %s", got, want)
	}
}
