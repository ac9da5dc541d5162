package flow_test

import (
	"context"
	"runtime"
	"slices"
	"testing"

	"wayout/internal/flow"
	"wayout/internal/instance/sample"
)

// TestLargerNetworksAgree solves cities in every way and on a horizon that is too short.
func TestLargerNetworksAgree(t *testing.T) {
	for _, p := range []flow.Problem{
		sample.Rings(150, 430, 3000, 200, 2), sample.City(12, 3000, 200, 4), sample.Rings(150, 430, 30_000, 70, 3),
		sample.Sheltered(sample.City(12, 3000, 100, 5), 5),
	} {
		want := solve(t, p, flow.Options{WithDetours: true, ByLabels: true, WithoutShift: true})
		for i, way := range flow.EveryWay {
			got := solve(t, p, way.Options)
			if !slices.Equal(got.MaxOut, want.MaxOut) {
				t.Errorf("%s: another MaxOut", way.Name)
			}
			flow.CheckFlow(t, uint64(i), p, got)
			flow.CheckCut(t, uint64(i), p, got)
		}
	}
}

// TestCutAfterTheEnd asks for cuts at steps when everybody is out already: all supply is on their near
// side.
func TestCutAfterTheEnd(t *testing.T) {
	p := sample.Corridor(3334)
	p.Supplies = p.Supplies[:5]
	s := solve(t, p, flow.Options{})
	end, _ := s.Clearance()
	for _, last := range []int32{end, end + 1, end + 200, p.Steps - 1} {
		cut := s.Cut(last)
		var value int64
		for _, l := range p.Links {
			value += max(0, int64(cut[l.To]-l.Transit-cut[l.From])) * l.Capacity[0].Units
		}
		for _, supply := range p.Supplies {
			if supply.Release < cut[supply.Node] {
				value += supply.Units
			}
		}
		if value != s.Limit() {
			t.Errorf("cut for step %d is %d, all that can be out %d", last, value, s.Limit())
		}
	}
}

// TestResolveTakesNoOtherNodes solves from scratch where the nodes are others.
func TestResolveTakesNoOtherNodes(t *testing.T) {
	p := sample.Corridor(3334)
	s := solve(t, p, flow.Options{})
	p.Nodes++
	p.Supplies = append(p.Supplies, flow.Supply{Node: int32(p.Nodes - 1), Units: 5})
	again, err := s.Resolve(context.Background(), p, flow.Options{})
	if err != nil || again.Limit() != s.Limit() {
		t.Errorf("limit %d, was %d, %v", again.Limit(), s.Limit(), err)
	}
	if _, ok := again.Clearance(); ok {
		t.Error("units without a way are out")
	}
	p.Links[0].Transit = -1
	if _, err := s.Resolve(context.Background(), p, flow.Options{}); err == nil {
		t.Error("no error for a malformed problem")
	}
}

// TestMemoryGrowsWithWhatIsUsed solves problems on horizons ten times longer than needed: that takes no more
// memory in any way. Where some never come out, because roads shut for ever, the search over nodes takes
// little more; labels reach to the horizon.
func TestMemoryGrowsWithWhatIsUsed(t *testing.T) {
	city := sample.City(12, 3000, 400, 4)
	atHome, cut := city, city
	atHome.Waiting = make([]int64, city.Nodes)
	cut.Links = slices.Clone(city.Links)
	for i := range cut.Links {
		cut.Links[i].Capacity = []flow.Change{{Units: 60_000}, {Step: 30}}
	}
	for name, p := range map[string]flow.Problem{"city": city, "waiting at home": atHome, "shut for ever": cut} {
		for _, way := range flow.EveryWay {
			if way.Options.ByLabels && name == "shut for ever" {
				continue
			}
			p.Steps = int32(len(solve(t, p, way.Options).MaxOut))
			short := allocated(t, p, way.Options)
			p.Steps *= 10
			if long := allocated(t, p, way.Options); long > 1.5*short {
				t.Errorf("%s, %s: %.1f MB, on a horizon ten times as long %.1f MB", name, way.Name, short/1e6, long/1e6)
			}
		}
	}
}

// allocated returns the bytes that are allocated in solving a problem.
func allocated(t *testing.T, p flow.Problem, o flow.Options) float64 {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	solve(t, p, o)
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc - before.TotalAlloc)
}
