package planner

import (
	"slices"

	"wayout/internal/people"
	"wayout/internal/proof"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Bounding is what the bounds of a scenario ask for its used population, for whoever evaluates a certificate
// again.
type Bounding struct{ work *work }

// NewBounding returns what the bounds of a scenario ask on a network up to a horizon.
func NewBounding(s *scenario.Scenario, net *roads.Network, horizon unit.Second) *Bounding {
	return &Bounding{newWork(s, net, people.Used, horizon)}
}

// WithoutFleet leaves the fleet out, as bounds do where it does not serve everybody.
func (b *Bounding) WithoutFleet() { b.work.dropFreight() }

// CountAs counts the same people as another: those whom only this scenario lets out do not count.
func (b *Bounding) CountAs(other *Bounding) {
	if !slices.Equal(b.work.servable, other.work.servable) {
		b.work.servable, b.work.supplies = other.work.servable, other.work.supplies
	}
	b.work.freight = other.work.freight
}

// On returns the same on another network of the same nodes and links.
func (b *Bounding) On(net *roads.Network) *Bounding {
	other := *b.work
	other.net = net
	return &Bounding{&other}
}

// Network returns the network.
func (b *Bounding) Network() *roads.Network { return b.work.net }

// Question returns what cuts are asked.
func (b *Bounding) Question() *proof.Question { return b.work.ask() }

// Needed returns how many vehicles have to be out for everybody who can be served.
func (b *Bounding) Needed() unit.Vehicle { return b.work.needed(1000) }

// StageName names a link, a road by the section that binds as one.
func (b *Bounding) StageName(link int) string { return b.work.stageName(link) }

// Section returns the links in a row that bind as one with a link.
func (b *Bounding) Section(link int) []int { return b.work.section(link) }
