package report

import (
	"fmt"
	"strings"

	"wayout/internal/folder"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"

	model "wayout/internal/people"
)

// mostListed is how many records of one kind the check lists.
const mostListed = 60

// Check says what was understood of a scenario folder that was read without errors.
func Check(f *folder.Folder) string {
	w := checkWriter{s: f.Scenario}
	w.head()
	w.files(f.Files)
	w.places()
	w.roads()
	w.gates()
	w.receptions()
	w.closures()
	w.dangers()
	w.variants()
	w.heading("Assumptions in force")
	w.assumptions(w.s)
	w.notPlanned()
	return w.String()
}

// checkWriter writes the sections of a check.
type checkWriter struct {
	page
	s *scenario.Scenario
}

func (w *checkWriter) head() {
	s := w.s
	w.heading(s.Name)
	if s.About != "" {
		w.text(s.About)
	}
	w.line("Start    %s", s.At(0).Format("Monday 2 January 2006 15:04 -07:00"))
	w.line("Horizon  %s, until %s", hours(s.Horizon), clock(s, s.Horizon))
	w.line("Step     %s", plural(s.Step/unit.Minute, "minute", "minutes"))
	w.line("Inputs   sha256 %s", s.SHA256)
	for _, o := range s.Overrides {
		w.item("  Set      ", o.Path+" = "+o.Value)
	}
}

func (w *checkWriter) files(files []folder.File) {
	w.heading("Files")
	for _, file := range files {
		text := fmt.Sprintf("%s: %s", file.Role, plural(file.Bytes, "byte", "bytes"))
		if file.Rows > 0 {
			text += ", " + plural(file.Rows, "row", "rows")
		}
		if file.Detected != "" {
			text += ", " + file.Detected
		}
		w.bullet(file.Name + ", " + text)
	}
}

// list writes a heading with a count and at most mostListed records.
func (w *checkWriter) list(one, many string, n int, text func(i int) string) {
	w.heading(sentence(plural(n, one, many)))
	for i := range min(n, mostListed) {
		w.bullet(text(i))
	}
	if n > mostListed {
		w.line("and %s more", count(n-mostListed))
	}
}

func (w *checkWriter) places() {
	s := w.s
	var origins []int
	var cars unit.Vehicle
	for p := range s.Places {
		if s.Places[p].People.High > 0 {
			origins = append(origins, p)
			cars += s.Vehicles(p, model.Used)
		}
	}
	w.list("place with people", "places with people", len(origins), func(i int) string {
		return w.placeText(origins[i])
	})
	w.line("in all %s, %s", populationText(model.Population{
		Low: s.TotalPeople(model.Low), Used: s.TotalPeople(model.Used), High: s.TotalPeople(model.High),
	}), vehicles(cars))
	w.line("and %s", plural(len(s.Places)-len(origins), "place that only joins roads", "places that only join roads"))
}

func (w *checkWriter) placeText(p int) string {
	place := &w.s.Places[p]
	text := fmt.Sprintf("%s (%s): %s in %s", place.Name, place.ID, populationText(place.People), vehicles(w.s.Vehicles(p, model.Used)))
	if from := place.Ready.From; from > 0 {
		text += ", ready from " + w.s.Clock(from)
	}
	if place.Ready.Curved() {
		text += fmt.Sprintf(", half ready %s later", hours(place.Ready.Half))
	}
	return text
}

// populationText writes a range of people.
func populationText(p model.Population) string {
	if p.Low == p.High {
		return people(p.Used)
	}
	return fmt.Sprintf("%s (%s to %s)", people(p.Used), count(p.Low), count(p.High))
}

func (w *checkWriter) roads() {
	s := w.s
	w.list("road", "roads", len(s.Roads), func(i int) string {
		r := &s.Roads[i]
		capacity := "by class"
		if r.Given {
			capacity = "given"
		}
		text := fmt.Sprintf("%s: %s km, %s, %s km/h, %s (%s)", s.RoadName(i), decimal(float64(r.Length)/1000),
			r.Class, decimal(float64(r.Speed)/1000), rate(r.Capacity), capacity)
		if r.OneWay {
			text += ", one way"
		}
		if !r.Hours.Always() {
			text += ", open " + r.Hours.String()
		}
		if r.Status != roads.Open {
			text += ", " + string(r.Status)
		}
		if r.Note != "" && r.Status != roads.Open {
			text += ": " + r.Note
		}
		return text
	})
}

func (w *checkWriter) gates() {
	s := w.s
	w.list("gate", "gates", len(s.Gates), func(i int) string {
		return sentence(gateWords(s, i)) + ", at " + s.Places[s.Gates[i].Place].Name
	})
}

func (w *checkWriter) receptions() {
	s := w.s
	w.list("reception", "receptions", len(s.Receptions), func(i int) string {
		r := &s.Receptions[i]
		text := s.Places[r.Place].Name + " (" + r.ID + ")"
		if r.Rate > 0 {
			text += ", takes in " + rate(r.Rate)
		}
		if r.Capacity > 0 {
			return text + ", room for " + people(r.Capacity)
		}
		return text + ", room not limited"
	})
}

func (w *checkWriter) closures() {
	s := w.s
	if len(s.Closures) == 0 {
		return
	}
	w.list("closure", "closures", len(s.Closures), func(i int) string {
		c := &s.Closures[i]
		target := "the road "
		if c.Gate {
			target = "the gate " + s.Gates[c.Target].Name
		} else {
			target += s.RoadName(c.Target)
			if c.Direction != roads.Both {
				target += ", " + c.Direction.String() + " only"
			}
		}
		left := "shut"
		if c.Factor > 0 {
			left = fmt.Sprintf("slowed to %s %% of its capacity", decimal(float64(c.Factor)/10))
		}
		return sentence(target) + ": " + left + during(s, c.From, c.To) + reasonAndSource(c.Reason, c.Source)
	})
}

func (w *checkWriter) dangers() {
	s := w.s
	if len(s.Dangers) == 0 {
		return
	}
	w.list("danger", "dangers", len(s.Dangers), func(i int) string { return dangerText(s, &s.Dangers[i]) })
}

// dangerText says what is reported of a road and what follows from it.
func dangerText(s *scenario.Scenario, d *roads.Danger) string {
	word := "unconfirmed"
	if d.Confirmed {
		word = "confirmed"
	}
	text := fmt.Sprintf("%s, %s danger%s%s", s.RoadName(d.Road), word, during(s, d.From, d.To), reasonAndSource(d.Report, d.Source))
	if d.Override != "" {
		return text + ". Overridden by the planner: " + d.Override
	}
	return text + ". In force: nobody is sent there."
}

// during writes the time of a closure or danger.
func during(s *scenario.Scenario, from, to unit.Second) string {
	out := ""
	if from > 0 {
		out += " from " + s.Clock(from)
	}
	if to < unit.Never {
		out += " until " + s.Clock(to)
	}
	return out
}

func reasonAndSource(reason, source string) string {
	out := ""
	if reason != "" {
		out += ": " + strings.TrimRight(reason, ". ")
	}
	if source != "" {
		out += " [" + source + "]"
	}
	return out
}

func (w *checkWriter) variants() {
	if len(w.s.Variants) == 0 {
		return
	}
	w.list("variant", "variants", len(w.s.Variants), func(i int) string {
		v := &w.s.Variants[i]
		var set []string
		for _, o := range v.Set {
			set = append(set, o.Path+" = "+o.Value)
		}
		return v.ID + ": " + v.About + " (" + strings.Join(set, "; ") + ")"
	})
}

func (w *checkWriter) notPlanned() {
	if len(w.s.NotPlanned) == 0 {
		return
	}
	w.heading("Not planned, as the authors say")
	for _, text := range w.s.NotPlanned {
		w.bullet(text)
	}
}
