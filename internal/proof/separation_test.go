package proof

import (
	"math/rand/v2"
	"testing"
)

// TestSeparationIsTheBestSet compares it with all sets of up to eight nodes.
func TestSeparationIsTheBestSet(t *testing.T) {
	found := 0
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 1))
		n := 1 + r.IntN(8)
		var q separation
		alone := make([]int64, n)
		unless := make([][]int64, n)
		for v := range alone {
			unless[v] = make([]int64, n)
			alone[v] = int64(r.IntN(21) - 10)
			q.alone(int32(v), alone[v])
			for other := range n {
				if other != v && r.IntN(3) == 0 {
					unless[v][other] = int64(r.IntN(8))
					q.unless(int32(v), int32(other), unless[v][other])
				}
			}
		}
		cost := func(set int) (sum int64) {
			for v := range n {
				if set>>v&1 == 0 {
					continue
				}
				sum += alone[v]
				for other := range n {
					if set>>other&1 == 0 {
						sum += unless[v][other]
					}
				}
			}
			return sum
		}
		var least int64
		for set := range 1 << n {
			least = min(least, cost(set))
		}
		got := 0
		for _, v := range q.best() {
			got |= 1 << v
		}
		if cost(got) != least {
			t.Errorf("seed %d: the set %b costs %d, the best %d", seed, got, cost(got), least)
		}
		if got != 0 {
			found++
		}
	}
	if found < 100 {
		t.Errorf("only %d sets were not empty", found)
	}
}
