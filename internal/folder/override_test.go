package folder

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"wayout/internal/people"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// sets makes overrides of "path=value" texts.
func sets(texts ...string) []scenario.Override {
	var out []scenario.Override
	for _, text := range texts {
		path, value, _ := strings.Cut(text, "=")
		out = append(out, scenario.Override{Path: path, Value: value})
	}
	return out
}

func TestOverride(t *testing.T) {
	type check func(s *scenario.Scenario) any
	gate := func(s *scenario.Scenario) any {
		return [3]int64{int64(s.Gates[0].Rate), int64(s.Gates[0].Booths), int64(s.Gates[0].Service)}
	}
	ford := func(s *scenario.Scenario) any { return s.Places[1].People }
	for _, test := range []struct {
		set  string
		look check
		want any
	}{
		{"name=Other name", func(s *scenario.Scenario) any { return s.Name }, "Other name"},
		{"horizon=20 days", func(s *scenario.Scenario) any { return s.Horizon }, 20 * unit.Day},
		{"horizon=1.5 days", func(s *scenario.Scenario) any { return s.Horizon }, 36 * unit.Hour},
		{"step=5min", func(s *scenario.Scenario) any { return s.Step }, 5 * unit.Minute},
		{"start=2030-05-06T09:00", func(s *scenario.Scenario) any { return s.Instant(0) }, "2030-05-06T09:00:00+04:00"},
		{"gate.bridge.rate=2000", gate, [3]int64{2_000_000, 0, 0}},
		{"gate.bridge.booths=3", gate, [3]int64{540_000, 3, 20_000}},
		{"gate.bridge.rate=2000 gate.bridge.booths=3", gate, [3]int64{540_000, 3, 20_000}},
		{"gate.bridge.booths=3 gate.bridge.rate=7", gate, [3]int64{7_000, 0, 0}},
		{"gate.bridge.seconds_per_vehicle=18.3 gate.bridge.booths=1", gate, [3]int64{196_721, 1, 18_300}},
		{"gate.bridge.hours=24/7", func(s *scenario.Scenario) any { return s.Gates[0].Hours.Always() }, true},
		{"gate.bridge.quota_per_day=900", func(s *scenario.Scenario) any { return s.Gates[0].Quota }, unit.Vehicle(900)},
		{"place.stone_ford.people=5700", ford, people.Population{Low: 5200, Used: 5700, High: 6000}},
		{"place.stone_ford.people=9000", ford, people.Population{Low: 5200, Used: 9000, High: 9000}},
		{"place.stone_ford.people=10", ford, people.Population{Low: 10, Used: 10, High: 6000}},
		{"place.stone_ford.people=0", ford, people.Population{High: 6000}},
		{"place.stone_ford.people_low= place.stone_ford.people_high=", ford, people.Population{Low: 5600, Used: 5600, High: 5600}},
		{"place.stone_ford.vehicles=", func(s *scenario.Scenario) any { return s.Vehicles(1, people.Used) }, unit.Vehicle(1544)},
		{"place.stone_ford.name_hy=Քար", func(s *scenario.Scenario) any { return s.Places[1].Name }, "Stone Ford"},
		{"road.A1.status=closed", func(s *scenario.Scenario) any { return s.Roads[0].Status }, roads.Closed},
		{"road.A1.lanes=2", func(s *scenario.Scenario) any { return s.Roads[0].Capacity }, 800 * unit.VehiclePerHour},
		{"road.A1.direction=forward", func(s *scenario.Scenario) any { return s.Roads[0].OneWay }, true},
		{"closure.night-works.gate=bridge", func(s *scenario.Scenario) any { return s.Closures[0].Gate }, true},
		{"closure.night-works.to=", func(s *scenario.Scenario) any { return s.Closures[0].To }, unit.Never},
		{"danger.forest-shots.override=seen quiet", func(s *scenario.Scenario) any { return s.Dangers[0].Override }, "seen quiet"},
		{"reception.lowfield-school.capacity=9", func(s *scenario.Scenario) any { return s.Receptions[0].Capacity }, unit.Person(9)},
		{"assumption.people_per_vehicle=4.8", func(s *scenario.Scenario) any { return s.Assumptions[0] }, scenario.Assumption{Name: "people_per_vehicle", Value: "4.8", Unit: "people", Source: "--set", Taken: true}},
		{"assumption.capacity_gravel=100", func(s *scenario.Scenario) any { return s.Roads[2].Capacity }, 100 * unit.VehiclePerHour},
	} {
		t.Run(test.set, func(t *testing.T) {
			set := sets(splitSets(test.set)...)
			f, problems := Read(example(t), set)
			checkRead(t, f, problems)
			if problems.HasErrors() {
				t.Fatalf("problems:\n%s", lines(problems))
			}
			if diff := cmp.Diff(test.want, test.look(f.Scenario)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(set, f.Scenario.Overrides); diff != "" {
				t.Errorf("overrides (-want +got):\n%s", diff)
			}
		})
	}
}

// splitSets parts "a.b=1 c.d=2" where a path follows a space.
func splitSets(text string) []string {
	var out []string
	for _, word := range strings.Split(text, " ") {
		if strings.Contains(word, "=") {
			out = append(out, word)
		} else {
			out[len(out)-1] += " " + word
		}
	}
	return out
}

func TestOverrideRefused(t *testing.T) {
	for set, want := range map[string]string{
		"gate.brigde.rate=1":                "Did you mean bridge?",
		"gate.bridge.rates=1":               "Did you mean rate?",
		"gates.bridge.rate=1":               "Did you mean gate?",
		"gate.bridge=1":                     "Write gate.<id>.<column>",
		"gate_changes.bridge.rate=1":        "not known",
		"bridge.rate=1":                     "not known",
		"=1":                                "not known",
		"time_zone=UTC":                     "A path begins with name, start, horizon",
		"horizon=-1 day":                    "1 to 86,400 minutes",
		"horizon=":                          "value is missing",
		"name=":                             "value is missing",
		"start=yesterday":                   "not a time",
		"start=45193":                       "2023-09-24",
		"step=7200 minutes":                 "1 to 60 minutes",
		"assumption.people_per_vehicl=4":    "Did you mean people_per_vehicle?",
		"assumption.people_per_vehicle=NaN": "not a number",
		"assumption.people_per_vehicle=1e9": "scientific",
		"assumption.people_per_vehicle=":    "value is missing",
		"assumption.slot_minutes=2.5":       "not whole",
		"place.stone_ford.people=-5":        "from 0 to 100,000,000 people",
		"place.stone_ford.people=1,5":       "comma",
		"place.stone_ford.people=":          "value is missing",
		"place.stone_ford.people_low=9999":  "must be in order",
		"place.stone_ford.id=x":             "id cannot be set",
		"place.stone_ford.phone=1":          "There are",
		"road.A1.to=nowhere":                "no place with this id",
		"road.A1.to=upper_mill":             "place to itself",
		"road.A1.class=motorway":            "paved main, paved secondary or gravel",
		"closure.night-works.to=2029-01-01": "before it has begun",
		"danger.nothing.override=x":         "There is no danger with this id",
		"name=\x1b[2J":                      "U+001B",
	} {
		f, problems := Read(example(t), sets(set))
		checkRead(t, f, problems)
		found := false
		for _, p := range problems {
			path, _, _ := strings.Cut(set, "=")
			found = found || p.Where.File == setFile && p.Where.Column == path && strings.Contains(p.String(), want)
		}
		if !found || !problems.HasErrors() {
			t.Errorf("%s: want %q, got:\n%s", set, want, lines(problems))
		}
	}
}

func TestOverrideKeepsChanges(t *testing.T) {
	files := example(t)
	change(t, files, settingsFile, "  # gate_changes: gate_changes.csv ", "  gate_changes: gate_changes.csv # ")
	files["gate_changes.csv"] = files["gates.csv"]
	change(t, files, "gate_changes.csv", string(files["gates.csv"].Data), "gate,from,rate\nbridge,2030-05-07T08:00,100\nbridge,2030-05-06T12:00,50\n")
	want := []roads.GateChange{{From: 4 * unit.Hour, Rate: 50_000}, {From: unit.Day, Rate: 100_000}}
	if diff := cmp.Diff(want, mustRead(t, files).Gates[0].Changes); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	_, problems := Read(files, sets("gate.bridge.rate=2000"))
	if !strings.Contains(lines(problems), "warning set-kept --set gate.bridge.rate: 2 change(s)") {
		t.Errorf("got:\n%s", lines(problems))
	}
}

// TestOverrideEqualsFile sets a value and writes the same value into the file: both scenarios
// are equal but for their digest and record of overrides.
func TestOverrideEqualsFile(t *testing.T) {
	files := example(t)
	change(t, files, "gates.csv", ",2,20,daily 07:00-21:00", ",3,20,daily 07:00-21:00")
	want := mustRead(t, files)
	got := mustRead(t, example(t), sets("gate.bridge.booths=3")...)
	ignore := cmpopts.IgnoreFields(scenario.Scenario{}, "SHA256", "Overrides")
	if diff := cmp.Diff(want, got, compareHours, ignore); diff != "" {
		t.Errorf("scenario (-want +got):\n%s", diff)
	}
}

func TestDigest(t *testing.T) {
	base := mustRead(t, example(t)).SHA256
	if again := mustRead(t, example(t)).SHA256; again != base {
		t.Errorf("digest changed from %s to %s", base, again)
	}
	seen := map[string]string{base: "nothing"}
	note := func(what, digest string) {
		if earlier, twice := seen[digest]; twice {
			t.Errorf("%s and %s have the same digest", what, earlier)
		}
		seen[digest] = what
	}
	for name, file := range example(t) {
		files := example(t)
		change(t, files, name, string(file.Data), string(file.Data)+"\n")
		note("a line end more in "+name, mustRead(t, files).SHA256)
	}
	files := example(t)
	files["other.csv"] = files["dangers.csv"]
	change(t, files, settingsFile, "dangers: dangers.csv", "dangers: other.csv  ")
	delete(files, "dangers.csv")
	note("another file name", mustRead(t, files).SHA256)
	for _, set := range [][]string{
		{"name=A"}, {"name=B"}, {"name=A", "horizon=3 days"}, {"horizon=3 days", "name=A"}, {"name=A", "name=A"},
	} {
		note(strings.Join(set, " "), mustRead(t, example(t), sets(set...)...).SHA256)
	}
}
