// Package count reads how many people were counted on each number sheet and compares the counts of
// a sheet with each other: whoever was counted at one check and is missing at the next raises an
// alarm, by number and never by name.
//
// It knows no persons and refuses tables that look as if they did. It judges nobody who stayed:
// fewer people at departure than planned is never an alarm. It does not follow people from one
// sheet to another, such as from a column on foot to the vehicle that meets it. It reads no files
// and no clock: the bytes and the moment of comparison are given.
//
//	counts.csv ──► Read ──► []Count ──┐
//	           plan ──► convoy.All ───┴─► Compare ──► Report ──► JSON, report
package count
