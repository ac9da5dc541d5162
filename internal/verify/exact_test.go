package verify

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// TestTotalIsExact adds and takes away streams of every length and compares with big.Rat.
func TestTotalIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var sum total
		want := new(big.Rat)
		var in []fraction
		for range rapid.IntRange(0, 40).Draw(t, "steps") {
			f := ratio(
				rapid.Int64Range(0, 1<<rapid.IntRange(1, 55).Draw(t, "size")).Draw(t, "num"),
				rapid.Int64Range(1, 1<<rapid.IntRange(1, 40).Draw(t, "length")).Draw(t, "den"),
			)
			if len(in) > 0 && rapid.Bool().Draw(t, "take away") {
				f = in[len(in)-1].negative()
				in = in[:len(in)-1]
			} else {
				in = append(in, f)
			}
			sum.add(f)
			want.Add(want, big.NewRat(f.num, f.den))
			if sum.rat().Cmp(want) != 0 {
				t.Fatalf("sum is %s, want %s", sum.rat(), want)
			}
			whole := new(big.Int).Quo(want.Num(), want.Denom())
			if !whole.IsInt64() {
				continue
			}
			for _, limit := range []int64{0, whole.Int64(), whole.Int64() + 1, 1<<63 - 1} {
				if got, want := sum.compare(limit), want.Cmp(new(big.Rat).SetInt64(limit)); got != want {
					t.Fatalf("compared with %d: %d, want %d", limit, got, want)
				}
			}
		}
		for _, f := range in {
			sum.add(f.negative())
		}
		if sum.num != 0 || sum.wide != nil || sum.compare(0) != 0 {
			t.Fatalf("what is left is %s, want 0 in 64 bits", sum.rat())
		}
	})
}

func TestTotalAsText(t *testing.T) {
	for _, test := range []struct {
		num, den int64
		want     string
	}{{200_000, 1, "200"}, {33_333, 1, "33.333"}, {100_000, 3, "33.334"}, {1, 1, "0.001"}, {0, 1, "0"}, {59_500, 1, "59.5"}} {
		var sum total
		sum.add(ratio(test.num, test.den))
		if got := sum.thousandths(); got != test.want {
			t.Errorf("%d/%d is written %q, want %q", test.num, test.den, got, test.want)
		}
	}
}

// TestMomentsInsert compares a set of moments with a row of marks.
func TestMomentsInsert(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const size = 40
		var set moments
		var marks [size]bool
		for range rapid.IntRange(1, 20).Draw(t, "inserts") {
			from := rapid.IntRange(0, size-1).Draw(t, "from")
			to := rapid.IntRange(from+1, size).Draw(t, "to")
			fresh := map[int]bool{}
			for _, in := range set.insert(roads.Interval{From: unit.Second(from), To: unit.Second(to)}) {
				for i := in.From; i < in.To; i++ {
					fresh[int(i)] = true
				}
			}
			for i := range marks {
				inside := i >= from && i < to
				if fresh[i] != (inside && !marks[i]) {
					t.Fatalf("moment %d is new: %v, want %v", i, fresh[i], !fresh[i])
				}
				marks[i] = marks[i] || inside
			}
			last := unit.Second(-1)
			var got [size]bool
			for _, in := range set {
				if in.From <= last || in.From >= in.To {
					t.Fatalf("intervals overlap, touch or are empty: %v", set)
				}
				last = in.To
				for i := in.From; i < in.To; i++ {
					got[i] = true
				}
			}
			if got != marks {
				t.Fatalf("the set is %v, want %v", got, marks)
			}
		}
	})
}

// TestTotalGivesUp adds fractions whose common denominator grows without end.
func TestTotalGivesUp(t *testing.T) {
	var sum total
	for den := int64(1 << 40); den < 1<<40+2000; den++ {
		sum.add(ratio(1, den))
	}
	if !sum.lost || sum.compare(1<<62) <= 0 {
		t.Errorf("a sum of %d bits is not given up", sum.rat().Denom().BitLen())
	}
	if got := sum.decimal(); got != tooFine {
		t.Errorf("it is written %q", got)
	}
}

// TestProductsAreExact adds multiples of fractions and of sums, and compares with big.Rat.
func TestProductsAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var sum, other total
		want, wantOther := new(big.Rat), new(big.Rat)
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			f := ratio(
				rapid.Int64Range(-1<<40, 1<<40).Draw(t, "num"),
				rapid.Int64Range(1, 1<<rapid.IntRange(1, 30).Draw(t, "length")).Draw(t, "den"),
			)
			n := rapid.Int64Range(-1<<rapid.IntRange(1, 50).Draw(t, "size"), 1<<50).Draw(t, "times")
			product := new(big.Rat).Mul(big.NewRat(f.num, f.den), new(big.Rat).SetInt64(n))
			if rapid.Bool().Draw(t, "to the other") {
				other.addProduct(n, f)
				wantOther.Add(wantOther, product)
				continue
			}
			sum.addProduct(n, f)
			want.Add(want, product)
		}
		n := rapid.Int64Range(-1000, 1000).Draw(t, "times the other")
		sum.addTotal(n, &other)
		want.Add(want, new(big.Rat).Mul(wantOther, new(big.Rat).SetInt64(n)))
		if sum.rat().Cmp(want) != 0 || other.rat().Cmp(wantOther) != 0 {
			t.Fatalf("sums are %s and %s, want %s and %s", sum.rat(), other.rat(), want, wantOther)
		}
	})
}
