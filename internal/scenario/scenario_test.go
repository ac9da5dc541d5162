package scenario_test

import (
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"wayout/internal/people"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

func TestMomentsAreRoundedDown(t *testing.T) {
	s := scenariotest.Tiny()
	for after, want := range map[time.Duration]unit.Second{
		0:                        0,
		time.Nanosecond:          0,
		999 * time.Millisecond:   0,
		time.Second:              1,
		26 * time.Hour:           26 * unit.Hour,
		-time.Nanosecond:         -1,
		-time.Second:             -1,
		-1001 * time.Millisecond: -2,
		-time.Hour:               -unit.Hour,
	} {
		if got := s.Moment(s.Start.Add(after)); got != want {
			t.Errorf("%v after the start is %d, want %d", after, got, want)
		}
	}
}

// TestAtUndoesMoment: seconds come back, in any time zone.
func TestAtUndoesMoment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawScenario(t)
		moment := unit.Second(rapid.Int64Range(-100_000, 100_000_000).Draw(t, "moment"))
		at := s.At(moment)
		if got := s.Moment(at.UTC()); got != moment || at.Location() != s.Start.Location() {
			t.Errorf("%d comes back as %d, in %s", moment, got, at.Location())
		}
	})
}

// TestClock is across the change of the clock in Berlin on 31 March 2024 at 02:00.
func TestClock(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	s := scenario.Scenario{Start: time.Date(2024, 3, 30, 22, 0, 0, 0, zone)}
	for _, c := range []struct {
		moment         unit.Second
		clock, instant string
	}{
		{0, "Sat 30 Mar 22:00", "2024-03-30T22:00:00+01:00"},
		{4*unit.Hour - 1, "Sun 31 Mar 01:59", "2024-03-31T01:59:59+01:00"},
		{4 * unit.Hour, "Sun 31 Mar 03:00", "2024-03-31T03:00:00+02:00"},
		{-unit.Day, "Fri 29 Mar 22:00", "2024-03-29T22:00:00+01:00"},
	} {
		if got := s.Clock(c.moment); got != c.clock {
			t.Errorf("%d is %q, want %q", c.moment, got, c.clock)
		}
		if got := s.Instant(c.moment); got != c.instant {
			t.Errorf("%d is %q, want %q", c.moment, got, c.instant)
		}
	}
}

func TestPeopleAndVehicles(t *testing.T) {
	s := scenariotest.Tiny()
	town := scenariotest.TinyTown
	s.Places[town].People = people.Population{Low: 150, Used: 200, High: 301}
	for _, c := range []struct {
		level    people.Level
		total    unit.Person
		town     unit.Person
		vehicles unit.Vehicle
	}{
		{people.Low, 190, 150, 38},
		{people.Used, 240, 200, 50},
		{people.High, 341, 301, 76},
	} {
		if got := s.TotalPeople(c.level); got != c.total {
			t.Errorf("%s: %d people in all, want %d", c.level, got, c.total)
		}
		if got := s.People(town, c.level); got != c.town {
			t.Errorf("%s: %d people in the town, want %d", c.level, got, c.town)
		}
		if got := s.Vehicles(town, c.level); got != c.vehicles {
			t.Errorf("%s: %d vehicles in the town, want %d", c.level, got, c.vehicles)
		}
	}
	if got := s.Vehicles(scenariotest.TinyBorder, people.High); got != 0 {
		t.Errorf("%d vehicles where nobody lives", got)
	}
}

// TestDefaultsAreBelievable: each has a name of its own, a number within its own limits, a unit
// and a source.
func TestDefaultsAreBelievable(t *testing.T) {
	seen := map[string]bool{}
	for _, d := range scenario.Defaults() {
		value, err := strconv.ParseFloat(d.Value, 64)
		switch {
		case seen[d.Name]:
			t.Errorf("%s stands twice", d.Name)
		case err != nil || value < d.Least || value > d.Most:
			t.Errorf("%s is %s, not within %v and %v", d.Name, d.Value, d.Least, d.Most)
		case d.Whole && value != float64(int64(value)):
			t.Errorf("%s is %s, not whole", d.Name, d.Value)
		case d.Unit == "" || d.About == "" || d.Source == "":
			t.Errorf("%s does not say enough: %+v", d.Name, d)
		}
		seen[d.Name] = true
	}
}

func TestAssumption(t *testing.T) {
	s := scenario.Scenario{Assumptions: []scenario.Assumption{
		{Name: "people_per_vehicle", Value: " 4.8 "}, {Name: "slot_minutes", Value: "thirty"},
	}}
	if got := s.Assumption("people_per_vehicle"); got != 4.8 {
		t.Errorf("%v people a vehicle, want 4.8", got)
	}
	for name, want := range map[string]string{
		"horses":       "scenario: no assumption called horses",
		"slot_minutes": "scenario: assumption slot_minutes is not a number: thirty",
	} {
		func() {
			defer func() {
				if got := recover(); got != want {
					t.Errorf("%s: %v, want a panic with %q", name, got, want)
				}
			}()
			s.Assumption(name)
		}()
	}
}
