// Package ledger has the files of a study: study.yaml, which asks; runs.jsonl, the place of record, to
// which every run is added as soon as it is made; results.csv and study.json, made of it at the end.
//
// It makes no run. A run that stands in the journal is on the disk; a line that is cut says nothing and
// its run is made again.
//
//	study.yaml ──► Read ──► study.Study
//	study.Record ──► Journal.Add ──► runs.jsonl ──► Open ──► study.Record
//	records, study.Findings ──► Table, JSON, Text
package ledger
