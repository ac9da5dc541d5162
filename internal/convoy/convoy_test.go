package convoy_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"wayout/internal/convoy"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// minute returns a point within one minute.
func minute(check convoy.Check, place, gate int, at unit.Second) convoy.Point {
	return convoy.Point{Check: check, Place: place, Gate: gate, First: at, Last: at + unit.Minute}
}

func TestNobodyIsLost(t *testing.T) {
	s := valley()
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlan(t, s)
		parties := convoy.PartiesOf(s, p)
		var want, got [3]unit.Person
		var cars, grouped unit.Vehicle
		for _, slot := range p.Slots {
			want[convoy.Cars] += slot.People
			cars += slot.Vehicles
		}
		for i := range p.Trips {
			for k := range p.Trips[i].Boards {
				want[convoy.Round] += parties.People(&p.Trips[i].Boards[k])
			}
		}
		for i := range p.Columns {
			want[convoy.OnFoot] += parties.People(&p.Columns[i].Load)
		}
		for _, c := range convoy.All(s, p) {
			got[c.Kind] += c.People
			if c.Kind == convoy.Cars {
				grouped += c.Vehicles
			}
		}
		if got != want || grouped != cars {
			t.Errorf("%v people and %d cars in convoys, %v and %d in the plan", got, grouped, want, cars)
		}
	})
}

func TestNumbersAreInOrderOfDeparture(t *testing.T) {
	s := valley()
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlan(t, s)
		all := convoy.All(s, p)
		for i, c := range all {
			if c.Number != i+1 {
				t.Fatalf("convoy %d has number %d", i, c.Number)
			}
			if i > 0 && c.Points[0].First < all[i-1].Points[0].First {
				t.Errorf("number %d departs before number %d", i+1, i)
			}
		}
		if diff := cmp.Diff(all, convoy.All(s, p)); diff != "" {
			t.Errorf("the same plan has other convoys: %s", diff)
		}
	})
}

// TestPointsAreInOrder: everybody departs, passes gates in and out, and arrives, in this order and
// in time.
func TestPointsAreInOrder(t *testing.T) {
	s := valley()
	rapid.Check(t, func(t *rapid.T) {
		for _, c := range convoy.All(s, drawPlan(t, s)) {
			points := c.Points
			last := len(points) - 1
			if points[0].Check != convoy.Departure || points[0].Place != c.Place || points[last].Check != convoy.Arrival {
				t.Fatalf("convoy %d begins at %+v and ends at %+v", c.Number, points[0], points[last])
			}
			if c.Reception >= 0 && points[last].Place != s.Receptions[c.Reception].Place {
				t.Errorf("convoy %d arrives at place %d, not at its reception", c.Number, points[last].Place)
			}
			for i, p := range points {
				if p.First > p.Last || i > 0 && (p.First < points[i-1].First || p.Last < points[i-1].Last) {
					t.Errorf("convoy %d: point %d is out of order: %+v", c.Number, i, points)
				}
				atGate := p.Check == convoy.GateIn || p.Check == convoy.GateOut
				if atGate != (p.Gate >= 0) || atGate && s.Gates[p.Gate].Place != p.Place {
					t.Errorf("convoy %d: %+v", c.Number, p)
				}
				if in := i%2 == 1 && i < last; in && (p.Check != convoy.GateIn || points[i+1].Check != convoy.GateOut || points[i+1].Gate != p.Gate) {
					t.Errorf("convoy %d does not leave the gate that it enters: %+v", c.Number, points)
				}
			}
		}
	})
}

// TestGroupsAreThoseOfSlots numbers the groups of each place slot by slot anew, as slots.csv does.
func TestGroupsAreThoseOfSlots(t *testing.T) {
	s := valley()
	type group struct {
		place, number, slot int
		size                unit.Vehicle
	}
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlan(t, s)
		var want, got []group
		count := map[int]int{}
		for i, slot := range p.Slots {
			place := p.Routes[slot.Route].Place
			for _, size := range convoy.Sizes(slot.Vehicles, convoy.GroupSize(s)) {
				count[place]++
				want = append(want, group{place, count[place], i, size})
			}
		}
		for _, c := range convoy.All(s, p) {
			if c.Kind == convoy.Cars {
				got = append(got, group{c.Place, c.Group, c.Slot, c.Vehicles})
			}
		}
		slices.SortFunc(got, func(a, b group) int {
			if a.slot != b.slot {
				return a.slot - b.slot
			}
			return a.number - b.number
		})
		if !slices.Equal(got, want) {
			t.Errorf("groups %v, want %v", got, want)
		}
	})
}

// TestGroupsFillTheirSlot: one leaves after the other, the first when the slot begins and the last
// when it ends.
func TestGroupsFillTheirSlot(t *testing.T) {
	s := valley()
	rapid.Check(t, func(t *rapid.T) {
		p := drawPlan(t, s)
		all := convoy.All(s, p)
		for i := range p.Slots {
			slot := &p.Slots[i]
			at := slot.Depart
			for _, c := range all {
				if c.Kind != convoy.Cars || c.Slot != i {
					continue
				}
				if c.Points[0].First != at {
					t.Errorf("a group of slot %d begins at %d, want %d", i, c.Points[0].First, at)
				}
				at = c.Points[0].Last
				if end := c.Points[len(c.Points)-1]; end.Last != at+p.Routes[slot.Route].Arrive() {
					t.Errorf("a group of slot %d has arrived at %d, want %d", i, end.Last, at+p.Routes[slot.Route].Arrive())
				}
			}
			if at != slot.End() {
				t.Errorf("the last group of slot %d ends at %d, want %d", i, at, slot.End())
			}
		}
	})
}

func TestCarsPassGates(t *testing.T) {
	s := valley()
	p := &plan.Plan{
		Routes: []plan.Route{route(s, lower, 0), route(s, bridge, 0), route(s, out, 0), route(s, upper, 1)},
		Slots: []plan.Slot{
			{Route: 0, Depart: 0, Length: unit.Minute, Vehicles: 10, People: 40},
			{Route: 1, Depart: unit.Hour, Length: unit.Minute, Vehicles: 10, People: 40},
			{Route: 2, Depart: 2 * unit.Hour, Length: unit.Minute, Vehicles: 10, People: 40},
			{Route: 3, Depart: 3 * unit.Hour, Length: unit.Minute, Vehicles: 10, People: 40},
		},
	}
	const hour = unit.Hour
	want := [][]convoy.Point{
		{ // through both gates; the second stands in front of the reception
			minute(convoy.Departure, lower, -1, 0), minute(convoy.GateIn, bridge, 1, 900), minute(convoy.GateOut, bridge, 1, 900),
			minute(convoy.GateIn, out, 0, 1800), minute(convoy.GateOut, out, 0, 1800), minute(convoy.Arrival, out, -1, 1800),
		},
		{ // who starts at a gate passes it
			minute(convoy.Departure, bridge, -1, hour), minute(convoy.GateIn, bridge, 1, hour), minute(convoy.GateOut, bridge, 1, hour),
			minute(convoy.GateIn, out, 0, hour+900), minute(convoy.GateOut, out, 0, hour+900), minute(convoy.Arrival, out, -1, hour+900),
		},
		{ // without a way
			minute(convoy.Departure, out, -1, 2*hour), minute(convoy.GateIn, out, 0, 2*hour), minute(convoy.GateOut, out, 0, 2*hour), minute(convoy.Arrival, out, -1, 2*hour),
		},
		{minute(convoy.Departure, upper, -1, 3*hour), minute(convoy.Arrival, lower, -1, 3*hour+900)}, // no gate on the way
	}
	var got [][]convoy.Point
	for _, c := range convoy.All(s, p) {
		got = append(got, c.Points)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("points (-want +got):\n%s", diff)
	}
}

// TestRounds: a bus drives in empty, picks people up in two villages, waits at the bridge, and goes
// on to the reception; then once more from one village. Before it, it drove nobody.
func TestRounds(t *testing.T) {
	s := valley()
	bus, van := plan.Vehicle{Number: 7}, plan.Vehicle{Row: 1, Number: 1}
	two, one := plan.Load{Place: upper, Group: 0, Parties: 2}, plan.Load{Place: lower, Group: 0, Parties: 1}
	p := &plan.Plan{Trips: []plan.Trip{
		trip(bus, out, upper, 0, -1),
		trip(bus, upper, lower, 2*unit.Hour, -1, two),
		trip(bus, lower, bridge, 3*unit.Hour, -1, one),
		trip(bus, bridge, out, 5*unit.Hour, 0),
		trip(bus, out, lower, 6*unit.Hour, -1),
		trip(bus, lower, out, 8*unit.Hour, 0, one),
		trip(van, out, lower, 0, -1),
		trip(van, lower, out, unit.Hour, 0), // nobody came
	}}
	parties := convoy.PartiesOf(s, p)
	want := []convoy.Convoy{
		{
			Number: 1, Kind: convoy.Round, Place: lower, Round: 1, Vehicle: bus, Trips: []int{1, 2, 3}, Vehicles: 1,
			People: parties.People(&two) + parties.People(&one), Reception: 0,
			Points: []convoy.Point{
				minute(convoy.Departure, lower, -1, 3*unit.Hour),
				minute(convoy.GateIn, bridge, 1, 5*unit.Hour), minute(convoy.GateOut, bridge, 1, 5*unit.Hour),
				minute(convoy.GateIn, out, 0, 5*unit.Hour+900), minute(convoy.GateOut, out, 0, 5*unit.Hour+900), minute(convoy.Arrival, out, -1, 5*unit.Hour+900),
			},
		},
		{
			Number: 2, Kind: convoy.Round, Place: lower, Round: 2, Vehicle: bus, Trips: []int{5}, Vehicles: 1, People: parties.People(&one), Reception: 0,
			Points: []convoy.Point{
				minute(convoy.Departure, lower, -1, 8*unit.Hour), minute(convoy.GateIn, bridge, 1, 8*unit.Hour+900), minute(convoy.GateOut, bridge, 1, 8*unit.Hour+900),
				minute(convoy.GateIn, out, 0, 8*unit.Hour+1800), minute(convoy.GateOut, out, 0, 8*unit.Hour+1800), minute(convoy.Arrival, out, -1, 8*unit.Hour+1800),
			},
		},
	}
	if diff := cmp.Diff(want, convoy.All(s, p)); diff != "" {
		t.Errorf("rounds (-want +got):\n%s", diff)
	}
}

// column is people of the upper village who walk to the lower one.
func column(reception int) plan.Column {
	return plan.Column{Load: plan.Load{Place: upper, Parties: 2}, Back: true, Depart: unit.Hour, Length: unit.Minute, Walks: 2 * unit.Hour, Reception: reception}
}

func TestColumns(t *testing.T) {
	s := valley()
	p := &plan.Plan{Columns: []plan.Column{column(-1), column(1)}}
	n := convoy.PartiesOf(s, p).People(&p.Columns[0].Load)
	points := []convoy.Point{minute(convoy.Departure, upper, -1, unit.Hour), minute(convoy.Arrival, lower, -1, 3*unit.Hour)}
	want := []convoy.Convoy{
		{Number: 1, Kind: convoy.OnFoot, Place: upper, People: n, Reception: -1, Points: points},
		{Number: 2, Kind: convoy.OnFoot, Place: upper, Column: 1, People: n, Reception: 1, Points: points},
	}
	if diff := cmp.Diff(want, convoy.All(s, p)); diff != "" || n == 0 {
		t.Errorf("%d people on foot (-want +got):\n%s", n, diff)
	}
}

// TestColumnsPassGates: who starts at a gate on foot passes it, and so does who is received at one,
// as package verify has it; who waits there for a vehicle passes it with that.
func TestColumnsPassGates(t *testing.T) {
	for _, c := range []struct {
		name      string
		gate      int // its place
		reception int
		want      []convoy.Check
	}{
		{"at the start", upper, -1, []convoy.Check{convoy.Departure, convoy.GateIn, convoy.GateOut, convoy.Arrival}},
		{"at the reception", lower, 1, []convoy.Check{convoy.Departure, convoy.GateIn, convoy.GateOut, convoy.Arrival}},
		{"where a vehicle meets them", lower, -1, []convoy.Check{convoy.Departure, convoy.Arrival}},
	} {
		s := valley()
		s.Gates = []roads.Gate{{ID: "steps", Place: c.gate, OnFoot: 600_000}}
		var got []convoy.Check
		for _, point := range convoy.All(s, &plan.Plan{Columns: []plan.Column{column(c.reception)}})[0].Points {
			got = append(got, point.Check)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestAt(t *testing.T) {
	s := valley()
	all := convoy.All(s, &plan.Plan{Routes: []plan.Route{route(s, lower, 0)}, Slots: []plan.Slot{{Length: unit.Minute, Vehicles: 10, People: 40}}})
	if p, ok := all[0].At(convoy.GateIn); !ok || p.Gate != 1 {
		t.Errorf("the first gate: %+v, %v", p, ok)
	}
	all[0].Points = all[0].Points[:1]
	if p, ok := all[0].At(convoy.Arrival); ok {
		t.Errorf("arrival: %+v", p)
	}
}

func TestNoPlanNoConvoys(t *testing.T) {
	if all := convoy.All(valley(), &plan.Plan{}); len(all) > 0 {
		t.Errorf("convoys of nothing: %+v", all)
	}
	if all := convoy.All(&scenario.Scenario{}, &plan.Plan{}); len(all) > 0 {
		t.Errorf("convoys of nothing: %+v", all)
	}
}

// TestSizes: no group is too large, no two differ by more than one, and one group fewer would not
// do.
func TestSizes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		vehicles := unit.Vehicle(rapid.IntRange(0, 2000).Draw(t, "vehicles"))
		most := unit.Vehicle(rapid.IntRange(1, 100).Draw(t, "most"))
		var sum unit.Vehicle
		sizes := convoy.Sizes(vehicles, most)
		for _, size := range sizes {
			sum += size
		}
		if sum != vehicles || unit.Vehicle(len(sizes)-1)*most >= vehicles && vehicles > 0 {
			t.Errorf("%v for %d vehicles", sizes, vehicles)
		}
		if len(sizes) > 0 && (slices.Max(sizes) > most || slices.Max(sizes)-slices.Min(sizes) > 1) {
			t.Errorf("%v for at most %d", sizes, most)
		}
	})
	if got := convoy.Sizes(101, 50); !slices.Equal(got, []unit.Vehicle{33, 34, 34}) {
		t.Errorf("101 vehicles: %v", got)
	}
}

func TestChecksAreTheWordsOfFiles(t *testing.T) {
	var words []string
	for _, c := range convoy.Checks {
		words = append(words, c.String())
	}
	if want := []string{"departure", "gate_in", "gate_out", "arrival"}; !slices.Equal(words, want) {
		t.Errorf("checks %v, want %v", words, want)
	}
}
