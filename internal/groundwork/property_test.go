package groundwork_test

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"wayout/internal/area"
	"wayout/internal/draft"
	"wayout/internal/groundwork"
	"wayout/internal/unit"
)

// randomMap draws a small map.
func randomMap(t *rapid.T) *draft.Network {
	n := &draft.Network{}
	place := rapid.IntRange(-2000, 2000)
	at := func(label string) orb.Point {
		return east(float64(place.Draw(t, label)), float64(place.Draw(t, label)))
	}
	for j := range rapid.IntRange(1, 9).Draw(t, "junctions") {
		n.Junctions = append(n.Junctions, draft.Junction{ID: rapid.SampledFrom([]string{"n1", "n2", "-3", "x#y", ""}).Draw(t, "id"), At: at("junction")})
		if rapid.IntRange(0, 3).Draw(t, "exit") == 0 {
			n.Exits = append(n.Exits, j)
		}
	}
	end := rapid.IntRange(0, len(n.Junctions)-1)
	direction := rapid.Custom(func(t *rapid.T) draft.Direction {
		return draft.Direction{
			Lanes: rapid.SampledFrom([]float64{0, 0.5, 1, 2, 1e6}).Draw(t, "lanes"), KMH: rapid.SampledFrom([]float64{0, 30, 45.55, 1e5}).Draw(t, "kmh"),
			PerHour: rapid.SampledFrom([]float64{0, 0.0004, 400, 600, 1e7}).Draw(t, "per hour"),
		}
	})
	for range rapid.IntRange(0, 14).Draw(t, "roads") {
		r := draft.Road{
			ID: rapid.SampledFrom([]string{"w1.0", "w1.0f", "w1_0", "-1", "=1"}).Draw(t, "road"), From: end.Draw(t, "from"), To: end.Draw(t, "to"),
			Metres: rapid.SampledFrom([]float64{0, 12.3, 900, 1e9}).Draw(t, "metres"), Name: rapid.SampledFrom(hostile).Draw(t, "name"),
			Class: rapid.SampledFrom([]string{"primary", "residential", ""}).Draw(t, "class"), Forward: direction.Draw(t, "forward"), Backward: direction.Draw(t, "backward"),
		}
		r.Shape = orb.LineString{n.Junctions[r.From].At, at("bend"), n.Junctions[r.To].At}
		n.Roads = append(n.Roads, r)
	}
	for i := range rapid.IntRange(0, 8).Draw(t, "settlements") {
		n.Settlements = append(n.Settlements, draft.Settlement{
			ID: fmt.Sprintf("n%d", 100+i), Kind: rapid.SampledFrom([]string{"city", "town", "village", "hamlet"}).Draw(t, "kind"), At: at("settlement"),
			Name: rapid.SampledFrom(hostile).Draw(t, "settlement name"), People: rapid.IntRange(0, 5000).Draw(t, "people"),
		})
	}
	return n
}

// randomRequest draws what is asked of a map: people, receptions, closures.
func randomRequest(t *rapid.T) groundwork.Request {
	n := randomMap(t)
	r := of(n)
	r.Horizon = rapid.SampledFrom([]string{"", "1 day"}).Draw(t, "horizon")
	if rapid.Bool().Draw(t, "area") {
		r.Leaving = area.InBound(orb.Bound{Min: east(-1500, -1500), Max: east(1500, 1500)})
	}
	if rapid.Bool().Draw(t, "counted") {
		r.People = map[int]groundwork.People{}
		for i := range n.Settlements {
			used := rapid.IntRange(0, 3000).Draw(t, "used")
			r.People[i] = groundwork.People{
				Low: unit.Person(rapid.IntRange(0, used).Draw(t, "low")), Used: unit.Person(used), High: unit.Person(rapid.IntRange(used, 4000).Draw(t, "high")),
				NoCar: unit.Person(rapid.IntRange(0, used/2).Draw(t, "no car")), Stays: unit.Person(rapid.IntRange(0, used/2).Draw(t, "stays")), Source: "count",
			}
		}
	}
	if len(n.Settlements) > 0 && rapid.Bool().Draw(t, "named") {
		r.Receptions = append(r.Receptions, groundwork.Reception{Settlement: rapid.IntRange(0, len(n.Settlements)-1).Draw(t, "reception")})
	}
	if rapid.Bool().Draw(t, "point") {
		r.Receptions = append(r.Receptions, groundwork.Reception{Name: rapid.SampledFrom(hostile).Draw(t, "point name"), Settlement: -1, At: east(10, 10)})
	}
	for range min(len(n.Roads), rapid.IntRange(0, 3).Draw(t, "closures")) {
		r.Closures = append(r.Closures, groundwork.Closure{
			Road: rapid.IntRange(0, len(n.Roads)-1).Draw(t, "closed"), Backward: rapid.Bool().Draw(t, "against"), From: "2026-03-01T08:00:00",
			To: rapid.SampledFrom([]string{"", "2026-03-01T12:00:00"}).Draw(t, "until"), Factor: rapid.SampledFrom([]float64{0, 0.3333, 1}).Draw(t, "factor"),
			Reason: rapid.SampledFrom(hostile).Draw(t, "reason"), Source: "test",
		})
	}
	return r
}

// TestAnyMapMakesAFolder: whatever the map, the folder is read without errors if anybody leaves for
// anywhere, and nothing is lost on the way.
func TestAnyMapMakesAFolder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := randomRequest(t)
		m := build(t, r)
		checkRoads(t, m, r.Map)
		checkPlaces(t, m)
		checkPeople(t, m, r)
		checkParts(t, m, r)
		if m.People > 0 && m.Ways > 0 {
			s := m.read()
			if len(s.Receptions) != m.Ways || len(r.Receptions) > 0 && m.Ways != len(r.Receptions) {
				t.Fatalf("%d receptions are read, want %d", len(s.Receptions), m.Ways)
			}
		}
		again := build(t, r)
		for i := range m.Files {
			if !bytes.Equal(m.Files[i].Data, again.Files[i].Data) {
				t.Fatalf("%s is not the same again", m.Files[i].Name)
			}
		}
	})
}

// checkRoads wants every road once, or both its directions, or its reason.
func checkRoads(t *rapid.T, m made, n *draft.Network) {
	ids := m.column("roads.csv", "id")
	directions := map[string]int{}
	for _, row := range m.tables["roads.csv"] {
		directions[row["direction"]]++
	}
	want, left := 0, 0
	for i := range n.Roads {
		r := &n.Roads[i]
		if r.From == r.To || r.Metres > 5e6 || !r.Forward.Open() && !r.Backward.Open() {
			left++
			continue
		}
		for _, d := range []draft.Direction{r.Forward, r.Backward} {
			if d.Open() {
				want++
			}
		}
	}
	if got := 2*directions["both"] + directions["forward"]; got != want {
		t.Fatalf("%d directions in roads.csv, want %d", got, want)
	}
	told := 0
	for _, f := range m.found(groundwork.Assumed) {
		if strings.HasPrefix(f.Text, "roads ") && strings.Contains(f.Text, "left out") {
			told += int(f.Number)
		}
	}
	if told != left {
		t.Fatalf("%d roads left out are told of, want %d", told, left)
	}
	checkUnique(t, "roads", ids)
	checkUnique(t, "junctions", m.column("junctions.csv", "id"))
	if got := len(m.tables["junctions.csv"]); got != len(n.Junctions) {
		t.Fatalf("%d junctions, want %d", got, len(n.Junctions))
	}
}

// checkUnique wants ids that a scenario may have, each once.
func checkUnique(t *rapid.T, what string, ids []string) {
	sorted := slices.Sorted(slices.Values(ids))
	if len(slices.Compact(sorted)) != len(ids) {
		t.Fatalf("%s with equal ids: %q", what, ids)
	}
	for _, id := range ids {
		if id == "" || len(id) > 64 || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789_-") != "" {
			t.Fatalf("%s: id %q", what, id)
		}
	}
}

// checkPlaces wants places on junctions of their own.
func checkPlaces(t *rapid.T, m made) {
	standing := slices.DeleteFunc(m.column("places.csv", "junction"), func(id string) bool { return id == "" })
	checkUnique(t, "junctions of places", standing)
	checkUnique(t, "places and junctions", append(m.column("places.csv", "id"), m.column("junctions.csv", "id")...))
	joined := len(m.found(groundwork.Joined)) + len(m.found(groundwork.FarPlace)) + len(m.found(groundwork.WayOut))
	if joined != len(m.tables["places.csv"]) {
		t.Fatalf("it is said of %d places where they stand, want %d", joined, len(m.tables["places.csv"]))
	}
}

// checkPeople wants all people in places.csv, or counted elsewhere, or outside, or where others arrive.
func checkPeople(t *rapid.T, m made, r groundwork.Request) {
	inside, outside := int64(0), int64(0)
	for i := range r.Map.Settlements {
		n := int64(r.Map.Settlements[i].People)
		if r.People != nil {
			n = int64(r.People[i].Used)
		}
		named := slices.ContainsFunc(r.Receptions, func(r groundwork.Reception) bool { return r.Settlement == i })
		if r.Leaving.Contains(r.Map.Settlements[i].At) && !named {
			inside += n
		} else {
			outside += n
		}
	}
	for _, f := range m.found(groundwork.CountedOnce) {
		inside -= int64(f.Number)
	}
	sum := int64(0)
	for _, text := range m.column("places.csv", "people") {
		n, _ := strconv.ParseInt(text, 10, 64)
		sum += n
	}
	told := int64(0)
	for _, f := range m.found(groundwork.Assumed) {
		if strings.HasPrefix(f.Text, "people of settlements ") {
			told += int64(f.Number)
		}
	}
	if sum != inside || m.People != inside || told != outside {
		t.Fatalf("%d people in places.csv and %d made, want %d; %d who remain are told of, want %d", sum, m.People, inside, told, outside)
	}
}

// checkParts wants every island, dead end and way out in the findings.
func checkParts(t *rapid.T, m made, r groundwork.Request) {
	if got, want := len(m.found(groundwork.Island)), len(r.Map.Islands().Sizes)-1; got != want {
		t.Fatalf("%d islands, want %d", got, want)
	}
	ends := slices.DeleteFunc(r.Map.DeadEnds(), func(j int) bool { return slices.Contains(r.Map.Exits, j) })
	if got, want := len(m.found(groundwork.DeadEnd)), len(ends); got != want {
		t.Fatalf("%d dead ends, want %d", got, want)
	}
	if exits := len(m.found(groundwork.WayOut)) + len(m.found(groundwork.Street)) + len(m.found(groundwork.Unreached)); len(r.Receptions) == 0 && exits != len(r.Map.Exits) {
		t.Fatalf("it is said of %d ends what they are, want %d", exits, len(r.Map.Exits))
	}
}
