package pricing_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/planner"
	"wayout/internal/pricing"
	"wayout/internal/reach"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

// square is a seeded town of side × side places, four receptions at its corners.
func square(side int) *scenario.Scenario {
	r := rand.New(rand.NewPCG(1, 5))
	s := scenariotest.Tiny()
	s.Horizon, s.Step = 3*unit.Day, 5*unit.Minute
	s.Places, s.Roads, s.Gates, s.Receptions = nil, nil, nil, nil
	street := func(a, b int) {
		s.Roads = append(s.Roads, roads.Road{
			ID: fmt.Sprint("R", len(s.Roads)), From: a, To: b, Length: unit.Metre(1000 + r.IntN(4000)), Class: roads.PavedMain,
			Lanes: 1, Speed: 50_000, Capacity: unit.Rate(400+400*r.IntN(4)) * unit.VehiclePerHour, Status: roads.Open,
		})
	}
	for v := range side * side {
		n := unit.Person(100 + r.IntN(200))
		s.Places = append(s.Places, people.Place{ID: fmt.Sprint("p", v), Name: fmt.Sprint("Place ", v), PerVehicle: 4000, People: people.Population{Low: n, Used: n, High: n}})
		if v%side > 0 {
			street(v, v-1)
		}
		if v >= side {
			street(v, v-side)
		}
	}
	for i, place := range []int{0, side - 1, side * (side - 1), side*side - 1} {
		s.Receptions = append(s.Receptions, people.Reception{ID: fmt.Sprint("reception-", i), Place: place})
	}
	return s
}

// BenchmarkRoadPrices prices a lane more on every road of a town of 20,000 places after it was solved, from a
// cut between the west of the town and the rest, as flow finds it where roads to the east are narrow.
func BenchmarkRoadPrices(b *testing.B) {
	const side = 141
	s := square(side)
	now := &planner.Result{Network: s.Network(), Horizon: s.Horizon}
	now.Clearance.T100 = 2 * unit.Day
	certificate := plan.Certificate{Quantile: "t100", Until: now.Clearance.T100 - unit.Hour}
	_, rest := reach.Cheapest(now.Network, func(i int32) unit.Second { return now.Network.Links[i].Floor })
	for v := range now.Network.Nodes {
		moment := certificate.Until - rest[v]
		if v%side < side*6/10 && rest[v] > 0 {
			moment = 0
		}
		certificate.Moments = append(certificate.Moments, moment)
	}
	now.Certificates = []plan.Certificate{certificate}
	prices := 0
	for b.Loop() {
		prices = pricing.RoadPrices(s, now)
	}
	b.ReportMetric(float64(len(now.Network.Nodes)), "nodes")
	b.ReportMetric(float64(len(now.Network.Links)), "links")
	b.ReportMetric(float64(prices), "prices")
}
