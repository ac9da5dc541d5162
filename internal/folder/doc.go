// Package folder turns a scenario folder — scenario.yaml and the tables it names — into a checked
// scenario.Scenario, or into the list of everything that is wrong with it, each with file, line,
// column, value and remedy.
//
// It plans nothing and repairs nothing: a value that can be read in two ways is refused. It reads
// files only through the fs.FS it is given, each once and none outside the folder, and it has no
// field for a person: columns that look like personal data are refused.
//
//	fs.FS ─ load ─ inputs (settings, tables, hash) ─┐
//	                                                ├─ build ─ Scenario, problem.List
//	--set PATH=VALUE ── overrides ──────────────────┘
//
// One table of fields (Fields) drives the reading of columns, the paths of overrides, the hints
// at the nearest name and the reference that users read. Time zones are looked up with
// time.LoadLocation; a program that must run without the system's zone files imports time/tzdata.
package folder
