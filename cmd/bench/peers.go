//go:build unix

package main

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wayout/internal/instance/expanded"
)

//go:embed peers/lemon.cpp
var lemonSource []byte

// ladder are the problems that other solvers are given.
var ladder = []string{
	"city 14 39200 864 1 1", "city 20 80000 864 1 1", "city 28 156800 864 1 1", "city 40 320000 864 1 1",
	"city 48 460800 864 1 1", "city 56 627200 864 1 1", "city 70 1000000 864 1 1", "houston", "padang",
}

// files are a problem in the forms of other solvers. Max has the file for each of two horizons.
type files struct {
	min, mps string
	max      [2]string
}

func (b *bench) files() files {
	in := func(name string) string { return filepath.Join(b.scratch, name) }
	return files{min: in("least.min"), mps: in("least.mps"), max: [2]string{in("all.max"), in("before.max")}}
}

// peer is a general solver. Solve returns its objectives in the order of what it was asked.
type peer struct {
	name, asked string
	needs       []string // programs
	packages    string   // of Debian
	solve       func(b *bench, f files) (objectives []int64, seconds float64, u usage, err error)
	past        []attempt
}

// attempt is what a peer needed for a problem.
type attempt struct {
	arcs    int
	seconds float64
	stopped bool
}

// expected is how long a peer is likely to need for so many arcs: it grows as between the two largest
// problems before that were smaller. It is without end where it was stopped on a smaller one.
func (p *peer) expected(arcs int) float64 {
	var before []attempt
	for _, a := range p.past {
		if a.arcs < arcs {
			before = append(before, a)
		}
		if a.arcs < arcs && a.stopped {
			return math.Inf(1)
		}
	}
	if len(before) < 2 {
		return 0
	}
	slices.SortFunc(before, func(a, b attempt) int { return cmp.Compare(a.arcs, b.arcs) })
	a, b := before[len(before)-2], before[len(before)-1]
	power := math.Log(b.seconds/a.seconds) / math.Log(float64(b.arcs)/float64(a.arcs))
	return b.seconds * math.Pow(float64(arcs)/float64(b.arcs), max(1, power))
}

func peers() []*peer {
	return []*peer{
		{
			name: "LEMON network simplex", asked: "least sum of steps", needs: []string{"g++"}, packages: "liblemon-dev g++",
			solve: func(b *bench, f files) ([]int64, float64, usage, error) { return b.lemon("min", f.min) },
		},
		{
			name: "LEMON preflow push", asked: "most out by T and by T − 1", needs: []string{"g++"}, packages: "liblemon-dev g++",
			solve: func(b *bench, f files) ([]int64, float64, usage, error) { return b.lemon("max", f.max[:]...) },
		},
		{
			name: "GLPK simplex", asked: "least sum of steps", needs: []string{"glpsol"}, packages: "glpk-utils",
			solve: (*bench).glpk,
		},
		{
			name: "Clp dual simplex (cbc)", asked: "least sum of steps", needs: []string{"cbc"}, packages: "coinor-cbc",
			solve: (*bench).clp,
		},
	}
}

// missing says what has to be installed for a peer; empty if nothing.
func (b *bench) missing(p *peer) string {
	for _, program := range p.needs {
		if _, err := exec.LookPath(program); err != nil {
			return fmt.Sprintf("%s is left out: no %s here; install %s", p.name, program, p.packages)
		}
	}
	if strings.HasPrefix(p.name, "LEMON") {
		if err := b.compileLemon(); err != nil {
			return fmt.Sprintf("%s is left out; install %s: %v", p.name, p.packages, err)
		}
	}
	return ""
}

func (b *bench) lemonProgram() string { return filepath.Join(b.scratch, "lemon") }

func (b *bench) compileLemon() error {
	if _, err := os.Stat(b.lemonProgram()); err == nil {
		return nil
	}
	source := b.lemonProgram() + ".cpp"
	if err := os.WriteFile(source, lemonSource, 0o644); err != nil {
		return err
	}
	if out, err := exec.Command("g++", "-O3", "-o", b.lemonProgram(), source).CombinedOutput(); err != nil {
		line, _, _ := strings.Cut(string(out), "\n")
		return fmt.Errorf("%w: %s", err, line)
	}
	return nil
}

// lemon solves one file after the other. Its seconds are those of solving alone.
func (b *bench) lemon(kind string, names ...string) (objectives []int64, all float64, u usage, err error) {
	for _, name := range names {
		used, err := run(b.limit, b.lemonProgram(), kind, name)
		u.peak = max(u.peak, used.peak)
		if used.stopped || err != nil {
			u.stopped = used.stopped
			return nil, all, u, err
		}
		var objective int64
		var part float64
		if _, err := fmt.Sscan(string(used.out), &objective, &part); err != nil {
			return nil, all, u, err
		}
		objectives, all = append(objectives, objective), all+part
	}
	return objectives, all, u, nil
}

var (
	glpkObjective = regexp.MustCompile(`(?m)^s bas \d+ \d+ f f (\S+)`)
	clpObjective  = regexp.MustCompile(`^Optimal - objective value (\S+)`)
)

func (b *bench) glpk(f files) ([]int64, float64, usage, error) {
	answer := filepath.Join(b.scratch, "glpk.txt")
	return b.byFile(answer, glpkObjective, "glpsol", "--mincost", f.min, "-w", answer)
}

func (b *bench) clp(f files) ([]int64, float64, usage, error) {
	answer := filepath.Join(b.scratch, "clp.txt")
	return b.byFile(answer, clpObjective, "cbc", f.mps, "-dualsimplex", "-solution", answer)
}

// byFile runs a program that writes its objective into a file. Its seconds are those of reading as well.
func (b *bench) byFile(answer string, objective *regexp.Regexp, name string, arguments ...string) ([]int64, float64, usage, error) {
	os.Remove(answer)
	u, err := run(b.limit, name, arguments...)
	if err != nil || u.stopped {
		return nil, u.seconds, u, err
	}
	text, err := os.ReadFile(answer)
	if err != nil {
		return nil, u.seconds, u, err
	}
	found := objective.FindSubmatch(text)
	if found == nil {
		return nil, u.seconds, u, errors.New(name + " found no optimum")
	}
	value, err := strconv.ParseFloat(string(found[1]), 64)
	return []int64{int64(math.Round(value))}, u.seconds, u, err
}

// compare gives every problem of the ladder to Wayout and to each peer that is here, until it runs into the
// limit or must be expected to.
func (b *bench) compare(w io.Writer) error {
	all := peers()
	here := all[:0]
	for _, p := range all {
		if !strings.Contains(p.name, b.peer) {
			continue
		}
		if why := b.missing(p); why != "" {
			fmt.Fprintln(w, why+".")
			continue
		}
		here = append(here, p)
	}
	head, line := "| problem | arcs | Wayout |", "| --- | --- | --- |"
	for _, p := range here {
		head, line = head+" "+p.name+" |", line+" --- |"
	}
	fmt.Fprintf(w, "\n%s fastest peer ÷ Wayout |\n%s --- |\n", head, line)
	for _, name := range ladder {
		if !strings.HasPrefix(name, b.problem) {
			continue
		}
		if err := b.compareOn(w, name, here); err != nil {
			return err
		}
	}
	return nil
}

// compareOn prints the row of one problem.
func (b *bench) compareOn(w io.Writer, name string, here []*peer) error {
	s, u, err := b.solve(name)
	if errors.Is(err, os.ErrNotExist) {
		fmt.Fprintf(w, "| %s | not measured: %v |\n", name, err)
		return nil
	}
	if err != nil {
		return err
	}
	expanding, err := b.self("-expand", name, "-until", strconv.Itoa(int(s.Steps)-1), "-into", b.scratch)
	if err != nil {
		return err
	}
	arcs, err := strconv.Atoi(strings.TrimSpace(string(expanding.out)))
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "| %s, T = %d | %s | %s, %s |", title(name), s.Steps-1, millions(arcs), seconds(s.Seconds), megabytes(u.peak))
	fastest := math.Inf(1)
	for _, p := range here {
		if p.expected(arcs) > b.limit.Seconds() {
			fmt.Fprint(w, " – |")
			continue
		}
		objectives, took, used, err := p.solve(b, b.files())
		if err != nil {
			return fmt.Errorf("%s on %s: %w", p.name, name, err)
		}
		if used.stopped {
			p.past = append(p.past, attempt{arcs, took, true})
			fmt.Fprintf(w, " stopped at %s |", b.limit)
			continue
		}
		if err := s.equal(objectives); err != nil {
			return fmt.Errorf("%s on %s: %w", p.name, name, err)
		}
		p.past = append(p.past, attempt{arcs, took, false})
		fastest = min(fastest, took)
		fmt.Fprintf(w, " %s, %s |", seconds(took), megabytes(used.peak))
	}
	if math.IsInf(fastest, 1) {
		fmt.Fprintln(w, " |")
		return nil
	}
	fmt.Fprintf(w, " %.0f |\n", fastest/s.Seconds)
	return nil
}

// equal compares objectives with Wayout's: the sum of steps, or the most out at the last two horizons.
func (s *solved) equal(objectives []int64) error {
	want := []int64{s.total()}
	if len(objectives) == 2 {
		want = s.MaxOut[len(s.MaxOut)-2:]
		want = []int64{want[1], want[0]}
	}
	for i := range want {
		if objectives[i] != want[i] {
			return fmt.Errorf("objective %d, Wayout's %d", objectives[i], want[i])
		}
	}
	return nil
}

// expand writes the time-expanded network of a problem for arrivals up to a step into the files of the peers,
// and prints how many arcs it has.
func (b *bench) expand(name string, last int32) error {
	p, err := problemOf(b.data, name)
	if err != nil {
		return err
	}
	n, before, f := expanded.New(p, last), expanded.New(p, last-1), b.files()
	fmt.Println(len(n.Arcs))
	return errors.Join(write(f.min, n.WriteMinCost), write(f.mps, n.WriteMPS), write(f.max[0], n.WriteMaxFlow), write(f.max[1], before.WriteMaxFlow))
}

func write(name string, use func(io.Writer) error) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(use(file), file.Close())
}

// title is a name of a problem for people.
func title(name string) string {
	var side int
	if n, _ := fmt.Sscanf(name, "city %d", &side); n == 1 {
		return fmt.Sprintf("city of %d × %d nodes", side, side)
	}
	return name
}
