package splitload

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"wayout/internal/unit"
)

// published is what is known of one instance: the best of 30 runs each of four algorithms
// (NickAlexx/Hamburg-NH-Evac-benchmark), in hundredths of a minute; and the measures of the
// example solution, whose cost the authors give.
type published struct {
	name           string
	makespan, cost int64
	example        string
}

var hamburg = []published{
	{"BombThreat_augmented", 24619, 36094, "bombthreat_augmented"},
	{"BombThreat_specialized_only", 46921, 69417, "bombthreat_specialized_only"},
	{"Default_default", 47623, 67998, "default_default"},
}

// hamburgFile decodes one file of the data beside the project. It skips where that is absent: the
// data carries attribution that the project does not ship. Package instance has the real reader.
func hamburgFile(t testing.TB, name string, into any) {
	t.Helper()
	root := "../../../../shared/data/hamburg-nursing-homes"
	if _, err := os.Stat(root); err != nil {
		t.Skip("skipped: no ../shared/data/hamburg-nursing-homes beside the project")
	}
	data, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

func milliseconds(seconds float64) unit.Millisecond {
	return unit.Millisecond(math.Round(seconds * 1000))
}

func hamburgProblem(t testing.TB, name string) Problem {
	t.Helper()
	var file struct {
		Depots []struct {
			Capacity unit.Person
		}
		Facilities []struct {
			People unit.Person
		}
		Drive map[string]float64 `json:"durations_matrix"`
	}
	hamburgFile(t, "problems/"+name+"_problem.json", &file)
	p := Problem{Service: Service{Fixed: 180_000, Each: 20_000}}
	for _, shelter := range file.Depots {
		p.Shelters = append(p.Shelters, shelter.Capacity)
	}
	for _, facility := range file.Facilities {
		p.People = append(p.People, facility.People)
	}
	nodes := len(p.Shelters) + len(p.People)
	for i := range nodes {
		p.Drive = append(p.Drive, make([]unit.Millisecond, nodes))
		for j := range nodes {
			p.Drive[i][j] = milliseconds(file.Drive[fmt.Sprintf("%d,%d", i, j)])
		}
	}
	var vehicles []struct {
		Capacity unit.Person
		Depot    *int `json:"start_depot"`
	}
	hamburgFile(t, "vehicles/"+name+"_vehicles.json", &vehicles)
	var first map[string]map[string]float64
	if vehicles[0].Depot == nil {
		hamburgFile(t, "problems/"+name+"_first_leg.json", &first)
	}
	for v, vehicle := range vehicles {
		p.Vehicles = append(p.Vehicles, Vehicle{Seats: vehicle.Capacity})
		for f := range p.People {
			leg := milliseconds(first[fmt.Sprint(v)][fmt.Sprint(f)])
			if vehicle.Depot != nil {
				leg = p.Drive[*vehicle.Depot][len(p.Shelters)+f]
			}
			p.Vehicles[v].Approach = append(p.Vehicles[v].Approach, leg)
		}
	}
	return p
}

// TestPublishedExamples holds that we count as the authors do: the cost of their solutions is the
// one they give.
func TestPublishedExamples(t *testing.T) {
	wantMakespan := []float64{259.285, 478.734, 495.891}
	for i, instance := range hamburg {
		var file struct {
			Cost  float64 `json:"overall_cost"`
			Trips [][]struct {
				Stops  []int
				End    int                    `json:"end_depot"`
				Counts map[string]unit.Person `json:"pickup_counts"`
			} `json:"best_solution"`
		}
		p := hamburgProblem(t, instance.name)
		hamburgFile(t, "example_solutions/"+instance.example+"_example.json", &file)
		s := Solution{Trips: make([][]Trip, len(p.Vehicles))}
		for v, trips := range file.Trips {
			for _, trip := range trips {
				ours := Trip{Shelter: trip.End}
				for _, facility := range trip.Stops {
					ours.Stops = append(ours.Stops, Stop{facility, trip.Counts[fmt.Sprint(facility)]})
				}
				s.Trips[v] = append(s.Trips[v], ours)
			}
		}
		got, err := Evaluate(p, s)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(got.CostMinutes()-file.Cost) > 1e-9 || math.Abs(got.MakespanMinutes()-wantMakespan[i]) > 0.001 {
			t.Errorf("%s: cost %.6f and makespan %.4f, published %.6f and %.3f", instance.name, got.CostMinutes(), got.MakespanMinutes(), file.Cost, wantMakespan[i])
		}
	}
}

// beats solves an instance for each objective and compares with the best published values.
func (instance published) beats(t testing.TB, o Options) Measures {
	t.Helper()
	p := hamburgProblem(t, instance.name)
	s, err := Solve(context.Background(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Evaluate(p, s)
	if err != nil {
		t.Fatal(err)
	}
	if got.Overfill > 0 {
		t.Errorf("%s: %d people too many in shelters", instance.name, got.Overfill)
	}
	if o.Objective == Makespan && got.MakespanMinutes() >= float64(instance.makespan)/100 {
		t.Errorf("%s: makespan %.2f min, published %d/100", instance.name, got.MakespanMinutes(), instance.makespan)
	}
	if o.Objective == Cost && got.CostMinutes() >= float64(instance.cost)/100 {
		t.Errorf("%s: cost %.2f, published %d/100", instance.name, got.CostMinutes(), instance.cost)
	}
	return got
}

// TestBetterThanPublished holds that a second or two of search a question beats the best of what
// others found in 120 runs. The seed is fixed: at a fifth of the default effort, 3 of 36 runs with
// other seeds did not, two on the cost of the specialised fleet and one on the default makespan.
func TestBetterThanPublished(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: takes seconds")
	}
	for _, instance := range hamburg {
		for _, objective := range []Objective{Makespan, Cost} {
			instance.beats(t, Options{Objective: objective, Moves: 4_000_000})
		}
	}
}

// BenchmarkHamburg reports what the default effort reaches, in minutes, and the gap to the bound in
// percent.
func BenchmarkHamburg(b *testing.B) {
	for _, instance := range hamburg {
		p := hamburgProblem(b, instance.name)
		bounds, err := Bound(context.Background(), p)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(instance.name+"/makespan", func(b *testing.B) {
			var got Measures
			for b.Loop() {
				got = instance.beats(b, Options{Objective: Makespan})
			}
			report(b, got.MakespanMinutes(), bounds.MakespanMinutes(), float64(instance.makespan)/100)
		})
		b.Run(instance.name+"/cost", func(b *testing.B) {
			var got Measures
			for b.Loop() {
				got = instance.beats(b, Options{Objective: Cost})
			}
			report(b, got.CostMinutes(), bounds.CostMinutes(p.people()), float64(instance.cost)/100)
		})
	}
}

func report(b *testing.B, got, bound, published float64) {
	b.ReportMetric(got, "min")
	b.ReportMetric(bound, "bound-min")
	b.ReportMetric(published, "published-min")
	b.ReportMetric(100*(got-bound)/bound, "gap-%")
}

// BenchmarkHamburgBound measures the proofs.
func BenchmarkHamburgBound(b *testing.B) {
	for _, instance := range hamburg {
		b.Run(instance.name, func(b *testing.B) {
			p := hamburgProblem(b, instance.name)
			for b.Loop() {
				if _, err := Bound(context.Background(), p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
