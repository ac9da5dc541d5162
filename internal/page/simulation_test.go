package page

import (
	"bytes"
	"testing"

	"wayout/internal/view"
)

// TestSimulationOfAPage: a simulation goes only into the page of its plan, which is then byte for byte the
// one made with it; a public page holds none (N12).
func TestSimulationOfAPage(t *testing.T) {
	make := func(level, plan string, s *view.Simulation) []byte {
		html, err := Report(Contents{View: view.View{Level: level}, Plan: plan, Simulation: s})
		if err != nil {
			t.Fatal(err)
		}
		return html
	}
	one, two := &view.Simulation{Runs: 4711}, &view.Simulation{Runs: 4712}
	with := make("restricted", "aa", two)
	for _, before := range []*view.Simulation{nil, one, two} {
		if got, err := WithSimulation(make("restricted", "aa", before), "aa", two); err != nil || !bytes.Equal(got, with) {
			t.Errorf("put into the page of %+v it is another page (%v)", before, err)
		}
	}
	if !bytes.Contains(with, []byte(`"runs":4712`)) || !Shows(with, "aa") || Shows(with, "bb") {
		t.Error("the page does not hold the simulation of its plan")
	}
	if got, err := WithSimulation(make("restricted", "bb", nil), "aa", two); got != nil || err != nil {
		t.Errorf("a simulation was put into the page of another plan (%v)", err)
	}
	public := make("public", "aa", two)
	if bytes.Contains(public, []byte("4712")) {
		t.Error("a public page holds a simulation")
	}
	if got, _ := WithSimulation(public, "aa", two); got != nil {
		t.Error("a simulation was put into a public page")
	}
}
