// Package app joins the rooms into what the program does: check a folder, plan it, judge a plan,
// put prices on its obstacles, solve a raw instance.
//
// It has no rules of its own and prints nothing: it reads through the formats, asks the engines
// and judges, and hands results and problems to the faces. Only cli may import it.
//
//	cli ──► app ──► folder · planner · verify · export · instance
package app

// Version is the version of the program.
const Version = "0.1.0"
