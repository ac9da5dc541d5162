// Package osm reads maps of OpenStreetMap entity by entity: .osm.pbf, and .osm as it is or packed as
// .gz or .bz2. What a file is, its first bytes say and not its name.
//
// It does not know what a road is; package roadnet makes a network of what is read here. It keeps
// nothing of the map but a byte for each block, so that memory does not grow with the file. It has no
// reader for history files, files of changes and other formats than these, and says so.
//
//	file ── PBF blocks or XML ──► Node, Way, Relation ──► Visitor
//
// Every input may be damaged or hostile. What cannot be read as a whole is an error with the place in
// the file, never a shorter map. There is one exception, which the format forces: a PBF file that ends
// exactly between two blocks does not show that more should follow.
package osm
