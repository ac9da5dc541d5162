// Package draft is a road network as somebody's map has it, before it is a scenario.
//
// Readers of maps (osm, matsim) fill it in: junctions, roads with their shape and what each direction
// carries, settlements, gate candidates, and a list of everything that was assumed or left out. It
// knows no format and no files; it plans nothing.
//
//	map ── osm, matsim ──► draft ──► scenario folder
package draft
