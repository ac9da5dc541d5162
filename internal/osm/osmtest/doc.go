// Package osmtest writes small maps for tests, as PBF of every flavour and as XML, and reads maps back
// whole.
//
// It is for tests only and shares no code with the readers it tests.
//
//	Map ──► PBF, XML ──► package osm ──► All ──► the same Map
package osmtest
