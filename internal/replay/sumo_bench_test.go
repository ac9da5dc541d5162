//go:build unix

package replay_test

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"syscall"
	"testing"

	"wayout/examples"
	"wayout/internal/disk"
	"wayout/internal/folder"
	"wayout/internal/planner"
	"wayout/internal/replay"
	"wayout/internal/simulation"
	"wayout/internal/traffic"
)

// keep is where the folders of the cases are left, to be looked at or replayed by hand.
var keep = flag.String("keep", "", "folder to leave the cases of BenchmarkAgainstSUMO in")

// driveFolder is the variable that makes TestDriveFolder drive a folder.
const driveFolder = "WAYOUT_TEST_DRIVES"

// TestDriveFolder is what BenchmarkAgainstSUMO starts as a process of its own, which it can measure:
// it reads a folder and drives it, as “wayout replay” does.
func TestDriveFolder(t *testing.T) {
	from := os.Getenv(driveFolder)
	if from == "" {
		t.Skip("only for BenchmarkAgainstSUMO")
	}
	c, problems := replay.Read(os.DirFS(from))
	if c == nil {
		t.Fatal(problems)
	}
	c.Drive(nil)
}

// departure is the example of a country's departure as it is planned.
func departure(b *testing.B) *replay.Case {
	b.Helper()
	read, problems := folder.Read(examples.Departure(), nil)
	if read.Scenario == nil {
		b.Fatal(problems)
	}
	made, err := planner.Make(context.Background(), read.Scenario, planner.Options{UsedOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	drives, err := traffic.Drives(context.Background(), read.Scenario, &made.Plan)
	if err != nil {
		b.Fatal(err)
	}
	return simulation.Exchange(read.Scenario, drives)
}

// BenchmarkAgainstSUMO drives each case here and, where it is installed, with SUMO, and says how far they
// are apart and what each needs: seconds of the processor and greatest memory of a process that reads the
// folder and drives it, and link moves for each such second. docs/validation-sumo.md has the results.
func BenchmarkAgainstSUMO(b *testing.B) {
	for _, c := range []struct {
		name string
		make func(b *testing.B) *replay.Case
	}{
		{"corridor", func(*testing.B) *replay.Case { return corridor(25_000) }},
		{"grid", func(b *testing.B) *replay.Case { return grid(b, 100, 50_000, true) }},
		{"crossing", func(b *testing.B) *replay.Case { return grid(b, 100, 50_000, false) }},
		{"crossing-free", func(b *testing.B) *replay.Case { return grid(b, 100, 10_000, false) }},
		{"departure", departure},
	} {
		b.Run(c.name, func(b *testing.B) { againstSUMO(b, c.make(b)) })
	}
}

func againstSUMO(b *testing.B, c *replay.Case) {
	for _, tool := range []string{"sumo", "netconvert"} {
		if _, err := exec.LookPath(tool); err != nil {
			b.Skipf("%s is not installed", tool)
		}
	}
	at := b.TempDir()
	if *keep != "" {
		at = filepath.Join(*keep, filepath.Base(b.Name()))
	}
	for _, f := range append(c.Tables(), c.SUMO()...) {
		if err := disk.WriteBelow(at, f.Name, f.Data); err != nil {
			b.Fatal(err)
		}
	}
	asked := c.Queues()
	var o *replay.Outcome
	before := processor(b)
	for b.Loop() {
		o = c.Drive(nil)
	}
	here := (processor(b) - before) / float64(b.N)
	if len(asked.Vehicles) != len(o.Ends) || o.Missing() > 0 {
		b.Fatalf("%d have not arrived", o.Missing())
	}
	b.ReportMetric(float64(len(c.Links)), "links")
	b.ReportMetric(float64(len(c.Trips)), "vehicles")
	b.ReportMetric(float64(o.Moves), "moves")
	b.ReportMetric(float64(o.Moves)/here/1e6, "Mmoves/s")
	whole := measured(b, at, []string{driveFolder + "=" + at}, os.Args[0], "-test.run", "^TestDriveFolder$")
	netconvert := measured(b, filepath.Join(at, replay.SUMOFolder), nil, "netconvert", "-c", "plan.netccfg")
	sumo := measured(b, filepath.Join(at, replay.SUMOFolder), nil, "sumo", "-c", "plan.sumocfg", "--end", strconv.Itoa(int(o.Ended)/1000*2))
	b.ReportMetric(whole.seconds, "cpu-s")
	b.ReportMetric(whole.mebibytes, "MiB")
	b.ReportMetric(netconvert.seconds, "netconvert-cpu-s")
	b.ReportMetric(sumo.seconds, "sumo-cpu-s")
	b.ReportMetric(sumo.mebibytes, "sumo-MiB")
	b.ReportMetric(float64(o.Moves)/sumo.seconds/1e6, "sumo-Mmoves/s")
	compare(b, arrivalsHere(o), arrivalsThere(b, filepath.Join(at, replay.SUMOFolder, "arrivals.xml")), len(c.Trips))
}

func arrivalsHere(o *replay.Outcome) []float64 {
	var out []float64
	for i := range o.Ends {
		out = append(out, float64(o.Ends[i].Ended)/1000)
	}
	slices.Sort(out)
	return out
}

var arrival = regexp.MustCompile(` arrival="([\d.]+)"`)

func arrivalsThere(b *testing.B, file string) []float64 {
	b.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	var out []float64
	for _, found := range arrival.FindAllSubmatch(data, -1) {
		at, _ := strconv.ParseFloat(string(found[1]), 64)
		out = append(out, at)
	}
	slices.Sort(out)
	return out
}

// compare reports when the last arrives, and how far the shares of all who have arrived are apart at most,
// at fifty moments.
func compare(b *testing.B, here, there []float64, vehicles int) {
	b.Helper()
	last := here[len(here)-1]
	b.ReportMetric(last, "clearance-s")
	b.ReportMetric(float64(vehicles-len(there)), "sumo-missing")
	if len(there) == 0 {
		return
	}
	theirs := there[len(there)-1]
	b.ReportMetric(theirs, "sumo-clearance-s")
	b.ReportMetric(100*(last/theirs-1), "%clearance")
	furthest := 0.
	for k := range 50 {
		at := max(last, theirs) * float64(k+1) / 50
		a, _ := slices.BinarySearch(here, at)
		z, _ := slices.BinarySearch(there, at)
		furthest = max(furthest, 100*float64(max(a-z, z-a))/float64(vehicles))
	}
	b.ReportMetric(furthest, "%curve")
}

// need is what a process needed.
type need struct{ seconds, mebibytes float64 }

// measured runs a program to its end.
func measured(b *testing.B, folder string, environment []string, name string, arguments ...string) need {
	b.Helper()
	command := exec.Command(name, arguments...)
	command.Dir = folder
	command.Env = append(os.Environ(), environment...)
	if out, err := command.CombinedOutput(); err != nil {
		b.Fatalf("%s: %v\n%s", name, err, out)
	}
	state := command.ProcessState
	used := need{seconds: (state.UserTime() + state.SystemTime()).Seconds()}
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
		used.mebibytes = float64(usage.Maxrss) / 1024 // kilobytes, on Linux
	}
	return used
}

// processor returns the seconds of the processor that this process has used.
func processor(b *testing.B) float64 {
	b.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return float64(usage.Utime.Sec) + float64(usage.Stime.Sec) + float64(usage.Utime.Usec+usage.Stime.Usec)/1e6
}
