package report

import (
	"math"
	"strings"

	"wayout/internal/folder"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"

	model "wayout/internal/people"
)

// ClassCount is one class of people, or those without a car, those who stay, or animals, named as
// in files, at the used population.
type ClassCount struct {
	ID      string  `json:"id"`
	People  int64   `json:"people"`
	Shared  int64   `json:"by_share,omitempty"` // of them; the others were counted place by place
	Percent float64 `json:"share_percent,omitempty"`
	Default bool    `json:"share_default,omitempty"`
	Source  string  `json:"source,omitempty"`
	Latest  string  `json:"latest,omitempty"`
	Longest float64 `json:"longest_hours,omitempty"`
}

// TravelSummary tells who travels how if every car has fuel.
type TravelSummary struct {
	ByCar Range `json:"by_car"`
	Fleet Range `json:"in_the_fleet"`
	Stays Range `json:"stays"`
	// First are those in the fleet, at the used population, who cannot walk, are patients, children
	// alone or of an institution, and who rides along with them.
	First int64 `json:"in_the_fleet_first"`
}

// InstitutionSummary is one institution.
type InstitutionSummary struct {
	ID        string           `json:"id"`
	Name      string           `json:"name"`
	Place     string           `json:"place"`
	Residents map[string]int64 `json:"residents"` // by class
	Staff     int64            `json:"staff"`
	ReadyFrom string           `json:"ready_from,omitempty"`
	Note      string           `json:"note,omitempty"`
}

// people returns its residents.
func (i *InstitutionSummary) people() int64 {
	var sum int64
	for _, n := range i.Residents {
		sum += n
	}
	return sum
}

// FleetSummary is a number of equal vehicles. A duty of 0 has crews that take turns, a range of 0
// is not limited.
type FleetSummary struct {
	ID          string  `json:"id"`
	Kind        string  `json:"kind"`
	Count       int     `json:"count"`
	Seats       int     `json:"seats"`
	Wheelchairs int     `json:"wheelchairs"`
	Stretchers  int     `json:"stretchers"`
	Depot       string  `json:"depot"`
	From        string  `json:"from,omitempty"`
	To          string  `json:"to,omitempty"`
	Duty        float64 `json:"crew_hours"`
	Rest        float64 `json:"rest_hours"`
	Range       float64 `json:"range_km,omitempty"`
	Litres      float64 `json:"litres_per_100_km"`
	Cars        int64   `json:"cars"`
	Note        string  `json:"note,omitempty"`
}

// ReliefSummary is a number of lorries with supplies. Days are how long all of them together supply
// the people of the place; 0 where that is not known.
type ReliefSummary struct {
	ID         string  `json:"id"`
	Item       string  `json:"item"`
	Lorries    int     `json:"lorries"`
	Depot      string  `json:"depot"`
	Place      string  `json:"place"`
	From       string  `json:"from,omitempty"`
	PersonDays int64   `json:"person_days,omitempty"` // of one lorry
	Days       float64 `json:"days,omitempty"`
	Cars       int64   `json:"cars"`
	Note       string  `json:"note,omitempty"`
}

// StockSummary is how long an item lasts at a place from the start.
type StockSummary struct {
	Place string  `json:"place"`
	Item  string  `json:"item"`
	Days  float64 `json:"days"`
	Note  string  `json:"note,omitempty"`
}

// SiteSummary is one site. Zero of anything means that it is not known.
type SiteSummary struct {
	ID       string       `json:"id"`
	Name     string       `json:"name"`
	Place    string       `json:"place"`
	Kind     string       `json:"kind"`
	Capacity int64        `json:"capacity,omitempty"` // people
	Has      SiteSupplies `json:"has"`
	Needs    SiteSupplies `json:"needs"` // when it is full, on its first two days
	Meals    int64        `json:"meals_day,omitempty"`
	NoMeals  bool         `json:"no_meals,omitempty"` // it is known that there are none
	Heated   bool         `json:"heated"`
	Note     string       `json:"note,omitempty"`
}

// SiteSupplies are what a site has or needs.
type SiteSupplies struct {
	Covered int64 `json:"covered_m2,omitempty"`
	Water   int64 `json:"water_litres_day,omitempty"`
	Toilets int64 `json:"toilets,omitempty"`
}

// FuelSummary tells what fuel there is.
type FuelSummary struct {
	Tanks  float64      `json:"tanks_litres"` // at the start, of all places
	Given  int          `json:"tanks_given"`  // places with people whose tanks are not assumed
	Points []FuelDetail `json:"points"`
}

// FuelDetail is one fuel point. A ration of 0 is as much as a car needs.
type FuelDetail struct {
	ID         string         `json:"id"`
	Name       string         `json:"name"`
	Place      string         `json:"place"`
	Litres     float64        `json:"litres"`
	Ration     float64        `json:"ration_litres,omitempty"`
	Rate       float64        `json:"rate"` // cars an hour
	From       string         `json:"from,omitempty"`
	To         string         `json:"to,omitempty"`
	Deliveries []FuelDelivery `json:"deliveries,omitempty"`
	Note       string         `json:"note,omitempty"`
}

// FuelDelivery is fuel that comes to a point.
type FuelDelivery struct {
	At     string  `json:"at"`
	Litres float64 `json:"litres"`
}

// PathSummary is one way on foot. Hours are what a column walks, with its halts.
type PathSummary struct {
	ID         string  `json:"id"`
	From       string  `json:"from"`
	To         string  `json:"to"`
	Kilometres float64 `json:"km"`
	Hours      float64 `json:"hours_on_foot"`
	Rate       float64 `json:"people_per_hour"`
	Open       string  `json:"hours,omitempty"`
	Posts      float64 `json:"posts_km,omitempty"`
	Note       string  `json:"note,omitempty"`
}

// describeNeeds adds who needs more than a seat in a car, and what there is for them.
func describeNeeds(out *Summary, f *folder.Folder) {
	s := f.Scenario
	out.SafeToStop = s.SafeToStop.Hours()
	out.Classes, out.NotCounted = describeClasses(s, f.Shares)
	out.Travel = describeTravel(s)
	out.Institutions = describeAll(s, s.Institutions, describeInstitution)
	out.Fleet = describeAll(s, s.Fleet, describeFleet)
	out.Relief = describeAll(s, s.Relief, describeRelief)
	out.Stocks = describeAll(s, s.Stocks, describeStock)
	out.Sites = describeAll(s, s.Sites, describeSite)
	out.Paths = describeAll(s, s.Paths, describePath)
	if s.HasFuel() {
		out.Fuel = describeFuel(s)
	}
}

// classID returns a class as files name it.
func classID(c model.Class) string { return strings.ReplaceAll(c.String(), " ", "_") }

// describeClasses returns the classes that anybody is in or that the folder lists; and, where
// nobody was counted at all, how many there would be by the shares of the assumptions.
func describeClasses(s *scenario.Scenario, shares []folder.Share) (counted, missing []ClassCount) {
	for _, c := range countsOf(s) {
		for _, share := range shares {
			if share.ID == c.ID && share.Listed {
				c.Shared, c.Percent, c.Default, c.Source = int64(share.Shared), share.Percent, share.Default, share.Source
			}
		}
		if c.People > 0 || c.Source != "" {
			counted = append(counted, c)
		}
	}
	if s.HasClasses() {
		return counted, nil
	}
	for _, c := range model.Classes[model.WalksLittle:] {
		percent := s.Assumption(scenario.ShareName(classID(c)))
		n := int64(math.Round(float64(s.TotalPeople(model.Used)) * percent / 100))
		missing = append(missing, ClassCount{ID: classID(c), People: n, Percent: percent})
	}
	return counted, missing
}

// countsOf adds up the counts of all places.
func countsOf(s *scenario.Scenario) []ClassCount {
	var sum model.Counts
	for i := range s.Places {
		counts := &s.Places[i].Counts
		for c, n := range counts.Class {
			sum.Class[c] += n
		}
		sum.NoCar += counts.NoCar
		sum.Stays += counts.Stays
		sum.Animals += counts.Animals
	}
	out := tally(&sum)
	for i, c := range model.Classes[model.WalksLittle:] {
		needs := s.ClassNeeds(c)
		_, out[i].Latest = bounds(s, 0, needs.Latest)
		out[i].Longest = needs.Longest.Hours()
	}
	return out
}

// tally lists counts by the names that files give them, classes first.
func tally(counts *model.Counts) []ClassCount {
	var out []ClassCount
	for _, c := range model.Classes[model.WalksLittle:] {
		out = append(out, ClassCount{ID: classID(c), People: int64(counts.Class[c])})
	}
	return append(out,
		ClassCount{ID: "no_car", People: int64(counts.NoCar)},
		ClassCount{ID: "stays", People: int64(counts.Stays)},
		ClassCount{ID: "animals", People: counts.Animals})
}

func describeTravel(s *scenario.Scenario) TravelSummary {
	var out TravelSummary
	at := func(level model.Level) (car, fleet, stays int64) {
		for i := range s.Places {
			t := s.Travel(i, level, 0)
			car, fleet, stays = car+int64(t.ByCar), fleet+int64(t.InGroups()), stays+int64(t.Stays)
			for _, g := range t.Groups {
				if level == model.Used && g.Tier() == 0 {
					out.First += int64(g.People)
				}
			}
		}
		return car, fleet, stays
	}
	out.ByCar.Low, out.Fleet.Low, out.Stays.Low = at(model.Low)
	out.ByCar.Used, out.Fleet.Used, out.Stays.Used = at(model.Used)
	out.ByCar.High, out.Fleet.High, out.Stays.High = at(model.High)
	return out
}

func describeInstitution(s *scenario.Scenario, i *model.Institution) InstitutionSummary {
	out := InstitutionSummary{
		ID: i.ID, Name: i.Name, Place: s.Places[i.Place].Name, Staff: int64(i.Staff),
		Residents: map[string]int64{}, Note: i.Note,
	}
	for c, n := range i.Residents {
		if n > 0 {
			out.Residents[classID(model.Class(c))] = int64(n)
		}
	}
	out.ReadyFrom, _ = bounds(s, i.Ready, unit.Never)
	return out
}

func describeFleet(s *scenario.Scenario, f *model.Fleet) FleetSummary {
	out := FleetSummary{
		ID: f.ID, Kind: string(f.Kind), Count: f.Count,
		Seats: f.Places.Seats, Wheelchairs: f.Places.Wheelchairs, Stretchers: f.Places.Stretchers,
		Depot: s.Places[f.Depot].Name, Duty: f.Duty.Hours(), Rest: f.Rest.Hours(), Range: kilometres(f.Range),
		Litres: float64(f.PerKilometre) / 10, Cars: int64(f.Weight), Note: f.Note,
	}
	out.From, out.To = bounds(s, f.From, f.To)
	return out
}

func describeRelief(s *scenario.Scenario, r *model.Relief) ReliefSummary {
	out := ReliefSummary{
		ID: r.ID, Item: string(r.Item), Lorries: r.Lorries, Depot: s.Places[r.Depot].Name, Place: s.Places[r.Place].Name,
		PersonDays: int64(r.PersonDays), Cars: int64(r.Weight), Note: r.Note,
	}
	if n := s.People(r.Place, model.Used); n > 0 {
		out.Days = float64(r.Lorries) * float64(r.PersonDays) / float64(n)
	}
	out.From, _ = bounds(s, r.From, unit.Never)
	return out
}

func describeStock(s *scenario.Scenario, stock *model.Stock) StockSummary {
	return StockSummary{s.Places[stock.Place].Name, string(stock.Item), stock.Lasts.Hours() / 24, stock.Note}
}

func describeSite(s *scenario.Scenario, site *model.Site) SiteSummary {
	n := float64(site.Capacity)
	return SiteSummary{
		ID: site.ID, Name: site.Name, Place: s.Places[site.Place].Name, Kind: string(site.Kind), Capacity: int64(site.Capacity),
		Has: SiteSupplies{site.Covered, site.Water, site.Toilets},
		Needs: SiteSupplies{
			Covered: int64(math.Ceil(n * s.Assumption("covered_square_metres"))),
			Water:   int64(math.Ceil(n * s.Assumption("water_litres"))),
			Toilets: int64(math.Ceil(n / s.Assumption("people_per_toilet_at_once"))),
		},
		Meals: max(0, site.Meals), NoMeals: site.Meals < 0, Heated: site.Heated, Note: site.Note,
	}
}

func describeFuel(s *scenario.Scenario) FuelSummary {
	out := FuelSummary{Points: describeAll(s, s.FuelPoints, describeFuelPoint)}
	for i := range s.Places {
		out.Tanks += s.Tanks(i).Litres()
		if s.Places[i].HasTanks && s.Places[i].People.High > 0 {
			out.Given++
		}
	}
	return out
}

func describeFuelPoint(s *scenario.Scenario, p *model.FuelPoint) FuelDetail {
	out := FuelDetail{
		ID: p.ID, Name: p.Name, Place: s.Places[p.Place].Name,
		Litres: p.Stock.Litres(), Ration: p.Ration.Litres(), Rate: p.Rate.VehiclesPerHour(), Note: p.Note,
	}
	out.From, out.To = bounds(s, p.From, p.To)
	for _, d := range p.Deliveries {
		out.Deliveries = append(out.Deliveries, FuelDelivery{s.Instant(d.At), d.Amount.Litres()})
	}
	return out
}

func describePath(s *scenario.Scenario, p *roads.Path) PathSummary {
	walks := kilometres(p.Length) / s.Assumption("foot_speed_kmh")
	return PathSummary{
		ID: p.ID, From: s.Places[p.From].Name, To: s.Places[p.To].Name, Kilometres: kilometres(p.Length),
		Hours: walks + math.Floor(walks)*s.Assumption("foot_halt_minutes")/60,
		Rate:  p.Rate.VehiclesPerHour(), Open: openingHours(p.Hours), Posts: kilometres(p.Posts), Note: p.Note,
	}
}
