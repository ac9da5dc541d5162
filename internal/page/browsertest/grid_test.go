package browsertest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// built is the page as it was built, without data.
const built = "../built/page.html"

// grid is an invented network of streets, for measuring.
//
//	0 ─── 1 ─── 2
//	│     │     │
//	3 ─── 4 ─── 5   everybody drives right and down, to the last corner
type grid struct {
	side   int // places along each side
	routes int
	cars   int // of a slot of an hour
	hours  int // slots of each route
}

// leg is how many seconds a street takes.
const leg = 80

// page writes the page of the grid.
func (g grid) page(t testing.TB) string {
	t.Helper()
	data, err := json.Marshal(g.view())
	if err != nil {
		t.Fatal(err)
	}
	html, err := os.ReadFile(built)
	if err != nil {
		t.Fatal(err)
	}
	mark := []byte("<!--wayout:data-->")
	if bytes.Count(html, mark) != 1 {
		t.Fatal("the built page has not one place for its data")
	}
	script := fmt.Sprintf(`<script type="application/json" id="view">%s</script>`, data)
	file := filepath.Join(t.TempDir(), "grid.html")
	if err := os.WriteFile(file, bytes.Replace(html, mark, []byte(script), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

type object = map[string]any

// view returns a view in the shape that package view writes.
func (g grid) view() object {
	places := make([]object, g.side*g.side)
	for i := range places {
		places[i] = object{
			"id": fmt.Sprintf("p%d", i), "name": fmt.Sprintf("Corner %d", i), "names": object{}, "aliases": []string{},
			"lon": 145 + 0.01*float64(i%g.side), "lat": -37 - 0.008*float64(i/g.side),
			"people": 0, "low": 0, "high": 0, "stays": 0, "served": 0, "not_served": 0, "first": nil, "last": nil, "reception": nil,
		}
	}
	routes, slots, loads, last := g.traffic(places)
	var roads []object
	add := func(from, to int) {
		load := loads[[2]int{from, to}]
		if load == nil {
			load = [][3]int{}
		}
		roads = append(roads, object{
			"id": fmt.Sprintf("r%d", len(roads)), "from": from, "to": to, "one_way": false, "km": 0.9, "class": "paved main", "status": "open",
			"capacity": 600, "load": load,
		})
	}
	for i := range places {
		if i%g.side+1 < g.side {
			add(i, i+1)
		}
		if i+g.side < len(places) {
			add(i, i+g.side)
		}
	}
	people := len(slots) * g.cars * 4
	times := object{"t50": last / 2, "t90": last * 9 / 10, "t99": last * 99 / 100, "t100": last}
	none := []object{}
	return object{
		"format": "wayout view", "version": 1, "level": "public",
		"scenario": object{
			"name": "Grid", "about": "Invented.", "time_zone": "UTC", "start": "2026-01-05T08:00:00Z", "horizon": 2 * last, "variant": "",
			"inputs_sha256": "none", "overrides": none, "not_planned": []string{}, "variants": none,
		},
		"places": places, "roads": roads, "areas": none, "paths": none, "gates": none, "sites": none, "fuel_points": none, "closures": none, "dangers": none,
		"receptions": []object{{"id": "corner", "place": len(places) - 1, "capacity": nil, "arrivals": [][2]int{}}},
		"routes":     routes, "slots": slots, "slots_csv": "", "trips": none, "columns": none, "curve": [][2]int{{0, 0}, {last, people}}, "bound": [][2]int{{last / 2, people}},
		"times":   object{"used": times, "low": times, "high": times, "bound": times},
		"binding": none, "certificate": nil, "ladder": none, "prices": none, "not_served": none, "assumptions": none, "summary": object{},
	}
}

// traffic invents routes and slots. It returns as well the cars of every street by hour, and the last
// arrival; it counts the people into the places.
func (g grid) traffic(places []object) (routes []object, slots [][5]int, loads map[[2]int][][3]int, last int) {
	random := rand.New(rand.NewPCG(1, 2))
	loads = map[[2]int][][3]int{}
	for r := range g.routes {
		at := random.IntN(g.side/2)*g.side + random.IntN(g.side/2)
		place := at
		nodes, passes := []int{at}, []int{0}
		for at != len(places)-1 {
			right, down := at%g.side+1 < g.side, at+g.side < len(places)
			next := at + g.side
			if right && (!down || random.IntN(2) == 0) {
				next = at + 1
			}
			street := [2]int{at, next}
			if len(loads[street]) == 0 {
				for h := range g.hours {
					loads[street] = append(loads[street], [3]int{h, 0, 0})
				}
			}
			for h := range loads[street] {
				loads[street][h][1] += g.cars
			}
			at = next
			nodes, passes = append(nodes, at), append(passes, len(nodes)*leg)
		}
		routes = append(routes, object{"place": place, "reception": 0, "nodes": nodes, "passes": passes})
		for h := range g.hours {
			slots = append(slots, [5]int{r, h * 3600, 3600, g.cars, g.cars * 4})
			last = max(last, (h+1)*3600+passes[len(passes)-1])
		}
		p := places[place]
		all := p["people"].(int) + g.hours*g.cars*4
		p["people"], p["low"], p["high"], p["served"], p["first"], p["last"], p["reception"] = all, all, all, all, 0, g.hours*3600, 0
	}
	return routes, slots, loads, last
}

// TestTheGridIsAView: what is measured with is shown like any view.
func TestTheGridIsAView(t *testing.T) {
	g := grid{side: 12, routes: 5, cars: 10, hours: 3}
	p := openFile(t, g.page(t))
	if got := number(t, ask[string](p, `hand.value('Served')`)); got != 5*10*3*4 {
		t.Errorf("served: %d", got)
	}
	p.wait("the map is drawn", `hand.picture() !== 7`)
	p.moveTo(5400)
	if p.moving() == 0 {
		t.Error("nobody is on the way")
	}
}
