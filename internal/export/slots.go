package export

import (
	"fmt"
	"strconv"
	"strings"

	"wayout/internal/convoy"
	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// slotColumns are the columns of slots.csv with their HXL tags.
var slotColumns = [][2]string{
	{"place_id", "#loc+code+origin"},
	{"place", "#loc+name+origin"},
	{"depart", "#date+start"},
	{"end", "#date+end"},
	{"minutes", "#x_minutes"},
	{"vehicles", "#x_vehicles"},
	{"people", "#targeted+ind"},
	{"vehicles_per_hour", "#x_vehicles+per_hour"},
	{"groups", "#x_groups"},
	{"group_labels", "#x_groups+label"},
	{"route", "#x_route"},
	{"reception_id", "#loc+code+dest"},
	{"reception", "#loc+name+dest"},
	{"first_arrival", "#date+arrival+start"},
	{"last_arrival", "#date+arrival+end"},
}

// Slots returns slots.csv: a row per slot in the order of departure, with a row of HXL tags under
// the header. Groups are numbered by place over the whole plan.
func Slots(s *scenario.Scenario, p *plan.Plan) []byte {
	out := newSheet(slotColumns)
	groups := make([]int, len(s.Places))
	for i := range p.Slots {
		out.row(slotRow(s, p, &p.Slots[i], groups))
	}
	return out.text()
}

// slotRow returns the cells of one slot and counts its groups.
func slotRow(s *scenario.Scenario, p *plan.Plan, slot *plan.Slot, groups []int) []string {
	route := &p.Routes[slot.Route]
	place := &s.Places[route.Place]
	reception := &s.Receptions[route.Reception]
	sizes := convoy.Sizes(slot.Vehicles, convoy.GroupSize(s))
	var labels []string
	for _, size := range sizes {
		groups[route.Place]++
		labels = append(labels, fmt.Sprintf("%s-%d (%d)", place.ID, groups[route.Place], size))
	}
	arrive := route.Arrive()
	perHour := float64(slot.Vehicles) / slot.Length.Hours()
	return []string{
		Inert(place.ID), Inert(place.Name),
		s.Instant(slot.Depart), s.Instant(slot.End()),
		strconv.FormatFloat(float64(slot.Length)/float64(unit.Minute), 'f', -1, 64),
		fmt.Sprint(slot.Vehicles), fmt.Sprint(slot.People),
		strconv.FormatFloat(perHour, 'f', 1, 64),
		fmt.Sprint(len(sizes)), Inert(strings.Join(labels, " | ")),
		Inert(strings.Join(convoy.WayNames(s, route.Place, route.Legs), " – ")),
		Inert(reception.ID), Inert(s.Places[reception.Place].Name),
		s.Instant(slot.Depart + arrive), s.Instant(slot.End() + arrive),
	}
}
