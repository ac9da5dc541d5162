package archtest

import (
	"go/parser"
	"go/token"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestUnexplained(t *testing.T) {
	const source = `package p

func Bare() {}

// Told is told.
func Told() {}

func (h *hidden) Open() {}

func (s Shown) Method() {}

type Shown struct{}

type hidden struct{}

// One comment for all.
const (
	First = iota
	Second
)

var (
	Lone = 1
	Said = 2 // said at the end
)
`
	syntax, err := parser.ParseFile(token.NewFileSet(), "p.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, declaration := range syntax.Decls {
		for _, name := range unexplained(declaration) {
			got = append(got, name.Name)
		}
	}
	want := []string{"Bare", "Method", "Shown", "Lone"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("unexplained names (-want +got):\n%s", diff)
	}
}
