package report

import (
	"fmt"

	"wayout/internal/problem"
)

// mostProblems is how many problems are shown.
const mostProblems = 50

// Problems lists what is wrong, by file, in the order of the lines;
// at most fifty, and how many more there are. It is empty for an empty
// list.
func Problems(list problem.List) string {
	var p page
	file, first := "", true
	for i, one := range list.Sorted() {
		if i == mostProblems {
			p.heading(fmt.Sprintf("and %s more", count(len(list)-mostProblems)))
			break
		}
		if first || one.Where.File != file {
			file, first = one.Where.File, false
			p.heading(fileHeading(file))
		}
		p.bullet(problemText(one))
	}
	return p.String()
}

func fileHeading(file string) string {
	if file == "" {
		return "In general"
	}
	return file
}

// problemText says one problem without its file.
func problemText(one problem.Problem) string {
	if line := one.Where.Line; line > 0 {
		one.Where.File = fmt.Sprintf("line %d", line)
		one.Where.Line = 0
	} else if one.Where.File != "--set" { // what follows it is a path and no column
		one.Where.File = ""
	}
	text := one.String()
	if one.Severity != problem.Error {
		return "(" + one.Severity.String() + ") " + text
	}
	return text
}
