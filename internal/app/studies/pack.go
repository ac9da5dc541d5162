package studies

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"wayout/internal/app"
	"wayout/internal/disk"
	"wayout/internal/folder"
	"wayout/internal/ledger"
	"wayout/internal/planner"
	"wayout/internal/problem"
	"wayout/internal/queue"
	"wayout/internal/scenario"
	"wayout/internal/study"
	"wayout/internal/unit"
)

// studyPack is what every run of a study shares: the files of the scenario and study.yaml in one ZIP
// archive, as they were when the study began.
type studyPack struct {
	bytes    []byte
	scenario *scenario.Scenario
	study    *study.Study
}

// Names within a pack. No scenario has files below a folder of the second name.
const (
	packedScenario = "scenario/"
	packedStudy    = "study/study.yaml"
)

// packStudy reads a scenario and a study of it, and reports what is wrong with either.
func packStudy(dir, file string) (*studyPack, problem.List) {
	f, problems, _ := app.Read(app.Question{Folder: dir}) // without a variant there is no wrong question
	if f.Scenario == nil {
		return nil, problems
	}
	asks, err := disk.Read(file, ledger.MostBytes)
	if err != nil {
		problems.Add(problem.StudyUnread, problem.Where{File: file}, "", disk.Reason(err))
		return nil, problems
	}
	files, closeFiles := app.Files(dir)
	defer closeFiles()
	packed, err := packFiles(files, f.Files, asks)
	if err != nil {
		problems.Add(problem.StudyUnread, problem.Where{File: dir}, "", disk.Reason(err))
		return nil, problems
	}
	inside, err := unpack(packed)
	if err != nil {
		problems.Add(problem.StudyUnread, problem.Where{File: dir}, "", err.Error())
		return nil, problems
	}
	// From here on only what is packed counts, whatever happens to the folder.
	s, more := ledger.Read(inside.files, filepath.Base(file), asks)
	if problems = append(problems, more...); problems.HasErrors() {
		return nil, problems
	}
	return &studyPack{packed, f.Scenario, s}, problems
}

// packFiles puts files into an archive: the same bytes for the same files.
func packFiles(files fs.FS, list []folder.File, asks []byte) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	if err := w.SetComment(app.Version); err != nil {
		return nil, err
	}
	add := func(name string, data []byte) error {
		part, err := w.Create(name)
		if err != nil {
			return err
		}
		_, err = part.Write(data)
		return err
	}
	var names []string
	for _, file := range list {
		name, _, _ := strings.Cut(file.Name, "#") // a sheet of a workbook
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		if err := add(packedScenario+name, data); err != nil {
			return nil, err
		}
	}
	if err := add(packedStudy, asks); err != nil {
		return nil, err
	}
	err := w.Close()
	return out.Bytes(), err
}

// unpacked is what a pack holds.
type unpacked struct {
	files fs.FS // of the scenario
	asks  []byte
}

// unpack opens a pack.
func unpack(packed []byte) (*unpacked, error) {
	archive, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		return nil, fmt.Errorf("open the files of a study: %w", err)
	}
	if archive.Comment != app.Version {
		return nil, fmt.Errorf("the study is of wayout %s, and this is %s; runs of two versions do not belong together", archive.Comment, app.Version)
	}
	files, err := fs.Sub(archive, strings.TrimSuffix(packedScenario, "/"))
	if err != nil {
		return nil, fmt.Errorf("open the files of a study: %w", err)
	}
	part, err := archive.Open(packedStudy)
	if err != nil {
		return nil, fmt.Errorf("open the files of a study: %w", err)
	}
	defer part.Close()
	asks, err := io.ReadAll(io.LimitReader(part, ledger.MostBytes+1))
	if err != nil {
		return nil, fmt.Errorf("open the files of a study: %w", err)
	}
	return &unpacked{files, asks}, nil
}

// Open makes ready what the runs of a study share, for a queue.
func Open(packed []byte) (queue.Do, error) {
	inside, err := unpack(packed)
	if err != nil {
		return nil, err
	}
	s, problems := ledger.Again(inside.files, inside.asks)
	if s == nil {
		return nil, errors.New(problems[0].String())
	}
	return func(ctx context.Context, run int) []byte { return ledger.Encode(makeRun(ctx, inside.files, s, run)) }, nil
}

// makeRun makes one run of a study. It returns a record whatever happens.
func makeRun(ctx context.Context, files fs.FS, s *study.Study, run int) (record study.Record) {
	drawn := s.Draw(run)
	record = study.Record{Run: run, Drawn: texts(drawn)}
	defer func() {
		if fault := recover(); fault != nil {
			record.Outcome, record.Result = study.Failed, study.Result{}
			record.Reason = fmt.Sprintf("a fault of the program, please report it: %v", fault)
		}
	}()
	read, problems := folder.Read(files, s.Overrides(drawn))
	if read.Scenario == nil {
		record.Outcome, record.Reason = study.Refused, firstError(problems)
		return record
	}
	result, err := planner.Make(ctx, read.Scenario, planner.Options{UsedOnly: true})
	switch {
	case errors.Is(err, planner.ErrNobody):
		record.Outcome, record.Reason = study.Refused, err.Error()
	case err != nil: // of ctx, so nobody looks at the record
		record.Outcome, record.Reason = study.Failed, err.Error()
	default:
		record.Outcome, record.Result = study.Planned, resultOf(result)
	}
	return record
}

// resultOf returns what a plan came to. Its moments are of all who leave, so that whoever is not served
// makes clearance later and not earlier.
func resultOf(r *planner.Result) study.Result {
	moment := func(perMille int64) *unit.Second { return study.Moment(r.Quantile(r.People, perMille)) }
	return study.Result{
		People: r.People, Served: r.PeopleServed,
		Plan: study.Moments{T50: moment(500), T90: moment(900), T99: moment(990), T100: moment(1000)},
		Bound: study.Moments{
			T50: study.Moment(r.Bound.T50), T90: study.Moment(r.Bound.T90), T99: study.Moment(r.Bound.T99), T100: study.Moment(r.Bound.T100),
		},
		OnRoad: millionths(r.RoadHours), Waiting: millionths(r.WaitingHours), Litres: millionths(r.Litres),
	}
}

// millionths rounds to a millionth, so that all machines write the same. A plan has finite numbers only.
func millionths(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		panic(fmt.Sprintf("a plan with the number %g", x))
	}
	return math.Round(x*1e6) / 1e6
}

// firstError returns the first problem that is an error, on one line.
func firstError(problems problem.List) string {
	at := slices.IndexFunc(problems, func(p problem.Problem) bool { return p.Severity == problem.Error })
	if at < 0 {
		return ""
	}
	return problems[at].String()
}

func texts(drawn []study.Drawn) []string {
	out := make([]string, len(drawn))
	for i, d := range drawn {
		out[i] = d.Text
	}
	return out
}
