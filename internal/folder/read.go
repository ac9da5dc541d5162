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
	Shares   []Share            // of the columns that count people, in their order
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
// Variants are tried too, where there are no overrides. The digest in the scenario covers every
// byte read and every override, so equal digests mean equal input.
func Read(fsys fs.FS, set []scenario.Override) (*Folder, problem.List) {
	in := load(fsys)
	problems := slices.Clone(in.problems)
	var built *builder
	if in.settings != nil {
		built = build(in, set)
		problems = append(problems, built.problems.List...)
		if !problems.HasErrors() && len(set) == 0 {
			problems = append(problems, tryVariants(in)...)
		}
	}
	f := &Folder{Files: in.files, Warnings: problems.Count(problem.Warning)}
	if !problems.HasErrors() {
		f.Scenario, f.Shares = built.scenario, built.shares
		f.Scenario.SHA256 = in.seal(f.Scenario.Overrides)
	}
	return f, problems.Sorted()
}

// tryVariants builds every variant and reports those that would be refused, at the line where
// the variant is written. Variants are made for the scenario as it stands, without overrides.
func tryVariants(in *inputs) problem.List {
	var out problem.List
	for _, v := range in.settings.variants {
		for _, p := range build(in, v.set).problems.List {
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
