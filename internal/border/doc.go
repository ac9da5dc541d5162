// Package border reads the border of an area as a planner has it: GeoJSON (RFC 7946), a polygon filter of
// Osmosis (.poly), or a box written as text.
//
// It cuts nothing and asks for nothing: package area tells what lies within. Names and properties of what
// it reads are not kept. It opens no files. Coordinates are degrees, lon, lat, WGS 84.
//
//	bytes ──► Read ──► orb.MultiPolygon ──► area.InPolygons
//	text  ──► Box  ──► orb.Bound        ──► area.InBound
package border
