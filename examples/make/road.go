package main

import "strings"

// condition is what is known of a road: its status as a scenario writes it, and the words of the
// source for it.
type condition struct{ status, note string }

// conditionOf reads the status of a road by the first word of the source's text. Only "closed"
// shuts a road; what is neither closed nor held nor uncertain counts as open.
func conditionOf(road row) condition {
	text := road["status_2023_09"]
	for _, status := range []string{"closed", "held", "uncertain"} {
		if strings.HasPrefix(text, status) {
			return condition{status, text}
		}
	}
	return condition{"open", text}
}

var roadColumns = []string{
	"id", "from", "to", "length_km", "class", "lanes", "speed_kmh", "direction", "status",
	"note", "confidence",
}

// addRoads writes roads.csv, every road both ways. Capacities are left to the class table.
func (f folder) addRoads(roads []row, of func(row) condition) error {
	var rows [][]string
	for _, r := range roads {
		c := of(r)
		rows = append(rows, []string{
			r["id"], r["from"], r["to"], r["length_km"], r["road_class"],
			r["lanes_per_direction"], r["speed_kmh"], "both", c.status, c.note, r["confidence"],
		})
	}
	return f.table("roads.csv", roadColumns, rows)
}

// addGate writes gates.csv: the checkpoint on the bridge, the only gate of these scenarios.
func (f folder) addGate(note string) error {
	return f.table("gates.csv",
		[]string{"id", "place", "name", "booths", "seconds_per_vehicle", "hours", "note"},
		[][]string{{"hakari_bridge", "hakari_bridge", "Hakari bridge checkpoint", "1", "18", "", note}})
}

// addReception writes receptions.csv: the first post in Armenia, which took in whoever came.
func (f folder) addReception(more string) error {
	return f.table("receptions.csv",
		[]string{"id", "place", "note"},
		[][]string{{"kornidzor", "kornidzor", "first Armenian post; no rate or capacity is known" + more}})
}
