package export

import (
	"bytes"
	"encoding/json"
	"time"

	"wayout/internal/people"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// ids finds the records of a scenario by their ids.
type ids struct {
	places, roads, gates, receptions map[string]int
}

func idsOf(s *scenario.Scenario) ids {
	x := ids{map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}}
	for i := range s.Places {
		x.places[s.Places[i].ID] = i
	}
	for i := range s.Roads {
		x.roads[s.Roads[i].ID] = i
	}
	for i := range s.Gates {
		x.gates[s.Gates[i].ID] = i
	}
	for i := range s.Receptions {
		x.receptions[s.Receptions[i].ID] = i
	}
	return x
}

// reference reads the id of a record and returns its index.
func (d *decoder) reference(what string, known map[string]int) int {
	token := d.next()
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

// marshal returns indented JSON with a line end. The shapes of this package cannot fail.
func marshal(v any) []byte {
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
