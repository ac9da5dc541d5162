package count

import (
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// reportJSON is the report for programs. Instants are RFC 3339 in the scenario's time zone; null
// stands where something is not known.
type reportJSON struct {
	Format      string         `json:"format"`
	Version     int            `json:"version"`
	Level       string         `json:"level"`
	PlanVersion int            `json:"plan_version"`
	Now         string         `json:"now"`
	LateMinutes float64        `json:"late_minutes"`
	Counts      int            `json:"counts"`
	Compared    int            `json:"pairs_compared"`
	AfterNow    int            `json:"counts_later_than_now"`
	Alarms      []alarmJSON    `json:"alarms"`
	Do          string         `json:"do,omitempty"` // what the alarms ask for
	Balance     balanceJSON    `json:"balance"`
	Moving      []movingJSON   `json:"on_the_way"`
	NotStarted  notStartedJSON `json:"not_started"`
	Notes       []noteJSON     `json:"notes"`
	Totals      []totalJSON    `json:"totals"`
}

type seenJSON struct {
	Check    string        `json:"check"`
	Gate     *string       `json:"gate"`
	Place    *string       `json:"place"`
	At       string        `json:"at"`
	People   *unit.Person  `json:"people"`   // null where they are only expected
	Vehicles *unit.Vehicle `json:"vehicles"` // null where they were not counted
	Line     int           `json:"line,omitempty"`
}

type alarmJSON struct {
	Kind     string       `json:"kind"`
	Sheet    string       `json:"sheet"`
	Label    string       `json:"label,omitempty"`
	People   unit.Person  `json:"people"`
	Vehicles unit.Vehicle `json:"vehicles"`
	Since    string       `json:"since"`
	From     seenJSON     `json:"from"`
	To       seenJSON     `json:"to"`
	More     []string     `json:"sheets_with_as_many_more"`
	Regained unit.Person  `json:"people_regained_later"`
}

type balanceJSON struct {
	Sheets   int         `json:"sheets"`
	First    unit.Person `json:"people_first_counted"`
	Lost     unit.Person `json:"people_fewer"`
	Joined   unit.Person `json:"people_more"`
	Arrived  unit.Person `json:"people_arrived"`
	OnTheWay unit.Person `json:"people_on_the_way"`
	NotSeen  unit.Person `json:"people_not_seen"` // of those on the way
	Again    unit.Person `json:"people_counted_again_in_vehicles"`
}

type movingJSON struct {
	Sheet  string      `json:"sheet"`
	Label  string      `json:"label,omitempty"`
	People unit.Person `json:"people"`
	Last   seenJSON    `json:"last"`
	Next   *seenJSON   `json:"next"` // null on sheets of older versions
	Alarm  bool        `json:"alarm"`
}

type notStartedJSON struct {
	Convoys int         `json:"convoys"`
	People  unit.Person `json:"people"`
	Sheets  []string    `json:"sheets"`
}

type noteJSON struct {
	Kind     string       `json:"kind"`
	Sheet    string       `json:"sheet"`
	Label    string       `json:"label,omitempty"`
	People   unit.Person  `json:"people"`
	Vehicles unit.Vehicle `json:"vehicles"`
	From     seenJSON     `json:"from"`
	To       seenJSON     `json:"to"`
	Fewer    []string     `json:"sheets_with_as_many_fewer"`
}

type totalJSON struct {
	Check           string       `json:"check"`
	Gate            *string      `json:"gate"`
	Convoys         int          `json:"convoys"`
	People          unit.Person  `json:"people"`
	Vehicles        unit.Vehicle `json:"vehicles"`
	Planned         unit.Person  `json:"people_planned"`
	PlannedVehicles unit.Vehicle `json:"vehicles_planned"`
	Older           int          `json:"convoys_of_older_versions"`
	OlderPeople     unit.Person  `json:"people_of_older_versions"`
	OlderVehicles   unit.Vehicle `json:"vehicles_of_older_versions"`
	Again           unit.Person  `json:"people_counted_again_in_vehicles"`
}

// JSON returns the report for encoding/json. The scenario must be the one compared with.
func (r *Report) JSON(s *scenario.Scenario) any {
	b := &r.Balance
	out := reportJSON{
		Format: "wayout counts", Version: 1, Level: "restricted",
		PlanVersion: r.Version, Now: s.Instant(r.Now), LateMinutes: float64(r.Late) / float64(unit.Minute),
		Counts: r.Counts, Compared: r.Compared, AfterNow: r.AfterNow,
		Alarms: []alarmJSON{}, Moving: []movingJSON{}, Notes: []noteJSON{}, Totals: []totalJSON{},
		Balance:    balanceJSON{b.Sheets, b.First, b.Lost, b.Joined, b.Arrived, b.OnTheWay, b.NotSeen, b.Again},
		NotStarted: notStartedJSON{len(r.NotStarted.Numbers), r.NotStarted.People, []string{}},
	}
	for i := range r.Alarms {
		out.Do = StopConvoys
		out.Alarms = append(out.Alarms, alarmOut(s, &r.Alarms[i]))
	}
	for i := range r.Moving {
		out.Moving = append(out.Moving, movingOut(s, &r.Moving[i]))
	}
	for i := range r.Notes {
		n := &r.Notes[i]
		out.Notes = append(out.Notes, noteJSON{
			n.Kind.String(), n.Sheet.String(), n.Label, n.People, n.Vehicles, seenOut(s, &n.From), seenOut(s, &n.To), sheetsOut(n.Fewer),
		})
	}
	for i := range r.Totals {
		t := &r.Totals[i]
		out.Totals = append(out.Totals, totalJSON{
			t.Check.String(), gateOut(s, t.Gate), t.Convoys, t.People, t.Vehicles, t.Planned, t.PlannedVehicles,
			t.Older, t.OlderPeople, t.OlderVehicles, t.Again,
		})
	}
	for _, number := range r.NotStarted.Numbers {
		out.NotStarted.Sheets = append(out.NotStarted.Sheets, Sheet{Version: r.Version, Number: number}.String())
	}
	return out
}

func alarmOut(s *scenario.Scenario, a *Alarm) alarmJSON {
	out := alarmJSON{
		Kind: a.Kind.String(), Sheet: a.Sheet.String(), Label: a.Label, People: a.People, Vehicles: a.Vehicles,
		Since: s.Instant(a.From.At), From: seenOut(s, &a.From), To: seenOut(s, &a.To), More: sheetsOut(a.More), Regained: a.Regained,
	}
	if a.Kind == NotSeen {
		out.To.People = nil
	}
	return out
}

func movingOut(s *scenario.Scenario, m *OnTheWay) movingJSON {
	out := movingJSON{m.Sheet.String(), m.Label, m.Last.People, seenOut(s, &m.Last), nil, m.Missed}
	if m.Known {
		next := seenOut(s, &m.Next)
		next.People = nil
		out.Next = &next
	}
	return out
}

func seenOut(s *scenario.Scenario, seen *Seen) seenJSON {
	out := seenJSON{Check: seen.Check.String(), Gate: gateOut(s, seen.Gate), At: s.Instant(seen.At), People: &seen.People, Line: seen.Line}
	if seen.Place >= 0 {
		out.Place = &s.Places[seen.Place].ID
	}
	if seen.HasVehicles {
		out.Vehicles = &seen.Vehicles
	}
	return out
}

func gateOut(s *scenario.Scenario, gate int) *string {
	if gate < 0 {
		return nil
	}
	return &s.Gates[gate].ID
}

func sheetsOut(sheets []Sheet) []string {
	out := []string{}
	for _, sheet := range sheets {
		out = append(out, sheet.String())
	}
	return out
}
