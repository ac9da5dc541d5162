// Package shape reads where roads run and which areas there are from GeoJSON (RFC 7946).
//
// It looks up nothing and plans nothing: what a feature is about is an id for others to find.
//
//	map.geojson ──► Read ──► Line of a road, Area
package shape
