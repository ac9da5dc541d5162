package groundwork

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"wayout/internal/draft"
	"wayout/internal/roads"
	"wayout/internal/scenario"
)

// maker carries one scenario while it is made.
type maker struct {
	Request
	ids        *names
	ground     *ground
	middle     orb.Point // of the area
	places     []place
	placeOf    []int  // by settlement: its place, or -1
	once       []bool // by settlement: its people are those of others; nil where the request has the people
	receptions []reception
	findings   []Finding
}

// Made is a scenario that was made of a map.
type Made struct {
	Files    []File
	Findings []Finding // by kind
	Places   int       // that people leave
	People   int64
	Ways     int // receptions
}

// RoadFiles makes the tables of a map by itself: junctions.csv, roads.csv, map.geojson, settlements.csv and
// import.csv. They replace those of an earlier import of the same map; its ids stay, and so do the areas
// that its map.geojson drew, which are given.
func RoadFiles(n *draft.Network, shut Shut, areas []roads.Area) Made {
	ids := newNames(n)
	findings := sorted(describeMap(shut.of(n), ids))
	files := append(roadTables(n, ids, shut, areas), settlementTable(n), findingTable(ImportFile, findings), noOverrides())
	return Made{Files: files, Findings: findings}
}

// Scenario makes a folder that can be planned. Its error is of a map whose points cannot be indexed.
func Scenario(r Request) (Made, error) {
	whole := r.Map
	r.Map = r.Shut.of(whole)
	g, err := newGround(r.Map, len(r.Receptions) == 0)
	if err != nil {
		return Made{}, err
	}
	m := &maker{Request: r, ids: newNames(r.Map), ground: g, middle: middle(r)}
	ofMap := describeMap(r.Map, m.ids)
	m.findings = slices.Clone(r.Found)
	m.settle()
	m.arrive()
	closures := m.closureTable()
	made := Made{Findings: sorted(append(slices.Clone(ofMap), m.findings...)), Ways: len(m.receptions)}
	for i := range m.places {
		if n := m.places[i].people.Used; n > 0 {
			made.Places++
			made.People += int64(n)
		}
	}
	files := slices.Concat(
		roadTables(whole, m.ids, r.Shut, drawn(r.Border)),
		[]File{m.placeTable(), m.receptionTable(), findingTable(ImportFile, sorted(ofMap)), findingTable(DecisionsFile, sorted(m.findings)), noOverrides()},
	)
	if len(m.Closures) > 0 {
		files = append(files, closures)
	}
	made.Files = append([]File{m.settings(made, files)}, files...)
	return made, nil
}

// drawn is the border of the area as a map draws it.
func drawn(border orb.MultiPolygon) []roads.Area {
	var out []roads.Area
	for _, polygon := range border {
		area := roads.Area{Name: "Area that people leave"}
		for _, ring := range polygon {
			var points []roads.Point
			for _, p := range ring {
				points = append(points, roads.Point{Lon: p.Lon(), Lat: p.Lat()})
			}
			area.Rings = append(area.Rings, points)
		}
		out = append(out, area)
	}
	return out
}

// middle is the middle of the area that people leave, or of the map.
func middle(r Request) orb.Point {
	if len(r.Border) > 0 {
		return r.Border.Bound().Center()
	}
	points := orb.MultiPoint{}
	for i := range r.Map.Junctions {
		points = append(points, r.Map.Junctions[i].At)
	}
	return points.Bound().Center()
}

func (m *maker) find(f Finding) { m.findings = append(m.findings, f) }

// horizon is how long the plan looks ahead: three times as long as all cars need to pass all ways out
// together, and a day, in whole days.
func (m *maker) horizon(people int64) string {
	if m.Horizon != "" {
		return m.Horizon
	}
	passes := 0.0
	arriving := m.arriving()
	for i := range m.places {
		p := &m.places[i]
		if p.junction >= 0 && slices.ContainsFunc(m.receptions, func(r reception) bool { return r.place == p.id }) {
			passes += perHour(arriving[p.junction])
		}
	}
	const longest, spareHours = 60, 24
	perCar, _ := scenario.DefaultNumber("people_per_vehicle")
	days := longest
	if passes > 0 {
		days = min(longest, int((3*float64(people)/perCar/passes+spareHours)/24)+1)
	}
	if days == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", days)
}
