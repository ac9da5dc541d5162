package verify_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/scenario/scenariotest"
	"wayout/internal/unit"
	"wayout/internal/verify"
)

// hurt changes one thing of a plan or certificate. It returns what it did, or "" where the change
// that chance chose would have left everything true.
type hurt[T any] func(r *rand.Rand, x *T) string

// upTo returns a whole number from 1 to most.
func upTo[N ~int | ~int64](r *rand.Rand, most N) N { return 1 + N(r.Int64N(int64(most))) }

// oneOf returns one of a list.
func oneOf[T any](r *rand.Rand, list []T) *T { return &list[r.IntN(len(list))] }

// hurtPlans damage a plan in which the gate is busy without a pause from the first vehicle to the last,
// and whose slots all pass it at its full rate: whatever moves stands in another's way.
var hurtPlans = []hurt[plan.Plan]{
	func(r *rand.Rand, p *plan.Plan) string {
		n := upTo(r, unit.Vehicle(40))
		oneOf(r, p.Slots).Vehicles += n
		return fmt.Sprint("more vehicles than the place has: ", n)
	},
	func(r *rand.Rand, p *plan.Plan) string {
		s := oneOf(r, p.Slots)
		n := upTo(r, s.Vehicles)
		s.Vehicles -= n
		return fmt.Sprint("vehicles lost: ", n)
	},
	func(r *rand.Rand, p *plan.Plan) string {
		n := upTo(r, unit.Person(200)) * unit.Person(1-2*r.IntN(2))
		oneOf(r, p.Slots).People += n
		return fmt.Sprint("people: ", n)
	},
	func(r *rand.Rand, p *plan.Plan) string {
		s := oneOf(r, p.Slots)
		from := s.Depart
		s.Depart = unit.Second(r.IntN(90)) * unit.Minute
		for k := range p.Slots {
			if other := &p.Slots[k]; other != s && gateFrom(p, s) < gateFrom(p, other)+other.Length && gateFrom(p, other) < gateFrom(p, s)+s.Length {
				return fmt.Sprintf("slot moved from %d to %d, where another passes the gate", from, s.Depart)
			}
		}
		return ""
	},
	func(r *rand.Rand, p *plan.Plan) string {
		s := oneOf(r, p.Slots)
		if s.Length == unit.Minute {
			return ""
		}
		s.Length -= upTo(r, s.Length/unit.Minute-1) * unit.Minute
		return fmt.Sprint("slot shorter than the gate needs for it: ", s.Length)
	},
	func(r *rand.Rand, p *plan.Plan) string {
		route := oneOf(r, p.Routes)
		k, n := upTo(r, len(route.Passes)-1), upTo(r, unit.Second(1000))*unit.Second(1-2*r.IntN(2))
		route.Passes[k] += n
		return fmt.Sprintf("pass %d: %d s", k, n)
	},
	func(r *rand.Rand, p *plan.Plan) string {
		oneOf(r, oneOf(r, p.Routes).Legs).Forward = false
		return "a road the other way"
	},
	func(r *rand.Rand, p *plan.Plan) string {
		route := oneOf(r, p.Routes)
		k := r.IntN(len(route.Legs))
		route.Legs = slices.Delete(route.Legs, k, k+1)
		route.Passes = slices.Delete(route.Passes, k+1, k+2)
		return fmt.Sprint("a road left out: ", k)
	},
	func(r *rand.Rand, p *plan.Plan) string {
		k := r.IntN(len(p.Slots))
		p.Slots = slices.Delete(p.Slots, k, k+1)
		return fmt.Sprint("slot lost: ", k)
	},
	func(r *rand.Rand, p *plan.Plan) string {
		p.Slots = append(p.Slots, *oneOf(r, p.Slots))
		return "slot twice"
	},
	func(r *rand.Rand, p *plan.Plan) string {
		s := oneOf(r, p.Slots)
		was := s.Route
		s.Route = r.IntN(len(p.Routes))
		if s.Route == was {
			return ""
		}
		return fmt.Sprintf("slot of route %d on route %d", was, s.Route)
	},
	func(r *rand.Rand, p *plan.Plan) string {
		var end unit.Second
		for k := range p.Slots {
			end = max(end, p.Slots[k].End()+p.Routes[p.Slots[k].Route].Arrive())
		}
		p.Horizon = upTo(r, end-1)
		return fmt.Sprint("ends before the last is out: ", p.Horizon)
	},
	func(r *rand.Rand, p *plan.Plan) string {
		sum := []byte(p.SHA256)
		k := r.IntN(len(sum))
		if sum[k] = "0123456789abcdef"[r.IntN(16)]; string(sum) == p.SHA256 {
			return ""
		}
		p.SHA256 = string(sum)
		return "made from other inputs"
	},
}

// gateFrom returns when the first vehicle of a slot is at the gate, where its route ends.
func gateFrom(p *plan.Plan, s *plan.Slot) unit.Second { return s.Depart + p.Routes[s.Route].Arrive() }

// hurtCertificates damage a certificate of tinyCertificates. By any moment from minute 30 to minute 90
// tinyPlan has out as many vehicles as the certificates allow, so a claim of less is false.
var hurtCertificates = []hurt[plan.Certificate]{
	func(r *rand.Rand, c *plan.Certificate) string {
		n := upTo(r, c.AtMost)
		c.AtMost -= n
		return fmt.Sprint("allows less: ", n)
	},
	func(r *rand.Rand, c *plan.Certificate) string {
		n := upTo(r, unit.Vehicle(60)) * unit.Vehicle(1-2*r.IntN(2))
		c.Needed += n
		return fmt.Sprint("needs other than it takes: ", n)
	},
	func(r *rand.Rand, c *plan.Certificate) string {
		n := upTo(r, unit.Second(7000))
		c.Until += n
		c.Moments[len(c.Moments)-1] += n
		return fmt.Sprintf("%d s later, by which more are out", n)
	},
	func(r *rand.Rand, c *plan.Certificate) string {
		v, was := r.IntN(len(c.Moments)-1), c.AtMost
		c.Moments[v] = unit.Second(r.IntN(int(c.Until) + 1))
		if proved := tinyValue(c); proved > was {
			return fmt.Sprintf("moment %d at %d s: proves %d, not %d", v, c.Moments[v], proved, was)
		}
		return ""
	},
	func(r *rand.Rand, c *plan.Certificate) string {
		v := r.IntN(len(c.Moments))
		c.Moments = slices.Delete(c.Moments, v, v+1)
		return fmt.Sprint("node missing: ", v)
	},
	func(r *rand.Rand, c *plan.Certificate) string {
		c.Moments = append(c.Moments, unit.Second(r.IntN(5000)))
		return "a node too many"
	},
	func(r *rand.Rand, c *plan.Certificate) string {
		c.Moments[len(c.Moments)-1] -= upTo(r, unit.Second(4000))
		return "the reception ends before"
	},
	func(r *rand.Rand, c *plan.Certificate) string {
		other := oneOf(r, tinyCertificates())
		if other.Needed == c.Needed {
			return ""
		}
		c.Quantile = other.Quantile
		return "of another share"
	},
	func(_ *rand.Rand, c *plan.Certificate) string {
		c.Fleet = true
		c.NoFuel = []plan.NoFuel{{Place: scenariotest.TinyTown, Cars: 1}}
		return "leaves out cars for lack of fuel, of which nothing is known"
	},
}

// tinyValue returns what the moments of a certificate of scenariotest.Tiny prove, by hand: both roads
// both ways, the gate, and the vehicles of places with a moment.
func tinyValue(c *plan.Certificate) unit.Vehicle {
	village, town, border, out := c.Moments[0], c.Moments[1], c.Moments[2], c.Moments[3]
	var sum int64 // vehicles times 3600
	for _, road := range []struct{ rate, from, to unit.Second }{
		{400, village, town - 1200},
		{400, town, village - 1200},
		{600, town, border - 1800},
		{600, border, town - 1800},
		{60, border, out},
	} {
		sum += int64(road.rate * max(0, road.to-road.from))
	}
	if village > 0 {
		sum += 10 * 3600
	}
	if town > 0 {
		sum += 50 * 3600
	}
	return unit.Vehicle(sum / 3600)
}

// TestThousandDamages damages plans and certificates a thousand times, each in one thing. Every damage
// is real by what the damages say of themselves, and every one must be found. What is whole must pass.
func TestThousandDamages(t *testing.T) {
	worlds := []func() (*scenario.Scenario, *plan.Plan, []plan.Certificate){
		func() (*scenario.Scenario, *plan.Plan, []plan.Certificate) {
			s := scenariotest.Tiny()
			return s, tinyPlan(s), tinyCertificates()
		},
		func() (*scenario.Scenario, *plan.Plan, []plan.Certificate) {
			s, p := chain(6)
			return s, p, nil
		},
		func() (*scenario.Scenario, *plan.Plan, []plan.Certificate) {
			s := scenariotest.Tiny() // the gate shuts behind the last
			s.Gates[0].Hours = mustHours(t, "daily 06:00-07:30")
			return s, tinyPlan(s), tinyCertificates()
		},
	}
	for _, world := range worlds {
		s, p, certificates := world()
		if r := verify.Check(s, p, certificates); !r.Holds() {
			t.Fatalf("the whole plan is refused: %v", r.Violations)
		}
	}
	seen := map[string]bool{}
	for seed := uint64(0); len(seen) < 1000; seed++ {
		r := rand.New(rand.NewPCG(seed, 1000))
		w := r.IntN(len(worlds))
		s, p, certificates := worlds[w]()
		what := ""
		if k := r.IntN(len(hurtPlans) + len(hurtCertificates)); k < len(hurtPlans) {
			what = hurtPlans[k](r, p)
		} else if len(certificates) > 0 {
			c := r.IntN(len(certificates))
			if what = hurtCertificates[k-len(hurtPlans)](r, &certificates[c]); what != "" {
				what = certificates[c].Quantile + ": " + what
			}
		}
		if what == "" {
			continue
		}
		what = fmt.Sprint("world ", w, ": ", what)
		if r := verify.Check(s, p, certificates); r.Holds() {
			t.Errorf("seed %d, %s: nothing is found", seed, what)
		}
		seen[fmt.Sprintf("%s %v %v", what, p, certificates)] = true
	}
}

func mustHours(t *testing.T, text string) roads.Hours {
	t.Helper()
	hours, err := roads.ParseHours(text)
	if err != nil {
		t.Fatal(err)
	}
	return hours
}
