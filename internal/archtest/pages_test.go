package archtest

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/folder"
	"wayout/internal/scenario"
)

const assumptionsPage = "docs/assumptions.md"

// TestAssumptionsPageHasTheTable compares the table in the page with the one the program uses.
func TestAssumptionsPageHasTheTable(t *testing.T) {
	page := string(read(t, assumptionsPage))
	before, rest, found := strings.Cut(page, "from scenario.Defaults -->\n")
	want, after, ended := strings.Cut(rest, "<!-- end of table -->")
	if !found || !ended {
		t.Fatalf("%s has lost the marks around its table", assumptionsPage)
	}
	got := assumptionsTable()
	if *update {
		text := before + "from scenario.Defaults -->\n" + got + "<!-- end of table -->" + after
		if err := os.WriteFile(filepath.Join(root, assumptionsPage), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-page +program):\n%s\ngo test ./internal/archtest -update rewrites it", assumptionsPage, diff)
	}
}

// TestReferenceIsTheReaders compares the reference of every field with the one that the reader of
// scenario folders makes of its own tables.
func TestReferenceIsTheReaders(t *testing.T) {
	const page = "docs/reference.md"
	got := folder.Reference()
	if *update {
		if err := os.WriteFile(filepath.Join(root, page), []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(read(t, page)), got); diff != "" {
		t.Errorf("%s (-page +program):\n%s\ngo test ./internal/archtest -update rewrites it", page, diff)
	}
}

func assumptionsTable() string {
	var b strings.Builder
	b.WriteString("\n| name | value | unit | about | source |\n| --- | ---: | --- | --- | --- |\n")
	for _, d := range scenario.Defaults() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", d.Name, d.Value, d.Unit, d.About, d.Source)
	}
	b.WriteString("\n")
	return b.String()
}

// sourceKeys finds [T1] and [T1, C1].
var sourceKeys = regexp.MustCompile(`\[([A-Z]+\d+(?:, [A-Z]+\d+)*)\]`)

// TestEverySourceKeyIsSpelledOut looks for the keys of the defaults and of the examples among the
// sources of the page.
func TestEverySourceKeyIsSpelledOut(t *testing.T) {
	page := string(read(t, assumptionsPage))
	texts := []string{assumptionsTable()}
	walk(t, func(name string) {
		if strings.HasPrefix(name, "examples/") && strings.HasSuffix(name, "/scenario.yaml") {
			texts = append(texts, string(read(t, name)))
		}
	})
	for _, match := range sourceKeys.FindAllStringSubmatch(strings.Join(texts, "\n"), -1) {
		for key := range strings.SplitSeq(match[1], ", ") {
			if !strings.Contains(page, "\n- ["+key+"] ") {
				t.Errorf("%s does not say what [%s] is", assumptionsPage, key)
			}
		}
	}
}
