//go:build unix

package replay_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"wayout/examples"
	"wayout/internal/disk"
	"wayout/internal/folder"
	"wayout/internal/planner"
	"wayout/internal/replay"
	"wayout/internal/simulation"
	"wayout/internal/starter"
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

// valley returns the scenario that “wayout init” writes.
func valley(b *testing.B) fs.FS {
	b.Helper()
	files := fstest.MapFS{}
	err := starter.Write("valley", func(name string, data []byte) error {
		files[name] = &fstest.MapFile{Data: data}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return files
}

// planned returns the plan of a scenario.
func planned(b *testing.B, files fs.FS) *replay.Case {
	b.Helper()
	read, problems := folder.Read(files, nil)
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
		{"crossing-50000", func(b *testing.B) *replay.Case { return grid(b, 100, 50_000, false) }},
		{"crossing-40000", func(b *testing.B) *replay.Case { return grid(b, 100, 40_000, false) }},
		{"crossing-25000", func(b *testing.B) *replay.Case { return grid(b, 100, 25_000, false) }},
		{"departure", func(b *testing.B) *replay.Case { return planned(b, examples.Departure()) }},
		{"valley", func(b *testing.B) *replay.Case { return planned(b, valley(b)) }},
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
	var o *replay.Outcome
	before := processor(b)
	for b.Loop() {
		o = c.Drive(nil)
	}
	here := (processor(b) - before) / float64(b.N)
	if o.Missing() > 0 {
		b.Fatalf("%d have not arrived", o.Missing())
	}
	b.ReportMetric(float64(len(c.Links)), "links")
	b.ReportMetric(float64(len(c.Trips)), "vehicles")
	b.ReportMetric(float64(o.Moves), "moves")
	b.ReportMetric(float64(o.Moves)/here/1e6, "Mmoves/s")
	whole := measured(b, at, []string{driveFolder + "=" + at}, os.Args[0], "-test.run", "^TestDriveFolder$")
	below := filepath.Join(at, replay.SUMOFolder)
	netconvert := measured(b, below, nil, "netconvert", "-c", "plan.netccfg")
	b.ReportMetric(whole.seconds, "cpu-s")
	b.ReportMetric(whole.mebibytes, "MiB")
	b.ReportMetric(netconvert.seconds, "netconvert-cpu-s")
	for _, as := range []struct{ name, file string }{{"sumo", "meso.add.xml"}, {"triangular", "triangular.add.xml"}} {
		sumo := measured(b, below, nil, "sumo", "-c", "plan.sumocfg", "-a", as.file, "--end", strconv.Itoa(int(o.Ended)/1000*2))
		b.ReportMetric(sumo.seconds, as.name+"-cpu-s")
		b.ReportMetric(sumo.mebibytes, as.name+"-MiB")
		b.ReportMetric(float64(o.Moves)/sumo.seconds/1e6, as.name+"-Mmoves/s")
		compare(b, as.name, c, o, arrivalsOf(b, filepath.Join(below, "arrivals.xml")))
	}
}

var arrival = regexp.MustCompile(`<tripinfo id="([^"]+)".* arrival="([\d.]+)"`)

// arrivalsOf returns when vehicles arrive in SUMO, by id, in seconds.
func arrivalsOf(b *testing.B, file string) map[string]float64 {
	b.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	out := map[string]float64{}
	for _, found := range arrival.FindAllSubmatch(data, -1) {
		at, err := strconv.ParseFloat(string(found[2]), 64)
		if err != nil {
			b.Fatal(err)
		}
		out[string(found[1])] = at
	}
	return out
}

// compare reports when the last arrives, how far the shares of all who have arrived are apart at most, at
// fifty moments, and how far the arrivals of single vehicles are, on average.
func compare(b *testing.B, name string, c *replay.Case, o *replay.Outcome, there map[string]float64) {
	b.Helper()
	var ours []float64
	apart := 0.
	for i := range o.Ends {
		at := float64(o.Ends[i].Ended) / 1000
		ours = append(ours, at)
		if theirs, arrived := there[c.Trips[i].ID]; arrived {
			apart += math.Abs(theirs - at)
		}
	}
	theirs := slices.Sorted(maps.Values(there))
	slices.Sort(ours)
	b.ReportMetric(float64(len(ours)-len(theirs)), name+"-missing")
	if len(theirs) == 0 {
		return
	}
	last, other := ours[len(ours)-1], theirs[len(theirs)-1]
	b.ReportMetric(last, "clearance-s")
	b.ReportMetric(other, name+"-clearance-s")
	b.ReportMetric(100*(last/other-1), name+"-%clearance")
	b.ReportMetric(apart/float64(len(theirs)), name+"-apart-s")
	furthest := 0
	for k := range 50 {
		at := max(last, other) * float64(k+1) / 50
		mine, _ := slices.BinarySearch(ours, at)
		its, _ := slices.BinarySearch(theirs, at)
		furthest = max(furthest, mine-its, its-mine)
	}
	b.ReportMetric(100*float64(furthest)/float64(len(ours)), name+"-%curve")
}

// need is what a process needed.
type need struct{ seconds, mebibytes float64 }

// measured runs a program to its end.
func measured(b *testing.B, folder string, environment []string, name string, arguments ...string) need {
	b.Helper()
	command := exec.Command(name, arguments...)
	command.Dir = folder
	command.Env = append(os.Environ(), environment...)
	var out bytes.Buffer
	command.Stdout, command.Stderr = &out, &out
	if err := command.Start(); err != nil {
		b.Fatal(err)
	}
	over, most := make(chan struct{}), make(chan float64)
	go func() { most <- watch(command.Process.Pid, over) }()
	err := command.Wait()
	close(over)
	used := need{mebibytes: <-most}
	if err != nil {
		b.Fatalf("%s: %v\n%s", name, err, out.Bytes())
	}
	used.seconds = (command.ProcessState.UserTime() + command.ProcessState.SystemTime()).Seconds()
	return used
}

var highWater = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// watch returns the greatest memory of a process, as Linux tells it while the process runs, in MiB; 0 on
// other systems. The count that the process leaves behind would begin with that of its parent.
func watch(pid int, over chan struct{}) float64 {
	most := 0.
	for {
		status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)) // 0 where there is none
		if found := highWater.FindSubmatch(status); found != nil {
			kilobytes, _ := strconv.ParseFloat(string(found[1]), 64)
			most = max(most, kilobytes/1024)
		}
		select {
		case <-over:
			return most
		case <-time.After(2 * time.Millisecond):
		}
	}
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
