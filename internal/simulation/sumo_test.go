package simulation_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"wayout/internal/disk"
	"wayout/internal/simulation"
	"wayout/internal/traffic"
)

// TestAgainstSUMO replays the trips of a plan with SUMO, where that is installed, by the two commands that
// the folder names: the last car has to arrive within 5 % of when it does here.
func TestAgainstSUMO(t *testing.T) {
	for _, tool := range []string{"sumo", "netconvert"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	s, r, _ := tiny(t, traffic.Options{})
	drives, err := traffic.Drives(context.Background(), s, &r.Plan)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for _, f := range simulation.Trips(simulation.Exchange(s, drives)) {
		if err := disk.WriteBelow(folder, f.Name, f.Data); err != nil {
			t.Fatal(err)
		}
	}
	folder = filepath.Join(folder, "trips", "sumo")
	for _, line := range [][]string{{"netconvert", "-c", "plan.netccfg"}, {"sumo", "-c", "plan.sumocfg", "--end", "43200"}} {
		command := exec.Command(line[0], line[1:]...)
		command.Dir = folder
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", line[0], err, out)
		}
	}
	data, err := os.ReadFile(filepath.Join(folder, "arrivals.xml"))
	if err != nil {
		t.Fatal(err)
	}
	arrivals := regexp.MustCompile(`arrival="([\d.]+)"`).FindAllStringSubmatch(string(data), -1)
	if len(arrivals) != len(drives) {
		t.Fatalf("%d of %d arrive", len(arrivals), len(drives))
	}
	last := 0.
	for _, found := range arrivals {
		at, _ := strconv.ParseFloat(found[1], 64)
		last = max(last, at)
	}
	for i := range s.Assumptions {
		for _, name := range []string{"share_early", "share_wrong_turn", "share_detour", "breakdown_share", "gate_spread"} {
			if s.Assumptions[i].Name == name {
				s.Assumptions[i].Value = "0"
			}
		}
	}
	study, err := traffic.Simulate(context.Background(), s, &r.Plan, traffic.Options{Runs: 1})
	if err != nil {
		t.Fatal(err)
	}
	here := float64(study.Planned.Outcomes[0].Out[3])
	t.Logf("the last arrives after %.0f s, here after %.0f s", last, here)
	if here < last*.95 || here > last*1.05 {
		t.Errorf("the last arrives after %.0f s, here after %.0f s", last, here)
	}
}
