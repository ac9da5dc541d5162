package chart_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"wayout/internal/chart"
)

// TestPicture: a picture is well-formed, names everything, and draws nothing outside itself.
func TestPicture(t *testing.T) {
	c := chart.Chart{
		Title: "a < b & c", X: chart.Axis{Label: "days", End: 4, Step: 1}, Y: chart.Axis{Label: "people", End: 2000, Step: 500},
		Marks: []chart.Mark{{At: 1, Name: "from here"}},
		Lines: []chart.Line{{
			Name: "one", Colour: "#123456", Points: []chart.Point{{X: 0, Y: 0}, {X: 9, Y: 9000}}, Dashed: true,
			Low: []chart.Point{{X: 0, Y: 0}, {X: 4, Y: 1000}}, High: []chart.Point{{X: 0, Y: 0}, {X: 4, Y: 2000}},
		}},
		Dots: []chart.Dots{{Name: "two", Colour: "#654321", Points: []chart.Point{{X: 2, Y: -5}}, Open: true}},
	}
	svg := c.SVG()
	var text []string
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.CharData:
			text = append(text, strings.TrimSpace(string(token)))
		case xml.StartElement:
			for _, a := range token.Attr {
				if a.Name.Local == "x" || a.Name.Local == "cx" {
					if x, err := strconv.ParseFloat(a.Value, 64); err != nil || x < 0 || x > 760 {
						t.Errorf("%s at x %s", token.Name.Local, a.Value)
					}
				}
			}
		}
	}
	all := strings.Join(text, "|")
	for _, want := range []string{"a < b & c", "days", "people", "from here", "one", "two", "1,500", "2,000"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not in the picture: %s", want, all)
		}
	}
	if !bytes.Contains(svg, []byte("744.0 30.0")) {
		t.Error("a line beyond the axes is not cut at their ends")
	}
}

// TestRound: the end holds the value, and there are few round numbers up to it.
func TestRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := math.Exp(rapid.Float64Range(-6, 20).Draw(t, "log"))
		end, step := chart.Round(most)
		if end < most*(1-1e-9) || end > most*1.6 || end/step < 2.5 || end/step > 6.5 {
			t.Fatalf("%g: end %g in steps of %g", most, end, step)
		}
	})
}
