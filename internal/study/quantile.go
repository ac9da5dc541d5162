package study

import (
	"math"
	"slices"
)

// quantile returns the least value of which at least so many per cent of the values are no more, with
// the interval of order statistics that holds the true one at 95 %: how many of n runs are below a
// quantile is binomial, whatever the distribution is (W. J. Conover, Practical Nonparametric Statistics,
// 3rd ed. 1999, section 3.2).
func quantile(records []*Record, values []float64, percent int) Quantile {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return compare(values[a], values[b]) })
	n := len(values)
	at := max(0, (n*percent+99)/100-1)
	low, high := interval(n, float64(percent)/100)
	out := Quantile{Percent: percent, Value: finite(values[order[at]]), Run: records[order[at]].Run}
	if out.LowOpen = low < 0; !out.LowOpen {
		out.Low = finite(values[order[low]])
	}
	if out.HighOpen = high >= n; !out.HighOpen {
		out.High = finite(values[order[high]])
	}
	return out
}

// interval returns the places in the sorted values between which the quantile p lies in at least 95 of
// 100 studies of n runs: the first is -1 and the second n where no value of the runs is sure to be
// beyond it.
func interval(n int, p float64) (low, high int) {
	const tail = 0.025
	low, high = -1, n
	below := 0.0 // probability that at most k runs are below the quantile
	for k := range n + 1 {
		mass := binomial(n, k, p)
		if below+mass <= tail {
			low = k // so the value at place k, with k runs below it, is beyond the quantile in 2.5 %
		}
		if below+mass >= 1-tail {
			high = k
			break
		}
		below += mass
	}
	return low, high
}

// binomial returns the probability of k among n at p, 0 < p < 1.
func binomial(n, k int, p float64) float64 {
	return math.Exp(gamma(n+1) - gamma(k+1) - gamma(n-k+1) + float64(k)*math.Log(p) + float64(n-k)*math.Log1p(-p))
}

// gamma is the logarithm of the gamma function of a whole number above 0.
func gamma(x int) float64 {
	v, _ := math.Lgamma(float64(x))
	return v
}

// compare orders numbers, of which infinite ones may be equal.
func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// finite returns a number, nil for what is never reached.
func finite(v float64) *float64 {
	if math.IsInf(v, 1) {
		return nil
	}
	return &v
}
