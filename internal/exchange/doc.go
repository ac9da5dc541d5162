// Package exchange writes a plan into the formats that other tools take over: GeoJSON and KML for
// maps, GPX for phones and GPS receivers, CSV with HXL tags for humanitarian data, and a workbook.
//
// It plans and judges nothing, reads no files and writes none: functions return bytes, the same ones
// for the same request. Every file says who may see it, that its numbers hold under the inputs given,
// that nothing is called safe, and the hash of the inputs. A public one has no way, no hour, no cut
// and no number of people from 1 to 9 (N12), nor one from which such a number follows within its row;
// what is withheld is empty and named. A place without a position has no geometry and is still
// listed. Coordinates are degrees, longitude first, with six decimals at most. Names go out in UTF-8
// without control characters and without marks that turn the direction of what follows.
//
//	                        ┌─► features ──► GeoJSON, KML
//	scenario, plan, level ──┤   ways ──────► GPX
//	                        └─► tables ────► CSV, workbook
package exchange
