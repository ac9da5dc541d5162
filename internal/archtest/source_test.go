package archtest

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// root is the folder of the module, seen from this package.
var root = filepath.Join("..", "..")

// module is the path of the module; imports of our own packages begin with it.
const module = "wayout/"

// file is one parsed Go file.
type file struct {
	name   string // slash-separated, below root
	lines  int    // all of them
	code   int    // those that hold more than a comment
	syntax *ast.File
	at     *token.FileSet
}

// test reports whether the file is for tests only: by its own name, or by its package's, which
// then ends in "test".
func (f file) test() bool {
	return strings.HasSuffix(f.name, "_test.go") || strings.HasSuffix(path.Dir(f.name), "test")
}

// where returns the place of a node, for messages.
func (f file) where(node ast.Node) string { return f.at.Position(node.Pos()).String() }

// imports returns the paths of the packages that the file imports.
func (f file) imports(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, spec := range f.syntax.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, imported)
	}
	return out
}

// packages returns the Go files of the module by the folder of their package, below root.
func packages(t *testing.T) map[string][]file {
	t.Helper()
	out := map[string][]file{}
	walk(t, func(name string) {
		if !strings.HasSuffix(name, ".go") {
			return
		}
		data := read(t, name)
		set := token.NewFileSet()
		syntax, err := parser.ParseFile(set, name, data, parser.ParseComments)
		if err != nil {
			t.Error(err)
			return
		}
		dir := path.Dir(name)
		out[dir] = append(out[dir], file{name, bytes.Count(data, []byte("\n")), codeLines(data), syntax, set})
	})
	return out
}

func codeLines(data []byte) int {
	n := 0
	for line := range bytes.Lines(data) {
		trimmed := bytes.TrimSpace(line)
		if len(trimmed) > 0 && !bytes.HasPrefix(trimmed, []byte("//")) {
			n++
		}
	}
	return n
}

// walk calls visit for every file of the tree that git would keep, in order of their names.
func walk(t *testing.T, visit func(name string)) {
	t.Helper()
	left := []string{".git", "bin", "out", "dist", "web/node_modules"}
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && slices.Contains(left, name):
			return fs.SkipDir
		case !entry.IsDir() && !slices.Contains(left, name): // .git is a file in a second working tree
			visit(name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// inOrder returns the packages by name.
func inOrder(all map[string][]file) []string { return slices.Sorted(maps.Keys(all)) }
