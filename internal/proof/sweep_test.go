package proof_test

import (
	"math/rand/v2"
	"testing"

	"wayout/internal/proof"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

// anyCut returns a cut of a random scenario with moments all over its time.
func anyCut(r *rand.Rand) (*scenario.Scenario, *proof.Question, *proof.Cut) {
	s := scenariotest.Random(r)
	net := s.Network()
	q := &proof.Question{Network: net, Step: s.Step}
	for p := range s.Places {
		q.Ready = append(q.Ready, proof.Release{Place: p, Ready: unit.Second(r.IntN(int(s.Horizon))), Amount: unit.Vehicle(r.IntN(99)).Amount()})
	}
	moments := make([]unit.Second, len(net.Nodes))
	for v := range moments {
		if r.IntN(3) > 0 {
			moments[v] = unit.Second(r.IntN(int(s.Horizon) + 1))
		}
	}
	return s, q, proof.New(q, unit.Second(r.IntN(int(s.Horizon)))+1, moments)
}

// wider returns the network of a scenario with roads that let in more, at more times.
func wider(s *scenario.Scenario) *roads.Network {
	more := *s
	more.Roads = append([]roads.Road(nil), s.Roads...)
	for i := range more.Roads {
		more.Roads[i].Capacity += more.Roads[i].Capacity / 2
		more.Roads[i].Hours = roads.Hours{}
	}
	return more.Network()
}

// TestSweepIsTheCutAtEveryEnd compares a sweep with cuts that are moved and summed up over all links.
func TestSweepIsTheCutAtEveryEnd(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		s, q, cut := anyCut(r)
		granted := wider(s)
		all := make([]int32, len(q.Network.Links))
		for i := range all {
			all[i] = int32(i)
		}
		sweep := cut.Sweep(s.Horizon)
		for range 20 {
			until := unit.Second(r.IntN(int(s.Horizon) + 1))
			moved := cut.MoveTo(until)
			if got, want := sweep.Value(until), moved.Value(); got != want {
				t.Fatalf("seed %d: at %d s the sweep lets %d through, the cut %d", seed, until, got, want)
			}
			with := *q
			with.Network = granted
			want := proof.New(&with, until, moved.Moments).Value() - moved.Value()
			if got := sweep.More(granted, all, until); got != want {
				t.Fatalf("seed %d: at %d s the sweep lets %d more through, the cut %d", seed, until, got, want)
			}
		}
	}
}

// TestLatestEndProves recomputes what the end that a sweep finds has to prove, with all links granted.
func TestLatestEndProves(t *testing.T) {
	proved := 0
	for seed := range uint64(300) {
		s, q, cut := anyCut(rand.New(rand.NewPCG(seed, 2)))
		needed := (cut.Value() + 1).Up()
		granted := wider(s)
		var all []int32
		for i := range q.Network.Links {
			all = append(all, int32(i))
		}
		until := cut.Sweep(cut.Until).Latest(needed, granted, all)
		if until == 0 {
			continue
		}
		proved++
		with := *q
		with.Network = granted
		if value := proof.New(&with, until, cut.MoveTo(until).Moments).Value(); value >= needed.Amount() {
			t.Errorf("seed %d: the cut at %d s lets %d through, %d are needed", seed, until, value, needed.Amount())
		}
	}
	if proved < 100 {
		t.Errorf("only %d ends later than the start", proved)
	}
}

// TestSharpestIsLaterAndProves sharpens random cuts: the end is never before that of Latest, for many it
// is later, and the moments still prove it, all links summed up anew.
func TestSharpestIsLaterAndProves(t *testing.T) {
	later := 0
	for seed := range uint64(500) {
		s, q, cut := anyCut(rand.New(rand.NewPCG(seed, 3)))
		needed := (cut.Value()/2 + 1).Up()
		plain, sharp := cut.Latest(needed, s.Horizon), cut.Sharpest(needed, s.Horizon)
		if sharp.Until < plain.Until {
			t.Errorf("seed %d: %d s, and %d s without sets", seed, sharp.Until, plain.Until)
		}
		if sharp.Until > plain.Until {
			later++
		}
		if value := proof.New(q, sharp.Until, sharp.Moments).Value(); sharp.Until > 0 && value >= needed.Amount() {
			t.Errorf("seed %d: at %d s %d get through, %d are needed", seed, sharp.Until, value, needed.Amount())
		}
	}
	if later < 10 {
		t.Errorf("only %d cuts became sharper", later)
	}
}
