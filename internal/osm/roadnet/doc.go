// Package roadnet makes a road network of a map of OpenStreetMap: roads for cars with what each
// direction carries, settlements with all their names, and places that may hold cars up.
//
// It plans nothing and knows no scenario. It reads tags as their wiki describes them, and where a map is
// silent it takes a default of one table (Classes), each with its source. Whatever was left out, assumed
// or not understood is counted in the notes of the network; nothing is dropped in silence.
//
//	file ── osm: ways, relations ──► who may drive, how fast, how many
//	     ── osm: nodes ────────────► positions, settlements, gates
//	                                    └─► split at junctions ──► draft.Network
package roadnet
