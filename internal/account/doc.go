// Package account sets side by side what was promised, what the terms delivered allowed, and what was
// counted: for whoever has to say who kept their word, and for whoever wants to check that.
//
// It plans nothing and judges nobody. It reads promised.yaml, makes the scenario of the terms delivered, and
// writes the statement with the sums that prove it. It opens no files; bytes are given and returned.
//
//	promised.yaml ──► Read ──► Promise ──┐
//	        plans of both, counts ───────┴─► Statement ──► words, JSON, the sum of the cut
package account
