// Command dist builds the program as one file for each system into dist/, with checksums. Each file
// needs nothing else: time zones, fonts, the page, the planner inside it and an example are in it.
//
// Run it in the root of the module: go run ./cmd/dist
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// systems are what is built for.
var systems = []struct{ system, processor string }{
	{"linux", "amd64"},
	{"linux", "arm64"},
	{"windows", "amd64"},
	{"windows", "arm64"},
	{"darwin", "amd64"},
	{"darwin", "arm64"},
}

const folder = "dist"

func main() {
	if err := build(); err != nil {
		fmt.Fprintln(os.Stderr, "dist: "+err.Error())
		os.Exit(1)
	}
}

func build() error {
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	var sums strings.Builder
	for _, s := range systems {
		name := "wayout-" + s.system + "-" + s.processor
		if s.system == "windows" {
			name += ".exe"
		}
		path := filepath.Join(folder, name)
		command := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", path, "./cmd/wayout")
		command.Env = append(os.Environ(), "GOOS="+s.system, "GOARCH="+s.processor, "CGO_ENABLED=0")
		command.Stdout, command.Stderr = os.Stdout, os.Stderr
		if err := command.Run(); err != nil {
			return fmt.Errorf("build %s: %w", name, err)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		fmt.Fprintf(&sums, "%s  %s\n", hex.EncodeToString(sum[:]), name)
		fmt.Printf("%s, %.1f MB\n", path, float64(len(data))/1e6)
	}
	for _, name := range []string{"LICENSE", "NOTICE"} {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(folder, "SHA256SUMS"), []byte(sums.String()), 0o644)
}
