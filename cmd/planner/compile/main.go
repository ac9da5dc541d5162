// Command compile builds the planner for pages: it compiles cmd/planner to WebAssembly and puts it, compressed,
// with Go's glue for browsers into internal/page/built, from where the program takes them.
//
// Run it in the root of the module: go run ./cmd/planner/compile
package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const built = "internal/page/built"

func main() {
	if err := compile(); err != nil {
		fmt.Fprintln(os.Stderr, "compile: "+err.Error())
		os.Exit(1)
	}
}

func compile() error {
	folder, err := os.MkdirTemp("", "wayout-planner-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	wasm := filepath.Join(folder, "planner.wasm")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", wasm, "./cmd/planner")
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	build.Stdout, build.Stderr = os.Stdout, os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("go build: %w", err)
	}
	data, err := os.ReadFile(wasm)
	if err != nil {
		return err
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return fmt.Errorf("go env: %w", err)
	}
	glue, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return err
	}
	packed, err := pack(data)
	if err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(filepath.Join(built, "planner.wasm.gz"), packed, 0o644),
		os.WriteFile(filepath.Join(built, "wasm_exec.js"), glue, 0o644),
	)
}

// pack compresses without a name or time, so that the same program gives the same bytes.
func pack(data []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	_, err = w.Write(data)
	err = errors.Join(err, w.Close()) // The last of it is written by Close.
	return out.Bytes(), err
}
