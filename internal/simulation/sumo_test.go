package simulation_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"wayout/internal/simulation"
	"wayout/internal/traffic"
)

// TestAgainstSUMO replays the trips of a plan with the mesoscopic model of SUMO, where that is
// installed, each link with a headway of its rate and nobody teleported: the last car has to arrive
// within 5 % of when it does here.
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
	tables := map[string][][]string{}
	for _, f := range simulation.Trips(s, drives) {
		tables[f.Name] = rowsOf(t, f.Data)[1:]
	}
	folder := t.TempDir()
	layOut(t, folder, tables)
	run := func(name string, arguments ...string) {
		t.Helper()
		command := exec.Command(name, arguments...)
		command.Dir = folder
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
	}
	run("netconvert", "-n", "nodes.xml", "-e", "edges.xml", "-t", "types.xml", "-o", "net.xml", "--no-internal-links", "true", "--no-warnings", "true")
	run("sumo", "-n", "net.xml", "-r", "routes.xml", "-a", "meso.xml", "--mesosim", "true", "--no-step-log", "true", "--end", "43200",
		"--time-to-teleport", "-1", "--max-depart-delay", "-1", "--tripinfo-output", "trips.xml", "--xml-validation", "never", "--xml-validation.net", "never")
	data, err := os.ReadFile(filepath.Join(folder, "trips.xml"))
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

// layOut writes the tables as SUMO reads them. Nodes stand in a row; lengths are those of the links.
func layOut(t *testing.T, folder string, tables map[string][][]string) {
	t.Helper()
	var nodes, edges, types, meso, routes strings.Builder
	for i, n := range tables["trips/nodes.csv"] {
		fmt.Fprintf(&nodes, "<node id=%q x=\"%d\" y=\"0\"/>\n", n[0], i*5000)
	}
	for _, l := range tables["trips/links.csv"] {
		lanes, _ := strconv.ParseFloat(l[4], 64)
		speed, _ := strconv.ParseFloat(l[5], 64)
		rate, _ := strconv.ParseFloat(l[6], 64)
		speed /= 3.6
		fmt.Fprintf(&types, "<type id=%q numLanes=\"%g\" speed=\"%g\"/>\n", l[0], lanes, speed)
		fmt.Fprintf(&edges, "<edge id=%q from=%q to=%q type=%q length=%q/>\n", l[0], l[1], l[2], l[0], l[3])
		headway := 3600*lanes/rate - 7.5/speed // between two vehicles, without the time one takes to pass
		fmt.Fprintf(&meso, "<type id=%q><meso tauff=\"%g\" taufj=\"%g\" taujf=\"%g\" taujj=\"1.4\"/></type>\n", l[0], headway, headway, headway)
	}
	routes.WriteString("<vType id=\"car\" length=\"5\" minGap=\"2.5\" speedDev=\"0\"/>\n")
	for _, trip := range tables["trips/trips.csv"] {
		fmt.Fprintf(&routes, "<vehicle id=%q type=\"car\" depart=%q departSpeed=\"max\"><route edges=%q/></vehicle>\n", trip[0], trip[1], trip[2])
	}
	for name, text := range map[string][2]string{
		"nodes.xml": {"nodes", nodes.String()}, "edges.xml": {"edges", edges.String()}, "types.xml": {"types", types.String()},
		"meso.xml": {"additional", meso.String()}, "routes.xml": {"routes", routes.String()},
	} {
		data := "<" + text[0] + ">\n" + text[1] + "</" + text[0] + ">\n"
		if err := os.WriteFile(filepath.Join(folder, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
