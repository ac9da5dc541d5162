package view

import (
	"bytes"
	"encoding/json"

	"wayout/internal/convoy"
	"wayout/internal/export"
	"wayout/internal/planner"
	"wayout/internal/pricing"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// View is everything that the page shows. Moments are seconds from the start of the scenario,
// references are indices into its lists, null stands for what is not known or does not happen.
type View struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Level   string `json:"level"`

	Scenario    question       `json:"scenario"`
	Places      []place        `json:"places"`
	Areas       []area         `json:"areas"`
	Roads       []road         `json:"roads"`
	Paths       []path         `json:"paths"`
	Gates       []gate         `json:"gates"`
	Receptions  []reception    `json:"receptions"`
	Sites       []site         `json:"sites"`
	FuelPoints  []fuelPoint    `json:"fuel_points"`
	Closures    []closure      `json:"closures"`
	Dangers     []danger       `json:"dangers"`
	Routes      []route        `json:"routes"`
	Slots       [][5]int64     `json:"slots"`     // route, departure, length, vehicles, people
	SlotsCSV    string         `json:"slots_csv"` // slots.csv, to be saved from the page
	Trips       []trip         `json:"trips"`
	Columns     []column       `json:"columns"`
	Curve       [][2]int64     `json:"curve"` // moment, people who have arrived
	Bound       [][2]int64     `json:"bound"` // moment before which no plan has so many people out
	Times       times          `json:"times"`
	Binding     []binding      `json:"binding"`
	Certificate *certificate   `json:"certificate"`
	Ladder      []rung         `json:"ladder"`
	Prices      []price        `json:"prices"`
	NotServed   []notServed    `json:"not_served"`
	Assumptions []assumption   `json:"assumptions"`
	Summary     export.Summary `json:"summary"`
}

// question is the scenario that the plan answers.
type question struct {
	Name       string              `json:"name"`
	About      string              `json:"about"`
	TimeZone   string              `json:"time_zone"`
	Start      string              `json:"start"`
	Horizon    unit.Second         `json:"horizon"`
	Variant    string              `json:"variant"`
	SHA256     string              `json:"inputs_sha256"`
	Edits      []scenario.Edit     `json:"edits"` // of the folder, for every run
	Overrides  []scenario.Override `json:"overrides"`
	NotPlanned []string            `json:"not_planned"`
	Variants   []variant           `json:"variants"`
}

type variant struct {
	ID    string `json:"id"`
	About string `json:"about"`
}

// Of gathers the view of a result; variant is the id of the variant that was planned, or empty. The
// list of prices may be nil.
func Of(s *scenario.Scenario, r *planner.Result, prices *pricing.PriceList, planned string) View {
	b := builder{s: s, r: r, parties: convoy.PartiesOf(s, &r.Plan), convoys: convoy.All(s, &r.Plan)}
	v := View{
		Format: "wayout view", Version: 1, Level: "restricted", Scenario: b.question(planned),
		Places: b.places(), Areas: b.areas(), Roads: b.roads(), Paths: b.paths(), Gates: b.gates(), Receptions: b.receptions(), Sites: b.sites(),
		FuelPoints: b.fuelPoints(), Closures: b.closures(), Dangers: b.dangers(), Routes: b.routes(), Slots: b.slots(), SlotsCSV: string(export.Slots(s, &r.Plan)),
		Trips: b.trips(), Columns: b.columns(), Curve: b.curve(), Bound: b.bound(), Times: b.times(), Binding: b.binding(),
		Certificate: b.certificate(), Ladder: b.ladder(), Prices: b.prices(prices), NotServed: b.notServed(),
		Assumptions: b.assumptions(), Summary: export.Summarise(s, r, planned),
	}
	return v
}

// JSON returns the view as bytes. What could end an element of a page is escaped.
func (v View) JSON() ([]byte, error) {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(true)
	err := e.Encode(v)
	return out.Bytes(), err
}

// builder gathers one view.
type builder struct {
	s       *scenario.Scenario
	r       *planner.Result
	parties *convoy.Parties
	convoys []convoy.Convoy
}

func (b *builder) question(planned string) question {
	s := b.s
	q := question{
		Name: s.Name, About: s.About, TimeZone: s.Start.Location().String(), Start: s.Instant(0), Horizon: b.r.Horizon,
		Variant: planned, SHA256: s.SHA256, Edits: orEmpty(s.Edits), Overrides: orEmpty(s.Overrides), NotPlanned: orEmpty(s.NotPlanned), Variants: []variant{},
	}
	for _, v := range s.Variants {
		q.Variants = append(q.Variants, variant{v.ID, v.About})
	}
	return q
}

// orEmpty makes a list that is absent an empty one, which JSON writes as [].
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// known returns a moment, nil for never.
func known(t unit.Second) *unit.Second {
	if t < 0 || t >= unit.Never {
		return nil
	}
	return &t
}
