package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

const (
	departure = "../../examples/karabakh-2023"
	eve       = "../../examples/karabakh-2023-09-21"
)

// megabytes reports how much memory the process has taken from the system so far.
func megabytes(b *testing.B) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/(1<<20), "MB")
}

// BenchmarkKarabakh plans karabakh-2023 from files to files: one-minute steps, ten days, plan,
// bound and certificates at the used and the high population. The bar is 1 s and 500 MB.
func BenchmarkKarabakh(b *testing.B) {
	out := b.TempDir()
	for b.Loop() {
		planInto(b, Question{Folder: departure}, out)
	}
	megabytes(b)
}

// BenchmarkSimulate simulates karabakh-2023 twenty times, with its plan and without.
func BenchmarkSimulate(b *testing.B) {
	out := b.TempDir()
	planInto(b, Question{Folder: departure}, out)
	for b.Loop() {
		if _, problems, err := Simulate(context.Background(), SimulateQuestion{Folder: departure, Out: out, Runs: 20, Seed: 1}, nil); err != nil {
			b.Fatal(problems, err)
		}
	}
	megabytes(b)
}

// BenchmarkKarabakhEightHours is the variant with windows, over twenty days.
func BenchmarkKarabakhEightHours(b *testing.B) {
	for b.Loop() {
		if _, problems, err := Plan(context.Background(), Question{Folder: departure, Variant: "eight-hours"}, nil); err != nil {
			b.Fatal(problems, err)
		}
	}
	megabytes(b)
}

// BenchmarkKarabakhPrices plans, proves and plans again for the price list.
func BenchmarkKarabakhPrices(b *testing.B) {
	for b.Loop() {
		if _, problems, err := Prices(context.Background(), Question{Folder: departure}, "", nil); err != nil {
			b.Fatal(problems, err)
		}
	}
}

// BenchmarkKarabakhVerify reads the files of a plan and judges them.
func BenchmarkKarabakhVerify(b *testing.B) {
	out := b.TempDir()
	planInto(b, Question{Folder: departure}, out)
	for b.Loop() {
		judged, problems := Verify(departure, out)
		if judged == nil || !judged.Report.Holds() {
			b.Fatal(problems)
		}
	}
}

// BenchmarkCheck reads and checks the folder of the evening before.
func BenchmarkCheck(b *testing.B) {
	for b.Loop() {
		if f, problems, err := Read(Question{Folder: eve}); err != nil || f.Scenario == nil {
			b.Fatal(problems, err)
		}
	}
}

// hundredTowns writes a scenario of a hundred towns of a thousand people each along two roads to a
// gate, with buses for those who have no car.
func hundredTowns(b *testing.B) string {
	b.Helper()
	var places, ways strings.Builder
	places.WriteString("id,name,name_hy,name_az,name_ru,name_ar,people,no_car,stretcher\n")
	ways.WriteString("id,from,to,length_km,class\n")
	for i := range 100 {
		fmt.Fprintf(&places, "town_%d,Town %d,Քաղաք %d,Şəhər %d,Город %d,بلدة %d,1000,100,3\n", i, i, i, i, i, i)
		next := "gate"
		if i >= 2 {
			next = fmt.Sprintf("town_%d", i-2)
		}
		fmt.Fprintf(&ways, "R%d,town_%d,%s,5,paved main\n", i, i, next)
	}
	places.WriteString("gate,Gate,,,,,,,\nplain,Plain,,,,,,,\n")
	ways.WriteString("R100,gate,plain,10,paved main\n")
	folder := b.TempDir()
	for name, text := range map[string]string{
		"places.csv": places.String(), "roads.csv": ways.String(),
		"gates.csv":      "id,place,name,rate\ngate,gate,Gate,900\n",
		"receptions.csv": "id,place\nplain,plain\n",
		"fleet.csv":      "id,kind,count,depot\nbuses,bus,60,plain\nambulances,ambulance,40,plain\n",
		"scenario.yaml": "wayout: 1\nname: Hundred towns\ntime_zone: Asia/Yerevan\nstart: 2030-05-06T06:00\nhorizon: 10 days\n" +
			"files:\n  places: places.csv\n  roads: roads.csv\n  receptions: receptions.csv\n  gates: gates.csv\n  fleet: fleet.csv\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	return folder
}

// BenchmarkOrders prints everything for a hundred towns in seven languages.
func BenchmarkOrders(b *testing.B) {
	folder, out := hundredTowns(b), b.TempDir()
	planned := planInto(b, Question{Folder: folder}, out)
	files := 0
	for b.Loop() {
		ordered, problems, err := Orders(context.Background(), OrdersQuestion{Folder: folder, Out: out, Level: "restricted", Status: "draft", Now: planned.Scenario.Start}, nil)
		if ordered == nil {
			b.Fatal(problems, err)
		}
		files = ordered.Files
	}
	b.ReportMetric(float64(files), "files")
}
