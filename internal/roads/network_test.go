package roads

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/unit"
)

// TestFreezeListsEveryLinkTwice: once where it leaves and once where it leads, in order.
func TestFreezeListsEveryLinkTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		nodes := rapid.IntRange(1, 6).Draw(t, "nodes")
		n := &Network{Nodes: make([]Node, nodes)}
		node := rapid.Int32Range(0, int32(nodes-1))
		for range rapid.IntRange(0, 12).Draw(t, "links") {
			n.Links = append(n.Links, Link{From: node.Draw(t, "from"), To: node.Draw(t, "to")})
		}
		n.Freeze()
		for v := range int32(nodes) {
			var out, in []int32
			for i, l := range n.Links {
				if l.From == v {
					out = append(out, int32(i))
				}
				if l.To == v {
					in = append(in, int32(i))
				}
			}
			if !slices.Equal(n.Out(v), out) || !slices.Equal(n.In(v), in) {
				t.Errorf("node %d: out %v and in %v, want %v and %v", v, n.Out(v), n.In(v), out, in)
			}
		}
	})
}

func TestKindsInWords(t *testing.T) {
	if got := Carriageway.String() + ", " + Passage.String() + ", " + Intake.String(); got != "road, gate, reception" {
		t.Errorf("the stages are called %s", got)
	}
}

func TestDay(t *testing.T) {
	n := Network{Midnights: []unit.Second{10, 30}}
	for at, want := range map[unit.Second]Interval{
		0: {0, 10}, 9: {0, 10}, 10: {10, 30}, 29: {10, 30}, 30: {30, unit.Never}, 99: {30, unit.Never},
	} {
		if got := n.Day(at); got != want {
			t.Errorf("%d is in %v, want %v", at, got, want)
		}
	}
	none := Network{}
	if got, want := none.Day(7), (Interval{0, unit.Never}); got != want {
		t.Errorf("without a midnight 7 is in %v, want %v", got, want)
	}
}

// drawMidnights returns a network with midnights on the grid.
func drawMidnights(t *rapid.T) *Network {
	n := &Network{}
	for at := unit.Second(0); ; {
		at += unit.Second(rapid.IntRange(1, 30).Draw(t, "day"))
		if at >= grid {
			return n
		}
		n.Midnights = append(n.Midnights, at)
	}
}

// TestDaysCoverEveryMomentOnce: the day of a moment holds it, is that of all its moments, and the
// next begins where it ends.
func TestDaysCoverEveryMomentOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawMidnights(t)
		days := []Interval{n.Day(0)}
		if days[0].From != 0 {
			t.Fatalf("the first day is %v", days[0])
		}
		for at := range unit.Second(2 * grid) {
			day := n.Day(at)
			last := days[len(days)-1]
			switch {
			case !day.holds(at):
				t.Fatalf("the day of %d is %v", at, day)
			case day == last:
			case day.From == last.To && day.From == at:
				days = append(days, day)
			default:
				t.Fatalf("%v follows %v", day, last)
			}
		}
		if last := days[len(days)-1]; last.To != unit.Never || len(days) != len(n.Midnights)+1 {
			t.Errorf("midnights %v make the days %v", n.Midnights, days)
		}
	})
}

func TestPasses(t *testing.T) {
	hourly := Constant(60 * unit.VehiclePerHour)
	n := &Network{
		Links: []Link{
			{Rate: hourly},
			{Rate: hourly, Quota: 100},
			{Rate: hourly.Only([]Interval{{2 * unit.Hour, 4 * unit.Hour}}), Quota: 100},
		},
		Midnights: []unit.Second{12 * unit.Hour, 36 * unit.Hour},
	}
	for _, c := range []struct {
		name     string
		link     int
		from, to unit.Second
		want     unit.Vehicle
	}{
		{"no quota", 0, 0, 48 * unit.Hour, 48 * 60},
		{"half a day above the quota", 1, 0, 12 * unit.Hour, 100},
		{"an hour below the quota", 1, 0, unit.Hour, 60},
		{"an hour on either side of midnight", 1, 11 * unit.Hour, 13 * unit.Hour, 120},
		{"three days of quota", 1, 0, 48 * unit.Hour, 300},
		{"before the start", 1, -unit.Day, unit.Hour, 60},
		{"no time", 1, unit.Hour, unit.Hour, 0},
		{"open for two hours", 2, 0, 48 * unit.Hour, 100},
		{"open for the last half hour", 2, 3*unit.Hour + 30*unit.Minute, 48 * unit.Hour, 30},
	} {
		if got := n.Passes(c.link, c.from, c.to); got != c.want.Amount() {
			t.Errorf("%s: %d, want %d", c.name, got, c.want.Amount())
		}
	}
}

// TestPassesIsASumOverDays compares Passes with the seconds of each day summed up one by one and
// cut off at the quota.
func TestPassesIsASumOverDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawMidnights(t)
		p := drawProfile(t)
		for i := range p {
			p[i].Rate *= 600 // so that the grid passes several vehicles
		}
		quota := unit.Vehicle(rapid.IntRange(0, 40).Draw(t, "quota"))
		n.Links = []Link{{Rate: p, Quota: quota}}
		in := drawInterval(t)
		in.To = min(in.To, grid+20)
		byDay := map[Interval]unit.Throughput{}
		for at := max(in.From, 0); at < in.To; at++ {
			byDay[n.Day(at)] += naive(p, at).Over(1)
		}
		var want unit.Throughput
		for _, sum := range byDay {
			if quota > 0 {
				sum = min(sum, quota.Amount())
			}
			want += sum
		}
		if got := n.Passes(0, in.From, in.To); got != want {
			t.Errorf("%d pass in %v, want %d", got, in, want)
		}
	})
}

func TestDirectionCovers(t *testing.T) {
	got := map[string][2]bool{}
	for _, d := range []Direction{Both, Forward, Backward} {
		got[d.String()] = [2]bool{d.Covers(true), d.Covers(false)}
	}
	want := map[string][2]bool{"both": {true, true}, "forward": {true, false}, "backward": {false, true}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestStatusesThatAreFlagged(t *testing.T) {
	var flagged []Status
	for _, s := range Statuses {
		if s.Flagged() {
			flagged = append(flagged, s)
		}
	}
	if diff := cmp.Diff([]Status{Held, Uncertain}, flagged); diff != "" {
		t.Error(diff)
	}
}
