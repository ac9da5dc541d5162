package instance_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/fleet/splitload"
	"wayout/internal/instance"
	"wayout/internal/problem"
	"wayout/internal/unit"
)

var homesFiles = instance.HomesFiles{Problem: "problem.json", Vehicles: "vehicles.json", FirstLeg: "first.json"}

const (
	goodHomes = `{"depots": [{"label": "Դպրոց", "capacity": 9}, {"label": "B", "capacity": null}],
"facilities": [{"label": "Home", "people": 5}], "demand_full": {"0": 5}, "deadlines": {"0": 120},
"durations_matrix": {"0,0": 0, "0,1": 1, "0,2": 2.5, "1,0": 1, "1,1": 0.0, "1,2": 314.67, "2,0": 3, "2,1": 4, "2,2": 0}}`
	goodVehicles = `[{"capacity": 2, "start_depot": 1}, {"capacity": 7, "start_coord": [9.9, 53.5]}]`
	goodFirst    = `{"1": {"0": 327.34}}`
)

func TestHomesAreRead(t *testing.T) {
	got, problems := instance.ReadHomes(folder(map[string]string{
		"problem.json": goodHomes, "vehicles.json": goodVehicles, "first.json": goodFirst,
	}), homesFiles)
	if len(problems) != 1 || problems[0].Code != problem.HomesIgnored {
		t.Errorf("problems %v, want one note about deadlines", problems)
	}
	want := &instance.Homes{
		Problem: splitload.Problem{
			People: []unit.Person{5}, Shelters: []unit.Person{9, splitload.Unlimited},
			Vehicles: []splitload.Vehicle{
				{Seats: 2, Approach: []unit.Millisecond{314_670}}, {Seats: 7, Approach: []unit.Millisecond{327_340}},
			},
			Drive:   [][]unit.Millisecond{{0, 1000, 2500}, {1000, 0, 314_670}, {3000, 4000, 0}},
			Service: splitload.Service{Fixed: 180_000, Each: 20_000},
		},
		Facilities: []string{"Home"}, Shelters: []string{"Դպրոց", "B"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("homes (-want +got):\n%s", diff)
	}
}

func TestHomesTellWhatIsWrong(t *testing.T) {
	tests := []struct {
		name, file, old, new string
		want                 []string // parts of the messages, in order
	}{
		{"broken text", "problem.json", `"Home",`, `"Home"`, []string{"problem.json:2: This is no JSON"}},
		{"more than one value", "vehicles.json", `]}]`, `]}] 1`, []string{"something follows the end"}},
		{
			"several at once", "problem.json", `"people": 5}], "demand_full": {"0": 5}`, `"people": "5"}], "demand_full": {"0": -1}`,
			[]string{`key facilities.0.people: This is not a whole number. Found "\"5\""`, "key demand_full.0: This number is out of range"},
		},
		{"other demand", "problem.json", `{"0": 5}`, `{"0": 4}`, []string{"key demand_full.0: The facility itself says 5 people."}},
		{"no drive", "problem.json", `"1,2": 314.67, `, ``, []string{"problem.json, key durations_matrix.1,2: The key is missing."}},
		{"endless drive", "problem.json", `314.67`, `1e999`, []string{`Found "1e999". Write a number from 0 to 86400.`}},
		{"no list", "vehicles.json", goodVehicles, `{}`, []string{"vehicles.json: This is not a list."}},
		{"no such shelter", "vehicles.json", `"start_depot": 1`, `"start_depot": 2`, []string{"key 0.start_depot: This number is out of range."}},
		{"no first leg", "first.json", `"1"`, `"0"`, []string{"first.json, key 1: The key is missing."}},
		{"a null place", "problem.json", `{"label": "Home", "people": 5}`, `null`, []string{"key facilities.0: This is not an object."}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := map[string]string{"problem.json": goodHomes, "vehicles.json": goodVehicles, "first.json": goodFirst}
			files[test.file] = strings.Replace(files[test.file], test.old, test.new, 1)
			got, problems := instance.ReadHomes(folder(files), homesFiles)
			if got != nil {
				t.Error("homes in spite of errors")
			}
			var texts []string
			for _, p := range problems {
				texts = append(texts, p.String())
			}
			all := strings.Join(texts, "\n")
			for _, part := range test.want {
				before, after, found := strings.Cut(all, part)
				if !found {
					t.Fatalf("no %q in\n%s", part, all)
				}
				_, all = before, after
			}
		})
	}
	if _, problems := instance.ReadHomes(folder(nil), homesFiles); problems.Count(problem.Error) != 3 {
		t.Errorf("nothing there: %v", problems)
	}
}

// TestPublishedHomes reads the published files where they lie beside the project.
func TestPublishedHomes(t *testing.T) {
	const root = "../../../shared/data/hamburg-nursing-homes"
	if _, err := os.Stat(root); err != nil {
		t.Skipf("the project's shared data is not beside this checkout: no %s", root)
	}
	for name, people := range map[string]unit.Person{
		"BombThreat_augmented": 479, "BombThreat_specialized_only": 479, "Default_default": 1348,
	} {
		files := instance.HomesFiles{
			Problem: "problems/" + name + "_problem.json", Vehicles: "vehicles/" + name + "_vehicles.json",
		}
		if people == 479 {
			files.FirstLeg = "problems/" + name + "_first_leg.json"
		}
		homes, problems := instance.ReadHomes(os.DirFS(root), files)
		if problems.HasErrors() {
			t.Fatalf("%s: %v", name, problems)
		}
		var sum unit.Person
		for _, n := range homes.Problem.People {
			sum += n
		}
		if err := homes.Problem.Check(); err != nil || sum != people {
			t.Errorf("%s: %d people, want %d; %v", name, sum, people, err)
		}
	}
}

// FuzzHomes holds that whatever stands in the files, nothing panics, and what is read without an
// error is well formed.
func FuzzHomes(f *testing.F) {
	f.Add(goodHomes, goodVehicles, goodFirst)
	f.Add(`{"depots": [1], "facilities": {}, "durations_matrix": []}`, `[{}]`, `null`)
	f.Add(`{"depots": [], "facilities": [], "durations_matrix": {}}`, `[{"capacity": 1, "start_depot": 0}]`, `{"0": []}`)
	f.Fuzz(func(t *testing.T, top, vehicles, first string) {
		homes, problems := instance.ReadHomes(folder(map[string]string{
			"problem.json": top, "vehicles.json": vehicles, "first.json": first,
		}), homesFiles)
		if (homes == nil) != problems.HasErrors() {
			t.Fatalf("homes %v with problems %v", homes, problems)
		}
		for _, p := range problems {
			if strings.Contains(p.Text(), "{0}") || strings.Contains(p.Remedy(), "{1}") {
				t.Fatalf("message %q", p.String())
			}
		}
		if homes == nil {
			return
		}
		if !json.Valid([]byte(top)) {
			t.Fatal("read though it is no JSON")
		}
		if err := homes.Problem.Check(); err != nil {
			t.Fatal(err)
		}
	})
}
