package fullload

import (
	"context"
	"testing"

	"pgregory.net/rapid"
)

// TestPackDecides: without any help of prices, the exact search finds a plan within the optimum
// and none below.
func TestPackDecides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t, 6, false)
		m := newModel(p)
		if len(m.items) == 0 {
			return
		}
		optimum := int64(plainOptimum(p))
		for _, limit := range []int64{optimum - 1, optimum} {
			if limit < 0 {
				continue
			}
			none := prices{
				load: make([]int64, len(m.classes)), room: make([]int64, len(m.room)), tour: make([]int64, len(m.buses)),
			}
			duties, ok := enumerate(m, none, limit, 1_000_000)
			if !ok {
				t.Fatal("too many duties")
			}
			for _, d := range duties {
				if d.length > limit || d.length != m.length(d.depot, d.rides) {
					t.Errorf("%+v: length %d", d, m.length(d.depot, d.rides))
				}
			}
			plan, decided := newPacker(m, duties, 100_000).pack(context.Background())
			if !decided || (plan != nil) != (limit >= optimum) {
				t.Errorf("limit %d: a plan of %d duties, decided %v; the optimum is %d", limit, len(plan), decided, optimum)
			}
		}
	})
}

// TestPricesDecide: prices never prove too tight what is not, and duties cover what can be done.
func TestPricesDecide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t, 6, true)
		m := newModel(p)
		optimum := int64(plainOptimum(p))
		if len(m.items) == 0 || optimum >= far {
			return
		}
		for _, limit := range []int64{optimum / 2, optimum - 1, optimum, optimum + 1} {
			what, _, err := newGenerator(m, 100, 1_000_000).decide(context.Background(), max(0, limit), false)
			if err != nil || limit >= optimum && what == tooTight {
				t.Errorf("limit %d: %v %v; the optimum is %d", limit, what, err, optimum)
			}
		}
	})
}

// TestCirculationHolds: the bound of the circulation is never above the optimum.
func TestCirculationHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawProblem(t, 6, true)
		m := newModel(p)
		if bound, _, ok := circulationPrices(m); ok && len(m.items) > 0 && bound > int64(plainOptimum(p)) {
			t.Errorf("bound %d, the optimum is %d", bound, plainOptimum(p))
		}
	})
}
