// Package alert writes the messages that are not paper: alerts in the Common Alerting Protocol
// (OASIS CAP 1.2), which other systems read and pass on, and texts for phones (SMS).
//
// It composes no sentences and translates none: callers bring every text in every language. It
// sends nothing, and it does not decide who may see what; only its zero values are careful: an
// alert is a draft of restricted scope until somebody says otherwise.
//
// What is written keeps every rule of the standards, or is not written at all. The same alert
// gives the same bytes.
//
//	Alert ── Check ──► faults
//	      └─ XML ────► CAP 1.2 ── Parse ──► Alert, for the reference of an update
//	sentences ── Messages ──► texts, each of one SMS
package alert
