// Package question reads what is asked of a scenario folder in one run: a variant, overrides, a deadline.
//
// It answers nothing: planner does. The command line and the page ask in the same words.
//
//	files, variant, overrides ──► Read ──► folder.Folder
package question
