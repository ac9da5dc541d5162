// Package census reads how many people live in which settlement, as a planner or a partner has it in a
// table, and finds the settlements of a map that its rows mean.
//
// It merges nothing on its own: what is not certain is a question, with what may be meant. It counts
// people, and refuses tables that look as if they had fields for persons. It opens no files and fills no
// gaps: a row without a number stays without one, and a table of places may have no numbers at all.
//
//	table, HXL or not ──► Read ──► []Row ──┐
//	          draft.Network.Settlements ───┴──► Match ──► a settlement for each row, or a question
package census
