package replan

import (
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkAnswer measures the answer to a changed question about the example. In a page it takes two to
// three times as long: GOOS=js GOARCH=wasm, with the runner of $(go env GOROOT)/lib/wasm on the PATH.
func BenchmarkAnswer(b *testing.B) {
	const folder = "../../examples/karabakh-2023"
	files := map[string][]byte{}
	names, err := os.ReadDir(folder)
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range names {
		if !name.IsDir() {
			if files[name.Name()], err = os.ReadFile(filepath.Join(folder, name.Name())); err != nil {
				b.Fatal(err)
			}
		}
	}
	packed, err := Pack(files)
	if err != nil {
		b.Fatal(err)
	}
	planner, err := Open(packed)
	if err != nil {
		b.Fatal(err)
	}
	if err := planner.Prepare(b.Context()); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if reply := planner.Answer(b.Context(), []byte(`{"variant": "eight-hours"}`), nil); reply.View == nil {
			b.Fatal(reply.Error, reply.Problems)
		}
	}
}
