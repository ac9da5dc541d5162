package verify

import (
	"fmt"
	"math/big"
	"math/bits"
)

// fraction is an exact number in lowest terms with a denominator above 0.
type fraction struct{ num, den int64 }

// ratio returns num/den in lowest terms. den must be above 0.
func ratio(num, den int64) fraction {
	g := divisor(num, den)
	return fraction{num / g, den / g}
}

func (f fraction) negative() fraction { return fraction{-f.num, f.den} }

// divisor returns the greatest common divisor; b must be above 0.
func divisor(a, b int64) int64 {
	if a < 0 {
		a = -a
	}
	for a != 0 {
		a, b = b%a, a
	}
	return b
}

// total is an exact sum of fractions over their common denominator. It grows into a big.Rat only
// while that does not fit. The zero value is 0.
//
// A plan made to keep the judge busy may add up fractions without end; beyond widest bits the sum
// is lost, and counts as more than anything.
type total struct {
	num, den int64 // den 0 stands for 1
	wide     *big.Rat
	lost     bool
}

// widest is the most bits of a denominator: hundreds of slots on one stage at once, of which no
// two last equally long. No plan for people looks like that.
const widest = 4096

func (t *total) add(f fraction) {
	if t.lost || t.wide == nil && t.addNarrow(f) {
		return
	}
	t.addWide(big.NewRat(f.num, f.den))
}

// settle returns to 64 bits where the sum fits, and gives up one that has grown too wide.
func (t *total) settle() {
	t.lost = t.wide.Denom().BitLen() > widest
	if t.wide.Num().IsInt64() && t.wide.Denom().IsInt64() {
		*t = total{num: t.wide.Num().Int64(), den: t.wide.Denom().Int64()}
	}
}

// addProduct adds n times a fraction.
func (t *total) addProduct(n int64, f fraction) {
	f = fraction{f.num, f.den}
	if g := divisor(n, f.den); g > 1 {
		n, f.den = n/g, f.den/g
	}
	if f.num == 0 || n == 0 {
		return
	}
	if num, ok := multiply(n, abs(f.num)); ok {
		if f.num < 0 {
			num = -num
		}
		t.add(fraction{num, f.den})
		return
	}
	product := big.NewRat(f.num, f.den)
	t.addWide(product.Mul(product, new(big.Rat).SetInt64(n)))
}

// addTotal adds n times another sum, which stays as it is.
func (t *total) addTotal(n int64, other *total) {
	switch {
	case other.lost:
		t.lost = true
	case other.wide == nil:
		t.addProduct(n, fraction{other.num, max(other.den, 1)})
	default:
		product := new(big.Rat).SetInt64(n)
		t.addWide(product.Mul(product, other.wide))
	}
}

func (t *total) addWide(r *big.Rat) {
	if t.lost {
		return
	}
	if t.wide == nil {
		t.wide = big.NewRat(t.num, max(t.den, 1))
	}
	t.wide.Add(t.wide, r)
	t.settle()
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}

// addNarrow adds in 64 bits. It reports false, with the sum unchanged, where that overflows.
func (t *total) addNarrow(f fraction) bool {
	den := max(t.den, 1)
	common := den
	if den%f.den != 0 {
		var ok bool
		if common, ok = multiply(f.den/divisor(den, f.den), den); !ok {
			return false
		}
	}
	a, ok1 := multiply(t.num, common/den)
	b, ok2 := multiply(f.num, common/f.den)
	sum := a + b
	// A sum of two numbers overflows if and only if its sign is neither's.
	if !ok1 || !ok2 || (a^sum)&(b^sum) < 0 {
		return false
	}
	if sum == 0 {
		common = 1
	}
	t.num, t.den = sum, common
	return true
}

// multiply returns a×b and whether it fits; b must be above 0.
func multiply(a, b int64) (int64, bool) {
	c := a * b
	return c, c/b == a
}

// compare returns the sign of the sum minus the limit, which must not be negative.
func (t *total) compare(limit int64) int {
	if t.lost {
		return 1
	}
	if t.wide != nil {
		return t.wide.Cmp(new(big.Rat).SetInt64(limit))
	}
	if t.num < 0 {
		return -1
	}
	high, low := bits.Mul64(uint64(limit), uint64(max(t.den, 1)))
	switch num := uint64(t.num); {
	case high > 0 || num < low:
		return -1
	case num > low:
		return 1
	}
	return 0
}

// rat returns the sum as a new big.Rat; of a sum that was lost, what it was then.
func (t *total) rat() *big.Rat {
	if t.wide != nil {
		return new(big.Rat).Set(t.wide)
	}
	return big.NewRat(t.num, max(t.den, 1))
}

// decimal writes the sum with three decimals.
func (t *total) decimal() string {
	if t.lost {
		return tooFine
	}
	return t.rat().FloatString(3)
}

// tooFine stands for the number of a sum that was lost.
const tooFine = "an uncountable number of"

// thousandths writes the sum divided by 1,000 as people read it: "200", "33.34", rounded up in
// the third decimal so that what is too much never looks like enough.
func (t *total) thousandths() string {
	n, rest := new(big.Int).DivMod(t.rat().Num(), t.rat().Denom(), new(big.Int))
	if rest.Sign() > 0 {
		n.Add(n, big.NewInt(1))
	}
	if !n.IsInt64() {
		return n.String() + "/1000"
	}
	return inThousandths(n.Int64())
}

// inThousandths writes n/1000 without trailing zeros.
func inThousandths(n int64) string {
	if n%1000 == 0 {
		return fmt.Sprint(n / 1000)
	}
	text := fmt.Sprintf("%d.%03d", n/1000, n%1000)
	for text[len(text)-1] == '0' {
		text = text[:len(text)-1]
	}
	return text
}
