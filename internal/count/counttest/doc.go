// Package counttest builds what is counted for tests: a town behind two gates, and convoys from it.
//
// It is for tests only.
package counttest
