package report

import (
	"slices"

	"wayout/internal/folder"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"

	model "wayout/internal/people"
)

// Check tells what was understood of a folder.
func Check(f *folder.Folder) Summary {
	out := Summary{Files: f.Files, Warnings: f.Warnings}
	s := f.Scenario
	if s == nil {
		return out
	}
	out.Name, out.About, out.SHA256 = s.Name, s.About, s.SHA256
	out.TimeZone, out.Start, out.Until = s.Start.Location().String(), s.Instant(0), s.Instant(s.Horizon)
	out.HorizonHours, out.StepMinutes = s.Horizon.Hours(), int(s.Step/unit.Minute)
	out.Edits, out.Overrides, out.NotPlanned = s.Edits, s.Overrides, s.NotPlanned
	out.Places = describePlaces(s)
	out.Roads = describeRoads(s)
	out.Gates = describeAll(s, s.Gates, describeGate)
	out.Closures = describeAll(s, s.Closures, describeClosure)
	out.Dangers = describeAll(s, s.Dangers, describeDanger)
	out.Receptions = describeAll(s, s.Receptions, describeReception)
	describeNeeds(&out, f)
	used, others := s.AssumptionsUsed()
	for _, a := range used {
		out.Assumptions = append(out.Assumptions, AssumptionSummary{a, true})
	}
	for _, a := range others {
		out.Assumptions = append(out.Assumptions, AssumptionSummary{a, false})
	}
	for _, v := range s.Variants {
		out.Variants = append(out.Variants, VariantSummary(v))
	}
	return out
}

// describeAll describes every record of a kind; the list is empty, not nil, where there is none.
func describeAll[Record, Text any](s *scenario.Scenario, records []Record, describe func(*scenario.Scenario, *Record) Text) []Text {
	out := make([]Text, 0, len(records))
	for i := range records {
		out = append(out, describe(s, &records[i]))
	}
	return out
}

func describePlaces(s *scenario.Scenario) PlacesSummary {
	out := PlacesSummary{Languages: []string{}}
	for i := range s.Places {
		p := &s.Places[i]
		if p.Junction {
			out.Junctions++
			continue
		}
		out.Count++
		place := describePlace(s, i)
		out.All = append(out.All, place)
		for _, name := range p.Names {
			if !slices.Contains(out.Languages, name.Language) {
				out.Languages = append(out.Languages, name.Language)
			}
		}
		if p.Located {
			out.Located++
		}
		if place.People.High == 0 {
			continue
		}
		out.WithPeople++
		if place.Counted {
			out.Counted++
		}
		if place.ReadyFrom != "" || p.Ready.Curved() {
			out.Later++
		}
		out.People.add(place.People)
		out.Vehicles.add(place.Vehicles)
	}
	slices.Sort(out.Languages)
	return out
}

func describePlace(s *scenario.Scenario, i int) PlaceDetail {
	p := &s.Places[i]
	out := PlaceDetail{
		ID: p.ID, Name: p.Name, Aliases: p.Aliases, Counted: p.Vehicles > 0, Note: p.Note,
		People: Range{int64(p.People.Low), int64(p.People.Used), int64(p.People.High)},
		Vehicles: Range{
			int64(s.Vehicles(i, model.Low)), int64(s.Vehicles(i, model.Used)), int64(s.Vehicles(i, model.High)),
		},
	}
	for _, name := range p.Names {
		if out.Names == nil {
			out.Names = map[string]string{}
		}
		out.Names[name.Language] = name.Text
	}
	if p.Located {
		out.Lat, out.Lon = new(p.Lat), new(p.Lon)
	}
	if p.Ready.From > 0 {
		out.ReadyFrom = s.Instant(p.Ready.From)
	}
	if p.HasTanks {
		out.Litres = new(p.Tanks.Litres())
	}
	for _, c := range tally(&p.Counts) {
		if c.People > 0 {
			if out.Counts == nil {
				out.Counts = map[string]int64{}
			}
			out.Counts[c.ID] = c.People
		}
	}
	if p.Ready.Curved() {
		out.HalfHours, out.Slope = p.Ready.Half.Hours(), float64(p.Ready.Slope)/1000
	}
	return out
}

// add adds the numbers of one more place.
func (r *Range) add(more Range) {
	r.Low += more.Low
	r.Used += more.Used
	r.High += more.High
}

func describeRoads(s *scenario.Scenario) RoadsSummary {
	out := RoadsSummary{Count: len(s.Roads), Classes: []ClassSummary{}, All: describeAll(s, s.Roads, describeRoad)}
	var metres unit.Metre
	for i := range s.Roads {
		metres += s.Roads[i].Length
		if s.Roads[i].OneWay {
			out.OneWay++
		}
	}
	out.Kilometres = kilometres(metres)
	for _, class := range roads.Classes {
		if c := describeClass(s, class); c.Count > 0 {
			out.Classes = append(out.Classes, c)
		}
	}
	return out
}

func describeRoad(s *scenario.Scenario, r *roads.Road) RoadDetail {
	return RoadDetail{
		ID: r.ID, From: s.Places[r.From].Name, To: s.Places[r.To].Name,
		Kilometres: kilometres(r.Length), Class: string(r.Class), Lanes: r.Lanes,
		Speed: float64(r.Speed) / 1000, Capacity: r.Capacity.VehiclesPerHour(), Given: r.Given,
		OneWay: r.OneWay, Climb: int64(r.Climb), Descent: int64(r.Descent), Hours: openingHours(r.Hours),
		Status: string(r.Status), Flagged: r.Status.Flagged(), Note: r.Note, Confidence: r.Confidence,
	}
}

// openingHours writes hours as they were written; always open is empty.
func openingHours(h roads.Hours) string {
	if h.Always() {
		return ""
	}
	return h.String()
}

func describeClass(s *scenario.Scenario, class roads.Class) ClassSummary {
	out := ClassSummary{Class: string(class)}
	var metres unit.Metre
	var lanes, speeds, capacities []float64
	for i := range s.Roads {
		r := &s.Roads[i]
		if r.Class != class {
			continue
		}
		out.Count++
		metres += r.Length
		if r.Given {
			out.Given++
		}
		lanes = append(lanes, float64(r.Lanes))
		speeds = append(speeds, float64(r.Speed)/1000)
		capacities = append(capacities, r.Capacity.VehiclesPerHour())
	}
	out.Kilometres = kilometres(metres)
	out.Lanes, out.Speed, out.Capacity = spanOf(lanes), spanOf(speeds), spanOf(capacities)
	return out
}

// spanOf returns the least and the most of numbers, zero for none.
func spanOf(numbers []float64) Span {
	if len(numbers) == 0 {
		return Span{}
	}
	return Span{slices.Min(numbers), slices.Max(numbers)}
}

func kilometres(length unit.Metre) float64 { return float64(length) / 1000 }

func describeGate(s *scenario.Scenario, g *roads.Gate) GateSummary {
	out := GateSummary{
		ID: g.ID, Name: g.Name, Place: s.Places[g.Place].Name, Rate: g.Rate.VehiclesPerHour(),
		Booths: g.Booths, Seconds: float64(g.Service) / 1000, Hours: openingHours(g.Hours),
		QuotaPerDay: int64(g.Quota), OnFoot: g.OnFoot.VehiclesPerHour(), Note: g.Note,
	}
	for _, c := range g.Changes {
		out.Changes = append(out.Changes, RateChange{s.Instant(c.From), c.Rate.VehiclesPerHour()})
	}
	return out
}

func describeClosure(s *scenario.Scenario, c *roads.Closure) WindowSummary {
	out := WindowSummary{
		ID: c.ID, Kind: "road", Direction: c.Direction.String(), Factor: float64(c.Factor) / 1000,
		Text: c.Reason, Source: c.Source,
	}
	out.From, out.To = bounds(s, c.From, c.To)
	if c.Gate {
		out.Kind, out.Stage, out.Name = "gate", s.Gates[c.Target].ID, s.Gates[c.Target].Name
		return out
	}
	out.Stage, out.Name = s.Roads[c.Target].ID, s.RoadName(c.Target)
	return out
}

func describeDanger(s *scenario.Scenario, d *roads.Danger) WindowSummary {
	out := WindowSummary{
		ID: d.ID, Kind: "road", Stage: s.Roads[d.Road].ID, Name: s.RoadName(d.Road),
		Direction: d.Direction.String(), Confirmed: d.Confirmed,
		Text: d.Report, Source: d.Source, Override: d.Override,
	}
	if d.Override != "" {
		out.Factor = 1
	}
	out.From, out.To = bounds(s, d.From, d.To)
	return out
}

// bounds writes a window; empty texts are the start and no end.
func bounds(s *scenario.Scenario, from, to unit.Second) (first, last string) {
	if from != 0 {
		first = s.Instant(from)
	}
	if to < unit.Never {
		last = s.Instant(to)
	}
	return first, last
}

func describeReception(s *scenario.Scenario, r *model.Reception) ReceptionSummary {
	return ReceptionSummary{
		r.ID, s.Places[r.Place].Name, r.Rate.VehiclesPerHour(), int64(r.Capacity), r.Note,
	}
}
