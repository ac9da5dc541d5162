// Package simulation writes what traffic would do: the numbers of a study as JSON and tables, the
// comparison of the plan with leaving at once in words, and the plan's network and trips in a neutral
// form that other simulators can replay.
//
// It simulates nothing (traffic does) and puts no files into folders.
//
//	traffic.Study ──► JSON, CSV, Text       plan ──► Trips ──► nodes.csv, links.csv, trips.csv
package simulation
