package verify_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
	"wayout/internal/verify"
)

// chain is a row of places along one road to a reception behind a gate, as many as in Karabakh in
// 2023, and a plan of ten days in slots of one to 30 minutes.
func chain(places int) (*scenario.Scenario, *plan.Plan) {
	s := scenariotest.Tiny()
	s.Horizon = 10 * unit.Day
	road := s.Roads[1]
	s.Places, s.Roads = nil, nil
	for i := range places {
		s.Places = append(s.Places, people.Place{
			ID: fmt.Sprint("p", i), Name: fmt.Sprint("Place ", i), PerVehicle: 4000,
			People: people.Population{Low: 1600, Used: 1600, High: 1600},
		})
		if i > 0 {
			road.ID, road.From, road.To, road.Length, road.Speed = fmt.Sprint("R", i), i, i-1, 1000, 60_000
			s.Roads = append(s.Roads, road)
		}
	}
	s.Places[0].People = people.Population{}
	s.Gates[0].Place, s.Gates[0].Rate = 0, 200_000
	s.Receptions[0].Place = 0
	p := &plan.Plan{Scenario: s.Name, SHA256: s.SHA256, Horizon: s.Horizon, Phases: []unit.Second{0}}
	gate := unit.Second(places) * unit.Minute
	for i := 1; i < places; i++ {
		route := plan.Route{Place: i, Passes: []unit.Second{0}}
		for k := i; k > 0; k-- {
			route.Legs = append(route.Legs, plan.Leg{Road: k - 1, Forward: true})
			route.Passes = append(route.Passes, route.Arrive()+unit.Minute)
		}
		p.Routes = append(p.Routes, route)
		for left := unit.Vehicle(400); left > 0; {
			n := min(left, unit.Vehicle(i%13+3))
			length := (n*60 + 199) / 200
			slot := plan.Slot{Route: i - 1, Depart: gate - route.Arrive(), Length: unit.Second(length) * unit.Minute, Vehicles: n, People: unit.Person(4 * n)}
			p.Slots = append(p.Slots, slot)
			gate += slot.Length
			left -= n
		}
	}
	return s, p
}

func BenchmarkCheck(b *testing.B) {
	s, p := chain(88)
	r := verify.Check(s, p, nil)
	if !r.Holds() {
		b.Fatal(r.Violations[0])
	}
	for b.Loop() {
		verify.Check(s, p, nil)
	}
	b.ReportMetric(float64(r.Checked.Slots), "slots")
	b.ReportMetric(float64(r.Checked.Streams), "streams")
}

// BenchmarkCertificate judges the certificates of three populations for 20,000 places and 55,000
// directions of roads, every tenth of which is open by day only. The moments are all over the three
// days, so that most roads cross the cuts, which is more work than certificates that prove something.
func BenchmarkCertificate(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	byDay, err := roads.ParseHours("daily 08:00-18:00")
	if err != nil {
		b.Fatal(err)
	}
	s := scenariotest.Tiny()
	road := s.Roads[1]
	const places = 20_000
	s.Horizon, s.Places, s.Roads = 3*unit.Day, make([]people.Place, places), nil
	for i := range s.Places {
		s.Places[i] = people.Place{
			ID: fmt.Sprint("p", i), Name: fmt.Sprint("Place ", i), PerVehicle: 2500,
			People: people.Population{Low: 100, Used: 187, High: 200},
		}
	}
	for i := range 27_500 {
		road.ID, road.From, road.To = fmt.Sprint("R", i), r.IntN(places), r.IntN(places)
		if i > 0 && i < places {
			road.From, road.To = i, r.IntN(i)
		}
		road.Length, road.Hours = unit.Metre(r.IntN(9000)+100), roads.Hours{}
		if i%10 == 0 {
			road.Hours = byDay
		}
		s.Roads = append(s.Roads, road)
	}
	s.Receptions[0].Place, s.Gates[0].Place = 0, 0
	var certificates []plan.Certificate
	for level := people.Used; level <= people.High; level++ {
		for _, quantile := range []string{"t50", "t90", "t99", "t100"} {
			c := plan.Certificate{Quantile: quantile, Level: level, Until: s.Horizon, Moments: make([]unit.Second, places+1)}
			for v := range c.Moments {
				c.Moments[v] = unit.Second(r.IntN(int(s.Horizon)))
			}
			c.Moments[places] = c.Until
			certificates = append(certificates, c)
		}
	}
	p := &plan.Plan{Scenario: s.Name, SHA256: s.SHA256, Horizon: s.Horizon, Phases: []unit.Second{0}}
	for b.Loop() {
		verify.Check(s, p, certificates)
	}
	b.ReportMetric(float64(len(certificates)), "certificates")
}
