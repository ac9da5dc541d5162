// Package studies makes studies: it packs what all runs of one share, has them made over a queue, keeps every
// run as soon as it is made, and writes what they say.
//
//	scenario, study.yaml ──► pack ──► queue ──► journal ──► findings
package studies
