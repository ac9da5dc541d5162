package export_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"wayout/internal/export"
	"wayout/internal/people"
	"wayout/internal/plan"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
)

// large returns 20,000 places along a road and the twelve certificates of three populations, in
// which two of three places have a moment that matters: more than on any map that was measured.
func large() (*scenario.Scenario, []plan.Certificate) {
	r := rand.New(rand.NewPCG(1, 1))
	s := scenariotest.Tiny()
	road := s.Roads[1]
	const places = 20_000
	s.Horizon, s.Places, s.Roads = 3*unit.Day, make([]people.Place, places), nil
	for i := range s.Places {
		s.Places[i] = people.Place{ID: fmt.Sprint("n", 7_000_000+i), Name: fmt.Sprint("Place ", i), PerVehicle: 2500}
		if i > 0 {
			road.ID, road.From, road.To = fmt.Sprint("R", i), i, i-1
			s.Roads = append(s.Roads, road)
		}
	}
	s.Receptions[0].Place, s.Gates[0].Place = 0, 0
	var certificates []plan.Certificate
	for level := people.Used; level <= people.High; level++ {
		for _, quantile := range []string{"t50", "t90", "t99", "t100"} {
			c := plan.Certificate{Quantile: quantile, Level: level, Until: s.Horizon, Moments: make([]unit.Second, places+1)}
			for v := range c.Moments {
				if r.IntN(3) > 0 {
					c.Moments[v] = unit.Second(r.IntN(int(s.Horizon)))
				}
			}
			c.Moments[places] = c.Until
			certificates = append(certificates, c)
		}
	}
	return s, certificates
}

// BenchmarkReadCertificates reads certificate.json of 20,000 places.
func BenchmarkReadCertificates(b *testing.B) {
	s, certificates := large()
	data := export.Certificates(s, certificates)
	for b.Loop() {
		if _, problems := export.ReadCertificates(s, "certificate.json", data); len(problems) > 0 {
			b.Fatal(problems[0])
		}
	}
	b.ReportMetric(float64(len(data))/1e6, "MB-of-file")
}
