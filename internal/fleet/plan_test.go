package fleet_test

import (
	"testing"

	"wayout/internal/calendar"
	"wayout/internal/fleet"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// taskOf is what planner asks of the fleet where all cars have fuel and nobody walks.
func taskOf(s *scenario.Scenario) fleet.Task {
	net := s.Network()
	task := fleet.Task{Scenario: s, Network: net, Stages: calendar.NewSet(net, s.Horizon), Horizon: s.Horizon}
	for p := range s.Places {
		task.Travel = append(task.Travel, s.Travel(p, people.Used, 0))
	}
	if s.SafeToStop > 0 {
		task.Stops = supply.NewStops(s, people.Used)
	}
	return task
}

// oneBus returns Tiny with one bus of 40 seats at the border, and 60 people in town without a car.
func oneBus() *scenario.Scenario {
	s := scenariotest.Tiny()
	s.Places[scenariotest.TinyTown].Counts.NoCar = 60
	s.Fleet = []people.Fleet{{
		ID: "bus", Kind: people.Bus, Count: 1, Places: people.Need{Seats: 40},
		Depot: scenariotest.TinyBorder, To: unit.Never, Weight: 2,
	}}
	return s
}

// TestTwoRounds works out the rounds of one bus by hand: half an hour of road, a minute in which the
// bus counts as two cars on it, 20 seconds to board for each of 4 people of 15 households, and half
// of it to get off. Nothing stands at the border.
func TestTwoRounds(t *testing.T) {
	s := oneBus()
	s.Gates = nil
	rounds := fleet.Plan(taskOf(s))
	want := []struct {
		from, to              int
		depart, end           unit.Second
		first, parties, takes int
	}{
		{scenariotest.TinyBorder, scenariotest.TinyTown, 0, 31 * unit.Minute, 0, 0, 0},
		// 10 households board for 13 min 20 s from minute 31 on.
		{scenariotest.TinyTown, scenariotest.TinyBorder, 45 * unit.Minute, 76 * unit.Minute, 0, 10, 40},
		// They get off for 6 min 40 s.
		{scenariotest.TinyBorder, scenariotest.TinyTown, 83 * unit.Minute, 114 * unit.Minute, 0, 0, 0},
		// 5 households board for 6 min 40 s.
		{scenariotest.TinyTown, scenariotest.TinyBorder, 121 * unit.Minute, 152 * unit.Minute, 10, 5, 20},
	}
	if len(rounds.Trips) != len(want) || len(rounds.Left) > 0 || rounds.Received[0] != 60 {
		t.Fatalf("trips %+v, left %v, received %v", rounds.Trips, rounds.Left, rounds.Received)
	}
	for i, w := range want {
		trip := &rounds.Trips[i]
		if trip.From != w.from || trip.To != w.to || trip.Depart != w.depart || trip.End() != w.end {
			t.Errorf("trip %d: from %d to %d at %d, there at %d", i, trip.From, trip.To, trip.Depart, trip.End())
		}
		if w.parties == 0 {
			if len(trip.Boards) > 0 || trip.Reception >= 0 {
				t.Errorf("trip %d out is not empty: %+v", i, trip)
			}
			continue
		}
		load := plan.Load{Place: scenariotest.TinyTown, First: w.first, Parties: w.parties}
		if len(trip.Boards) != 1 || trip.Boards[0] != load || trip.Reception != 0 {
			t.Errorf("trip %d carries %+v to reception %d, want %+v", i, trip.Boards, trip.Reception, load)
		}
	}
	// Alone a household is out after 30 min to it, 80 s and 30 min back; no bound is above the rounds.
	patients, everybody := fleet.Bound(taskOf(s))
	if patients != 0 || everybody < 61*unit.Minute || everybody > 152*unit.Minute {
		t.Errorf("bounds %d and %d", patients, everybody)
	}
}

// TestNightAtTheGate: two patients are ready so late that who sets off at once to fetch them stands
// before a gate that is shut for the night until the crew's duty is over. A later start brings them
// out, and the second patient as well; so does a start after the crew's rest that falls into the
// same night.
func TestNightAtTheGate(t *testing.T) {
	for name, ready := range map[string]unit.Second{"first duty": 14*unit.Hour + 30*unit.Minute, "after a rest": 0} {
		t.Run(name, func(t *testing.T) {
			s := scenariotest.Tiny() // it starts at 06:00
			s.Horizon = 3 * unit.Day
			town := &s.Places[scenariotest.TinyTown]
			town.Counts.Class[people.Stretcher] = 2
			town.Ready.From = ready
			hours, err := roads.ParseHours("daily 07:00-21:00")
			if err != nil {
				t.Fatal(err)
			}
			s.Gates[0].Hours = hours
			row := people.Fleet{
				ID: "ambulance", Kind: people.Ambulance, Count: 1, Places: people.Need{Seats: 2, Stretchers: 1},
				Depot: scenariotest.TinyBorder, To: unit.Never, Duty: 10 * unit.Hour, Rest: 8 * unit.Hour, Weight: 1,
			}
			if ready == 0 {
				row.Duty = 2*unit.Hour + 30*unit.Minute // one round
				row.Rest = 10*unit.Hour + 30*unit.Minute
			}
			s.Fleet = []people.Fleet{row}
			task := taskOf(s)
			rounds := fleet.Plan(task)
			if len(rounds.Left) > 0 || rounds.Received[0] != 4 {
				t.Errorf("left %v, received %v, trips %+v", rounds.Left, rounds.Received, rounds.Trips)
			}
			simulate(t, task, rounds)
		})
	}
}

// TestInstitutionGoesToOneReception: a camp in the village is nearer to the home in town, but takes 20
// people and not the 30 of the home, who ride in two rounds; all go to the border, and 15 others of
// the town, who could fill the camp's room, are none the worse for it.
func TestInstitutionGoesToOneReception(t *testing.T) {
	s := oneBus()
	s.Gates = nil
	s.Places[scenariotest.TinyTown].Counts.NoCar = 15
	s.Fleet[0].Places.Seats = 20
	s.Receptions = append(s.Receptions, people.Reception{ID: "hall", Place: scenariotest.TinyVillage, Capacity: 20})
	home := people.Institution{ID: "home", Place: scenariotest.TinyTown, Staff: 3}
	home.Residents[people.WalksLittle] = 27
	s.Institutions = []people.Institution{home}
	task := taskOf(s)
	rounds := fleet.Plan(task)
	simulate(t, task, rounds)
	if several := together(t, task, rounds); several != 1 || len(rounds.Left) > 0 {
		t.Fatalf("trips %+v, left %v", rounds.Trips, rounds.Left)
	}
	if got := rounds.Received; got[0] < 30 || got[0]+got[1] != 45 {
		t.Errorf("the receptions take %v people", got)
	}
}
