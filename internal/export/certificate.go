package export

import (
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
	Moments    momentsJSON  `json:"moments"`
	NoFuel     []noFuelJSON `json:"no_fuel,omitempty"`
	Fleet      bool         `json:"counts_fleet,omitempty"` // at_most and needed count its vehicles as cars
}

// momentsJSON holds the moments of nodes that are not 0, in seconds by id: of places, and of the far
// sides of gates and receptions. Most nodes of a large network are at 0.
type momentsJSON struct {
	Places          map[string]int64 `json:"places,omitempty"`
	AfterGate       map[string]int64 `json:"after_gate,omitempty"`
	InsideReception map[string]int64 `json:"inside_reception,omitempty"`
}

// howToCheck tells how a certificate is recomputed from the scenario's files.
const howToCheck = "For every road direction, gate and reception with a rate, take the vehicles its rate " +
	"passes from the moment of the node it leaves to the moment of the node it leads to less its " +
	"travel time (rounded down to whole seconds), a day counting no more than a quota; add the " +
	"vehicles that are ready before the moment of their place, where counts_fleet is true also what the " +
	"parties that need the fleet count as there (docs/formats.md). The sum is the most that can be out " +
	"by “until”; at_most is that, rounded down. Where it is below “needed”, no plan brings the " +
	"share of the people who can be served out by then, under these inputs. Moments are seconds " +
	"from start; that of a node which is not listed is 0."

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
			Moments: momentsOut(nodes, c.Moments), NoFuel: noFuelOut(s, c.NoFuel), Fleet: c.Fleet,
		}
		out.Certificates = append(out.Certificates, entry)
	}
	return Marshal(out)
}

// momentsOut returns the moments that are not 0 by the names of their nodes.
func momentsOut(nodes []nodeName, moments []unit.Second) momentsJSON {
	var out [inside + 1]map[string]int64
	for v, t := range moments {
		if t == 0 {
			continue
		}
		node := nodes[v]
		if out[node.side] == nil {
			out[node.side] = map[string]int64{}
		}
		out[node.side][node.id] = int64(t)
	}
	return momentsJSON{Places: out[at], AfterGate: out[after], InsideReception: out[inside]}
}

// side tells what a node of the network is in files.
type side uint8

const (
	at     side = iota // a place, in front of its gate if it has one
	after              // behind a gate
	inside             // behind the door of a reception that has a rate
)

// nodeName names a node of the network in files, by the id of its place, gate or reception.
type nodeName struct {
	side side
	id   string
}

// nodesOf names the nodes of a network by their index.
func nodesOf(s *scenario.Scenario, net *roads.Network) []nodeName {
	names := make([]nodeName, len(net.Nodes))
	for v, node := range net.Nodes {
		names[v] = nodeName{at, s.Places[node.Place].ID}
	}
	for _, l := range net.Links {
		switch l.Kind {
		case roads.Passage:
			names[l.To] = nodeName{after, s.Gates[l.Item].ID}
		case roads.Intake:
			names[l.To] = nodeName{inside, s.Receptions[l.Item].ID}
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
	places       map[string]int
	certificates []plan.Certificate
}

// ReadCertificates reads certificate.json of the scenario; the name is used in messages. A node of
// the scenario's network that a certificate does not list has the moment 0.
func ReadCertificates(s *scenario.Scenario, file string, data []byte) ([]plan.Certificate, problem.List) {
	r := &certificateReader{s: s, nodes: map[nodeName]int{}, places: idsOf(s).places}
	for v, name := range nodesOf(s, s.Network()) {
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

// moments reads the moments of all nodes, most of which are 0 and not listed.
func (r *certificateReader) moments() []unit.Second {
	moments := make([]unit.Second, len(r.nodes))
	seen := make([]bool, len(r.nodes))
	of := func(side side, what string) func() {
		return func() {
			r.entries(func(id string) {
				t := r.seconds()
				v, known := r.nodes[nodeName{side, id}]
				switch {
				case r.broken:
				case !known:
					r.add(problem.ResultReference, id, what)
				case seen[v]:
					r.add(problem.ResultNodeTwice, id)
				default:
					moments[v], seen[v] = t, true
				}
			})
		}
	}
	r.object([]field{
		{name: "places", read: of(at, "place"), optional: true},
		{name: "after_gate", read: of(after, "gate"), optional: true},
		{name: "inside_reception", read: of(inside, "reception"), optional: true},
	})
	return moments
}
