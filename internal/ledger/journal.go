package ledger

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"wayout/internal/disk"
	"wayout/internal/problem"
	"wayout/internal/study"
)

// Names of the files of a study's folder.
const (
	JournalFile = "runs.jsonl"
	TableFile   = "results.csv"
	StudyFile   = "study.json"
)

// Marks in the files that say what they are.
const (
	journalFormat = "wayout study journal"
	studyFormat   = "wayout study"
	formatVersion = 1
)

// level is who may see a file: it holds hours of the future.
const level = "restricted"

// caution stands in every file that shows numbers.
const caution = "All numbers hold under these inputs; nothing here is called safe. " +
	"Leaving is voluntary, and who stays remains protected."

// mostJournal is the most that is read of a journal.
const mostJournal = 1 << 30

// Head says of which study the runs of a folder are. Two studies with equal heads have equal runs; the
// number of runs is no part of it, so that a study can go on with more.
type Head struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Level   string `json:"level"`
	Caution string `json:"caution"`
	Program string `json:"program"`
	Inputs  string `json:"inputs_sha256"` // of the scenario
	Study   string `json:"study_sha256"`  // of what study.yaml says, the number of runs left out
}

// HeadOf returns the head of a study of a scenario with the digest; program is the version of the
// program that makes the runs.
func HeadOf(s *study.Study, inputs, program string) Head {
	without := *s
	without.Runs = 0
	data, err := json.Marshal(without)
	if err != nil {
		panic("ledger: " + err.Error()) // It has numbers and texts only.
	}
	sum := sha256.Sum256(data)
	return Head{journalFormat, formatVersion, level, caution, program, inputs, hex.EncodeToString(sum[:])}
}

// ID names the study: the same for the same runs.
func (h Head) ID() string {
	data, err := json.Marshal(h)
	if err != nil {
		panic("ledger: " + err.Error())
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// Journal is the place of record of a study. Lines are only ever added to it, and each is on the disk
// before Add returns.
type Journal struct{ file *os.File }

// line is one line of a journal after the first: a record and the begin of its SHA-256.
type line struct {
	Sum string          `json:"sum"`
	Run json.RawMessage `json:"run"`
}

// Open opens the journal in a folder, or begins it, and returns the records that it has already, in
// order of their runs: of two for the same run the last. It refuses a folder with other studies or
// files, and reports lines that are cut or damaged. The journal is nil where a problem is an error.
func Open(folder string, head Head) (*Journal, []study.Record, problem.List) {
	var problems problem.List
	path := filepath.Join(folder, JournalFile)
	data, err := disk.Read(path, mostJournal)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if foreign(folder, &problems) {
			return nil, nil, problems
		}
		if err = begin(folder, head); err == nil {
			data, err = disk.Read(path, mostJournal)
		}
	case err == nil && len(data) > mostJournal:
		problems.Add(problem.FileTooLarge, problem.Where{File: path}, "", "1 GB")
		return nil, nil, problems
	}
	if err != nil {
		problems.Add(problem.ResultUnwritten, problem.Where{File: folder}, "", disk.Reason(err))
		return nil, nil, problems
	}
	records := readJournal(path, data, head, &problems)
	if problems.HasErrors() {
		return nil, nil, problems
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0o644)
	if err == nil && !bytes.HasSuffix(data, []byte("\n")) {
		_, err = file.WriteString("\n") // what is cut stays a line of its own
	}
	if err != nil {
		problems.Add(problem.ResultUnwritten, problem.Where{File: path}, "", disk.Reason(err))
		return nil, nil, problems
	}
	return &Journal{file}, records, problems
}

// foreign reports files that would be replaced though they are not from a study.
func foreign(folder string, problems *problem.List) bool {
	for _, name := range []string{TableFile, StudyFile} {
		if _, err := os.Lstat(filepath.Join(folder, name)); err == nil {
			problems.Add(problem.StudyForeign, problem.Where{File: folder}, "", name)
			return true
		}
	}
	return false
}

// begin writes a journal without runs, whole.
func begin(folder string, head Head) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	first, err := json.Marshal(head)
	if err != nil {
		return err
	}
	if err := disk.Replace(filepath.Join(folder, JournalFile), append(first, '\n')); err != nil {
		return err
	}
	return disk.Sync(folder)
}

// readJournal returns the records of a journal of the study with the head.
func readJournal(path string, data []byte, head Head, problems *problem.List) []study.Record {
	where := problem.Where{File: path, Line: 1}
	first, rest, _ := bytes.Cut(data, []byte("\n"))
	var found Head
	if err := json.Unmarshal(first, &found); err != nil || found.Format != journalFormat {
		problems.Add(problem.StudyForeign, problem.Where{File: filepath.Dir(path)}, "", JournalFile)
		return nil
	}
	for _, part := range []struct {
		name, was, is string
	}{
		{"the version of the format", fmt.Sprint(found.Version), fmt.Sprint(head.Version)},
		{"the version of the program", found.Program, head.Program},
		{"the scenario", found.Inputs, head.Inputs},
		{"what study.yaml asks", found.Study, head.Study},
	} {
		if part.was != part.is {
			problems.Add(problem.StudyChanged, where, "", part.name)
		}
	}
	if problems.HasErrors() {
		return nil
	}
	records, cut, firstCut := readLines(rest)
	if cut > 0 {
		where.Line = firstCut
		problems.Add(problem.StudyBroken, where, "", fmt.Sprint(cut))
	}
	return records
}

// readLines returns the records of lines, and how many lines say nothing: cut by a computer that
// stopped, or damaged. Lines are counted from the second.
func readLines(data []byte) (records []study.Record, cut, firstCut int) {
	byRun := map[int]study.Record{}
	number := 1
	for text := range bytes.Lines(data) {
		number++
		if text = bytes.TrimSpace(text); len(text) == 0 {
			continue
		}
		record, ok := parse(text)
		if !ok {
			if cut++; firstCut == 0 {
				firstCut = number
			}
			continue
		}
		byRun[record.Run] = record
	}
	for _, r := range byRun {
		records = append(records, r)
	}
	slices.SortFunc(records, func(a, b study.Record) int { return a.Run - b.Run })
	return records, cut, firstCut
}

// parse reads a line; false if it is not whole.
func parse(text []byte) (study.Record, bool) {
	var l line
	if err := json.Unmarshal(text, &l); err != nil || l.Sum != sumOf(l.Run) {
		return study.Record{}, false
	}
	r, err := Decode(l.Run)
	return r, err == nil
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:4])
}

// Encode returns a record as a line of JSON without its end.
func Encode(r study.Record) []byte {
	data, err := json.Marshal(r)
	if err != nil {
		panic("ledger: " + err.Error()) // No number in it is infinite.
	}
	return data
}

// Decode reads what Encode has written.
func Decode(data []byte) (study.Record, error) {
	var r study.Record
	if err := json.Unmarshal(data, &r); err != nil {
		return r, fmt.Errorf("read the record of a run: %w", err)
	}
	if r.Run < 1 || r.Run > study.MostRuns || !slices.Contains(study.Outcomes, r.Outcome) {
		return r, fmt.Errorf("read the record of a run: run %d, %q", r.Run, r.Outcome)
	}
	return r, nil
}

// Add adds a record, and returns when it is on the disk.
func (j *Journal) Add(r study.Record) error {
	data := Encode(r)
	text, err := json.Marshal(line{sumOf(data), data})
	if err != nil {
		return err
	}
	if _, err := j.file.Write(append(text, '\n')); err != nil {
		return fmt.Errorf("add run %d to the journal: %w", r.Run, err)
	}
	if err := j.file.Sync(); err != nil {
		return fmt.Errorf("add run %d to the journal: %w", r.Run, err)
	}
	return nil
}

// Close closes the file.
func (j *Journal) Close() error { return j.file.Close() }
