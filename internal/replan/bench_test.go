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
	for b.Loop() {
		if reply := Answer(b.Context(), packed, []byte(`{"variant": "eight-hours"}`), nil); reply.View == nil {
			b.Fatal(reply.Error, reply.Problems)
		}
	}
}
