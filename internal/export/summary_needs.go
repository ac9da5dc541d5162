package export

import (
	"wayout/internal/planner"
	"wayout/internal/scenario"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// travellerJSON is one kind of travellers. Patients are counted with whoever attends them.
type travellerJSON struct {
	Kind     string      `json:"kind"`
	People   unit.Person `json:"people"`
	Served   unit.Person `json:"people_served"`
	OnFoot   unit.Person `json:"people_on_foot,omitempty"`
	T50      *string     `json:"t50"`
	T90      *string     `json:"t90"`
	T100     *string     `json:"t100"`
	Latest   *string     `json:"latest,omitempty"`
	ByLatest unit.Person `json:"people_out_by_latest,omitempty"`
	Missing  int         `json:"vehicles_missing,omitempty"`
	Fleet    string      `json:"of_fleet,omitempty"`
}

// roundsJSON is what the fleet does.
type roundsJSON struct {
	Vehicles      int          `json:"vehicles"`
	VehiclesUsed  int          `json:"vehicles_used"`
	Trips         int          `json:"trips"`
	Loads         int          `json:"loads"`
	Seats         int          `json:"seats_at_once"`
	Stretchers    int          `json:"stretcher_places_at_once"`
	People        unit.Person  `json:"people_who_need_it"`
	Carried       unit.Person  `json:"people_carried"`
	PatientsHours *float64     `json:"patients_out_hours"`
	AllHours      *float64     `json:"all_out_hours"`
	PatientsBound *float64     `json:"patients_bound_hours"`
	AllBound      *float64     `json:"all_bound_hours"`
	Litres        float64      `json:"litres"`
	GatePasses    unit.Vehicle `json:"gate_passes_as_cars"`
	Inbound       unit.Vehicle `json:"of_these_driving_in"`
	Lorries       unit.Vehicle `json:"of_these_relief_lorries"`
	Divided       []string     `json:"institutions_divided"`
}

// fuelJSON is what the fuel moves.
type fuelJSON struct {
	StockLitres     float64        `json:"stock_litres"`
	TankLitres      float64        `json:"tank_litres"`
	GivenLitres     float64        `json:"given_litres"`
	CarsByPoint     []unit.Vehicle `json:"cars_by_point"`
	CarsNoFuel      unit.Vehicle   `json:"cars_without_fuel"`
	PeopleNoFuel    unit.Person    `json:"people_without_fuel"`
	CarsByRation    unit.Vehicle   `json:"cars_that_larger_rations_would_move"`
	NeedSlots       float64        `json:"litres_a_car_by_slots"`
	NeedQueue       float64        `json:"litres_a_car_in_the_queue"`
	CarsSlots       unit.Vehicle   `json:"cars_with_fuel_by_slots"`
	CarsQueue       unit.Vehicle   `json:"cars_with_fuel_in_the_queue"`
	PeopleByCar     unit.Person    `json:"people_the_fuel_moves_by_car"`
	PeopleByBus     unit.Person    `json:"people_the_fuel_moves_by_bus"`
	LargestLitres   float64        `json:"largest_need_litres"`
	QueueHoursACar  float64        `json:"queue_hours_a_car"`
	HoldsHours      float64        `json:"fuel_points_hold_back_hours"`
	PointCarsMostAt string         `json:"busiest_point,omitempty"`
}

// stockJSON is how long a stock lasts.
type stockJSON struct {
	Place   string      `json:"place"`
	Item    string      `json:"item"`
	RunsOut *string     `json:"runs_out"`
	Leaves  string      `json:"last_leaves"`
	Lacking float64     `json:"person_days_lacking"`
	Brought unit.Person `json:"person_days_brought"`
}

// siteJSON is the fullest hour of a site.
type siteJSON struct {
	Site    string      `json:"site"`
	From    string      `json:"fullest_hour"`
	People  unit.Person `json:"people"`
	Water   int64       `json:"water_litres_day"`
	Toilets int64       `json:"toilets"`
	Food    int64       `json:"kilocalories_day"`
	Covered int64       `json:"covered_m2"`
	Red     []string    `json:"red_flags"`
	Unknown []string    `json:"not_known"`
}

// addNeeds adds what the summary says of people who need more than a seat in their own car, and of
// what everybody needs on the way.
func (out *Summary) addNeeds(s *scenario.Scenario, r *planner.Result) {
	out.Stays = r.Stays
	out.CannotWalk = r.Rounds.CannotWalk
	out.Complete = r.Rounds.CannotWalk == 0
	out.Travellers = []travellerJSON{}
	for _, k := range r.Kinds {
		entry := travellerJSON{
			Kind: k.Kind.String(), People: k.People, Served: k.Served, OnFoot: k.OnFoot,
			T50: instantOf(s, k.Times.T50), T90: instantOf(s, k.Times.T90), T100: instantOf(s, k.Times.T100),
			Latest: instantOf(s, k.Latest),
		}
		if k.More > 0 {
			entry.Missing, entry.Fleet = k.More, s.Fleet[k.Row].ID
		}
		if entry.Latest != nil {
			entry.ByLatest = k.ByLatest
		}
		out.Travellers = append(out.Travellers, entry)
	}
	out.addRounds(s, r)
	out.addFuel(s, r)
	out.Stocks = []stockJSON{}
	for _, x := range r.Shortages {
		out.Stocks = append(out.Stocks, stockJSON{
			Place: s.Places[x.Place].ID, Item: string(x.Item), RunsOut: instantOf(s, x.RunsOut),
			Leaves: s.Instant(x.Leaves), Lacking: tidy(x.Lacking), Brought: x.Brought,
		})
	}
	out.Sites = []siteJSON{}
	for _, h := range supply.Fullest(r.SiteHours) {
		red, unknown := h.Flags(s)
		out.Sites = append(out.Sites, siteJSON{
			Site: s.Sites[h.Site].ID, From: s.Instant(h.From), People: h.People,
			Water: h.Water, Toilets: h.Toilets, Food: h.Kilocalories, Covered: h.Covered,
			Red: emptyNotNull(red), Unknown: emptyNotNull(unknown),
		})
	}
	if r.CautionCost != nil {
		out.Caution = &dangerCostJSON{r.CautionCost.People, hours(r.CautionCost.Clearance)}
	}
}

func (out *Summary) addRounds(s *scenario.Scenario, r *planner.Result) {
	x := &r.Rounds
	if x.People == 0 && x.LorryPasses == 0 {
		return
	}
	out.Rounds = &roundsJSON{
		Vehicles: x.Vehicles, VehiclesUsed: x.Used, Trips: x.Trips, Loads: x.Loaded,
		Seats: x.Seats, Stretchers: x.Stretchers, People: x.People, Carried: x.Carried,
		PatientsHours: hours(x.PatientsAfter), AllHours: hours(x.AllAfter),
		PatientsBound: hours(x.PatientsBound), AllBound: hours(x.AllBound),
		Litres: tidy(x.Litres), GatePasses: x.GatePasses, Inbound: x.InboundPasses, Lorries: x.LorryPasses,
		Divided: []string{},
	}
	for _, i := range x.Divided {
		out.Rounds.Divided = append(out.Rounds.Divided, s.Institutions[i].ID)
	}
}

func (out *Summary) addFuel(s *scenario.Scenario, r *planner.Result) {
	f := &r.Fuel
	if !f.Planned {
		return
	}
	out.Fuel = &fuelJSON{
		StockLitres: f.Stock.Litres(), TankLitres: f.Tanks.Litres(), GivenLitres: f.Given.Litres(),
		CarsByPoint: emptyNotNull(f.Served), CarsNoFuel: f.NoFuel, PeopleNoFuel: f.NoFuelPeople, CarsByRation: f.BeyondRation,
		NeedSlots: tidy(f.NeedSlots), NeedQueue: tidy(f.NeedQueue), CarsSlots: f.CarsSlots, CarsQueue: f.CarsQueue,
		PeopleByCar: f.PeopleByCar, PeopleByBus: f.PeopleByBus,
		LargestLitres: f.LargestRation.Litres(), QueueHoursACar: tidy(f.QueueHours), HoldsHours: tidy(f.Holds.Hours()),
	}
	most := unit.Vehicle(0)
	for i, n := range f.Served {
		if n > most {
			most, out.Fuel.PointCarsMostAt = n, s.FuelPoints[i].ID
		}
	}
}

// instantOf returns a moment as an instant, nil for one that is never reached.
func instantOf(s *scenario.Scenario, t unit.Second) *string {
	if t >= unit.Never {
		return nil
	}
	return new(s.Instant(t))
}

// asItStandsJSON is what the scenario without the changes of this run comes to.
type asItStandsJSON struct {
	PeopleServed unit.Person  `json:"people_served"`
	T50Hours     *float64     `json:"t50_hours"`
	T100Hours    *float64     `json:"t100_hours"`
	BoundHours   *float64     `json:"bound_t100_hours"`
	CannotWalk   unit.Person  `json:"people_who_cannot_walk_not_served"`
	CarsNoFuel   unit.Vehicle `json:"cars_without_fuel"`
}

// CompareWith adds what the scenario without the changes of this run comes to; nil adds nothing.
func (out *Summary) CompareWith(before *planner.Result) {
	if before == nil {
		return
	}
	out.AsItIs = &asItStandsJSON{
		PeopleServed: before.PeopleServed, T50Hours: hours(before.Clearance.T50), T100Hours: hours(before.Clearance.T100),
		BoundHours: hours(before.Bound.T100), CannotWalk: before.Rounds.CannotWalk, CarsNoFuel: before.Fuel.NoFuel,
	}
}
