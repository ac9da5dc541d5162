package exchange_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"wayout/internal/exchange"
	"wayout/internal/folder"
	"wayout/internal/orders"
	"wayout/internal/planner"
)

const karabakh = "../../examples/karabakh-2023"

// example is the plan of the example, made once.
var example = sync.OnceValues(func() (exchange.Request, *planner.Result) {
	f, problems := folder.Read(os.DirFS(karabakh), nil)
	if f.Scenario == nil {
		panic(fmt.Sprint(problems))
	}
	result, err := planner.Make(context.Background(), f.Scenario, planner.Options{UsedOnly: true})
	if err != nil {
		panic(err)
	}
	return exchange.Request{Scenario: f.Scenario, Plan: &result.Plan}, result
})

func TestKarabakh(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: what it calls starts nothing that other tests do not start")
	}
	r, result := example()
	for _, level := range []orders.Level{orders.Public, orders.Partners, orders.Restricted} {
		r.Level = level
		files := made(t, r)
		readAll(t, r, files)
		sizes := map[string]int{}
		for i, again := range made(t, r) {
			if !bytes.Equal(files[i].Data, again.Data) {
				t.Errorf("%s: %s is another one when made again", level, again.Name)
			}
			folder, _, _ := strings.Cut(again.Name, "/")
			sizes[folder] += len(again.Data)
		}
		t.Logf("%s: %d files, bytes: %v", level, len(files), sizes)
		if level == orders.Public {
			continue
		}
		if sizes["plan.geojson"] > 300_000 || sizes["plan.kml"] > 400_000 || sizes["timetable.xlsx"] > 500_000 || sizes["gpx"] > 600_000 {
			t.Errorf("%s: files grew: %v", level, sizes)
		}
		ways := 0
		for _, name := range names(files) {
			if strings.HasPrefix(name, "gpx/") {
				ways++
			}
		}
		if ways != len(r.Plan.Routes) { // every place has one, and every position is known
			t.Errorf("%s: %d GPX for %d routes", level, ways, len(r.Plan.Routes))
		}
		if level == orders.Restricted {
			sums(t, r, files, result)
		}
	}
}

func BenchmarkKarabakh(b *testing.B) {
	r, _ := example()
	for b.Loop() {
		if _, err := exchange.Files(r); err != nil {
			b.Fatal(err)
		}
	}
}
