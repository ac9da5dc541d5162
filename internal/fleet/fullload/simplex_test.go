package fullload

import (
	"math"
	"testing"
)

// TestSimplex solves a small diet: two foods must give 4 of one thing and 6 of another. The
// optimum is 2 of the first food and 2 of the second, at 3 and 2.
func TestSimplex(t *testing.T) {
	p := newSimplex([]float64{4, 6}, []float64{100, 100})
	for _, c := range []column{
		{3, []int32{0, 1}, []float64{1, 2}},
		{2, []int32{0, 1}, []float64{1, 1}},
		{0, []int32{0}, []float64{-1}},
		{0, []int32{1}, []float64{-1}},
	} {
		p.add(c)
	}
	if !p.solve() {
		t.Fatal("gave up")
	}
	if got := p.objective(); math.Abs(got-10) > 1e-5 {
		t.Errorf("%g, want 10", got)
	}
	for row, want := range []float64{1, 1} {
		if math.Abs(p.dual[row]-want) > 1e-6 {
			t.Errorf("dual %d is %g, want %g", row, p.dual[row], want)
		}
	}
}

// TestRecall: what is remembered only near by may be taken again after a way elsewhere.
func TestRecall(t *testing.T) {
	r := newRecall(3)
	rides := func(classes ...int16) []ride {
		var list []ride
		for _, c := range classes {
			list = append(list, ride{class: c})
		}
		return list
	}
	if !r.allows(rides(0, 0, 0)) {
		t.Error("a class is remembered from the start")
	}
	r.remember(0, 2, 0)
	r.remember(0, 2, 1)
	for _, c := range []struct {
		rides []ride
		want  bool
	}{
		{rides(0, 0), true},
		{rides(0, 0, 0), false},
		{rides(0, 1, 0, 1, 0), false},
		{rides(0, 0, 2, 0), true},
	} {
		if got := r.allows(c.rides); got != c.want {
			t.Errorf("%v: %v, want %v", c.rides, got, c.want)
		}
	}
	if r.remember(0, 2, 1) {
		t.Error("remembered twice")
	}
	if r.remember(1, memoryBits, 1) {
		t.Error("more bits than there are")
	}
}

// TestChance draws every number below ten about equally often.
func TestChance(t *testing.T) {
	c := &chance{1}
	var counts [10]int
	for range 100_000 {
		counts[c.below(10)]++
	}
	for n, times := range counts {
		if times < 9_500 || times > 10_500 {
			t.Errorf("%d came %d times of 100,000", n, times)
		}
	}
}
