package simulation

import (
	"wayout/internal/export"
	"wayout/internal/traffic"
	"wayout/internal/unit"
)

// Files returns the files of a study.
func (w *Writer) Files() []File {
	return []File{
		{ArrivalsFile, w.arrivals()},
		{QueuesFile, w.queues()},
		{PlacesFile, w.places()},
		{NumbersFile, w.JSON()},
	}
}

// cases returns the cases of a study that there are, with the word for each.
func (w *Writer) cases() (words []string, all []*traffic.Case) {
	if w.study.Planned != nil {
		words, all = append(words, "planned"), append(all, w.study.Planned)
	}
	return append(words, "unplanned"), append(all, w.study.Unplanned)
}

func three(r traffic.Range) []string { return []string{cell(r.Low), cell(r.Mid), cell(r.High)} }

// arrivals are the people who are out by a moment.
func (w *Writer) arrivals() []byte {
	rows := [][]string{
		{"case", "time", "hours", "people_out_p10", "people_out_p50", "people_out_p90"},
		{"#meta+case", "#date", "#meta+hours", "#reached+p10", "#reached+p50", "#reached+p90"},
	}
	words, all := w.cases()
	for i, c := range all {
		for at := range c.Outcomes[0].Curve {
			t := w.study.Sample * unit.Second(at)
			rows = append(rows, append([]string{words[i], w.s.Instant(t), cell(t.Hours())},
				three(c.Over(func(o *traffic.Outcome) float64 { return float64(o.Curve[at]) }))...))
		}
	}
	return export.CSV(rows)
}

// queues are the vehicles that stand at the stages where most stand, while anybody does.
func (w *Writer) queues() []byte {
	rows := [][]string{
		{"case", "stage", "time", "hours", "standing_p10", "standing_p50", "standing_p90"},
		{"#meta+case", "#loc+stage", "#date", "#meta+hours", "#indicator+p10", "#indicator+p50", "#indicator+p90"},
	}
	words, all := w.cases()
	for i, c := range all {
		for k := range c.Queues {
			q := &c.Queues[k]
			id := export.Inert(w.stageID(q.Stage))
			for at, stand := range q.Stand {
				if stand.High == 0 {
					continue
				}
				t := w.study.Sample * unit.Second(at)
				rows = append(rows, append([]string{words[i], id, w.s.Instant(t), cell(t.Hours())}, three(stand)...))
			}
		}
	}
	return export.CSV(rows)
}

// places are the hours on the road and the cars run dry of the people of each place.
func (w *Writer) places() []byte {
	rows := [][]string{
		{"case", "place", "name", "people", "people_out_p50", "road_hours_p10", "road_hours_p50", "road_hours_p90", "last_arrival_hours_p50", "cars_run_dry_p50"},
		{"#meta+case", "#loc+code", "#loc+name", "#affected", "#reached", "#indicator+p10", "#indicator+p50", "#indicator+p90", "#indicator+last", "#indicator+dry"},
	}
	words, all := w.cases()
	for i, c := range all {
		for _, p := range w.numbersOf(c).Places {
			at := &w.s.Places[p.index]
			rows = append(rows, []string{
				words[i], export.Inert(at.ID), export.Inert(at.Name), cell(float64(p.People)), known(p.Out.P50), known(p.Road.P10), known(p.Road.P50), known(p.Road.P90),
				known(p.Last.P50), known(p.Dry.P50),
			})
		}
	}
	return export.CSV(rows)
}

func known(x *float64) string {
	if x == nil {
		return ""
	}
	return cell(*x)
}
