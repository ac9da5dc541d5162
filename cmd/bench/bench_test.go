//go:build unix

package main

import (
	"context"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"wayout/internal/flow"
)

// TestMain lets the test binary be the program where a benchmark starts it as its child.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "-data" {
		main()
		return
	}
	os.Exit(m.Run())
}

// TestRows measures a small city as a row of the table of peers, without any, and as a point of a curve.
func TestRows(t *testing.T) {
	b := &bench{scratch: t.TempDir(), limit: time.Minute}
	var row strings.Builder
	if err := b.compareOn(&row, "city 8 12800 864 1 1", nil); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(row.String(), "| city of 8 × 8 nodes, T = 43 | 0.01 M | 0.0") {
		t.Error(row.String())
	}
	s, u, err := b.solve("rings 100 250 3000 200")
	if err != nil || s.Nodes != 100 || s.Seconds < 0 || u.peak < 1e6 || u.peak > 1e9 {
		t.Errorf("%+v, %v", u, err)
	}
	if _, _, err := b.solve("padang"); err == nil {
		t.Error("no error where the file is not there")
	}
}

// TestAnswer re-plans the example after a closure, as the bar for it does.
func TestAnswer(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: plans the example")
	}
	if err := answer("../../"+karabakh, "R18"); err != nil {
		t.Error(err)
	}
	if err := answer("../../"+karabakh, "no road"); err == nil {
		t.Error("no error for a road that there is not")
	}
}

// TestPeersAgree gives a small city to every general solver that is installed: their objectives are Wayout's.
func TestPeersAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: compiles a program")
	}
	const name = "city 8 12800 864 1 1"
	p, err := problemOf("", name)
	if err != nil {
		t.Fatal(err)
	}
	s, err := flow.Solve(context.Background(), p, flow.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ours := solved{Steps: int32(len(s.MaxOut)), MaxOut: s.MaxOut}
	b := &bench{scratch: t.TempDir(), limit: time.Minute}
	if err := b.expand(name, ours.Steps-1); err != nil {
		t.Fatal(err)
	}
	for _, peer := range peers() {
		if why := b.missing(peer); why != "" {
			t.Log(why)
			continue
		}
		objectives, seconds, used, err := peer.solve(b, b.files())
		if err != nil || used.stopped || seconds < 0 || used.peak <= 0 {
			t.Fatalf("%s: %g s, %+v, %v", peer.name, seconds, used, err)
		}
		if err := ours.equal(objectives); err != nil {
			t.Errorf("%s: %v", peer.name, err)
		}
		objectives[0]++
		if ours.equal(objectives) == nil {
			t.Errorf("%s: another objective passes as equal", peer.name)
		}
	}
}

// TestLimit stops a program that never ends by itself.
func TestLimit(t *testing.T) {
	u, err := run(time.Second, "sh", "-c", "while :; do :; done")
	if err != nil || !u.stopped || u.seconds > 5 {
		t.Errorf("%+v, %v", u, err)
	}
	if _, err := run(time.Second, "sh", "-c", "exit 1"); err == nil {
		t.Error("a program that fails is taken for a good one")
	}
}

func TestExpected(t *testing.T) {
	p := peer{past: []attempt{{100, 1, false}, {1000, 100, false}}}
	if got := p.expected(10_000); math.Abs(got-10_000) > 1 {
		t.Errorf("ten times the arcs take a hundred times as long, but %g s are expected", got)
	}
	if got := p.expected(500); got != 0 {
		t.Errorf("%g s are expected from one problem", got)
	}
	p.past = append(p.past, attempt{2000, 600, true})
	if got := p.expected(3000); !math.IsInf(got, 1) {
		t.Errorf("%g s are expected though it was stopped before", got)
	}
}

// TestMissing names the package of a peer that is not here.
func TestMissing(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	for _, p := range peers() {
		if why := (&bench{scratch: t.TempDir()}).missing(p); !strings.Contains(why, p.packages) {
			t.Errorf("%s: %q", p.name, why)
		}
	}
}

// TestPicture draws curves whose points are where they belong.
func TestPicture(t *testing.T) {
	all := []curve{{grows: "links", colour: "#000000", points: []point{{times: least, seconds: 0.001, peak: 10e6}, {times: most, seconds: 100, peak: 1000e6}}}}
	picture := draw(all)
	for _, want := range []string{`d="M60.0 250.0L350.0 40.0"`, `d="M440.0 250.0L730.0 40.0"`} {
		if !strings.Contains(picture, want) {
			t.Errorf("no %s in\n%s", want, picture)
		}
	}
}
