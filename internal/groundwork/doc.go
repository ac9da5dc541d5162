// Package groundwork makes the files of a scenario of a map that somebody has: the tables of roads and
// junctions, places that stand on the network with their people, the ways out, closures and what was
// assumed on the way.
//
// It decides where a place joins the network and which ends of roads are ways out, by rules that stand in
// docs/osm.md, and lists every such decision with its distance: nothing is dropped in silence. It reads
// no files, knows no formats of maps, and plans nothing.
//
//	draft.Network ─┬─ RoadFiles ──► junctions.csv, roads.csv, map.geojson, import.csv
//	people, ways out ─ Scenario ──► and scenario.yaml, places.csv, receptions.csv, closures.csv, decisions.csv
package groundwork
