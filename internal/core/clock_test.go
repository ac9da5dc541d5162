package core

import (
	"math/rand/v2"
	"testing"

	"wayout/internal/roads"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

// TestClocksAreNeverFast walks at random through random networks. The seconds of a walk, by the clocks
// at its ends, are never a second or more under what its roads take, and no link takes less than none.
func TestClocksAreNeverFast(t *testing.T) {
	gained := unit.Second(0)
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		s := scenariotest.Random(r)
		net := s.Network()
		profiles := make([]roads.Profile, len(net.Links))
		for i := range profiles {
			profiles[i] = net.Links[i].Rate
		}
		exact := func(l *roads.Link) unit.Second {
			if l.Kind != roads.Carriageway {
				return 0
			}
			_, up := unit.Travel(Milliseconds*l.Length, s.Roads[l.Item].Speed)
			return up
		}
		clocked := Clocked(net, profiles, s.Horizon, exact)
		for range 20 {
			v := int32(r.IntN(len(net.Nodes)))
			var takes, plain, millis unit.Second
			for range 30 {
				out := net.Out(v)
				if len(out) == 0 {
					break
				}
				i := out[r.IntN(len(out))]
				if clocked.Links[i].Ceil < 0 {
					t.Fatalf("seed %d: link %d takes %d s", seed, i, clocked.Links[i].Ceil)
				}
				takes += clocked.Links[i].Ceil
				plain += net.Links[i].Ceil
				millis += exact(&net.Links[i])
				v = net.Links[i].To
			}
			if Milliseconds*takes <= millis-Milliseconds {
				t.Fatalf("seed %d: a walk of %d ms takes %d s", seed, millis, takes)
			}
			gained += plain - takes
		}
	}
	if gained <= 0 {
		t.Errorf("walks are no shorter than in whole seconds a link: %d s", gained)
	}
}
