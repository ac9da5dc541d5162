package browsertest

import (
	"testing"

	"wayout/internal/app"
)

// opened waits until the map is drawn and returns the seconds since the address was entered.
func (p *tab) opened() float64 {
	p.t.Helper()
	return ask[float64](p, `hand.until(() => new Set(hand.one('canvas', '').getContext('2d').getImageData(0, 300, 600, 1).data).size > 6, 60000).then(() => performance.now() / 1000)`)
}

// frames plays for three seconds and returns the frames of a second.
func (p *tab) frames() float64 {
	p.t.Helper()
	p.press("button", "Play")
	defer p.press("button", "Pause")
	return ask[float64](p, `new Promise((done) => {
		const began = performance.now();
		let frames = 0;
		const next = () => {
			frames++;
			const passed = performance.now() - began;
			if (passed > 3000) done(frames * 1000 / passed);
			else requestAnimationFrame(next);
		};
		requestAnimationFrame(next);
	})`)
}

// BenchmarkPlay measures frames a second while 2,000 vehicles move over 10,000 roads.
func BenchmarkPlay(b *testing.B) {
	browser(b)
	p := openFile(b, grid{side: 72, routes: 200, cars: 4, hours: 24}.page(b))
	p.opened()
	for b.Loop() {
		p.moveTo(20000)
		b.ReportMetric(float64(p.moving()), "vehicles")
		b.ReportMetric(p.frames(), "frames/s")
	}
}

// BenchmarkPlayKarabakh measures frames a second of the example.
func BenchmarkPlayKarabakh(b *testing.B) {
	p := open(b)
	p.opened()
	for b.Loop() {
		p.moveTo(100000)
		b.ReportMetric(float64(p.moving()), "vehicles")
		b.ReportMetric(p.frames(), "frames/s")
	}
}

// BenchmarkOpen60000 measures how long it takes until the map of 60,000 roads is drawn.
func BenchmarkOpen60000(b *testing.B) {
	browser(b)
	file := grid{side: 174, routes: 200, cars: 4, hours: 24}.page(b)
	for b.Loop() {
		b.ReportMetric(openFile(b, file).opened(), "s/map")
	}
}

// BenchmarkOpenKarabakh measures the same of the example, with its planner inside.
func BenchmarkOpenKarabakh(b *testing.B) {
	e := karabakh(b)
	for b.Loop() {
		b.ReportMetric(openFile(b, e.page).opened(), "s/map")
	}
}

// BenchmarkReplan measures how long the page takes to plan the gate open eight hours a day: asked at once
// as the panel opens, while the planner starts, and when it is ready, as it is for whoever types a question.
func BenchmarkReplan(b *testing.B) {
	needPlanner(b)
	for b.Loop() {
		p := open(b)
		p.turnTo("What if?")
		p.choose("Prepared variant", "eight-hours")
		_, first := p.planAgain()
		_, second := p.planAgain()
		b.ReportMetric(first, "s/first")
		b.ReportMetric(second, "s/next")
	}
}

// BenchmarkCommandLine measures the same plan outside the browser, to compare with.
func BenchmarkCommandLine(b *testing.B) {
	browser(b)
	for b.Loop() {
		if planned, problems, err := app.Plan(b.Context(), app.Question{Folder: departure, Variant: "eight-hours"}, nil); planned == nil {
			b.Fatal(fault(problems, err))
		}
	}
}
