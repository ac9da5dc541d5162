package report

import (
	"fmt"
	"strings"

	"wayout/internal/outcome"
	"wayout/internal/supply"
	"wayout/internal/unit"
)

// travellers says who travels how and when they are out, and what the fleet does.
func (w *planWriter) travellers(heading string) {
	r := w.r
	if len(r.Kinds) < 2 && r.Stays == 0 {
		return
	}
	w.heading(heading)
	rows := [][]string{{"", "people", "out", "half of them by", "the last by"}}
	for _, k := range r.Kinds {
		rows = append(rows, []string{
			k.Kind.String(), count(k.People), count(k.Served),
			momentOrNever(w.s, k.Times.T50), momentOrNever(w.s, k.Times.T100),
		})
	}
	w.table(rows)
	for _, k := range r.Kinds {
		if k.Latest < unit.Never {
			w.bullet(fmt.Sprintf("%s: the deadline is %s; %s of %s are out by then.", sentence(k.Kind.String()), clock(w.s, k.Latest), count(k.ByLatest), count(k.People)))
		}
		if k.More > 0 {
			w.bullet(fmt.Sprintf("%s: with %s more of %s everybody of them would be out%s, by rounds like these.",
				sentence(k.Kind.String()), count(k.More), w.s.Fleet[k.Row].ID, byLatest(w, k.Latest)))
		}
		if k.OnFoot > 0 {
			w.bullet(fmt.Sprintf("%s of the %s leave on foot, in %s.", sentence(people(k.OnFoot)), k.Kind, plural(len(r.Plan.Columns), "column", "columns")))
		}
	}
	if r.Stays > 0 {
		w.text(fmt.Sprintf("%s stay by choice. They are counted as served and remain protected.", sentence(people(r.Stays))))
	}
}

func byLatest(w *planWriter, latest unit.Second) string {
	if latest >= unit.Never {
		return ""
	}
	return " by " + clock(w.s, latest)
}

// ofAnimals says how animals travel.
func (w *planWriter) ofAnimals() {
	if n := w.animals(); n > 0 {
		w.text(fmt.Sprintf("%s travel with their owners, in cars and in the vehicles of the fleet; nobody is sent without theirs.", sentence(plural(n, "animal", "animals"))))
	}
}

// animals counts the animals of all places.
func (w *planWriter) animals() int64 {
	var sum int64
	for i := range w.s.Places {
		sum += w.s.Places[i].At(w.r.Plan.Level).Animals
	}
	return sum
}

// rounds says what the fleet does, how good that is, and what it takes of the gates.
func (w *planWriter) rounds(heading string) {
	x := &w.r.Rounds
	if x.People == 0 {
		return
	}
	w.heading(heading)
	w.text(seatsShort(x))
	if x.Carried > 0 {
		w.text(fmt.Sprintf("%s of %s carry %s in %s, the last until %s.",
			sentence(count(x.Used)), plural(x.Vehicles, "vehicle", "vehicles"), people(x.Carried),
			plural(x.Loaded, "round", "rounds"), clock(w.s, x.AllAfter)))
		w.boundOfRounds(x)
		w.text(fmt.Sprintf("Their %s burn %s litres and count as %s at gates, %s of them driving in: that share is kept free for them.",
			plural(x.Trips, "trip", "trips"), rounded(x.Litres), plural(x.GatePasses, "car", "cars"), count(x.InboundPasses)))
	}
	for _, i := range x.Divided {
		in := &w.s.Institutions[i]
		w.text(fmt.Sprintf("The people of %s are divided among receptions; to stay together they need one with room for %s.", in.Name, people(in.People())))
	}
	if x.LorryPasses > 0 {
		w.text(fmt.Sprintf("Relief lorries count as %s of these cars: so many more cars could pass without them.", count(x.LorryPasses)))
	}
}

// seatsShort says the places there are and the people who need them.
func seatsShort(x *outcome.RoundsResult) string {
	text := fmt.Sprintf("%s, %s at once", plural(x.Seats, "seat", "seats"), plural(x.Stretchers, "stretcher place", "stretcher places"))
	return fmt.Sprintf("%s; %s who need them.", text, people(x.People))
}

// boundOfRounds says what no rounds can beat.
func (w *planWriter) boundOfRounds(x *outcome.RoundsResult) {
	var rows [][]string
	add := func(who string, after, bound unit.Second) {
		if bound > 0 {
			rows = append(rows, []string{who, momentOrNever(w.s, after), momentOrNever(w.s, bound)})
		}
	}
	add("who cannot walk, patients, institutions", x.PatientsAfter, x.PatientsBound)
	add("everybody who needs the fleet", x.AllAfter, x.AllBound)
	if len(rows) > 0 {
		w.table(append([][]string{{"", "out by these rounds", "proved: not before"}}, rows...))
	}
}

// fuel says who can go on what there is.
func (w *planWriter) fuel(heading string) {
	f := &w.r.Fuel
	if !f.Planned {
		return
	}
	w.heading(heading)
	if f.Points == 0 {
		w.text(fmt.Sprintf("Tanks and stores hold %s litres; there is no fuel point.", rounded(f.Tanks.Litres())))
	} else {
		w.text(fmt.Sprintf("Tanks and stores hold %s litres, %s with deliveries %s. By this plan they hand out %s.",
			rounded(f.Tanks.Litres()), plural(f.Points, "fuel point", "fuel points"), rounded(f.Stock.Litres()), rounded(f.Given.Litres())))
	}
	w.text(fmt.Sprintf("A car needs %s litres on average by slots, and %s if all leave at once and it stands %s h, with its engine on for %s %% of that. With slots there is fuel for %s, without for %s.",
		decimal(f.NeedSlots), decimal(f.NeedQueue), decimal(f.QueueHours), number(w.s.Assumption("queue_engine_share")),
		plural(f.CarsSlots, "car", "cars"), count(f.CarsQueue)))
	w.text(fmt.Sprintf("%s litres, handed out as needed, would move %s by car or %s by bus.",
		rounded((f.Stock + f.Tanks).Litres()), people(f.PeopleByCar), people(f.PeopleByBus)))
	if f.NoFuel > 0 {
		w.text(fmt.Sprintf("%s with %s have no fuel for their way; the fuel goes first to those that move most people with a litre.%s",
			sentence(plural(f.NoFuel, "car", "cars")), people(f.NoFuelPeople), w.ration(f)))
	}
	w.busiestPoint(f)
}

// ration says what larger rations would change.
func (w *planWriter) ration(f *outcome.FuelResult) string {
	if f.BeyondRation == 0 {
		return " Larger rations would change nothing: it is the stock that is short."
	}
	return fmt.Sprintf(" If rations were as large as the need, at most %s litres, %s of them would go.",
		decimal(f.LargestRation.Litres()), count(f.BeyondRation))
}

// busiestPoint warns of crowds: never one point for thousands.
func (w *planWriter) busiestPoint(f *outcome.FuelResult) {
	var most, all unit.Vehicle
	at := -1
	for i, n := range f.Served {
		all += n
		if n > most {
			most, at = n, i
		}
	}
	if at < 0 {
		return
	}
	w.text(fmt.Sprintf("%s fill up in slots of their own at %s, most of them at %s: %s in all, at most %s a day.",
		sentence(plural(all, "car", "cars")), plural(len(f.Served), "point", "points"), w.s.FuelPoints[at].Name,
		count(most), number(w.s.Assumption("fuel_point_cars_a_day"))))
}

// stocks says which places run out of what, and what it would take.
func (w *planWriter) stocks(heading string) {
	if len(w.r.Shortages) == 0 {
		return
	}
	w.heading(heading)
	for _, x := range w.r.Shortages {
		w.bullet(w.stockText(&x))
	}
}

func (w *planWriter) stockText(x *supply.Shortage) string {
	name := w.s.Places[x.Place].Name
	text := fmt.Sprintf("%s, %s: ", name, x.Item)
	if x.RunsOut >= unit.Never {
		text += fmt.Sprintf("lasts until the last have left, %s", w.s.Clock(x.Leaves))
	} else {
		text += fmt.Sprintf("runs out on %s; the last leave on %s. %s person-days without", w.s.Clock(x.RunsOut), w.s.Clock(x.Leaves), rounded(x.Lacking))
	}
	if x.Brought > 0 {
		text += fmt.Sprintf("; relief brings %s person-days", count(x.Brought))
	}
	return text + "."
}

// sites says what the fullest hour of every site needs.
func (w *planWriter) sites(heading string) {
	hours := supply.Fullest(w.r.SiteHours)
	if len(hours) == 0 {
		return
	}
	w.heading(heading)
	for i := range hours {
		h := &hours[i]
		site := &w.s.Sites[h.Site]
		text := fmt.Sprintf("%s, %s, from %s: %s. They need %s litres of water and %s kcal a day, %s, %s m² covered",
			site.Name, site.Kind, w.s.Clock(h.From), people(h.People), count(h.Water), count(h.Kilocalories),
			plural(h.Toilets, "toilet", "toilets"), count(h.Covered))
		if !site.Heated {
			text += ", and warmth"
		}
		red, unknown := h.Flags(w.s)
		text += "."
		if len(red) > 0 {
			text += " RED: " + strings.Join(red, "; ") + "."
		}
		if len(unknown) > 0 {
			text += " Nothing is known of its " + strings.Join(unknown, ", ") + "."
		}
		w.bullet(text)
	}
}

// caution says what it costs to be able to stop at any minute.
func (w *planWriter) caution() {
	if w.s.SafeToStop == 0 {
		return
	}
	w.heading("Able to stop")
	refuges := 0
	for i := range w.r.Plan.Routes {
		refuges += len(w.r.Plan.Routes[i].Refuges)
	}
	w.text(fmt.Sprintf("If every gate shuts at any minute, everybody on the way is back, or at a site with room, within %s; %s lead to a site.",
		hours(w.s.SafeToStop), plural(refuges, "stretch of a route", "stretches of routes")))
	if cost := w.r.CautionCost; cost != nil {
		switch {
		case cost.People > 0:
			w.text(fmt.Sprintf("Without that caution %s more could be served.", people(cost.People)))
		case cost.Clearance < unit.Never && w.r.Clearance.T100 < unit.Never:
			w.text(fmt.Sprintf("Distrust costs %s.", exactHours(max(0, w.r.Clearance.T100-cost.Clearance))))
		}
	}
}

// incomplete says that nothing is complete while somebody who cannot walk is in no vehicle (N4).
func (w *planWriter) incomplete() {
	if n := w.r.Rounds.CannotWalk; n > 0 {
		w.text(fmt.Sprintf("NOT COMPLETE: %s who cannot walk, with whoever attends them, are in no vehicle.", people(n)))
	}
}

// notCounted says what nobody has counted, with the default shares.
func (w *planWriter) notCounted() {
	if w.s.HasClasses() {
		return
	}
	share := func(name string) string {
		return count(int64(float64(w.r.People)*w.s.Assumption("share_"+name)/100 + 0.5))
	}
	w.bullet(fmt.Sprintf("Who cannot walk, and who has no car. Nobody was counted; by the default shares there are about %s on stretchers, %s in wheelchairs and %s who walk little among them.",
		share("stretcher"), share("wheelchair"), share("walks_little")))
}
