// Package cli is the command line: commands, flags, exit codes, progress and where text goes.
//
// It decides nothing about plans: it asks app and prints what report and export make of the
// answer. Results go to standard output, problems and progress to standard error.
//
//	os.Args ──► Run ──► app ──► exit code
package cli
