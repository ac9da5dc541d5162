package draft_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/draft"
)

// network makes a network of junctions and one-way or two-way roads.
func network(junctions int, roads ...[3]int) *draft.Network {
	n := &draft.Network{Junctions: make([]draft.Junction, junctions)}
	for _, r := range roads {
		road := draft.Road{From: r[0], To: r[1], Forward: draft.Direction{Lanes: 1}}
		if r[2] == 2 {
			road.Backward.Lanes = 1
		}
		n.Roads = append(n.Roads, road)
	}
	return n
}

// TestParts looks at an island beside a ring of one-way roads with a way in and a way out.
//
//	0 ──► 1 ──► 2      5 ──── 6
//	      ▲     │
//	      └─ 3 ◄┘ ──► 4
func TestParts(t *testing.T) {
	n := network(7, [3]int{0, 1, 1}, [3]int{1, 2, 1}, [3]int{2, 3, 1}, [3]int{3, 1, 1}, [3]int{3, 4, 1}, [3]int{5, 6, 2})
	islands := draft.Parts{Of: []int{0, 0, 0, 0, 0, 1, 1}, Sizes: []int{5, 2}}
	if diff := cmp.Diff(islands, n.Islands()); diff != "" {
		t.Errorf("islands (-want +got):\n%s", diff)
	}
	strong := draft.Parts{Of: []int{0, 1, 1, 1, 2, 3, 3}, Sizes: []int{1, 3, 1, 2}}
	if diff := cmp.Diff(strong, n.StrongParts()); diff != "" {
		t.Errorf("strong parts (-want +got):\n%s", diff)
	}
	if got := n.StrongParts().Largest(); got != 1 {
		t.Errorf("the largest part is %d, want 1", got)
	}
	if diff := cmp.Diff([]int{0, 4, 5, 6}, n.DeadEnds()); diff != "" {
		t.Errorf("dead ends (-want +got):\n%s", diff)
	}
	if got := network(0).StrongParts().Largest(); got != -1 {
		t.Errorf("the largest part of nothing is %d, want -1", got)
	}
}

// TestStrongPartsAreThoseOfReachability compares with trying every pair.
func TestStrongPartsAreThoseOfReachability(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		junctions := rapid.IntRange(1, 8).Draw(t, "junctions")
		end := rapid.IntRange(0, junctions-1)
		var roads [][3]int
		for range rapid.IntRange(0, 16).Draw(t, "roads") {
			roads = append(roads, [3]int{end.Draw(t, "from"), end.Draw(t, "to"), rapid.IntRange(1, 2).Draw(t, "directions")})
		}
		n := network(junctions, roads...)
		reach := make([][]bool, junctions)
		for v := range reach {
			reach[v] = make([]bool, junctions)
			reach[v][v] = true
		}
		for _, r := range roads {
			reach[r[0]][r[1]] = true
			reach[r[1]][r[0]] = reach[r[1]][r[0]] || r[2] == 2
		}
		for k := range junctions {
			for i := range junctions {
				for j := range junctions {
					reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
				}
			}
		}
		parts := n.StrongParts()
		for i := range junctions {
			for j := range junctions {
				if same := parts.Of[i] == parts.Of[j]; same != (reach[i][j] && reach[j][i]) {
					t.Fatalf("%d and %d: same part %v", i, j, same)
				}
			}
		}
	})
}
