package paper

import (
	"strings"
	"testing"
)

// TestChart: labels and curves of a chart lie within the margins in both directions, and a chart
// without room is refused.
func TestChart(t *testing.T) {
	for _, leftward := range []bool{false, true} {
		d := Document{RightToLeft: leftward, Blocks: []Block{Chart{
			Height: 50, Width: 10, Depth: 100, Right: []Tick{{0, "Sunday 24.9. 10:00"}, {10, "Friday 29.9. 00:46"}}, Up: []Tick{{0, "0"}, {100, "100 632"}},
			Curves: []Curve{{Label: "plan", Points: [][2]float64{{0, 0}, {10, 100}}}, {Label: "bound", Dashed: true, Points: [][2]float64{{0, 0}, {8, 100}}}},
		}}}
		words := map[string]bool{}
		_, err := d.pdf(func(x drawing) {
			words[x.text] = true
			if x.x < margin-0.01 || x.x+x.w > paperWidth-margin+0.01 || x.y < margin-0.01 || x.y+x.h > paperHeight-margin {
				t.Errorf("leftward %v: %q lies outside: %+v", leftward, x.text, x)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		if !words["plan"] || !words["bound"] {
			t.Errorf("the curves are not named: %v", words)
		}
	}
	_, err := (&Document{Blocks: []Block{Chart{Height: 5}}}).PDF()
	if err == nil || !strings.Contains(err.Error(), "has no room") {
		t.Errorf("a chart without room: %v", err)
	}
}
