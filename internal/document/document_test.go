package document

import (
	"testing"

	"wayout/internal/problem"
)

// read reads a document with the keys a and b, and returns the value of a.
func read(t *testing.T, text string) (Value, problem.List) {
	t.Helper()
	var problems problem.List
	r := Reader{File: "x.yaml", Empty: problem.SettingsEmpty, Problems: &problems}
	root := r.Root([]byte(text), "a: 1")
	var a Value
	if root == nil {
		return a, problems
	}
	for _, entry := range r.Mapping(root, "", []string{"a", "b"}, "a: 1") {
		if entry.Key == "a" {
			a, _ = r.Scalar(entry.Node, entry.Key, "1")
		}
	}
	return a, problems
}

func TestValuesKnowTheirPlace(t *testing.T) {
	a, problems := read(t, "b: 2\na: one\n")
	if a.Text != "one" || a.Where != (problem.Where{File: "x.yaml", Line: 2, Column: "a"}) || len(problems) > 0 {
		t.Errorf("got %+v, %v", a, problems)
	}
}

func TestFaults(t *testing.T) {
	for text, want := range map[string]problem.Code{
		"":                   problem.SettingsEmpty,
		"# nothing\n":        problem.SettingsEmpty,
		"a: [\n":             problem.YAMLInvalid,
		"a: 1\n---\na: 2\n":  problem.YAMLDocuments,
		"a: &x 1\nb: *x\n":   problem.YAMLAlias,
		"a: !!int 1\n":       problem.YAMLTag,
		"- a\n":              problem.YAMLKind,
		"a: [1]\n":           problem.YAMLKind,
		"a: 1\na: 2\n":       problem.KeyTwice,
		"c: 1\n":             problem.KeyUnknown,
		"? [a]\n: 1\n":       problem.KeyUnknown,
		"a: 1\n---\na: [\n":  problem.YAMLInvalid,
		"a: 1\n\tb: 2\n":     problem.YAMLInvalid,
		"a: 1\nc: 2\nb: 3\n": problem.KeyUnknown,
	} {
		if _, problems := read(t, text); len(problems) != 1 || problems[0].Code != want {
			t.Errorf("%q: %v, want %s", text, problems, want)
		}
	}
}
