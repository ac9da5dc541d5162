package census

import (
	"github.com/paulmach/orb"

	"wayout/internal/gazetteer"
	"wayout/internal/problem"
	"wayout/internal/sheet"
	"wayout/internal/unit"
)

// Table is what a file holds.
type Table struct {
	Rows []Row
	Form sheet.Detected // to be shown
}

// Row is one settlement.
type Row struct {
	Where problem.Where // its line
	// ID is one of the map, a p-code, or an id of the planner's; "" where there is none, and "new" where the
	// planner says that the settlement is on no map. It is compared whole and never taken apart.
	ID      string
	Name    string // "" only where there is an id
	Names   []gazetteer.Name
	Aliases []string
	At      orb.Point // lon, lat in degrees; valid where Located
	Located bool
	// Low, People and High are valid where Counted, and in this order. A single number stands for all.
	Low, People, High unit.Person
	Counted           bool
	Vehicles          unit.Vehicle // valid where HasVehicles
	HasVehicles       bool
	Source            string // of the number of people
}

// unseen is the id of a settlement that is certainly on no map.
const unseen = "new"

// IsNew reports whether the planner said that it is on no map.
func (r *Row) IsNew() bool { return r.ID == unseen }

// called returns what to call it in messages.
func (r *Row) called() string {
	if r.Name == "" {
		return r.ID
	}
	return r.Name
}
