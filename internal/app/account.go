package app

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"wayout/internal/account"
	"wayout/internal/arrivals"
	"wayout/internal/disk"
	"wayout/internal/folder"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/verify"
)

// AccountQuestion asks who could have been out under the terms promised and under those delivered.
type AccountQuestion struct {
	Folder, Promised, Delivered string
	At                          string // a moment; empty: the last count
	Out                         string // folder for the statement with its proofs; empty: none is written
}

// Account compares what was promised, what the terms delivered allowed, and what was counted. The result
// is nil where the problems have errors. The error is of ctx, or a UsageError.
func Account(ctx context.Context, q AccountQuestion, progress func(done float64)) (*account.Statement, problem.List, error) {
	a := &accounting{question: q, progress: progress}
	if err := a.read(); err != nil || a.problems.HasErrors() {
		return nil, a.problems, err
	}
	if q.Out != "" {
		a.problems = append(a.problems, foreign(q.Out, append(slices.Clone(account.Names), filepath.Base(q.Delivered))...)...)
	}
	if a.problems.HasErrors() {
		return nil, a.problems, nil
	}
	err := a.stage(ctx)
	switch {
	case ctx.Err() != nil:
		return nil, a.problems, ctx.Err()
	case errors.Is(err, errRefused):
		return nil, a.problems, nil
	case err != nil:
		a.problems.Add(problem.ResultUnwritten, problem.Where{File: q.Out}, "", disk.Reason(err))
		return nil, a.problems, nil
	}
	if a.statement.Counted > a.statement.Allowed {
		a.problems.Add(problem.AccountAbove, problem.Where{File: q.Delivered}, "", fmt.Sprint(a.statement.Counted), fmt.Sprint(a.statement.Allowed))
	}
	return a.statement, a.problems, nil
}

// accounting is an account in the making.
type accounting struct {
	question  AccountQuestion
	progress  func(done float64)
	base      *scenario.Scenario
	files     []folder.File
	promise   *account.Promise
	record    *arrivals.Record
	table     []byte // of the record
	statement *account.Statement
	problems  problem.List
}

// errRefused tells that the problems say why there is no account.
var errRefused = errors.New("refused")

// read reads the scenario, the promise and the counts, and finds the moment. The error is a UsageError.
func (a *accounting) read() error {
	f, problems, err := Read(Question{Folder: a.question.Folder})
	if a.problems = append(a.problems, problems...); err != nil || f.Scenario == nil {
		return err
	}
	a.base, a.files = f.Scenario, f.Files
	if data, err := disk.Read(a.question.Promised, account.MostBytes); err != nil {
		a.problems.Add(problem.PromiseUnread, problem.Where{File: a.question.Promised}, "", disk.Reason(err))
	} else {
		a.promise, problems = account.Read(a.question.Promised, data)
		a.problems = append(a.problems, problems...)
	}
	a.record, a.table, problems = readArrivals(a.question.Delivered, a.base)
	a.problems = append(a.problems, problems...)
	if a.problems.HasErrors() {
		return nil
	}
	return a.moment()
}

// moment finds the moment of the account and the count that holds then.
func (a *accounting) moment() error {
	a.statement = &account.Statement{Promise: a.promise, Record: filepath.Base(a.question.Delivered), SHA256: fmt.Sprintf("%x", sha256.Sum256(a.table))}
	counts := a.record.Counts
	at := a.base.Horizon
	if len(counts) > 0 {
		at = counts[len(counts)-1].At
	}
	if a.question.At != "" {
		var err error
		if at, err = instant(a.base, "--at", a.question.At); err != nil {
			return err
		}
		if at <= 0 {
			return UsageError{Text: fmt.Sprintf("--at %q is not after the start, %s", a.question.At, a.base.Instant(0))}
		}
	}
	counts = slices.DeleteFunc(slices.Clone(counts), func(c people.Counted) bool { return c.At > at })
	if len(counts) == 0 {
		a.problems.Add(problem.AccountCounts, problem.Where{File: a.question.Delivered}, "", a.base.Instant(at))
		return nil
	}
	last := counts[len(counts)-1]
	a.statement.At, a.statement.Counted, a.statement.CountedAt = min(at, a.base.Horizon), last.People, last.At
	for _, rates := range a.record.Rates {
		a.statement.Rates += len(rates)
	}
	return nil
}

// stage makes both plans, each beside its scenario, in a folder that takes the place of the one asked for
// when all is whole; without one, in a folder that is removed.
func (a *accounting) stage(ctx context.Context) error {
	if a.question.Out == "" {
		into, err := os.MkdirTemp("", "wayout-account-*")
		if err != nil {
			return err
		}
		defer os.RemoveAll(into)
		return a.fill(ctx, into)
	}
	beside := filepath.Dir(a.question.Out)
	if err := os.MkdirAll(beside, 0o755); err != nil {
		return err
	}
	return disk.ReplaceFolder(a.question.Out, beside, func(into string) error { return a.fill(ctx, into) })
}

func (a *accounting) fill(ctx context.Context, into string) error {
	promised := filepath.Join(into, account.PromisedFolder)
	if err := a.copyScenario(promised, nil); err != nil {
		return err
	}
	under, err := a.plan(ctx, promised, a.promise.Set(), 0)
	if err != nil {
		return err
	}
	st := a.statement
	st.Promised, st.MostPromised = under.Result.PeopleServed, under.Result.MostPeopleOut
	delivered := filepath.Join(into, account.DeliveredFolder)
	set := a.promise.SetDelivered()
	var table []byte
	if len(a.record.Rates) > 0 {
		var hours []scenario.Override
		table, hours = account.Changes(a.base, a.record.Rates)
		set = append(set, hours...)
	}
	if err := a.copyScenario(delivered, table); err != nil {
		return err
	}
	if under, err = a.plan(ctx, delivered, set, 0.5); err != nil {
		return err
	}
	st.Scenario, st.Allowed = under.Scenario, under.Result.MostPeopleOut
	st.All = st.Allowed >= under.Result.People
	if i := slices.IndexFunc(under.Result.Certificates, func(c plan.Certificate) bool {
		return c.Quantile == "t100" && c.Level == under.Result.Plan.Level && c.Until == st.At
	}); i >= 0 && !st.All {
		st.Certificate = &under.Result.Certificates[i]
	}
	for name, data := range map[string][]byte{
		account.File: st.JSON(), st.Record: a.table, filepath.Join(account.DeliveredFolder, account.CutFile): st.Cut(),
	} {
		if err := disk.WriteBelow(into, name, data); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// copyScenario copies the files of the scenario below a folder, with a table of changes of gates in the
// place of its own where there is one.
func (a *accounting) copyScenario(folder string, changes []byte) error {
	files, closeFiles := Files(a.question.Folder)
	defer closeFiles()
	into := filepath.Join(folder, account.ScenarioFolder)
	done := map[string]bool{}
	for _, f := range a.files {
		name, _, _ := strings.Cut(f.Name, "#") // a sheet of a workbook
		if done[name] {
			continue
		}
		done[name] = true
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		if f.Role == "settings" && changes != nil {
			if data, err = account.Settings(data); err != nil {
				return err
			}
		}
		if err := disk.WriteBelow(into, name, data); err != nil {
			return err
		}
	}
	if changes == nil {
		return nil
	}
	return disk.WriteBelow(into, account.ChangesFile, changes)
}

// plan plans the scenario below a folder with overrides up to the moment of the account, has the plan
// judged, and writes it into the folder.
func (a *accounting) plan(ctx context.Context, into string, set []scenario.Override, from float64) (*Planned, error) {
	q := Question{Folder: filepath.Join(into, account.ScenarioFolder), Set: set}
	if a.statement.At < a.base.Horizon {
		q.Deadline = a.base.Instant(a.statement.At)
	}
	planned, problems, err := planFor(ctx, q, false, func(done float64) {
		if a.progress != nil {
			a.progress(from + done/2)
		}
	})
	a.problems = append(a.problems, ofSet(problems)...)
	if err != nil {
		return nil, err
	}
	if planned == nil {
		return nil, errRefused
	}
	if r := verify.Check(planned.Scenario, &planned.Result.Plan, planned.Result.Certificates); !r.Holds() {
		a.problems.Add(problem.OrdersUnsound, problem.Where{File: filepath.Base(into)}, "", fmt.Sprint(len(r.Violations)+r.Unlisted), r.Violations[0].Text)
		return nil, errRefused
	}
	more, err := planned.Write(ctx, into)
	if a.problems = append(a.problems, more...); err == nil && more.HasErrors() {
		err = errRefused
	}
	return planned, err
}

// ofSet keeps the errors of a scenario with other values: its notes have been told once.
func ofSet(problems problem.List) problem.List {
	return slices.DeleteFunc(problems, func(p problem.Problem) bool { return p.Severity != problem.Error })
}
