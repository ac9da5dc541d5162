package ledger

import (
	"fmt"
	"io/fs"
	"math"
	"strings"

	"wayout/internal/folder"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/study"
)

// resolve finds what the paths of the inputs mean in the scenario.
func (r *reader) resolve(files fs.FS) {
	var paths []string
	for i := range r.inputs {
		for _, path := range r.inputs[i].paths {
			paths = append(paths, path.Text)
		}
	}
	cells := folder.Cells(files, paths)
	for i := range r.inputs {
		in := &r.inputs[i]
		r.targets(in, cells[:len(in.paths)])
		cells = cells[len(in.paths):]
		in.Whole = in.whole || in.wholeTargets()
		for _, l := range in.limits {
			if in.Whole && l.number != math.Trunc(l.number) {
				r.Problems.Add(problem.StudyNotWhole, l.value.Where, l.value.Text)
			}
		}
		r.study.Inputs = append(r.study.Inputs, in.Input)
	}
	if n := r.study.MostOverrides(); n > study.MostSet {
		r.Problems.Add(problem.StudyMany, problem.Where{File: r.File}, "", fmt.Sprint(n), fmt.Sprint(study.MostSet))
	}
}

// targets adds the cells that each path of an input means. A path that means none stays as it is: what
// is wrong with it is said when it is tried.
func (r *reader) targets(in *input, cells [][]folder.Cell) {
	for i, path := range in.paths {
		found := cells[i]
		if len(found) == 0 {
			if strings.Contains(path.Text, folder.Every) {
				r.Problems.Add(problem.StudyNothing, path.Where, path.Text)
			}
			found = []folder.Cell{{Path: path.Text, Known: true}}
		}
		for _, cell := range found {
			if in.Multiply && !cell.Known {
				r.Problems.Add(problem.StudyMultiply, path.Where, path.Text, cell.Path)
				break
			}
			r.once(r.paths, "The path "+cell.Path, cell.Path, path.Where)
			in.Targets = append(in.Targets, study.Target{Path: cell.Path, Written: cell.Number, Whole: cell.Whole})
		}
	}
}

// wholeTargets reports whether numbers that are drawn go where only whole ones belong.
func (in *input) wholeTargets() bool {
	if in.Multiply || in.As != "" || in.Kind > study.Triangle {
		return false
	}
	for _, target := range in.Targets {
		if target.Whole {
			return true
		}
	}
	return false
}

// try reads the scenario with what each input can be at its ends, the others left as they stand, and
// reports what is refused.
func (r *reader) try(files fs.FS) {
	if len(r.set) > 0 {
		if !r.tried(files, r.study.Set, r.set, problem.Where{File: r.File}, "set", "as written") {
			return
		}
	}
	for i := range r.inputs {
		in := &r.inputs[i]
		where := in.where
		if len(in.paths) > 0 {
			where = in.paths[0].Where
		}
		for _, d := range in.Extremes() {
			set := r.study.OverridesOf(i, d)
			if !r.tried(files, set, in.set, where, in.Name, d.Text) {
				break
			}
		}
	}
}

// tried reports what is wrong with overrides, at the line where each is written.
func (r *reader) tried(files fs.FS, set []scenario.Override, written []setting, where problem.Where, name, value string) bool {
	read, problems := folder.Read(files, set)
	if read.Scenario != nil {
		return true
	}
	for _, p := range problems {
		if p.Severity != problem.Error {
			continue
		}
		at := where
		for _, s := range written {
			if p.Where.Column == s.Path {
				at = s.where
			}
		}
		r.Problems.Add(problem.StudyFails, at, p.Value, name, value, p.Text(), p.Remedy())
	}
	return false
}
