package export

import (
	"bytes"
	"encoding/json"
	"time"

	"wayout/internal/people"
	"wayout/internal/problem"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// ids finds the records of a scenario by their ids.
type ids struct {
	places, roads, gates, receptions        map[string]int
	fleet, relief, sites, fuelPoints, paths map[string]int
}

func idsOf(s *scenario.Scenario) ids {
	return ids{
		places:     byID(s.Places, func(p *people.Place) string { return p.ID }),
		roads:      byID(s.Roads, func(r *roads.Road) string { return r.ID }),
		gates:      byID(s.Gates, func(g *roads.Gate) string { return g.ID }),
		receptions: byID(s.Receptions, func(r *people.Reception) string { return r.ID }),
		fleet:      byID(s.Fleet, func(f *people.Fleet) string { return f.ID }),
		relief:     byID(s.Relief, func(r *people.Relief) string { return r.ID }),
		sites:      byID(s.Sites, func(x *people.Site) string { return x.ID }),
		fuelPoints: byID(s.FuelPoints, func(f *people.FuelPoint) string { return f.ID }),
		paths:      byID(s.Paths, func(p *roads.Path) string { return p.ID }),
	}
}

func byID[Record any](records []Record, id func(*Record) string) map[string]int {
	out := make(map[string]int, len(records))
	for i := range records {
		out[id(&records[i])] = i
	}
	return out
}

// reference reads the id of a record and returns its index.
func (d *decoder) reference(what string, known map[string]int) int {
	return d.find(d.next(), what, known)
}

// referenceOrNone reads the id of a record, or null, for which it returns -1.
func (d *decoder) referenceOrNone(what string, known map[string]int) int {
	token := d.next()
	if token == (null{}) {
		return -1
	}
	return d.find(token, what, known)
}

func (d *decoder) find(token json.Token, what string, known map[string]int) int {
	id, ok := token.(string)
	if !ok {
		d.wrong(token, "the id of a "+what)
		return 0
	}
	i, ok := known[id]
	if !ok {
		d.add(problem.ResultReference, id, what)
	}
	return i
}

// moment reads an instant as a moment of the scenario.
func (d *decoder) moment(s *scenario.Scenario) unit.Second {
	at, ok := d.instant()
	if !ok {
		return 0
	}
	if away := at.Sub(s.Start).Abs(); away > mostAway {
		d.add(problem.ResultType, at.Format(time.RFC3339), "a moment within a hundred years of the start")
		return 0
	}
	return s.Moment(at)
}

// mostAway keeps moments within what a time.Duration holds, with room to calculate.
const mostAway = 100 * 365 * 24 * time.Hour

// seconds reads a span.
func (d *decoder) seconds() unit.Second { return unit.Second(d.whole(-mostSeconds, mostSeconds)) }

// population reads a population level.
func (d *decoder) population() people.Level { return people.Level(max(0, d.word(levels...))) }

// format reads what the file says it is.
func (d *decoder) format(want string) {
	token := d.next()
	if token != nil && token != want {
		d.add(problem.ResultFormat, "", want)
		d.skipRest(token)
	}
}

// version reads the version of the format.
func (d *decoder) version() {
	token := d.next()
	if token != nil && token != json.Number("1") {
		d.add(problem.ResultVersion, "", "1")
		d.skipRest(token)
	}
}

// overrides reads the values that were set for one run.
func (d *decoder) overrides() []scenario.Override {
	var out []scenario.Override
	d.list(func(int) {
		var o scenario.Override
		d.object([]field{
			{name: "path", read: func() { o.Path = d.text() }},
			{name: "value", read: func() { o.Value = d.text() }},
		})
		out = append(out, o)
	})
	return out
}

// Marshal returns indented JSON with a line end, of a shape that cannot fail: numbers that are finite, texts and
// lists of them.
func Marshal(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(v); err != nil {
		panic("export: " + err.Error())
	}
	return b.Bytes()
}

// emptyNotNull lets an empty slice show as [] in JSON.
func emptyNotNull[T any](in []T) []T {
	if in == nil {
		return []T{}
	}
	return in
}
