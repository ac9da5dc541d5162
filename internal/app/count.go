package app

import (
	"fmt"
	"path/filepath"

	"wayout/internal/convoy"
	"wayout/internal/count"
	"wayout/internal/disk"
	"wayout/internal/handout"
	"wayout/internal/problem"
	"wayout/internal/question"
	"wayout/internal/scenario"
	"wayout/internal/sheet"
)

// CountQuestion asks whether everybody who was counted is still there.
type CountQuestion struct {
	Folder, Out, Counts string
	At                  string // moment of comparison; empty: the last count
	Late                string // a span, as Question.Deadline
}

// Counted is the comparison of counts.
type Counted struct {
	Scenario *scenario.Scenario
	Report   count.Report
}

// Count compares counts with the orders in a folder. The result is nil where the problems have
// errors. The error is a UsageError.
func Count(q CountQuestion) (*Counted, problem.List, error) {
	made, problems := readMade(q.Folder, q.Out)
	if made == nil || problems.HasErrors() {
		return nil, problems, nil
	}
	manifest, more := handout.ReadManifest(q.Out)
	if problems = append(problems, more...); problems.HasErrors() {
		return nil, problems, nil
	}
	if manifest == nil {
		problems.Add(problem.OrdersNone, problem.Where{File: q.Out}, "")
		return nil, problems, nil
	}
	s := made.scenario
	options, err := countOptions(s, q)
	if err != nil {
		return nil, problems, err
	}
	data, err := disk.Read(q.Counts, sheet.MostBytes)
	if err != nil {
		problems.Add(problem.CountUnread, problem.Where{File: q.Counts}, "", disk.Reason(err))
		return nil, problems, nil
	}
	convoys := convoy.All(s, &made.plan)
	counts, more := count.Read(filepath.ToSlash(q.Counts), data, s, convoys, manifest.Version)
	if problems = append(problems, more...); problems.HasErrors() {
		return nil, problems, nil
	}
	return &Counted{s, count.Compare(s, convoys, manifest.Version, counts, options)}, problems, nil
}

func countOptions(s *scenario.Scenario, q CountQuestion) (count.Options, error) {
	o := count.Options{Now: -1}
	var known bool
	if o.Late, known = question.Span(q.Late); !known {
		return o, UsageError{Text: fmt.Sprintf("--late is a span such as 1h or 90 minutes, not %q", q.Late)}
	}
	if q.At == "" {
		return o, nil
	}
	now, err := instant(s, "--at", q.At)
	o.Now = max(0, now)
	return o, err
}
