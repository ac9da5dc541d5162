// Package browsertest does with report.html, in a real Chromium, what a planner does with it.
//
// It is for tests only and holds nothing but tests, and it knows no part of the page by its code: it
// finds things by role and name, as a person or a screen reader does, and compares what is shown with
// the files that the command line writes. Where there is no Chromium its tests are skipped.
//
//	app.Plan, app.Report ──► report.html ──► Chromium ──► what is shown = summary.json, slots.csv
//	                                            └──► the trap: whatever leaves the page
package browsertest
