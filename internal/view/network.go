package view

import (
	"maps"
	"math"
	"slices"

	"wayout/internal/convoy"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/unit"
)

type place struct {
	ID        string            `json:"id"`
	Name      string            `json:"name"`
	Junction  bool              `json:"junction,omitempty"` // of an imported map: no place of its own
	Names     map[string]string `json:"names"`              // by language
	Aliases   []string          `json:"aliases"`
	Lon       *float64          `json:"lon"`
	Lat       *float64          `json:"lat"`
	People    unit.Person       `json:"people"` // who leave, in the plan or not
	Low       unit.Person       `json:"low"`
	High      unit.Person       `json:"high"`
	Stays     unit.Person       `json:"stays"`
	Served    unit.Person       `json:"served"`
	NotServed unit.Person       `json:"not_served"`
	First     *unit.Second      `json:"first"` // departure by car, vehicle or on foot
	Last      *unit.Second      `json:"last"`
	Reception *int              `json:"reception"` // of the first who leave
}

func (b *builder) places() []place {
	out := make([]place, len(b.s.Places))
	for i := range out {
		p := &b.s.Places[i]
		travel := b.s.Travel(i, b.r.Plan.Level, b.r.Plan.WithoutFuel(i))
		out[i] = place{
			ID: p.ID, Name: p.Name, Junction: p.Junction, Names: names(p.Names), Aliases: orEmpty(p.Aliases), People: travel.People(),
			Low: p.People.Low, High: p.People.High, Stays: travel.Stays,
		}
		if p.Located {
			out[i].Lon, out[i].Lat = &p.Lon, &p.Lat
		}
	}
	for i := range b.r.Plan.NotServed {
		n := &b.r.Plan.NotServed[i]
		out[n.Place].NotServed += n.People
	}
	for i := range out {
		out[i].Served = out[i].People - out[i].NotServed
	}
	for i := range b.convoys {
		c := &b.convoys[i]
		for _, at := range b.leaves(c) {
			p := &out[at.place]
			if p.First == nil || at.moment < *p.First {
				p.First = known(at.moment)
			}
			if p.Last == nil || at.moment > *p.Last {
				p.Last = known(at.moment)
			}
			if p.Reception == nil && c.Reception >= 0 {
				p.Reception = &c.Reception
			}
		}
	}
	return out
}

// departure is when people of a place leave it.
type departure struct {
	place  int
	moment unit.Second
}

// leaves returns whose people leave in a convoy, and when.
func (b *builder) leaves(c *convoy.Convoy) []departure {
	switch c.Kind {
	case convoy.Cars:
		return []departure{{c.Place, c.Points[0].First}, {c.Place, c.Points[0].Last}}
	case convoy.OnFoot:
		return []departure{{b.r.Plan.Columns[c.Column].Load.Place, c.Points[0].First}}
	}
	var out []departure
	for _, t := range c.Trips {
		for _, load := range b.r.Plan.Trips[t].Boards {
			out = append(out, departure{load.Place, b.r.Plan.Trips[t].Depart})
		}
	}
	return out
}

func names(list []people.Name) map[string]string {
	out := map[string]string{}
	for _, n := range list {
		out[n.Language] = n.Text
	}
	return out
}

type road struct {
	ID       string     `json:"id"`
	Name     string     `json:"name,omitempty"` // where its ends do not name it
	From     int        `json:"from"`
	To       int        `json:"to"`
	OneWay   bool       `json:"one_way"`
	Km       float64    `json:"km"`
	Class    string     `json:"class"`
	Status   string     `json:"status"`
	Capacity float64    `json:"capacity"`        // vehicles an hour in each direction
	Load     [][3]int64 `json:"load"`            // hour from the start, cars that enter forward and backward
	Shape    []float64  `json:"shape,omitempty"` // lon, lat, lon, lat … from its beginning to its end; absent where it is drawn straight
}

// flat puts points into one list, to the metre.
func flat(points []roads.Point) []float64 {
	round := func(degrees float64) float64 { return math.Round(degrees*1e5) / 1e5 }
	out := []float64{}
	for _, p := range points {
		out = append(out, round(p.Lon), round(p.Lat))
	}
	return out
}

// area is drawn under the roads.
type area struct {
	Name  string      `json:"name"`
	Rings [][]float64 `json:"rings"` // as the shape of a road
}

func (b *builder) areas() []area {
	out := []area{}
	for _, a := range b.s.Areas {
		x := area{Name: a.Name}
		for _, ring := range a.Rings {
			x.Rings = append(x.Rings, flat(ring))
		}
		out = append(out, x)
	}
	return out
}

// path is a way for people on foot.
type path struct {
	ID   string  `json:"id"`
	From int     `json:"from"`
	To   int     `json:"to"`
	Km   float64 `json:"km"`
}

func (b *builder) paths() []path {
	out := []path{}
	for i := range b.s.Paths {
		p := &b.s.Paths[i]
		out = append(out, path{p.ID, p.From, p.To, float64(p.Length) / 1000})
	}
	return out
}

// roads counts in every hour the cars that enter a road, vehicles of the fleet by their weight. A
// stream counts for the hour in which its middle enters.
func (b *builder) roads() []road {
	out := make([]road, len(b.s.Roads))
	load := make([]map[int64][2]int64, len(b.s.Roads))
	for i := range out {
		r := &b.s.Roads[i]
		out[i] = road{
			ID: r.ID, From: r.From, To: r.To, OneWay: r.OneWay, Km: float64(r.Length) / 1000, Class: string(r.Class),
			Status: string(r.Status), Capacity: r.Capacity.VehiclesPerHour(), Load: [][3]int64{}, Shape: flat(r.Shape),
		}
		if r.Name != "" || b.s.Places[r.From].Junction || b.s.Places[r.To].Junction {
			out[i].Name = b.s.RoadTitle(i)
		}
		load[i] = map[int64][2]int64{}
	}
	count := func(legs []plan.Leg, passes []unit.Second, middle unit.Second, cars unit.Vehicle) {
		for k, leg := range legs {
			hour := int64((middle + passes[k]) / unit.Hour)
			both := load[leg.Road][hour]
			if leg.Forward {
				both[0] += int64(cars)
			} else {
				both[1] += int64(cars)
			}
			load[leg.Road][hour] = both
		}
	}
	p := &b.r.Plan
	for i := range p.Slots {
		slot := &p.Slots[i]
		r := &p.Routes[slot.Route]
		count(r.Legs, r.Passes, slot.Depart+slot.Length/2, slot.Vehicles)
	}
	for i := range p.Trips {
		t := &p.Trips[i]
		count(t.Legs, t.Passes, t.Depart+t.Length/2, b.weight(t.Vehicle))
	}
	for i := range out {
		for _, hour := range slices.Sorted(maps.Keys(load[i])) {
			out[i].Load = append(out[i].Load, [3]int64{hour, load[i][hour][0], load[i][hour][1]})
		}
	}
	return out
}

func (b *builder) weight(v plan.Vehicle) unit.Vehicle {
	if v.Relief {
		return b.s.Relief[v.Row].Weight
	}
	return b.s.Fleet[v.Row].Weight
}

type gate struct {
	ID     string           `json:"id"`
	Name   string           `json:"name"`
	Place  int              `json:"place"`
	Rate   float64          `json:"rate"` // vehicles an hour at the start
	Open   [][2]unit.Second `json:"open"`
	Passes [][3]int64       `json:"passes"` // hour from the start, vehicles and people who leave through it
}

func (b *builder) gates() []gate {
	out := make([]gate, len(b.s.Gates))
	passes := make([]map[int64][2]int64, len(b.s.Gates))
	for i := range out {
		g := &b.s.Gates[i]
		out[i] = gate{g.ID, g.Name, g.Place, g.Rate.VehiclesPerHour(), [][2]unit.Second{}, [][3]int64{}}
		for _, open := range g.Hours.Open(b.s.Start, b.r.Horizon) {
			out[i].Open = append(out[i].Open, [2]unit.Second{open.From, open.To})
		}
		passes[i] = map[int64][2]int64{}
	}
	for i := range b.convoys {
		c := &b.convoys[i]
		for _, at := range c.Points {
			if at.Check == convoy.GateIn {
				hour := int64(at.First / unit.Hour)
				sum := passes[at.Gate][hour]
				passes[at.Gate][hour] = [2]int64{sum[0] + int64(c.Vehicles), sum[1] + int64(c.People)}
			}
		}
	}
	for i := range out {
		for _, hour := range slices.Sorted(maps.Keys(passes[i])) {
			out[i].Passes = append(out[i].Passes, [3]int64{hour, passes[i][hour][0], passes[i][hour][1]})
		}
	}
	return out
}

type reception struct {
	ID       string       `json:"id"`
	Place    int          `json:"place"`
	Capacity *unit.Person `json:"capacity"`
	Arrivals [][2]int64   `json:"arrivals"` // hour from the start, people
}

func (b *builder) receptions() []reception {
	out := make([]reception, len(b.s.Receptions))
	arrivals := make([]map[int64]int64, len(out))
	for i := range out {
		r := &b.s.Receptions[i]
		out[i] = reception{ID: r.ID, Place: r.Place, Arrivals: [][2]int64{}}
		if r.Capacity > 0 {
			out[i].Capacity = &r.Capacity
		}
		arrivals[i] = map[int64]int64{}
	}
	for i := range b.convoys {
		if c := &b.convoys[i]; c.Reception >= 0 {
			arrivals[c.Reception][int64(c.End().Last/unit.Hour)] += int64(c.People)
		}
	}
	for i := range out {
		for _, hour := range slices.Sorted(maps.Keys(arrivals[i])) {
			out[i].Arrivals = append(out[i].Arrivals, [2]int64{hour, arrivals[i][hour]})
		}
	}
	return out
}

type site struct {
	ID       string            `json:"id"`
	Name     string            `json:"name"`
	Names    map[string]string `json:"names"`
	Place    int               `json:"place"`
	Kind     string            `json:"kind"`
	Capacity *unit.Person      `json:"capacity"`
	Hours    [][2]int64        `json:"hours"` // hour from the start, people
}

func (b *builder) sites() []site {
	out := make([]site, len(b.s.Sites))
	for i := range out {
		s := &b.s.Sites[i]
		out[i] = site{ID: s.ID, Name: s.Name, Names: names(s.Names), Place: s.Place, Kind: string(s.Kind), Hours: [][2]int64{}}
		if s.Capacity > 0 {
			out[i].Capacity = &s.Capacity
		}
	}
	for _, h := range b.r.SiteHours {
		out[h.Site].Hours = append(out[h.Site].Hours, [2]int64{int64(h.From / unit.Hour), int64(h.People)})
	}
	return out
}

type fuelPoint struct {
	ID    string       `json:"id"`
	Name  string       `json:"name"`
	Place int          `json:"place"`
	Cars  unit.Vehicle `json:"cars"`
}

func (b *builder) fuelPoints() []fuelPoint {
	out := make([]fuelPoint, len(b.s.FuelPoints))
	for i := range out {
		f := &b.s.FuelPoints[i]
		out[i] = fuelPoint{ID: f.ID, Name: f.Name, Place: f.Place}
	}
	for f, list := range convoy.Fillings(b.s, &b.r.Plan) {
		for _, x := range list {
			out[f].Cars += x.Slot.Vehicles
		}
	}
	return out
}

type closure struct {
	Kind   string       `json:"kind"` // road or gate
	Item   int          `json:"item"`
	From   unit.Second  `json:"from"`
	To     *unit.Second `json:"to"`
	Factor float64      `json:"factor"`
	Reason string       `json:"reason"`
	Source string       `json:"source"`
}

func (b *builder) closures() []closure {
	out := []closure{}
	for _, c := range b.s.Closures {
		kind := "road"
		if c.Gate {
			kind = "gate"
		}
		out = append(out, closure{kind, c.Target, c.From, known(c.To), float64(c.Factor) / 1000, c.Reason, c.Source})
	}
	return out
}

type danger struct {
	Road      int          `json:"road"`
	From      unit.Second  `json:"from"`
	To        *unit.Second `json:"to"`
	Confirmed bool         `json:"confirmed"`
	Report    string       `json:"report"`
	Source    string       `json:"source"`
	Override  string       `json:"override"`
}

func (b *builder) dangers() []danger {
	out := []danger{}
	for _, d := range b.s.Dangers {
		out = append(out, danger{d.Road, d.From, known(d.To), d.Confirmed, d.Report, d.Source, d.Override})
	}
	return out
}
