package page

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"wayout/internal/handout"
)

// TestBuiltPageIsCurrent: the committed page is built from the sources beside it. The build writes into
// the page what it was built from, as web/vite.config.ts says.
func TestBuiltPageIsCurrent(t *testing.T) {
	const web = "../../web"
	files := []string{"index.html", "package-lock.json", "package.json", "svelte.config.js", "tsconfig.json", "vite.config.ts"}
	err := filepath.WalkDir(filepath.Join(web, "src"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(web, path)
		files = append(files, filepath.ToSlash(name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	var lines bytes.Buffer
	for _, name := range files {
		data, err := os.ReadFile(filepath.Join(web, name))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&lines, "%s  %s\n", handout.HashOf(data), name)
	}
	page, err := built.ReadFile("built/page.html")
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf(`<meta name="sources" content="%s">`, handout.HashOf(lines.Bytes()))
	if !bytes.Contains(page, []byte(want)) {
		t.Errorf("the page is not built from web/ as it is now: make page\nit lacks %s", want)
	}
}
