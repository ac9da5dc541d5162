// Package examples holds the scenario that the program shows when it is started without a command, so
// that one file is enough to see what it does.
//
// It is not for other uses: commands read scenarios from folders.
//
//	karabakh-2023/* ──► Departure ──► app
package examples
