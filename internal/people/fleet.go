package people

import "wayout/internal/unit"

// VehicleKind is what a vehicle of the fleet is.
type VehicleKind string

// The kinds of vehicles that drive rounds.
const (
	Bus       VehicleKind = "bus"
	Minibus   VehicleKind = "minibus"
	Truck     VehicleKind = "truck"
	Ambulance VehicleKind = "ambulance"
)

// VehicleKinds lists every kind.
var VehicleKinds = []VehicleKind{Bus, Minibus, Truck, Ambulance}

// Fleet is a number of equal vehicles at one depot.
type Fleet struct {
	ID     string
	Kind   VehicleKind
	Count  int
	Places Need // in one vehicle
	Depot  int  // place where they stand at From, empty and with a full tank
	From   unit.Second
	To     unit.Second // they are free until then; unit.Never: to the end
	// Duty is the longest time from a crew's first loading to its last arrival; Rest is how long
	// the vehicle stands before the next duty. Duty 0: crews take turns, the vehicle never rests.
	Duty, Rest unit.Second
	Range      unit.Metre // on one tank, filled at the depot and at receptions; 0: not limited
	// PerKilometre is what it burns, in millilitres per kilometre.
	PerKilometre int64
	Weight       unit.Vehicle // cars it counts as on roads and at gates
	Note         string
}

// Relief is a number of lorries with supplies that drive to a place and back empty.
type Relief struct {
	ID         string
	Item       Item
	Lorries    int
	Depot      int // place where they wait, loaded, and return to
	Place      int // that they supply
	From       unit.Second
	PersonDays unit.Person // that the load of one lorry lasts for one person
	Weight     unit.Vehicle
	Note       string
}

// ReliefUnloading is how long a lorry stands where it brings its load; an assumption.
const ReliefUnloading = 30 * unit.Minute

// Item is what people at a place need to hold out.
type Item string

// The items of a stock.
const (
	Food     Item = "food"
	Water    Item = "water"
	Medicine Item = "medicine"
	Power    Item = "power"
)

// Items lists every item.
var Items = []Item{Food, Water, Medicine, Power}

// Stock is what is left of an item at a place at the start.
type Stock struct {
	Place int
	Item  Item
	// Lasts is how long it lasts for all people of the place.
	Lasts unit.Second
	Note  string
}

// SiteKind is what a site is for.
type SiteKind string

// Assembly sites are where people come together shortly before their slot, holding sites where they
// stay until they leave, overnight sites where those on the way may stop.
const (
	Assembly  SiteKind = "assembly"
	Holding   SiteKind = "holding"
	Overnight SiteKind = "overnight"
)

// SiteKinds lists every kind.
var SiteKinds = []SiteKind{Assembly, Holding, Overnight}

// Site is a place that holds people for a time. Zero of a supply means that nothing is known of it.
type Site struct {
	ID       string
	Place    int
	Name     string
	Names    []Name // in other languages
	Kind     SiteKind
	Capacity unit.Person
	Covered  int64 // square metres
	Water    int64 // litres a day
	Toilets  int64
	Meals    int64 // hot meals a day; below 0: it is known that there are none
	Heated   bool
	Note     string
}

// FuelPoint hands out fuel to cars that pass its place.
type FuelPoint struct {
	ID         string
	Place      int
	Name       string
	Names      []Name          // in other languages
	Stock      unit.Millilitre // at the start
	Ration     unit.Millilitre // most for one car; 0: as much as it needs
	Rate       unit.Rate       // vehicles served in an hour
	From, To   unit.Second     // when it is open
	Deliveries []Delivery      // in order of time
	Note       string
}

// Delivery is fuel that comes to a point.
type Delivery struct {
	At     unit.Second
	Amount unit.Millilitre
}
