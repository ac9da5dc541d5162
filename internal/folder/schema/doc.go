// Package schema is the list of everything that a person can write into a scenario folder: the settings,
// the tables with their columns, and the limits of what is believed.
//
// The reader, the paths of --set and the reference all come from it, so that none says what another does
// not know. It reads nothing itself.
package schema
