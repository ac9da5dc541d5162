//go:build unix

package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// bar is one thing that is measured, with what is asked of it.
type bar struct {
	what, required, goal string
	measure              func(b *bench) (string, error)
}

const (
	karabakh = "examples/karabakh-2023"
	city     = "city 70 1000000 864 1 1"
)

var bars = []bar{
	{"exact: N*(T) at every T of the instances of `data/exact`", "equal to three other solvers", "", (*bench).exact},
	{"karabakh-2023, minutes, 10 days: files → plan, bound, certificates", "< 1 s, < 500 MB, gap ≤ 1 %", "0.3 s", (*bench).karabakh},
	{"the same with the price list, each concession proved and planned again", "", "", command("prices", karabakh)},
	{"re-plan of karabakh-2023 after one closure, page prepared", "< 0.2 s", "", (*bench).replan},
	{"Padang, 6,288 nodes, 16,977 links, 10-second steps", "327 steps, ≤ 5 s", "3 s", solution("padang")},
	{"City: a grid, 1 million vehicles, 72 h in 5 minutes", "≤ 6 s", "3 s", solution(city)},
	{"the same with ring roads", "≤ 6 s", "3 s", solution("rings 5000 14000 1000000 864")},
	{"Region: a grid, 1.5 million vehicles, 72 h in 5 minutes", "≤ 60 s, ≤ 1.5 GB", "30 s, 1 GB", solution("city 141 1500000 864 1 1")},
	{"the same with ring roads", "≤ 60 s, ≤ 1.5 GB", "30 s, 1 GB", solution("rings 20000 55000 1500000 864")},
	{"houston-hurricane, demand 1, a week in 5 minutes", "≤ 5 s", "", solution("houston")},
	{
		"ees-yarra, 78,216 links and its people: files → bound and plan", "≤ 10 s", "3 s",
		estimate("ees-yarra/yarra_cardinia_bawbaw_shires_network.xml.gz", "EPSG:32755", "ees-yarra/powelltown/population-archetypes.xml.gz",
			"a,A,-37.86,145.74\n", "-37.76,145.6=Road"),
	},
	{
		"ees-mount-alexander, 43,828 links and its people: files → bound and plan", "≤ 10 s", "3 s",
		estimate("ees-mount-alexander/mount_alexander_shire_network_2018.xml.gz", "EPSG:28355",
			"ees-mount-alexander/castlemaine-region-archetypes/population-archetypes.xml.gz",
			"a,A,-37.06,144.22\nb,B,-37.0,144.07\n", "-37.1,144.33=Road"),
	},
	{"import of OpenStreetMap, legazpi-2025: file → tables of roads", "≥ 1 million nodes/s", "", (*bench).osm},
}

// table prints the bars with what is reached.
func (b *bench) table(w io.Writer) error {
	fmt.Fprintln(w, "| what | required | goal | reached |\n| --- | --- | --- | --- |")
	for _, bar := range bars {
		reached, err := bar.measure(b)
		if errors.Is(err, fs.ErrNotExist) {
			reached, err = "not measured: "+err.Error(), nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", bar.what, err)
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s |\n", bar.what, bar.required, bar.goal, reached)
	}
	return nil
}

// wayout runs the program and says what it used.
func (b *bench) wayout(arguments ...string) (string, error) {
	u, err := run(0, b.program, arguments...)
	return seconds(u.seconds) + ", " + megabytes(u.peak), err
}

func command(arguments ...string) func(*bench) (string, error) {
	return func(b *bench) (string, error) { return b.wayout(arguments...) }
}

// exact solves the instances that other solvers answered.
func (b *bench) exact() (string, error) {
	root := filepath.Join(b.data, "exact")
	data, err := os.ReadFile(filepath.Join(root, "expected.json"))
	if err != nil {
		return "", err
	}
	type answer struct {
		MaxOut []int64 `json:"max_out"`
	}
	var expected map[string]answer
	if err := json.Unmarshal(data, &expected); err != nil {
		return "", err
	}
	for name, want := range expected {
		u, err := run(0, b.program, "flow", filepath.Join(root, name), "--json")
		if err != nil {
			return "", err
		}
		var got answer
		if err := json.Unmarshal(u.out, &got); err != nil {
			return "", err
		}
		if !slices.Equal(got.MaxOut, want.MaxOut) {
			return "", fmt.Errorf("%s: most out %d, others say %d", name, got.MaxOut, want.MaxOut)
		}
	}
	return fmt.Sprintf("equal on all %d", len(expected)), nil
}

func (b *bench) karabakh() (string, error) {
	out := filepath.Join(b.scratch, "karabakh")
	used, err := b.wayout("plan", karabakh, "--out", out)
	if err != nil {
		return "", err
	}
	data, err := os.ReadFile(filepath.Join(out, "summary.json"))
	if err != nil {
		return "", err
	}
	var summary struct {
		Gap struct {
			T100 float64 `json:"t100_percent"`
		}
	}
	err = json.Unmarshal(data, &summary)
	return fmt.Sprintf("%s, gap %.1f %%", used, summary.Gap.T100), err
}

// replan closes one road after the other, and gives the median and the most. The plans for the used and the
// high population are made side by side.
func (b *bench) replan() (string, error) {
	var used []float64
	for _, road := range []string{"R12", "R18", "R19", "R24", "R30", "R36", "R42", "R48", "R54"} {
		u, err := b.self("-replan", road)
		if err != nil {
			return "", err
		}
		one, err := strconv.ParseFloat(strings.TrimSpace(string(u.out)), 64)
		if err != nil {
			return "", err
		}
		used = append(used, one)
	}
	slices.Sort(used)
	return fmt.Sprintf("%s at the median of %d roads, %s at most, for two populations side by side",
		seconds(used[len(used)/2]), len(used), seconds(used[len(used)-1])), nil
}

// solution solves a problem and says how large it was.
func solution(name string) func(*bench) (string, error) {
	return func(b *bench) (string, error) {
		s, u, err := b.solve(name)
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("%s, %s; %d links, %d steps, %s links of the time-expanded network",
			seconds(s.Seconds), megabytes(u.peak), s.Links, s.Steps, millions(s.Links*int(s.Steps))), nil
	}
}

// estimate plans a network of MATSim with its population.
func estimate(network, crs, population, towns, reception string) func(*bench) (string, error) {
	return func(b *bench) (string, error) {
		if _, err := os.Stat(filepath.Join(b.data, network)); err != nil {
			return "", err
		}
		table := filepath.Join(b.scratch, "towns.csv")
		if err := os.WriteFile(table, []byte("id,name,lat,lon\n"+towns), 0o644); err != nil {
			return "", err
		}
		return b.wayout("estimate", filepath.Join(b.data, network), "--crs", crs, "--population", filepath.Join(b.data, population),
			"--population", table, "--reception", reception, "--time-zone", "Australia/Melbourne", "--start", "2026-01-20T11:00")
	}
}

func (b *bench) osm() (string, error) {
	const nodes = 167_999 // by the list of the extracts
	file := filepath.Join(b.data, "osm", "legazpi-2025.osm.pbf")
	if _, err := os.Stat(file); err != nil {
		return "", err
	}
	u, err := run(0, b.program, "roads", "import", file, "--out", filepath.Join(b.scratch, "roads"))
	return fmt.Sprintf("%.2f million nodes/s; %s, %s", nodes/u.seconds/1e6, seconds(u.seconds), megabytes(u.peak)), err
}
