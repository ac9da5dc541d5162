// Package orders turns a plan into what each hand needs: a page for every town with tickets, tally
// sheet and a text to read aloud, sheets for convoy leaders, crews, gates, fuel points, receptions,
// the medical coordinator and the table of negotiation, a humanitarian notification, and messages.
//
// It plans and judges nothing, and writes no files. Every sheet has a level (N12), which decides
// what stands on it: a public one has no route, no hour, no cut and no number below ten. Nobody is
// listed and nothing is called safe.
//
//	scenario, plan, convoys ─┐
//	i18n.Catalogue ──────────┴─► Print ──► []File ──► app writes, seals and logs them
package orders
