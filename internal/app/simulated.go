package app

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"wayout/internal/disk"
	"wayout/internal/export"
	"wayout/internal/handout"
	"wayout/internal/page"
	"wayout/internal/problem"
	"wayout/internal/simulation"
	"wayout/internal/view"
)

// mostPageBytes is how large a page may be that is changed.
const mostPageBytes = 256 << 20

// simulationOf returns the simulation that was written beside a plan, nil where there is none of exactly
// this plan and these inputs.
func simulationOf(made *made, out string) (*view.Simulation, problem.List) {
	n, problems := readSimulation(out)
	if n == nil {
		return nil, problems
	}
	if n.Plan != handout.HashOf(made.file) || n.SHA256 != made.scenario.SHA256 {
		problems.Add(problem.SimulationOld, problem.Where{File: filepath.Join(out, simulationFolder)}, "")
		return nil, problems
	}
	return view.SimulationOf(made.scenario, n), problems
}

// readSimulation reads the simulation in a folder of results, nil where there is none.
func readSimulation(out string) (*simulation.Numbers, problem.List) {
	var problems problem.List
	file := filepath.Join(out, simulationFolder, simulation.NumbersFile)
	data, err := disk.Read(file, export.MostBytes)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var n *simulation.Numbers
	if err == nil {
		n, err = simulation.Read(data)
	}
	if err != nil {
		problems.Add(problem.SimulationUnread, problem.Where{File: file}, "", disk.Reason(err))
		return nil, problems
	}
	return n, nil
}

// markOld marks the simulation in a folder of results, if there is one, when it is not of the plan that
// is there now, and tells of a page that shows another plan (N6).
func markOld(out string, plan []byte) problem.List {
	now := handout.HashOf(plan)
	n, problems := readSimulation(out)
	folder := filepath.Join(out, simulationFolder)
	note := filepath.Join(folder, handout.OutOfDate)
	switch {
	case n == nil:
	case n.Plan == now:
		if err := os.Remove(note); err != nil && !errors.Is(err, fs.ErrNotExist) {
			problems.Add(problem.ResultUnwritten, problem.Where{File: note}, "", disk.Reason(err))
		}
	default:
		const text = "The plan has changed since this was simulated.\r\nSimulate anew with: wayout simulate DIR OUT\r\n"
		if err := disk.Replace(note, []byte(text)); err != nil {
			problems.Add(problem.ResultUnwritten, problem.Where{File: folder}, "", disk.Reason(err))
		}
		problems.Add(problem.SimulationOld, problem.Where{File: folder}, "")
	}
	file := filepath.Join(out, PageFile)
	if html, err := disk.Read(file, mostPageBytes); err == nil && !page.Shows(html, now) {
		problems.Add(problem.ReportOld, problem.Where{File: file}, "")
	}
	return problems
}

// showSimulation puts the simulation of a plan into the page beside it. It returns the file of the page,
// empty where there is no page of this plan; a page of another plan is left as it is, and said.
func showSimulation(made *made, out string) (string, problem.List) {
	var problems problem.List
	file := filepath.Join(out, PageFile)
	html, err := disk.Read(file, mostPageBytes)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	simulated, more := simulationOf(made, out)
	if problems = append(problems, more...); err == nil && simulated != nil {
		html, err = page.WithSimulation(html, handout.HashOf(made.file), simulated)
		if err == nil && html == nil {
			problems.Add(problem.ReportOld, problem.Where{File: file}, "")
			return "", problems
		}
		if err == nil {
			err = disk.Replace(file, html)
		}
	}
	if err != nil {
		problems.Add(problem.ResultUnwritten, problem.Where{File: file}, "", disk.Reason(err))
	}
	return file, problems
}
