package scenariotest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // zones with changes of the clock, on machines that have none

	"wayout/internal/people"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Random returns a small scenario with a chance of every feature: parallel and one-way roads,
// gates with hours, quotas and changing rates, closures, dangers, receptions with limits, places
// ready late or slowly, places that leave before others, places cut off, and more people than can leave in time. The same source
// gives the same scenario.
func Random(r *rand.Rand) *scenario.Scenario {
	b := &builder{Rand: r, s: &scenario.Scenario{Name: "Random", Assumptions: assumptions()}}
	b.time()
	b.places()
	b.roads()
	b.receptions()
	b.gates()
	b.closures()
	b.dangers()
	seed := r.Uint64()
	b.s.SHA256 = fmt.Sprintf("%016x%016x%016x%016x", seed, r.Uint64(), r.Uint64(), r.Uint64())
	b.priorities(seed)
	return b.s
}

// builder is a scenario in the making with its source of chance.
type builder struct {
	*rand.Rand
	s *scenario.Scenario
}

// in returns a number from low to high, both included.
func (b *builder) in(low, high int) int { return low + b.IntN(high-low+1) }

// chance is true in so many of a hundred cases.
func (b *builder) chance(percent int) bool { return b.IntN(100) < percent }

func pick[T any](b *builder, from ...T) T { return from[b.IntN(len(from))] }

// moment returns a whole minute of the horizon, and now and then an odd second.
func (b *builder) moment() unit.Second {
	t := unit.Second(b.in(0, int(b.s.Horizon/unit.Minute)-1)) * unit.Minute
	if b.chance(20) {
		t += unit.Second(b.in(1, 59))
	}
	return t
}

func (b *builder) time() {
	zone, err := time.LoadLocation(pick(b, "UTC", "Asia/Yerevan", "Asia/Kathmandu", "Europe/Berlin", "America/New_York"))
	if err != nil {
		panic("scenariotest: " + err.Error()) // the zones are built in
	}
	// Late October and early November hold the changes of the clock in both zones that have them.
	b.s.Start = time.Date(2023, time.October, b.in(20, 50), b.in(0, 23), b.in(0, 59), 0, 0, zone)
	if b.chance(20) {
		b.s.Start = b.s.Start.Add(time.Duration(b.in(1, 59)) * time.Second)
	}
	b.s.Horizon = unit.Second(pick(b, b.in(3, 12), b.in(3, 24), b.in(3, 72))) * unit.Hour
	b.s.Step = unit.Second(b.in(1, 15)) * unit.Minute
}

func (b *builder) places() {
	for i := range b.in(2, 9) {
		p := people.Place{
			ID: fmt.Sprintf("p%d", i), Name: fmt.Sprintf("Place %c", 'A'+i),
			Names:   []people.Name{{Language: "hy", Text: fmt.Sprintf("Վայր %d", i)}, {Language: "fr", Text: fmt.Sprintf("Lieu %d", i)}},
			Aliases: []string{fmt.Sprintf("P-%d", i)},
		}
		if i == 0 || b.chance(75) {
			b.population(&p)
		}
		b.s.Places = append(b.s.Places, p)
	}
}

// priorities lets some places leave before others. They have a source of their own, so that whatever else
// is drawn from that of b is as it was without them.
func (b *builder) priorities(seed uint64) {
	r := rand.New(rand.NewPCG(seed, 1))
	if r.IntN(4) > 0 {
		return
	}
	for p := range b.s.Places {
		b.s.Places[p].Priority = r.IntN(4)
	}
}

// population gives a place people, vehicles and readiness.
func (b *builder) population(p *people.Place) {
	used := unit.Person(pick(b, b.in(1, 12), b.in(20, 300), b.in(300, 4000)))
	p.People = people.Population{Low: used, Used: used, High: used}
	if b.chance(40) {
		p.People.Low -= unit.Person(b.IntN(int(used)))
		p.People.High += unit.Person(b.IntN(int(used) + 1))
	}
	p.PerVehicle = people.Occupancy(pick(b, 2500, 1000, 4800, b.in(1000, 8000)))
	if b.chance(25) {
		p.Vehicles = unit.Vehicle(b.in(1, int(used)))
	}
	if b.chance(40) {
		p.Ready.From = b.moment() / 2
	}
	if b.chance(30) {
		p.Ready.Half = unit.Second(b.in(1, 8)) * 30 * unit.Minute
		p.Ready.Slope = int64(b.in(200, 3000))
	}
}

func (b *builder) roads() {
	for i := range b.s.Places {
		if i > 0 && b.chance(90) { // else the place is cut off, unless another road finds it
			b.road(i, b.IntN(i))
		}
	}
	for range b.IntN(len(b.s.Places)) {
		from, to := b.IntN(len(b.s.Places)), b.IntN(len(b.s.Places))
		if from != to {
			b.road(from, to)
		}
	}
	if len(b.s.Roads) > 0 && b.chance(40) { // two roads between the same places
		twin := pick(b, b.s.Roads...)
		b.road(twin.From, twin.To)
	}
	if len(b.s.Roads) == 0 {
		b.road(0, 1)
	}
}

func (b *builder) road(from, to int) {
	class := pick(b, roads.Classes...)
	perLane := map[roads.Class]int{roads.PavedMain: 600, roads.PavedSecondary: 400, roads.Gravel: 200}[class]
	road := roads.Road{
		ID: fmt.Sprintf("R%02d", len(b.s.Roads)), From: from, To: to,
		OneWay: b.chance(15), Class: class, Lanes: b.in(1, 2), Status: roads.Open,
		Length: unit.Metre(pick(b, b.in(100, 900), b.in(1_000, 9_000), b.in(5_000, 60_000))),
		Speed:  unit.MetrePerHour(pick(b, 45_000, 35_000, 25_000, b.in(5, 90)*1000)),
	}
	road.Capacity = unit.Rate(perLane*road.Lanes) * unit.VehiclePerHour
	if b.chance(30) {
		road.Given = true
		road.Capacity = unit.Rate(pick(b, b.in(1, 60)*1000, b.in(1_000, 400_000)))
	}
	if b.chance(12) {
		road.Hours = b.hours()
	}
	if b.chance(15) {
		road.Status = pick(b, roads.Statuses...)
	}
	b.s.Roads = append(b.s.Roads, road)
}

// hours returns opening hours by weekday, by date, or both.
func (b *builder) hours() roads.Hours {
	open := b.in(0, 20)
	span := fmt.Sprintf("%02d:%02d-%02d:%02d", open, pick(b, 0, 0, 30, 7), b.in(open+1, 23), pick(b, 0, 0, 45, 59))
	texts := []string{
		"daily " + span,
		"daily 22:00-05:30",
		"Mo-Fr " + span + "; Sa,Su 10:00-12:00,13:00-17:00",
		"daily " + span + "; " + b.s.Start.AddDate(0, 0, 1).Format(time.DateOnly) + " closed",
		b.s.Start.Format(time.DateOnly) + ".." + b.s.Start.AddDate(0, 0, 1).Format(time.DateOnly) + " 00:00-24:00",
	}
	text := pick(b, texts...)
	hours, err := roads.ParseHours(text)
	if err != nil {
		panic("scenariotest: hours " + text + ": " + err.Error())
	}
	return hours
}

func (b *builder) receptions() {
	order := b.Perm(len(b.s.Places))
	for i, place := range order[:min(b.in(1, 3), len(order)-1)] {
		reception := people.Reception{ID: fmt.Sprintf("reception-%d", i), Place: place}
		if b.chance(30) {
			reception.Rate = unit.Rate(b.in(10, 500)) * unit.VehiclePerHour
		}
		if b.chance(25) {
			reception.Capacity = unit.Person(b.in(10, 3000))
		}
		b.s.Receptions = append(b.s.Receptions, reception)
		if b.chance(70) { // most receptions are where nobody lives
			b.s.Places[place].People = people.Population{}
			b.s.Places[place].Vehicles = 0
			b.s.Places[place].Ready = people.Readiness{}
		}
	}
	if b.s.TotalPeople(people.Low) == 0 {
		b.population(&b.s.Places[order[len(order)-1]])
	}
}

func (b *builder) gates() {
	for _, place := range b.Perm(len(b.s.Places))[:b.IntN(min(3, len(b.s.Places)))] {
		n := len(b.s.Gates)
		gate := roads.Gate{ID: fmt.Sprintf("gate-%d", n), Place: place, Name: fmt.Sprintf("Gate %d", n)}
		gate.Rate = unit.Rate(pick(b, b.in(20, 400)*1000, b.in(5_000, 300_000)))
		if b.chance(30) {
			gate.Booths, gate.Service = b.in(1, 3), unit.Millisecond(b.in(9_000, 60_000))
			gate.Rate = unit.Rate(int64(gate.Booths) * 3_600_000_000 / int64(gate.Service))
		}
		if b.chance(40) {
			gate.Hours = b.hours()
		}
		if b.chance(30) {
			gate.Quota = unit.Vehicle(b.in(5, 900))
		}
		for range pick(b, 0, 0, 0, 1, 2) {
			gate.Changes = append(gate.Changes, roads.GateChange{
				From: b.moment(), Rate: unit.Rate(pick(b, 0, b.in(10, 600))) * unit.VehiclePerHour,
			})
		}
		if len(gate.Changes) > 0 && b.chance(20) {
			gate.Rate, gate.Booths, gate.Service = 0, 0, 0 // shut until a change
		}
		slices.SortFunc(gate.Changes, func(a, c roads.GateChange) int { return int(a.From - c.From) })
		b.s.Gates = append(b.s.Gates, gate)
	}
}

// span returns when something begins and ends: always, from, until, or both.
func (b *builder) span() (from, to unit.Second) {
	from, to = 0, unit.Never
	if b.chance(60) {
		from = b.moment()
	}
	if b.chance(60) {
		to = from + unit.Second(b.in(1, 10*60))*unit.Minute
	}
	return from, to
}

func (b *builder) closures() {
	for i := range pick(b, 0, 0, 1, 2, 3) {
		c := roads.Closure{
			Target: b.IntN(len(b.s.Roads)), Direction: pick(b, roads.Both, roads.Forward, roads.Backward),
			Factor: roads.Thousandth(pick(b, 0, 0, 500, 250, 333)), Reason: "snow", Source: fmt.Sprintf("report %d", i),
		}
		if len(b.s.Gates) > 0 && b.chance(25) {
			c.Gate, c.Target, c.Direction = true, b.IntN(len(b.s.Gates)), roads.Both
		}
		c.From, c.To = b.span()
		b.s.Closures = append(b.s.Closures, c)
	}
}

func (b *builder) dangers() {
	for i := range pick(b, 0, 0, 0, 1, 2) {
		d := roads.Danger{
			Road: b.IntN(len(b.s.Roads)), Direction: pick(b, roads.Both, roads.Both, roads.Forward),
			Confirmed: b.chance(50), Report: "a column was shot at", Source: fmt.Sprintf("message %d", i),
		}
		d.From, d.To = b.span()
		if b.chance(35) {
			d.Override = "escorted " + strings.Repeat("again ", b.IntN(2)) + "since the morning"
		}
		b.s.Dangers = append(b.s.Dangers, d)
	}
}
