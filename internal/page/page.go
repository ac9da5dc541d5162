package page

import (
	"bytes"
	"embed"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"

	"wayout/internal/replan"
	"wayout/internal/view"
)

//go:embed built
var built embed.FS

// mark is where the data goes in the built page.
var mark = []byte("<!--wayout:data-->")

// Contents are what a page holds.
type Contents struct {
	View view.View
	// Files are those of the scenario by their names, so that the page can plan it again; without them
	// it only shows.
	Files map[string][]byte
	// Plan is the SHA-256 of plan.json in hexadecimal, and Simulation a simulation of exactly this plan,
	// nil where there is none. A public page has none: where queues stand is for nobody to know (N12).
	Plan       string
	Simulation *view.Simulation
}

// Report returns a page.
func Report(c Contents) ([]byte, error) {
	page, err := built.ReadFile("built/page.html")
	if err != nil {
		return nil, err
	}
	if bytes.Count(page, mark) != 1 {
		return nil, fmt.Errorf("the built page has not one place for its data")
	}
	data, err := c.View.JSON()
	if err != nil {
		return nil, err
	}
	var parts bytes.Buffer
	element(&parts, "application/json", "view", data)
	if c.View.Level != "public" {
		simulated, err := c.Simulation.JSON()
		if err != nil {
			return nil, err
		}
		parts.Write(simulationBegin(c.Plan))
		parts.Write(simulated)
		parts.Write(simulationEnd)
	}
	if len(c.Files) > 0 {
		if err := planner(&parts, c.Files); err != nil {
			return nil, err
		}
	}
	return bytes.Replace(page, mark, parts.Bytes(), 1), nil
}

// HasPlanner reports whether pages can plan.
func HasPlanner() bool {
	_, err := fs.Stat(built, "built/planner.wasm.gz")
	return err == nil
}

// planner adds the planner and what it plans, where the program was built with it.
func planner(parts *bytes.Buffer, files map[string][]byte) error {
	wasm, err := built.ReadFile("built/planner.wasm.gz")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	glue, missing := built.ReadFile("built/wasm_exec.js")
	if err = errors.Join(err, missing); err != nil {
		return err
	}
	packed, err := replan.Pack(files)
	if err != nil {
		return err
	}
	element(parts, "text/plain", "files", []byte(packed))
	element(parts, "text/plain", "planner", []byte(base64.StdEncoding.EncodeToString(wasm)))
	element(parts, "text/plain", "go", glue)
	return nil
}

// element adds data that a browser keeps and does not run. It must not hold the end of a script.
func element(out *bytes.Buffer, kind, id string, data []byte) {
	fmt.Fprintf(out, "<script type=%q id=%q>%s</script>\n", kind, id, data)
}
