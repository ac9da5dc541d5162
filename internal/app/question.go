package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"wayout/internal/export"
	"wayout/internal/folder"
	"wayout/internal/handout"
	"wayout/internal/planner"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Question is a scenario folder with what is asked of it in this run.
type Question struct {
	Folder  string
	Variant string // id of one of the scenario's variants; empty for none
	Set     []scenario.Override
	// Deadline is an instant, a local time or a span from the start; empty for none.
	Deadline string
}

// UsageError tells that the question was asked wrongly, in words for the person who asked.
type UsageError struct{ Text string }

// Error returns the text.
func (e UsageError) Error() string { return e.Text }

// Read reads the scenario of a question. Overrides of the variant come before those of the run.
// The error is a UsageError.
func Read(q Question) (*folder.Folder, problem.List, error) {
	if info, err := os.Stat(q.Folder); err != nil || !info.IsDir() {
		var problems problem.List
		problems.Add(problem.FolderMissing, problem.Where{File: q.Folder}, "")
		return &folder.Folder{}, problems, nil
	}
	files, closeFiles := open(q.Folder)
	defer closeFiles()
	if q.Variant == "" {
		f, problems := folder.Read(files, q.Set)
		return f, problems, nil
	}
	plain, problems := folder.Read(files, nil)
	if plain.Scenario == nil {
		return plain, problems, nil
	}
	variants := plain.Scenario.Variants
	i := slices.IndexFunc(variants, func(v scenario.Variant) bool { return v.ID == q.Variant })
	if i < 0 {
		return nil, nil, UsageError{fmt.Sprintf("the scenario has no variant %q; %s", q.Variant, knownVariants(variants))}
	}
	f, problems := folder.Read(files, slices.Concat(variants[i].Set, q.Set))
	return f, problems, nil
}

// open returns the files of a folder; links that lead out of it are not followed. A folder that
// cannot be opened shows as one without files.
func open(folder string) (files fs.FS, closeFiles func()) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return os.DirFS(folder), func() {}
	}
	return root.FS(), func() { root.Close() }
}

func knownVariants(variants []scenario.Variant) string {
	if len(variants) == 0 {
		return "it has none"
	}
	var ids []string
	for _, v := range variants {
		ids = append(ids, v.ID)
	}
	return "it has " + strings.Join(ids, ", ")
}

// Planned is a plan with what it was made from.
type Planned struct {
	Question Question
	Scenario *scenario.Scenario
	Result   *planner.Result
	// AsItStands is the plan of the scenario without the changes of this run; nil where there are
	// none.
	AsItStands *planner.Result
	Summary    export.Summary
}

// Plan plans the scenario of a question. The result is nil where the problems have errors. The
// error is of ctx, or a UsageError.
func Plan(ctx context.Context, q Question, progress func(done float64)) (*Planned, problem.List, error) {
	return planFor(ctx, q, true, progress)
}

// planFor does what Plan does, and makes the plan to compare with only if it is asked to.
func planFor(ctx context.Context, q Question, compare bool, progress func(done float64)) (*Planned, problem.List, error) {
	s, deadline, problems, err := ask(q)
	if s == nil {
		return nil, problems, err
	}
	planned := &Planned{Question: q, Scenario: s}
	var group sync.WaitGroup
	var beside error
	if compare && len(s.Overrides) > 0 {
		group.Go(func() { planned.AsItStands, beside = asItStands(ctx, q) })
	}
	planned.Result, err = planner.Make(ctx, s, planner.Options{Deadline: deadline, Progress: progress})
	group.Wait()
	if err = cmp.Or(err, beside); err != nil {
		problems, err = nobody(problems, err)
		return nil, problems, err
	}
	planned.Summary = export.Summarise(s, planned.Result, q.Variant)
	planned.Summary.CompareWith(planned.AsItStands)
	return planned, problems, nil
}

// asItStands plans the scenario without what this run changes, for the used population only. It is
// nil where that cannot be planned.
func asItStands(ctx context.Context, q Question) (*planner.Result, error) {
	s, deadline, _, err := ask(Question{Folder: q.Folder, Deadline: q.Deadline})
	if s == nil || err != nil {
		return nil, nil // the deadline may lie before its start; nothing to compare with
	}
	result, err := planner.Make(ctx, s, planner.Options{Deadline: deadline, UsedOnly: true})
	if errors.Is(err, planner.ErrNobody) {
		return nil, nil
	}
	return result, err
}

// ask reads the scenario and the deadline of a question. The scenario is nil where something is
// wrong.
func ask(q Question) (*scenario.Scenario, unit.Second, problem.List, error) {
	f, problems, err := Read(q)
	if err != nil || f.Scenario == nil {
		return nil, 0, problems, err
	}
	deadline, err := deadlineOf(f.Scenario, q.Deadline)
	if err != nil {
		return nil, 0, problems, err
	}
	return f.Scenario, deadline, problems, nil
}

// nobody turns the error of a scenario in which nobody leaves into a problem.
func nobody(problems problem.List, err error) (problem.List, error) {
	if !errors.Is(err, planner.ErrNobody) {
		return problems, err
	}
	problems.Add(problem.PlanNobody, problem.Where{}, "")
	return problems, nil
}

// Write puts the plan into a folder. The error is of ctx.
func (p *Planned) Write(ctx context.Context, out string) (problem.List, error) {
	data := export.Plan(p.Scenario, &p.Result.Plan)
	problems, err := export.Write(ctx, out, append(export.Sheets(p.Scenario, p.Result),
		export.File{Name: export.PlanFile, Data: data},
		export.File{Name: export.CertificateFile, Data: export.Certificates(p.Scenario, p.Result.Certificates)},
		export.File{Name: export.SlotsFile, Data: export.Slots(p.Scenario, &p.Result.Plan)},
		export.File{Name: export.SummaryFile, Data: p.Summary.JSON()},
	))
	if err != nil || problems.HasErrors() {
		return problems, err
	}
	return append(problems, handout.MarkOutOfDate(out, data)...), nil
}

// deadlineOf reads a deadline: an instant, a time on the clocks of the scenario, or a span from
// its start. It returns 0 for none.
func deadlineOf(s *scenario.Scenario, text string) (unit.Second, error) {
	if text == "" {
		return 0, nil
	}
	at, ok := spanOf(text)
	if !ok {
		at, ok = instantOf(s, text)
	}
	if !ok {
		return 0, UsageError{fmt.Sprintf("the deadline %q is neither a moment such as 2023-09-26T10:00, nor a span such as 36h or 2 days", text)}
	}
	if at <= 0 {
		return 0, UsageError{fmt.Sprintf("the deadline %q is not after the start, %s", text, s.Instant(0))}
	}
	return at, nil
}

// spans are the units of a span, with the words for them.
var spans = map[string]unit.Second{
	"min": unit.Minute, "minute": unit.Minute, "minutes": unit.Minute,
	"h": unit.Hour, "hour": unit.Hour, "hours": unit.Hour,
	"d": unit.Day, "day": unit.Day, "days": unit.Day,
}

// mostSpan keeps spans within what a clock can show.
const mostSpan = 3650 * unit.Day

func spanOf(text string) (unit.Second, bool) {
	text = strings.TrimSpace(text)
	letters := strings.IndexFunc(text, func(r rune) bool { return r != '.' && (r < '0' || r > '9') })
	if letters < 0 {
		return 0, false
	}
	number, err := strconv.ParseFloat(text[:letters], 64)
	each, known := spans[strings.TrimSpace(text[letters:])]
	span := number * float64(each)
	if err != nil || !known || span > float64(mostSpan) {
		return 0, false
	}
	return unit.Second(span), true
}

func instantOf(s *scenario.Scenario, text string) (unit.Second, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02T15:04:05"} {
		if at, err := time.ParseInLocation(layout, text, s.Start.Location()); err == nil {
			return s.Moment(at), true
		}
	}
	return 0, false
}
