// Command make turns the tables in examples/source into the scenario folders of examples.
//
// It is not part of the program wayout and adds nothing to the tables but what the text of the
// scenarios says: every number comes from a table, or stands in this program with its source.
//
// Run it in the root of the repository: go run ./examples/make. The same tables give the same
// bytes, so a second run changes nothing; a test compares the committed folders with its output.
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

func main() {
	root := flag.String("examples", "examples", "folder that holds source and the scenario folders")
	flag.Parse()
	if err := run(*root); err != nil {
		fmt.Fprintln(os.Stderr, "make examples:", err)
		os.Exit(1)
	}
}

func run(root string) error {
	files, err := makeAll(os.DirFS(root))
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, files[name], 0o644); err != nil {
			return err
		}
	}
	fmt.Println(len(files), "files written under", root)
	return nil
}

// makeAll returns every file of every example by its slash-separated name under the folder
// examples, made from the tables of its source.
func makeAll(examples fs.FS) (map[string][]byte, error) {
	from, err := readSource(examples, "source/karabakh-2023")
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for name, build := range map[string]func(*source) (folder, error){
		"karabakh-2023":       departure,
		"karabakh-2023-09-21": eve,
	} {
		made, err := build(from)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for file, data := range made {
			files[name+"/"+file] = data
		}
	}
	return files, nil
}
