package report

import (
	"cmp"
	"fmt"
	"strings"

	model "wayout/internal/people"
)

// classes tells who was counted, and who travels how.
func (w *checkWriter) classes() {
	if len(w.s.Classes) > 0 {
		list(w, "People by class, at the used population", w.s.Classes, func(c *ClassCount) []string {
			return []string{strings.ReplaceAll(c.ID, "_", " "), count(c.People), classText(c)}
		})
	}
	w.travel()
}

// classText says where the number of a class comes from, and its deadline.
func classText(c *ClassCount) string {
	text := "counted place by place"
	share := fmt.Sprintf("%s %% of the people of places without a count", precise(c.Percent))
	if c.Default {
		share += ", by default"
	}
	switch {
	case c.Shared > 0 && c.Shared < c.People:
		text = count(c.People-c.Shared) + " counted, " + count(c.Shared) + " by share: " + share
	case c.Source != "" && c.Shared == c.People:
		text = share
	}
	if c.Source != "" {
		text += " [" + c.Source + "]"
	}
	if c.Latest != "" {
		text += "; all out by " + shortClock(c.Latest)
	}
	if c.Longest > 0 {
		text += "; at most " + number(c.Longest) + " h on the way"
	}
	return text
}

// precise writes a number with as many decimals as it has, up to six.
func precise(x float64) string {
	return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.6f", x), "0"), ".")
}

// notCounted says what a scenario without any counts leaves out.
func notCounted(classes []ClassCount) string {
	there := map[string]int64{}
	for _, c := range classes {
		there[c.ID] = c.People
	}
	const text = "Nobody was counted who cannot walk or has no car"
	if who := residents(there); len(who) > 0 {
		return text + "; by the default shares there would be about " + andList(who) + "."
	}
	return text + "."
}

// residents writes how many people there are of each class, those who cannot walk first.
func residents(by map[string]int64) []string {
	words := []struct {
		class model.Class
		text  string
	}{
		{model.Stretcher, "on stretchers"},
		{model.Wheelchair, "in wheelchairs"},
		{model.Oxygen, "on oxygen"},
		{model.Dialysis, "on dialysis"},
		{model.Unaccompanied, "children without a grown-up"},
		{model.WalksLittle, "who walk little"},
		{model.Elderly, "of 65 and more"},
		{model.Pregnant, "pregnant"},
		{model.Infants, "infants"},
		{model.Walks, "who walk"},
	}
	var out []string
	for _, w := range words {
		if n := by[classID(w.class)]; n > 0 {
			out = append(out, count(n)+" "+w.text)
		}
	}
	return out
}

// andList writes "a, b and c".
func andList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// travel tells who travels how, where anybody goes otherwise than by car.
func (w *checkWriter) travel() {
	t := &w.s.Travel
	if t.Fleet.High == 0 && t.Stays.High == 0 {
		return
	}
	w.heading("How they travel, if every car has fuel")
	w.table([][]string{
		{"", "low", "used", "high"},
		{"by car", count(t.ByCar.Low), count(t.ByCar.Used), count(t.ByCar.High)},
		{"in the fleet", count(t.Fleet.Low), count(t.Fleet.Used), count(t.Fleet.High)},
		{"stay by choice", count(t.Stays.Low), count(t.Stays.Used), count(t.Stays.High)},
	})
	if t.Fleet.Used > 0 {
		w.text(fmt.Sprintf("In the fleet, at the used population: %s who cannot walk, patients, children alone and institutions, with those who ride along; %s of households without a car.",
			count(t.First), count(t.Fleet.Used-t.First)))
	}
}

// section lists records under a heading, and writes nothing where there are none.
func section[Record any](w *checkWriter, heading string, records []Record, cells func(*Record) []string) {
	if len(records) > 0 {
		list(w, heading, records, cells)
	}
}

func (w *checkWriter) institutions() {
	n := len(w.s.Institutions)
	section(w, plural(n, "institution", "institutions"), w.s.Institutions, func(i *InstitutionSummary) []string {
		text := fmt.Sprintf("%s at %s, %s%s, %s of staff", i.Name, i.Place, plural(i.people(), "resident", "residents"),
			parenthesis(strings.Join(residents(i.Residents), ", ")), count(i.Staff))
		return []string{i.ID, text + optional(", ready from ", shortClock(i.ReadyFrom)) + optional(". ", sentence(i.Note))}
	})
}

func parenthesis(text string) string {
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

func (w *checkWriter) fleet() {
	var vehicles, seats, wheelchairs, stretchers int
	for _, f := range w.s.Fleet {
		vehicles += f.Count
		seats, wheelchairs, stretchers = seats+f.Count*f.Seats, wheelchairs+f.Count*f.Wheelchairs, stretchers+f.Count*f.Stretchers
	}
	heading := noneOr(vehicles, "vehicle", "vehicles") + " of the fleet: " + placesText(seats, wheelchairs, stretchers)
	section(w, heading, w.s.Fleet, func(f *FleetSummary) []string { return []string{f.ID, fleetText(f)} })
	section(w, "Relief", w.s.Relief, func(r *ReliefSummary) []string { return []string{r.ID, reliefText(r)} })
}

// placesText writes what a vehicle, or several together, takes.
func placesText(seats, wheelchairs, stretchers int) string {
	parts := []string{plural(seats, "seat", "seats")}
	if wheelchairs > 0 {
		parts = append(parts, plural(wheelchairs, "wheelchair place", "wheelchair places"))
	}
	if stretchers > 0 {
		parts = append(parts, plural(stretchers, "stretcher place", "stretcher places"))
	}
	return andList(parts)
}

func fleetText(f *FleetSummary) string {
	kinds := map[string]string{
		string(model.Bus): "buses", string(model.Minibus): "minibuses",
		string(model.Truck): "trucks", string(model.Ambulance): "ambulances",
	}
	text := plural(f.Count, f.Kind, cmp.Or(kinds[f.Kind], f.Kind)) + ", " + placesText(f.Seats, f.Wheelchairs, f.Stretchers)
	if f.Count > 1 {
		text += " each"
	}
	text += ", from " + f.Depot + during(WindowSummary{From: f.From, To: f.To})
	if f.Duty > 0 {
		text += fmt.Sprintf(", crews %s h then %s h of rest", number(f.Duty), number(f.Rest))
	} else {
		text += ", crews take turns"
	}
	if f.Range > 0 {
		text += ", " + number(f.Range) + " km on a tank"
	}
	text += fmt.Sprintf(", %s litres/100 km, counts as %s", number(f.Litres), plural(f.Cars, "car", "cars"))
	return text + optional(". ", sentence(f.Note))
}

func reliefText(r *ReliefSummary) string {
	text := fmt.Sprintf("%s with %s for %s, from %s", plural(r.Lorries, "lorry", "lorries"), r.Item, r.Place, r.Depot)
	text += optional(" from ", shortClock(r.From))
	if r.PersonDays > 0 {
		text += ", " + count(r.PersonDays) + " person-days each"
	}
	if r.Days > 0 {
		text += ": together " + decimal(r.Days) + " days for its people"
	}
	return text + optional(". ", sentence(r.Note))
}

func (w *checkWriter) fuel() {
	f := &w.s.Fuel
	if f.Points == nil {
		return
	}
	heading := fmt.Sprintf("Fuel: %s litres in tanks and stores, given for %s of %s with people", rounded(f.Tanks), count(f.Given),
		plural(w.s.Places.WithPeople, "place", "places"))
	list(w, heading, f.Points, func(p *FuelDetail) []string {
		text := fmt.Sprintf("%s at %s, %s litres, %s cars/h", p.Name, p.Place, number(p.Litres), number(p.Rate))
		if p.Ration > 0 {
			text += ", at most " + number(p.Ration) + " litres a car"
		}
		if open := during(WindowSummary{From: p.From, To: p.To}); open != "" {
			text += ", open" + open
		}
		for _, d := range p.Deliveries {
			text += fmt.Sprintf(", %s litres more on %s", number(d.Litres), shortClock(d.At))
		}
		return []string{p.ID, text + optional(". ", sentence(p.Note))}
	})
}

// stocks lists places with what is left there, in the order in which they first stand in the table.
func (w *checkWriter) stocks() {
	at := map[string]int{}
	var rows [][]string
	for _, s := range w.s.Stocks {
		text := s.Item + " for " + decimal(s.Days) + " days" + parenthesis(s.Note)
		if i, known := at[s.Place]; known {
			rows[i][1] += ", " + text
			continue
		}
		at[s.Place] = len(rows)
		rows = append(rows, []string{s.Place, text})
	}
	section(w, "Stocks: how long they last from the start", rows, func(row *[]string) []string { return *row })
}

func (w *checkWriter) sites() {
	n := len(w.s.Sites)
	section(w, plural(n, "site", "sites"), w.s.Sites, func(s *SiteSummary) []string {
		text := s.Name + " at " + s.Place + ", " + s.Kind + ", room not known"
		if s.Capacity > 0 {
			text = s.Name + " at " + s.Place + ", " + s.Kind + ", room for " + plural(s.Capacity, "person", "people")
		}
		if s.Heated {
			text += ", heated"
		}
		text += supplies(s.Has.Covered, s.Needs.Covered, "m² covered") + supplies(s.Has.Water, s.Needs.Water, "litres of water a day") +
			supplies(s.Has.Toilets, s.Needs.Toilets, "toilets")
		if s.NoMeals {
			text += ", no hot meals"
		}
		if s.Meals > 0 {
			text += ", " + plural(s.Meals, "hot meal", "hot meals") + " a day"
		}
		return []string{s.ID, text + optional(". ", sentence(s.Note))}
	})
}

// supplies writes what a site has, and what it needs where that is more.
func supplies(has, needs int64, what string) string {
	switch {
	case has == 0:
		return ""
	case has < needs:
		return fmt.Sprintf(", %s of the %s %s that it needs", count(has), count(needs), what)
	}
	return ", " + count(has) + " " + what
}

func (w *checkWriter) paths() {
	n := len(w.s.Paths)
	section(w, plural(n, "path", "paths")+" for people on foot", w.s.Paths, func(p *PathSummary) []string {
		text := fmt.Sprintf("%s – %s, %s km, %s h on foot, %s people/h", p.From, p.To, decimal(p.Kilometres), decimal(p.Hours), number(p.Rate))
		if p.Posts > 0 {
			text += ", posts every " + decimal(p.Posts) + " km"
		}
		return []string{p.ID, text + optional(", open ", p.Open) + optional(". ", sentence(p.Note))}
	})
}

// climbs tells of how many roads it is known how far they climb.
func (w *checkWriter) climbs() {
	n := 0
	for _, r := range w.s.Roads.All {
		if r.Climb > 0 || r.Descent > 0 {
			n++
		}
	}
	if n > 0 {
		w.text(fmt.Sprintf("Climb known of %s of %s.", count(n), plural(len(w.s.Roads.All), "road", "roads")))
	}
}
