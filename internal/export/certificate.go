package export

import (
	"fmt"

	"wayout/internal/plan"
	"wayout/internal/problem"
	"wayout/internal/report"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// The shape of certificate.json.
type certificateFileJSON struct {
	head
	Check        string              `json:"check"`
	Scenario     string              `json:"scenario"`
	InputsSHA256 string              `json:"inputs_sha256"`
	Overrides    []scenario.Override `json:"overrides"`
	Start        string              `json:"start"`
	Certificates []certificateJSON   `json:"certificates"`
}

type certificateJSON struct {
	Quantile   string       `json:"quantile"`
	Population string       `json:"population"`
	Until      string       `json:"until"`
	AtMost     int64        `json:"at_most"`
	Needed     int64        `json:"needed"`
	Sentence   string       `json:"sentence"`
	Moments    []momentJSON `json:"moments"`
	NoFuel     []noFuelJSON `json:"no_fuel,omitempty"`
	Fleet      bool         `json:"counts_fleet,omitempty"` // at_most and needed count its vehicles as cars
}

// momentJSON is the moment of one node: a place, or the far side of a gate or reception on it.
type momentJSON struct {
	Place           string `json:"place"`
	AfterGate       string `json:"after_gate,omitempty"`
	InsideReception string `json:"inside_reception,omitempty"`
	Seconds         int64  `json:"seconds"`
}

// howToCheck tells how a certificate is recomputed from the scenario's files.
const howToCheck = "For every road direction, gate and reception with a rate, take the vehicles its rate " +
	"passes from the moment of the node it leaves to the moment of the node it leads to less its " +
	"travel time (rounded down to whole seconds), a day counting no more than a quota; add the " +
	"vehicles that are ready before the moment of their place, where counts_fleet is true also what the " +
	"parties that need the fleet count as there (docs/formats.md). The sum is the most that can be out " +
	"by “until”; at_most is that, rounded down. Where it is below “needed”, no plan brings the " +
	"share of the people who can be served out by then, under these inputs. Moments are seconds " +
	"from start."

// Certificates returns certificate.json for certificates of the scenario.
func Certificates(s *scenario.Scenario, certificates []plan.Certificate) []byte {
	net := s.Network()
	nodes := nodesOf(s, net)
	out := certificateFileJSON{
		head: headOf(certificateFormat), Check: howToCheck,
		Scenario: s.Name, InputsSHA256: s.SHA256, Overrides: emptyNotNull(s.Overrides), Start: s.Instant(0),
		Certificates: []certificateJSON{},
	}
	for i := range certificates {
		c := &certificates[i]
		entry := certificateJSON{
			Quantile: c.Quantile, Population: c.Level.String(), Until: s.Instant(c.Until),
			AtMost: int64(c.AtMost), Needed: int64(c.Needed), Sentence: report.Sentence(s, net, c),
			Moments: []momentJSON{}, NoFuel: noFuelOut(s, c.NoFuel), Fleet: c.Fleet,
		}
		for v, t := range c.Moments {
			entry.Moments = append(entry.Moments, momentJSON{
				Place:     s.Places[net.Nodes[v].Place].ID,
				AfterGate: nodes[v].gate, InsideReception: nodes[v].reception,
				Seconds: int64(t),
			})
		}
		out.Certificates = append(out.Certificates, entry)
	}
	return marshal(out)
}

// nodeName names a node of the network in files.
type nodeName struct{ place, gate, reception string }

// nodesOf names the nodes of a network by their index.
func nodesOf(s *scenario.Scenario, net *roads.Network) []nodeName {
	names := make([]nodeName, len(net.Nodes))
	for v, node := range net.Nodes {
		names[v].place = s.Places[node.Place].ID
	}
	for _, l := range net.Links {
		switch l.Kind {
		case roads.Passage:
			names[l.To].gate = s.Gates[l.Item].ID
		case roads.Intake:
			names[l.To].reception = s.Receptions[l.Item].ID
		case roads.Carriageway:
		}
	}
	return names
}

// quantiles are the names a certificate may have.
var quantiles = []string{"t50", "t90", "t99", "t100"}

// certificateReader reads certificate.json against a scenario.
type certificateReader struct {
	*decoder
	s            *scenario.Scenario
	nodes        map[nodeName]int
	names        []nodeName
	places       map[string]int
	certificates []plan.Certificate
}

// ReadCertificates reads certificate.json of the scenario; the name is used in messages. Every
// certificate has a moment for every node of the scenario's network, or there is an error.
func ReadCertificates(s *scenario.Scenario, file string, data []byte) ([]plan.Certificate, problem.List) {
	r := &certificateReader{s: s, names: nodesOf(s, s.Network()), nodes: map[nodeName]int{}, places: idsOf(s).places}
	for v, name := range r.names {
		r.nodes[name] = v
	}
	list := decode(file, data, func(d *decoder) []field {
		r.decoder = d
		return r.fields()
	})
	return r.certificates, list
}

func (r *certificateReader) fields() []field {
	text := func() { r.text() }
	return []field{
		{name: "format", read: func() { r.format(certificateFormat) }},
		{name: "version", read: r.version},
		{name: "level", read: func() { r.word(level) }},
		{name: "caution", read: text, optional: true},
		{name: "check", read: text, optional: true},
		{name: "scenario", read: text},
		{name: "inputs_sha256", read: text},
		{name: "overrides", read: func() { r.overrides() }, optional: true},
		{name: "start", read: func() { r.instant() }},
		{name: "certificates", read: func() { r.list(func(int) { r.certificate() }) }},
	}
}

func (r *certificateReader) certificate() {
	var c plan.Certificate
	r.object([]field{
		{name: "quantile", read: func() { c.Quantile = quantiles[max(0, r.word(quantiles...))] }},
		{name: "population", read: func() { c.Level = r.population() }},
		{name: "until", read: func() { c.Until = r.moment(r.s) }},
		{name: "at_most", read: func() { c.AtMost = unit.Vehicle(r.whole(0, mostCount)) }},
		{name: "needed", read: func() { c.Needed = unit.Vehicle(r.whole(0, mostCount)) }},
		{name: "sentence", read: func() { r.text() }, optional: true},
		{name: "moments", read: func() { c.Moments = r.moments() }},
		{name: "no_fuel", read: func() { c.NoFuel = r.noFuel(r.places) }, optional: true},
		{name: "counts_fleet", read: func() { c.Fleet = r.flag() }, optional: true},
	})
	r.certificates = append(r.certificates, c)
}

// moments reads the moment of every node.
func (r *certificateReader) moments() []unit.Second {
	moments := make([]unit.Second, len(r.names))
	seen := make([]bool, len(r.names))
	r.list(func(int) {
		var name nodeName
		var at unit.Second
		r.object([]field{
			{name: "place", read: func() { name.place = r.text() }},
			{name: "after_gate", read: func() { name.gate = r.text() }, optional: true},
			{name: "inside_reception", read: func() { name.reception = r.text() }, optional: true},
			{name: "seconds", read: func() { at = r.seconds() }},
		})
		v, known := r.nodes[name]
		switch {
		case r.broken:
		case !known:
			r.add(problem.ResultReference, name.place+name.gate+name.reception, "place, gate or reception")
		case seen[v]:
			r.add(problem.ResultNodeTwice, name.place)
		default:
			moments[v], seen[v] = at, true
		}
	})
	r.missingNodes(seen)
	return moments
}

func (r *certificateReader) missingNodes(seen []bool) {
	missing, first := 0, ""
	for v, ok := range seen {
		if !ok {
			if missing++; missing == 1 {
				first = r.names[v].place
			}
		}
	}
	if missing > 0 && !r.broken {
		r.add(problem.ResultNode, "", fmt.Sprint(missing), first)
	}
}
