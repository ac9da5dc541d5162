package problem

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// declared returns the codes that the files of the package declare as constants, each with its
// name.
func declared(t *testing.T) map[Code]string {
	t.Helper()
	names, err := filepath.Glob("codes*.go")
	if err != nil || len(names) == 0 {
		t.Fatalf("no files of codes: %v", err)
	}
	codes := map[Code]string{}
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			spec, ok := node.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			kind, ok := spec.Type.(*ast.Ident)
			if !ok || kind.Name != "Code" {
				return true
			}
			text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			if other, twice := codes[Code(text)]; twice {
				t.Errorf("%s and %s are both %q", other, spec.Names[0].Name, text)
			}
			codes[Code(text)] = spec.Names[0].Name
			return true
		})
	}
	return codes
}

func TestEveryCodeIsRegistered(t *testing.T) {
	codes := declared(t)
	for code, name := range codes {
		if _, ok := registry[code]; !ok {
			t.Errorf("%s (%q) has no text", name, code)
		}
	}
	for code := range registry {
		if _, ok := codes[code]; !ok {
			t.Errorf("%q is no constant", code)
		}
	}
}

func TestEveryCodeHasTextAndRemedy(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	placeholder := regexp.MustCompile(`\{[^}]*\}`)
	for code, entry := range registry {
		if !kebab.MatchString(string(code)) {
			t.Errorf("%q is not in kebab case", code)
		}
		for _, text := range []string{entry.text, entry.remedy} {
			if text == "" || text != strings.TrimSpace(text) || !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "}") {
				t.Errorf("%s: %q is no sentence", code, text)
			}
		}
		used := map[string]bool{}
		for _, found := range placeholder.FindAllString(entry.text+entry.remedy, -1) {
			used[found] = true
		}
		for i := range len(used) {
			if !used["{"+strconv.Itoa(i)+"}"] {
				t.Errorf("%s: %d places to fill, but no {%d}", code, len(used), i)
			}
		}
	}
}
