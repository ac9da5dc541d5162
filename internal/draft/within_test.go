package draft_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"wayout/internal/area"
	"wayout/internal/draft"
)

// TestWithin cuts a box out of a line of roads.
//
//	  ┌─────────┐
//	0 ┼── 1 ── 2┼── 3 ── 4      5 ─────── 6 passes through
//	  └─────────┘
func TestWithin(t *testing.T) {
	n := &draft.Network{Exits: []int{1}, Notes: []draft.Note{{What: "of the reader", Count: 1}}}
	for i, at := range []orb.Point{{-1, 0}, {1, 0}, {2, 0}, {4, 0}, {5, 0}, {-1, 1}, {4, 1}} {
		n.Junctions = append(n.Junctions, draft.Junction{ID: fmt.Sprint(i), At: at})
	}
	for _, ends := range [][2]int{{3, 4}, {0, 1}, {1, 2}, {2, 3}, {5, 6}} {
		n.Roads = append(n.Roads, draft.Road{From: ends[0], To: ends[1], Shape: orb.LineString{n.Junctions[ends[0]].At, n.Junctions[ends[1]].At}})
	}
	n.Settlements = []draft.Settlement{{ID: "in", At: orb.Point{1, 1}}, {ID: "out", At: orb.Point{1, 9}}}
	n.Gates = []draft.Gate{{ID: "on", At: orb.Point{2, 0}, Junction: 2}, {ID: "beside", At: orb.Point{1, 1}, Junction: -1}, {ID: "out", At: orb.Point{4, 0}, Junction: 3}}
	got, roads := n.Within(area.InBound(orb.Bound{Min: orb.Point{0, -2}, Max: orb.Point{3, 2}}))
	if diff := cmp.Diff([]int{-1, 0, 1, 2, 3}, roads); diff != "" {
		t.Errorf("roads (-want +got):\n%s", diff)
	}
	var ids []string
	for _, j := range got.Junctions {
		ids = append(ids, j.ID)
	}
	if diff := cmp.Diff([]string{"0", "1", "2", "3", "5", "6"}, ids); diff != "" {
		t.Errorf("junctions (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{0, 1, 3, 4, 5}, got.Exits); diff != "" {
		t.Errorf("exits (-want +got):\n%s", diff)
	}
	if len(got.Settlements) != 1 || got.Settlements[0].ID != "in" || len(got.Gates) != 2 || got.Gates[0].Junction != 2 || got.Gates[1].Junction != -1 {
		t.Errorf("settlements %v, gates %v", got.Settlements, got.Gates)
	}
	if len(got.Notes) != 1 {
		t.Errorf("notes %v", got.Notes)
	}
}

// TestWithinIsAFilter compares with looking at every thing of a random network by itself.
func TestWithinIsAFilter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		degree := rapid.Float64Range(-3, 3)
		point := func(label string) orb.Point { return orb.Point{degree.Draw(t, label), degree.Draw(t, label)} }
		n := &draft.Network{}
		for i := range rapid.IntRange(1, 8).Draw(t, "junctions") {
			n.Junctions = append(n.Junctions, draft.Junction{ID: fmt.Sprint(i), At: point("junction")})
			if rapid.Bool().Draw(t, "exit") {
				n.Exits = append(n.Exits, i)
			}
			n.Settlements = append(n.Settlements, draft.Settlement{ID: fmt.Sprint(i), At: point("settlement")})
			n.Gates = append(n.Gates, draft.Gate{ID: fmt.Sprint(i), At: n.Junctions[i].At, Junction: i})
		}
		end := rapid.IntRange(0, len(n.Junctions)-1)
		for i := range rapid.IntRange(0, 12).Draw(t, "roads") {
			from, to := end.Draw(t, "from"), end.Draw(t, "to")
			n.Roads = append(n.Roads, draft.Road{ID: fmt.Sprint(i), From: from, To: to, Shape: orb.LineString{n.Junctions[from].At, point("bend"), n.Junctions[to].At}})
		}
		a := area.Area{}
		if rapid.Bool().Draw(t, "bound") {
			a = area.InBound(orb.Bound{Min: orb.Point{-1.5, -1}, Max: orb.Point{1, 1.5}})
		}
		before := fmt.Sprint(n)
		got, now := n.Within(a)
		if fmt.Sprint(n) != before {
			t.Fatal("the network itself changed")
		}
		checkRoads(t, n, got, now, a)
		checkPoints(t, n, got, a)
	})
}

// checkRoads wants the roads that touch the area, between the same junctions.
func checkRoads(t *rapid.T, n, got *draft.Network, now []int, a area.Area) {
	kept := 0
	for i := range n.Roads {
		r := &n.Roads[i]
		if a.Touches(r.Shape) != (now[i] >= 0) {
			t.Fatalf("road %d is now %d", i, now[i])
		}
		if now[i] < 0 {
			continue
		}
		kept++
		k := &got.Roads[now[i]]
		if k.ID != r.ID || got.Junctions[k.From].ID != n.Junctions[r.From].ID || got.Junctions[k.To].ID != n.Junctions[r.To].ID {
			t.Fatalf("road %s became %s", r.ID, k.ID)
		}
	}
	if len(got.Roads) != kept {
		t.Fatalf("%d roads, want %d", len(got.Roads), kept)
	}
}

// checkPoints wants the junctions of the roads that are kept, and the settlements, gates and exits.
func checkPoints(t *rapid.T, n, got *draft.Network, a area.Area) {
	ends, exits := map[string]bool{}, map[string]bool{}
	for i := range got.Roads {
		ends[got.Junctions[got.Roads[i].From].ID] = true
		ends[got.Junctions[got.Roads[i].To].ID] = true
	}
	if len(ends) != len(got.Junctions) {
		t.Fatalf("%d junctions, want %d", len(got.Junctions), len(ends))
	}
	if !slices.IsSorted(got.Exits) {
		t.Fatalf("exits are not in order: %v", got.Exits)
	}
	for _, j := range got.Exits {
		exits[got.Junctions[j].ID] = true
	}
	settlements, gates := map[string]bool{}, map[string]int{}
	for i := range got.Settlements {
		settlements[got.Settlements[i].ID] = true
	}
	for i := range got.Gates {
		gates[got.Gates[i].ID] = got.Gates[i].Junction
	}
	for j := range n.Junctions {
		id := n.Junctions[j].ID
		inside := a.Contains(n.Junctions[j].At)
		if want := ends[id] && (!inside || slices.Contains(n.Exits, j)); exits[id] != want {
			t.Fatalf("junction %s is an exit: %v, want %v", id, exits[id], want)
		}
		if settlements[id] != a.Contains(n.Settlements[j].At) {
			t.Fatalf("settlement %s is kept: %v", id, settlements[id])
		}
		at, kept := gates[id]
		if kept != inside || kept && (at >= 0) != ends[id] || kept && at >= 0 && got.Junctions[at].ID != id {
			t.Fatalf("gate %s is kept: %v, at %d", id, kept, at)
		}
	}
}
