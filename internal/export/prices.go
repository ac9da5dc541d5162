package export

import (
	"wayout/internal/pricing"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// PriceList is the price list as JSON. Hours are null where people do not get out within the
// horizon, with or without the concession, and where no plan was made with it.
type PriceList struct {
	head
	Scenario  string          `json:"scenario"`
	Start     string          `json:"start"`
	SHA256    string          `json:"inputs_sha256"`
	Now       priceNowJSON    `json:"now"`
	Prices    []priceJSON     `json:"prices"`
	Gates     []gateLimitJSON `json:"gates"`
	Lorry     *lorryJSON      `json:"relief_lorry,omitempty"`
	Elsewhere *float64        `json:"hours_at_most_elsewhere"`
}

// lorryJSON is what one relief lorry in and out costs those who leave.
type lorryJSON struct {
	Gate    string      `json:"gate"`
	Passes  int64       `json:"cars_it_counts_as"`
	People  unit.Person `json:"people_who_wait_for_it"`
	Minutes float64     `json:"minutes_later"`
}

type priceNowJSON struct {
	T100Hours    *float64    `json:"t100_hours"`
	People       unit.Person `json:"people"`
	PeopleServed unit.Person `json:"people_served"`
}

type priceJSON struct {
	Stage         string       `json:"stage"`
	ID            string       `json:"id"`
	Name          string       `json:"name"`
	Change        string       `json:"change"`
	HoursAtMost   *float64     `json:"hours_saved_at_most"`
	HoursAchieved *float64     `json:"hours_saved_achieved"`
	Hours90       *float64     `json:"hours_saved_achieved_t90"`
	PeopleMore    *unit.Person `json:"people_more_served"`
	PeoplePerDay  *unit.Person `json:"people_per_day_more"`
	BindsNext     string       `json:"binds_next,omitempty"`
	BindsNextRate *float64     `json:"binds_next_rate"`
}

type gateLimitJSON struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Rate      float64  `json:"rate"`
	StopsAt   float64  `json:"stops_helping_at_rate"`
	BindsNext string   `json:"binds_next,omitempty"`
	T100Hours *float64 `json:"t100_hours"`
}

// Prices returns a price list for programs.
func Prices(s *scenario.Scenario, list *pricing.PriceList) PriceList {
	out := PriceList{
		head:     headOf("wayout prices"),
		Scenario: s.Name, Start: s.Instant(0), SHA256: s.SHA256,
		Now:    priceNowJSON{hours(list.Now.Clearance.T100), list.Now.People, list.Now.PeopleServed},
		Prices: []priceJSON{}, Gates: []gateLimitJSON{}, Elsewhere: hours(list.Elsewhere),
	}
	for _, p := range list.Prices {
		price := priceJSON{Stage: p.Stage, ID: p.ID, Name: p.Name, Change: p.Change.String(), HoursAtMost: hours(p.HoursAtMost)}
		if p.Solved {
			price.HoursAchieved, price.Hours90 = hours(p.Saved), hours(p.Saved90)
			price.PeopleMore, price.PeoplePerDay = new(p.PeopleMore), new(p.PeoplePerDay)
		}
		if p.Next != nil {
			price.BindsNext, price.BindsNextRate = p.Next.Label(), new(p.Next.Rate.VehiclesPerHour())
		}
		out.Prices = append(out.Prices, price)
	}
	if l := list.Lorry; l != nil {
		out.Lorry = &lorryJSON{l.Gate, int64(l.Passes), l.People, tidy(float64(l.Time) / float64(unit.Minute))}
	}
	for _, g := range list.Gates {
		out.Gates = append(out.Gates, gateLimitJSON{
			ID: g.ID, Name: g.Name, Rate: g.Now.VehiclesPerHour(), StopsAt: g.Stops.VehiclesPerHour(),
			BindsNext: g.Next, T100Hours: hours(g.Clear),
		})
	}
	return out
}

// roadPriceColumns are the columns of the sheet of RoadPrices with their HXL tags.
var roadPriceColumns = [][2]string{
	{"road_id", "#loc+code+road"},
	{"road", "#loc+name+road"},
	{"change", "#x_change"},
	{"hours_saved_at_most", "#x_hours+max"},
	{"vehicles_more_at_most", "#x_vehicles+max"},
}

// RoadPrices returns a sheet with a row for a lane more on every road, and for every road that is ever shut without
// its closures and hours, those that may save most first. Hours are empty where people do not get out
// within the horizon.
func RoadPrices(s *scenario.Scenario, list *pricing.PriceList) []byte {
	out := newSheet(roadPriceColumns)
	for _, p := range list.Roads {
		saved := ""
		if p.HoursAtMost < unit.Never {
			saved = hourCell(max(0, p.HoursAtMost))
		}
		out.row([]string{
			Inert(s.Roads[p.Road].ID), Inert(s.RoadTitle(p.Road)), string(p.Change.Kind), saved, countCell(p.More),
		})
	}
	return out.text()
}

// JSON returns the list as bytes.
func (p PriceList) JSON() []byte { return Marshal(p) }
