// Package disk writes files so that they are whole or not there at all.
//
// It knows nothing of what it writes.
//
//	bytes ──► WriteWhole, Replace ──► file
package disk
