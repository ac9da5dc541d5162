//go:build unix

// Command bench measures what docs/benchmarks.md has: every bar of the solver and the planner, how time and
// memory grow, and the same problems by general solvers, with equal objectives. It prints tables in Markdown.
//
// Run it in the root of the module: go run ./cmd/bench
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

func main() {
	b := &bench{}
	flag.StringVar(&b.data, "data", "../shared/data", "folder of published data; what is not there is not measured")
	flag.DurationVar(&b.limit, "limit", 10*time.Minute, "processor time of a peer on one problem; 0 leaves out the peers")
	flag.StringVar(&b.problem, "problem", "", "give peers only problems whose names begin so: city 40, houston, padang")
	flag.StringVar(&b.peer, "peer", "", "only peers with this in their names: simplex, preflow, GLPK, Clp")
	picture := flag.String("picture", "", "file to draw the growth into, as SVG")
	parts := flag.String("only", "", "one part: bars, growth or peers")
	child := flag.String("solve", "", "solve the problem of this name, and print what came of it (for the program itself)")
	expand := flag.String("expand", "", "write the problem of this name for peers (for the program itself)")
	until := flag.Int("until", 0, "last step of -expand")
	flag.StringVar(&b.scratch, "into", "", "folder of -expand")
	road := flag.String("replan", "", "answer for karabakh-2023 with this road closed (for the program itself)")
	flag.Parse()
	var err error
	switch {
	case *child != "":
		err = solve(b.data, *child)
	case *expand != "":
		err = b.expand(*expand, int32(*until))
	case *road != "":
		err = answer(karabakh, *road)
	default:
		err = b.all(*parts, *picture)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench: "+err.Error())
		os.Exit(1)
	}
}

// all runs every part, or one.
func (b *bench) all(only, picture string) (err error) {
	if b.scratch, err = os.MkdirTemp("", "wayout-bench"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(b.scratch)) }()
	b.program = filepath.Join(b.scratch, "wayout")
	if out, err := exec.Command("go", "build", "-o", b.program, "./cmd/wayout").CombinedOutput(); err != nil {
		return fmt.Errorf("build the program, in the root of the module: %w\n%s", err, out)
	}
	if only == "" || only == "bars" {
		fmt.Print("## Bars\n\n")
		if err := b.table(os.Stdout); err != nil {
			return err
		}
	}
	if only == "" || only == "growth" {
		fmt.Print("\n## Growth\n\n")
		if err := b.growth(picture); err != nil {
			return err
		}
	}
	if (only == "" || only == "peers") && b.limit > 0 {
		fmt.Print("\n## Peers\n\n")
		return b.compare(os.Stdout)
	}
	return nil
}

func (b *bench) growth(picture string) error {
	all, err := b.grow(os.Stdout)
	if err != nil || picture == "" {
		return err
	}
	return os.WriteFile(picture, []byte(draw(all)), 0o644)
}
