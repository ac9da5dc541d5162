// Package projection turns the coordinates that road networks and population grids are published in
// into longitude and latitude on WGS 84, and back: UTM and its national twins, Web Mercator,
// Mollweide and plain degrees. Parse finds the system by the names that files use.
//
// It does not shift datums. GDA94, GDA2020, ETRS89 and NAD83 are taken as WGS 84, which is wrong by
// less than 2 metres on their own continents. It knows no files, and it refuses a name that it does
// not know with an error that lists those it does.
//
//	"EPSG:32754" ── Parse ──► Projection ── LonLat ──► degrees
//	                                     ◄── XY ─────
package projection
