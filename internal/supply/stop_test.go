package supply_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// line draws a road of some stretches in a row, gates and sites on it, and one to three courses that
// follow each other on it.
func line(t *rapid.T) (*scenario.Scenario, []supply.Course) {
	s := scenariotest.Tiny()
	s.Places, s.Roads, s.Gates, s.Sites = nil, nil, nil, nil
	s.SafeToStop = unit.Second(rapid.IntRange(1, 60).Draw(t, "safe to stop"))
	n := rapid.IntRange(2, 8).Draw(t, "places")
	for p := range n {
		s.Places = append(s.Places, people.Place{})
		if p > 0 {
			s.Roads = append(s.Roads, roads.Road{From: p - 1, To: p, OneWay: rapid.IntRange(0, 4).Draw(t, "one way") == 0})
		}
		if rapid.IntRange(0, 3).Draw(t, "gate") == 0 {
			s.Gates = append(s.Gates, roads.Gate{Place: p})
		}
		for range rapid.IntRange(0, 2).Draw(t, "sites") {
			s.Sites = append(s.Sites, people.Site{
				Place: p, Kind: rapid.SampledFrom(people.SiteKinds).Draw(t, "kind"), Capacity: unit.Person(rapid.IntRange(0, 9).Draw(t, "room")),
			})
		}
	}
	stops := supply.NewStops(s, people.Used)
	var courses []supply.Course
	for from := 0; from < n-1 && len(courses) < 3; {
		to := rapid.IntRange(from+1, n-1).Draw(t, "to")
		var legs []plan.Leg
		passes := []unit.Second{0}
		for p := from; p < to; p++ {
			legs = append(legs, plan.Leg{Road: p, Forward: true})
			passes = append(passes, passes[len(passes)-1]+unit.Second(rapid.IntRange(1, 50).Draw(t, "drive")))
		}
		received := to == n-1 || rapid.IntRange(0, 3).Draw(t, "received") == 0
		courses = append(courses, stops.CourseOf(from, legs, passes, received))
		if from = to; received {
			break
		}
	}
	return s, courses
}

// reaches reports whether who has driven a course for a time gets to its node k in less than the time
// asked for, without a gate, and back only where roads lead both ways.
func reaches(c *supply.Course, k int, at, most unit.Second) bool {
	if at < c.Passes[k] {
		for j := range k {
			if c.Gates[j] && c.Passes[j] > at {
				return false
			}
		}
		return c.Passes[k]-at <= most
	}
	for j := k; j < len(c.Places) && c.Passes[j] <= at; j++ {
		if c.Gates[j] || j < len(c.Back) && !c.Back[j] {
			return false
		}
	}
	return at-c.Passes[k] < most
}

// exposed reports whether who has driven course k for a time needs a refuge: a gate is still ahead,
// and where they came from is no longer near.
func exposed(courses []supply.Course, k int, at, before, most unit.Second) bool {
	ahead, cut := false, at+before >= most
	for i := range courses {
		c := &courses[i]
		for j := range c.Places {
			passed := i < k || i == k && c.Passes[j] <= at
			ahead = ahead || c.Gates[j] && !passed
			cut = cut || passed && (c.Gates[j] || j < len(c.Back) && !c.Back[j])
		}
	}
	return ahead && cut
}

// TestRefugesAgainstSeconds asks at every second on the way whether there is a site to turn to.
func TestRefugesAgainstSeconds(t *testing.T) {
	seen := map[bool]int{}
	rapid.Check(t, func(t *rapid.T) {
		s, courses := line(t)
		stops := supply.NewStops(s, people.Used)
		before := unit.Second(0)
		for k := range courses {
			c := &courses[k]
			arrive := c.Passes[len(c.Passes)-1]
			refuges, ok := stops.Refuges(courses, k, before)
			able := true
			for at := range arrive {
				var turns []plan.Refuge
				for _, r := range refuges {
					if r.From <= at && at < r.To {
						turns = append(turns, r)
					}
				}
				need := exposed(courses, k, at, before, s.SafeToStop)
				somewhere := false
				for node, place := range c.Places {
					for i := range s.Sites {
						site := &s.Sites[i]
						is := site.Place == place && site.Kind != people.Assembly && site.Capacity > 0 && reaches(c, node, at, s.SafeToStop)
						somewhere = somewhere || is
						if is && len(turns) == 1 && turns[0].Site == i {
							turns = nil
						}
					}
				}
				able = able && (!need || somewhere)
				if ok && need && len(refuges) == 0 || len(turns) > 0 {
					t.Fatalf("course %d at %d after %d: needs a refuge %v, has %v of %+v; %v", k, at, before, need, turns, courses, refuges)
				}
			}
			if ok != able {
				t.Fatalf("course %d after %d has refuges: %v, want %v; %+v, sites %+v, %d s", k, before, ok, able, courses, s.Sites, s.SafeToStop)
			}
			if ok {
				covers(t, courses, k, before, s.SafeToStop, refuges)
			}
			seen[ok && len(refuges) > 0]++
			before += arrive + unit.Second(rapid.IntRange(0, 20).Draw(t, "stands"))
		}
	})
	if seen[true] < 5 || seen[false] < 5 {
		t.Errorf("courses with refuges and without: %v", seen)
	}
}

// covers checks that every second that needs a refuge has one.
func covers(t *rapid.T, courses []supply.Course, k int, before, most unit.Second, refuges []plan.Refuge) {
	for at := range courses[k].Passes[len(courses[k].Passes)-1] {
		n := 0
		for _, r := range refuges {
			if r.From <= at && at < r.To {
				n++
			}
		}
		if n > 1 || n == 0 && exposed(courses, k, at, before, most) {
			t.Fatalf("%d refuges at %d in %v", n, at, refuges)
		}
	}
}

// TestRoomsAgainstSeconds counts at every second who may be at a site.
func TestRoomsAgainstSeconds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const span = 120
		s := scenariotest.Tiny()
		s.SafeToStop = unit.Hour
		var at [2][span]unit.Person
		for range at {
			s.Sites = append(s.Sites, people.Site{
				Place: scenariotest.TinyBorder, Kind: people.Overnight, Capacity: unit.Person(rapid.IntRange(1, 30).Draw(t, "room")),
			})
		}
		stops := supply.NewStops(s, people.Used)
		for range rapid.IntRange(1, 10).Draw(t, "streams") {
			number := func(what string, most int) unit.Second { return unit.Second(rapid.IntRange(0, most).Draw(t, what)) }
			depart, length := number("depart", 40), 1+number("length", 20)
			var refuges []plan.Refuge
			for range rapid.IntRange(1, 2).Draw(t, "refuges") {
				from := number("from", 30)
				refuges = append(refuges, plan.Refuge{Site: int(number("site", 1)), From: from, To: from + 1 + number("to", 20)})
			}
			left := unit.Person(1 << 50)
			for _, r := range refuges {
				for now := depart + r.From; now < depart+length+r.To; now++ {
					left = min(left, max(0, s.Sites[r.Site].Capacity-at[r.Site][now]))
				}
			}
			if got := stops.Room(refuges, depart, length); got != left {
				t.Fatalf("room for %d on %v from %d for %d, want %d", got, refuges, depart, length, left)
			}
			n := unit.Person(rapid.IntRange(1, 9).Draw(t, "people"))
			other := stops.Clone()
			stops.Take(refuges, depart, length, n)
			for _, r := range refuges {
				for now := depart + r.From; now < depart+length+r.To; now++ {
					at[r.Site][now] += n
				}
			}
			if got := other.Room(refuges, depart, length); got != left {
				t.Fatalf("a clone has lost room: %d of %d", got, left)
			}
		}
	})
}

// TestHoldingSitesAreFull: a holding site takes from the road only what its own place leaves free.
func TestHoldingSitesAreFull(t *testing.T) {
	s := scenariotest.Tiny()
	s.SafeToStop = unit.Hour
	s.Sites = []people.Site{
		{Place: scenariotest.TinyTown, Kind: people.Holding, Capacity: 230},
		{Place: scenariotest.TinyTown, Kind: people.Holding, Capacity: 150},
	}
	stops := supply.NewStops(s, people.Used)
	for site, want := range []unit.Person{30, 0} {
		if got := stops.Room([]plan.Refuge{{Site: site, To: 60}}, 0, unit.Minute); got != want {
			t.Errorf("room for %d at site %d, want %d", got, site, want)
		}
	}
}

// TestColumns marches households of random scenarios and counts minute by minute who enters a path.
func TestColumns(t *testing.T) {
	columns, left := 0, 0
	for seed := range uint64(600) {
		s := scenariotest.RandomFleet(rand.New(rand.NewPCG(seed, 5)))
		net := s.Network()
		w := supply.NewWalkers(s, net, s.Horizon)
		travel := make([]scenario.Travel, len(s.Places))
		marched := map[[2]int]int{}
		for p := range s.Places {
			travel[p] = s.Travel(p, people.Used, 0)
			for g := range travel[p].Groups {
				for _, walk := range w.From(p) {
					group := &travel[p].Groups[g]
					done := marched[[2]int{p, g}]
					if !group.OnFoot() || done == group.Parties {
						continue
					}
					reception := -1
					if len(s.Receptions) > 0 && s.Receptions[0].Place == walk.To {
						reception = 0
					}
					rest := w.March(plan.Load{Place: p, Group: g, First: done, Parties: group.Parties - done}, &travel[p], walk.Path, walk.Back, reception)
					if rest.First+rest.Parties != group.Parties {
						t.Errorf("seed %d: of %d parties from %d on %+v are left", seed, group.Parties, done, rest)
					}
					marched[[2]int{p, g}] = rest.First
					left += rest.Parties
				}
			}
		}
		columns += len(w.Columns)
		checkColumns(t, seed, s, net, travel, w)
	}
	if columns < 100 || left < 100 {
		t.Errorf("only %d columns, %d parties left", columns, left)
	}
}

func checkColumns(t *testing.T, seed uint64, s *scenario.Scenario, net *roads.Network, travel []scenario.Travel, w *supply.Walkers) {
	entering := map[int]map[unit.Second]float64{} // by path and minute: people a minute
	passing := map[int]map[unit.Second]float64{}  // by gate
	add := func(to map[int]map[unit.Second]float64, key int, from unit.Second, c *plan.Column, n unit.Person) {
		if to[key] == nil {
			to[key] = map[unit.Second]float64{}
		}
		for at := from; at < from+c.Length; at += unit.Minute {
			to[key][at/unit.Minute] += float64(n) / float64(c.Length/unit.Minute)
		}
	}
	received := make([]unit.Person, len(s.Receptions))
	for i := range w.Columns {
		c := &w.Columns[i]
		g := &travel[c.Load.Place].Groups[c.Load.Group]
		path := &s.Paths[c.Path]
		n := g.PeopleIn(c.Load.First, c.Load.Parties)
		from, to := path.From, path.To
		if c.Back {
			from, to = to, from
		}
		if from != c.Load.Place || c.Depart < g.Ready || c.End() > s.Horizon || c.Depart%unit.Minute != 0 || c.Walks != w.Walks(c.Path) {
			t.Errorf("seed %d: column %+v of %+v on %+v", seed, c, g, path)
		}
		if float64(n) > s.Assumption("foot_column_people") && c.Load.Parties > 1 || float64(path.Length) > s.Assumption("foot_day_km")*1000 {
			t.Errorf("seed %d: %d people walk %d m in one column", seed, n, path.Length)
		}
		add(entering, c.Path, c.Depart, c, n)
		for gate := range s.Gates {
			if s.Gates[gate].Place == from {
				add(passing, gate, c.Depart, c, n)
			}
			if s.Gates[gate].Place == to && c.Reception >= 0 {
				add(passing, gate, c.Depart+c.Walks, c, n)
			}
		}
		if c.Reception >= 0 {
			received[c.Reception] += n
		}
	}
	for p, minutes := range entering {
		for at, n := range minutes {
			if n*60*1000 > float64(s.Paths[p].Rate)*(1+1e-9) {
				t.Errorf("seed %d: %.2f people enter path %d in minute %d", seed, n, p, at)
			}
		}
	}
	for i := range net.Links {
		l := &net.Links[i]
		if l.Kind != roads.Passage {
			continue
		}
		for at, n := range passing[l.Item] {
			if n*60*1000 > float64(s.Gates[l.Item].OnFoot)*(1+1e-9) || l.Rate.At(at*unit.Minute) == 0 {
				t.Errorf("seed %d: %.2f people pass gate %d in minute %d", seed, n, l.Item, at)
			}
		}
	}
	for r, n := range received {
		if most := s.Receptions[r].Capacity; n != w.Received[r] || most > 0 && n > most {
			t.Errorf("seed %d: reception %d takes %d people, by the walkers %d", seed, r, n, w.Received[r])
		}
	}
}

// TestShortestPathFirst: people are sent on the shortest path of their place, in both directions.
func TestShortestPathFirst(t *testing.T) {
	s := scenariotest.Tiny()
	s.Paths = []roads.Path{{To: 1, Length: 9000}, {From: 2, Length: 4000}, {From: 1, To: 2, Length: 10}}
	w := supply.NewWalkers(s, s.Network(), s.Horizon)
	want := []supply.Walk{{Path: 1, Back: true, To: 2}, {Path: 0, To: 1}}
	if got := w.From(0); !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// TestWalks: 9 km at 4 km/h are 2 h 15 min and two halts of ten minutes.
func TestWalks(t *testing.T) {
	s := scenariotest.Tiny()
	s.Paths = []roads.Path{{To: 1, Length: 9000, Rate: 60 * unit.VehiclePerHour}, {To: 1, Length: 2000}}
	for i := range s.Assumptions {
		switch s.Assumptions[i].Name {
		case "foot_speed_kmh":
			s.Assumptions[i].Value = "4"
		case "foot_halt_minutes":
			s.Assumptions[i].Value = "10"
		}
	}
	w := supply.NewWalkers(s, s.Network(), s.Horizon)
	for path, want := range []unit.Second{155 * unit.Minute, 30 * unit.Minute} {
		if got := w.Walks(path); got != want {
			t.Errorf("path %d is walked in %d, want %d", path, got, want)
		}
	}
}
