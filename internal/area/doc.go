// Package area tells what lies in the region that a planner has drawn: points, and lines of which a part
// does.
//
// It measures nothing, reads no files and cuts nothing in two: whoever asks decides what becomes of what
// crosses the border. A region may have a hundred thousand corners, as those of countries do, and is still
// asked a million times in a second: its sides are sorted into bands by latitude.
//
//	box or polygons ──► Area ──► Contains(point), Touches(line)
package area
