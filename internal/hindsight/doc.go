// Package hindsight fits the rate of one gate to a part of a record of arrivals, and predicts the rest of
// it, so that everybody can see how well the simulation would have told what came.
//
// It draws no conclusion about other gates or other days, and fits nothing but one rate: with more, any
// record could be matched.
//
//	scenario, record ──► gate as it was counted, then one rate ──► traffic ──► Result
package hindsight
