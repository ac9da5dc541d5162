package folder

import (
	"io/fs"
	"slices"

	"wayout/internal/problem"
	"wayout/internal/scenario"
)

// Folder is a scenario folder that was read.
type Folder struct {
	Scenario *scenario.Scenario // nil if the list of problems has errors
	Files    []File             // scenario.yaml first, then tables in the order of Tables
	Warnings int                // how many problems were warnings
}

// File is one file that was read.
type File struct {
	Role     string `json:"role"` // "settings", or the name of the table
	Name     string `json:"name"`
	Bytes    int    `json:"bytes"`
	Rows     int    `json:"rows,omitempty"`
	Detected string `json:"detected"` // the form it has, for people
}

// Read reads a scenario folder, with overrides for this run. It returns every problem it finds,
// ordered by file and line; when one is an error, the scenario is nil. Each file is read once.
// Variants are tried too, where there are no overrides. The digest in the scenario covers every byte read and every override, so equal digests mean
// equal input.
func Read(fsys fs.FS, set []scenario.Override) (*Folder, problem.List) {
	in := load(fsys)
	problems := slices.Clone(in.problems)
	var s *scenario.Scenario
	if in.settings != nil {
		built, found := build(in, slices.Clone(set))
		problems = append(problems, found...)
		if !problems.HasErrors() && len(set) == 0 {
			problems = append(problems, tryVariants(in)...)
		}
		s = built
	}
	f := &Folder{Files: in.files, Warnings: problems.Count(problem.Warning)}
	if !problems.HasErrors() {
		s.SHA256 = in.seal(set)
		f.Scenario = s
	}
	return f, problems.Sorted()
}

// tryVariants builds every variant and reports those that would be refused, at the line where
// the variant is written. Variants are made for the scenario as it stands, without overrides.
func tryVariants(in *inputs) problem.List {
	var out problem.List
	for _, v := range in.settings.variants {
		_, found := build(in, v.set)
		for _, p := range found {
			if p.Severity != problem.Error {
				continue
			}
			where := v.id.where
			for i, o := range v.set {
				if p.Where.File == setFile && p.Where.Column == o.Path {
					where = v.wheres[i]
				}
			}
			out.Add(problem.VariantFails, where, p.Value, v.id.text, p.Text(), p.Remedy())
		}
	}
	return out
}
