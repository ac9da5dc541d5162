package simulation

import (
	"fmt"
	"strings"

	"wayout/internal/chart"
	"wayout/internal/export"
	"wayout/internal/hindsight"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// The files of a back-test.
const (
	BacktestNumbers = "backtest.json"
	BacktestTable   = "backtest.csv"
	BacktestPicture = "backtest.svg"
)

// BacktestNames are what stands in the folder of a back-test.
var BacktestNames = []string{BacktestNumbers, BacktestTable, BacktestPicture}

// Hindsight writes a back-test.
type Hindsight struct {
	Scenario *scenario.Scenario
	Question *hindsight.Question
	Result   *hindsight.Result
}

// Files returns the files of a back-test.
func (h *Hindsight) Files() []File {
	return []File{{BacktestNumbers, h.JSON()}, {BacktestTable, h.table()}, {BacktestPicture, h.picture()}}
}

func (h *Hindsight) writer() *Writer {
	return &Writer{s: h.Scenario, net: h.Scenario.Network()}
}

// Text returns the back-test in words, every count in a row.
func (h *Hindsight) Text() string {
	var b strings.Builder
	r := h.Result
	gate := h.Scenario.Gates[h.Question.Gate].Name
	fmt.Fprintf(&b, "Back-test: one rate of one gate, under these inputs and assumptions\n\n")
	fmt.Fprintf(&b, "  fitted to %d counts from %s to %s: %.0f vehicles/h at %s\n", r.Fitted.Counts,
		h.Scenario.Instant(h.Question.From), h.Scenario.Instant(h.Question.Until), r.Rate.VehiclesPerHour(), gate)
	if !r.Binds {
		b.WriteString("  A gate twice as fast fits as well: the gate did not hold people back, and its rate cannot be told from these counts.\n")
	}
	fmt.Fprintf(&b, "\n  %-27s%12s%12s%10s%10s\n", "people out by", "counted", "simulated", "off by", "")
	for i := range r.Points {
		p := &r.Points[i]
		simulated, off, percent := "", "", ""
		if p.Part != hindsight.Before {
			simulated, off = thousands(p.Simulated.Mid), thousands(p.Simulated.Mid-float64(p.People))
		}
		if p.Part == hindsight.Predict {
			percent = fmt.Sprintf("%+.1f %%", 100*p.Error())
		}
		fmt.Fprintf(&b, "  %-27s%12s%12s%10s%10s  %s\n", h.Scenario.Instant(p.At), thousands(float64(p.People)), simulated, off, percent, p.Part)
	}
	fmt.Fprintf(&b, "\n  %-25s%2d counts: %s people off on average\n", "fitted", r.Fitted.Counts, thousands(r.Fitted.People))
	for _, told := range []struct {
		label string
		of    hindsight.Errors
	}{{"predicted", r.Predicted}, {"a straight line instead", r.Line}} {
		fmt.Fprintf(&b, "  %-25s%2d counts: %s people off on average, %.1f %%; %.1f %% at worst, %+.1f %% at the last\n", told.label, told.of.Counts,
			thousands(told.of.People), 100*told.of.Mean, 100*told.of.Worst, 100*told.of.Last)
	}
	w := h.writer()
	if len(r.Stages) > 0 {
		b.WriteString("\nWhere most stand, simulated\n")
	}
	for i := range min(mostLines, len(r.Stages)) {
		fmt.Fprintf(&b, "  %s: %s vehicle-hours\n", w.stageName(r.Stages[i].Stage), thousands(r.Stages[i].Hours))
	}
	b.WriteString("\nOne rate on one way out makes nearly a straight line until the last are out: that it comes close says\n" +
		"that one stage held everybody back at a steady rate, and little about anything else.\n")
	return b.String()
}

// judgement is Errors for programs, in per cent.
type judgement struct {
	Counts int     `json:"counts"`
	Mean   float64 `json:"mean_error_percent"`
	Worst  float64 `json:"worst_error_percent"`
	Bias   float64 `json:"bias_percent"`
	Last   float64 `json:"last_error_percent"`
	People float64 `json:"mean_error_people"`
}

func judgementOf(e hindsight.Errors) judgement {
	return judgement{e.Counts, tidy(100 * e.Mean), tidy(100 * e.Worst), tidy(100 * e.Bias), tidy(100 * e.Last), tidy(e.People)}
}

type pointNumbers struct {
	Time      string      `json:"time"`
	Part      string      `json:"part"`
	Counted   unit.Person `json:"counted"`
	Simulated *Span       `json:"simulated"` // null before the fitted part, with the two below
	Line      *float64    `json:"straight_line"`
	Error     *float64    `json:"error_percent"`
}

// JSON returns backtest.json.
func (h *Hindsight) JSON() []byte {
	r := h.Result
	numbers := struct {
		Format    string         `json:"format"`
		Version   int            `json:"version"`
		Level     string         `json:"level"`
		Caution   string         `json:"caution"`
		Scenario  string         `json:"scenario"`
		SHA256    string         `json:"inputs_sha256"`
		Gate      string         `json:"gate"`
		From      string         `json:"fitted_from"`
		Until     string         `json:"fitted_until"`
		Rate      float64        `json:"vehicles_per_hour"`
		Binds     bool           `json:"gate_holds_people_back"`
		Runs      int            `json:"runs"`
		Seed      uint64         `json:"seed"`
		Fitted    judgement      `json:"fitted"`
		Predicted judgement      `json:"predicted"`
		Line      judgement      `json:"straight_line_instead"`
		Points    []pointNumbers `json:"points"`
		Assumed   []Assumption   `json:"assumptions"`
	}{
		"wayout backtest", 1, "restricted", caution, h.Scenario.Name, h.Scenario.SHA256, h.Scenario.Gates[h.Question.Gate].ID,
		h.Scenario.Instant(h.Question.From), h.Scenario.Instant(h.Question.Until), tidy(r.Rate.VehiclesPerHour()), r.Binds,
		h.Question.Runs, h.Question.Seed, judgementOf(r.Fitted), judgementOf(r.Predicted), judgementOf(r.Line), nil, assumed(h.Scenario),
	}
	for i := range r.Points {
		p := &r.Points[i]
		point := pointNumbers{Time: h.Scenario.Instant(p.At), Part: p.Part.String(), Counted: p.People}
		if p.Part != hindsight.Before {
			point.Simulated, point.Line, point.Error = new(spanOf(p.Simulated)), new(tidy(p.Line)), new(tidy(100*p.Error()))
		}
		numbers.Points = append(numbers.Points, point)
	}
	return export.Marshal(numbers)
}

// table returns backtest.csv.
func (h *Hindsight) table() []byte {
	rows := [][]string{
		{"time", "part", "people_counted", "simulated_p10", "simulated_p50", "simulated_p90", "error_percent", "straight_line"},
		{"#date", "#meta+part", "#reached+counted", "#reached+p10", "#reached+p50", "#reached+p90", "#indicator+error", "#reached+line"},
	}
	for i := range h.Result.Points {
		p := &h.Result.Points[i]
		simulated := make([]string, 5)
		if p.Part != hindsight.Before {
			simulated = append(three(p.Simulated), cell(100*p.Error()), cell(p.Line))
		}
		rows = append(rows, append([]string{h.Scenario.Instant(p.At), p.Part.String(), cell(float64(p.People))}, simulated...))
	}
	return export.CSV(rows)
}

// picture returns backtest.svg: what was counted, fitted and predicted, and what was simulated.
func (h *Hindsight) picture() []byte {
	r, days := h.Result, func(t unit.Second) float64 { return t.Hours() / 24 }
	last := r.Points[len(r.Points)-1]
	c := chart.Chart{
		Title: "People out, counted and simulated: " + h.Scenario.Name,
		X:     chart.Axis{Label: "days from " + h.Scenario.Instant(0), Step: 1},
		Y:     chart.Axis{Label: "people out"},
		Marks: []chart.Mark{{At: days(h.Question.From), Name: "fitted from here"}, {At: days(h.Question.Until), Name: "predicted from here"}},
	}
	c.X.End, c.X.Step = chart.Round(days(last.At) * 1.02)
	most := float64(last.People)
	for _, part := range []struct {
		of   hindsight.Part
		line chart.Line
	}{
		{hindsight.Fit, chart.Line{Name: "simulated, the rate that fits best", Colour: "#1f4e9c", Dashed: true}},
		{hindsight.Predict, chart.Line{Name: "simulated, from the last fitted count on", Colour: "#1f4e9c"}},
	} {
		for _, m := range r.Curve {
			if x := days(m.At); m.Part == part.of && x <= c.X.End {
				part.line.Points = append(part.line.Points, chart.Point{X: x, Y: m.Out.Mid})
				part.line.Low = append(part.line.Low, chart.Point{X: x, Y: m.Out.Low})
				part.line.High = append(part.line.High, chart.Point{X: x, Y: m.Out.High})
				most = max(most, m.Out.High)
			}
		}
		c.Lines = append(c.Lines, part.line)
	}
	c.Y.End, c.Y.Step = chart.Round(most * 1.02)
	for _, part := range []struct {
		of           hindsight.Part
		name, colour string
		open         bool
	}{
		{hindsight.Before, "counted before", "#777777", true},
		{hindsight.Fit, "counted, fitted", "#a23b00", true},
		{hindsight.Predict, "counted, predicted", "#a23b00", false},
	} {
		d := chart.Dots{Name: part.name, Colour: part.colour, Open: part.open}
		for i := range r.Points {
			if p := &r.Points[i]; p.Part == part.of {
				d.Points = append(d.Points, chart.Point{X: days(p.At), Y: float64(p.People)})
			}
		}
		if len(d.Points) > 0 {
			c.Dots = append(c.Dots, d)
		}
	}
	return c.SVG()
}
