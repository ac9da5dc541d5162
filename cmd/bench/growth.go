//go:build unix

package main

import (
	"fmt"
	"io"
	"math"
	"strings"
)

// point is one problem of a curve, as a multiple of City.
type point struct {
	times   float64
	name    string
	seconds float64
	peak    int64
	links   int
	steps   int32
}

// curve is what happens when one thing grows.
type curve struct {
	grows, colour string
	points        []point
}

// curves grow a City of 1 million vehicles on 4,900 nodes in one way each.
func curves() []curve {
	links := curve{grows: "links, with as many vehicles each", colour: "#0b6e4f"}
	for _, side := range []int{18, 25, 35, 50, 70, 99, 140} {
		links.points = append(links.points, point{times: float64(side*side) / 4900, name: fmt.Sprintf("city %d %d 864 1 2", side, side*side*1_000_000/4900)})
	}
	steps := curve{grows: "steps, each as much shorter", colour: "#1f4e9c"}
	for _, parts := range []int{1, 2, 4, 8, 16} {
		steps.points = append(steps.points, point{times: float64(parts), name: fmt.Sprintf("city 70 1000000 864 %d 2", parts)})
	}
	vehicles := curve{grows: "vehicles", colour: "#a23b00"}
	for _, parts := range []int{1, 2, 4, 8, 16, 32, 64} {
		vehicles.points = append(vehicles.points, point{times: float64(parts) / 16, name: fmt.Sprintf("city 70 %d 864 1 8", parts*62_500)})
	}
	horizon := curve{grows: "horizon, beyond what is needed", colour: "#6b3fa0"}
	for _, times := range []int{1, 10, 100} {
		horizon.points = append(horizon.points, point{times: float64(times), name: fmt.Sprintf("city 70 1000000 864 1 %d", times)})
	}
	return []curve{links, steps, vehicles, horizon}
}

// grow measures the curves and prints them as a table.
func (b *bench) grow(w io.Writer) ([]curve, error) {
	all := curves()
	fmt.Fprintln(w, "| grows | City × | links | steps until all are out | processor | peak memory |\n| --- | --- | --- | --- | --- | --- |")
	for _, c := range all {
		for i := range c.points {
			p := &c.points[i]
			s, u, err := b.solve(p.name)
			if err != nil {
				return nil, err
			}
			p.seconds, p.peak, p.links, p.steps = s.Seconds, u.peak, s.Links, s.Steps
			fmt.Fprintf(w, "| %s | %.3g | %d | %d | %s | %s |\n", c.grows, p.times, p.links, p.steps, seconds(p.seconds), megabytes(p.peak))
		}
	}
	return all, nil
}

// panel is one half of the picture: a logarithmic chart of something against the size.
type panel struct {
	left     float64
	title    string
	from, to float64 // of the upright axis
	value    func(p point) float64
}

// The picture in pixels, and the sizes it spans.
const (
	pictureWidth, pictureHeight   = 760.0, 330.0
	panelWidth, panelTop, panelTo = 290.0, 40.0, 250.0
	least, most                   = 0.05, 128.0
)

// draw makes a picture of the curves: processor seconds and peak memory against size, both logarithmic.
func draw(all []curve) string {
	var s strings.Builder
	fmt.Fprintf(&s, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" font-family="sans-serif" font-size="13">`+"\n", pictureWidth, pictureHeight)
	fmt.Fprintln(&s, "<title>Processor time and memory against size</title>")
	fmt.Fprintf(&s, `<rect width="%.0f" height="%.0f" fill="#ffffff"/>`+"\n", pictureWidth, pictureHeight)
	for _, p := range []panel{
		{60, "processor seconds", 0.001, 100, func(p point) float64 { return p.seconds }},
		{440, "peak memory, MB", 10, 1000, func(p point) float64 { return float64(p.peak) / 1e6 }},
	} {
		p.draw(&s, all)
	}
	for i, c := range all {
		x, y := 60+float64(i%2)*380, 294+float64(i/2)*20
		fmt.Fprintf(&s, `<path d="M%.0f %.0fh24" stroke="%s" stroke-width="2.5"/><text x="%.0f" y="%.0f" fill="#333333">%s</text>`+"\n", x, y-4, c.colour, x+30, y, c.grows)
	}
	s.WriteString("</svg>\n")
	return s.String()
}

func (p *panel) draw(s *strings.Builder, all []curve) {
	share := func(v, from, to float64) float64 { return math.Log(v/from) / math.Log(to/from) }
	x := func(times float64) float64 { return p.left + panelWidth*share(times, least, most) }
	y := func(value float64) float64 { return panelTo - (panelTo-panelTop)*share(value, p.from, p.to) }
	fmt.Fprintf(s, `<text x="%.0f" y="20" fill="#333333">%s</text>`+"\n", p.left, p.title)
	for v := p.from; v <= p.to*1.01; v *= 10 {
		fmt.Fprintf(s, `<path d="M%.0f %.1fh%.0f" stroke="#d5d5d5"/><text x="%.0f" y="%.1f" text-anchor="end" fill="#333333">%g</text>`+"\n",
			p.left, y(v), panelWidth, p.left-8, y(v)+4, v)
	}
	for _, times := range []float64{0.1, 1, 10, 100} {
		fmt.Fprintf(s, `<text x="%.1f" y="%.0f" text-anchor="middle" fill="#333333">City × %g</text>`+"\n", x(times), panelTo+18, times)
	}
	for _, c := range all {
		command := "M"
		var path strings.Builder
		for _, at := range c.points {
			fmt.Fprintf(&path, "%s%.1f %.1f", command, x(at.times), y(p.value(at)))
			command = "L"
		}
		fmt.Fprintf(s, `<path d="%s" fill="none" stroke="%s" stroke-width="2.5"/>`+"\n", path.String(), c.colour)
	}
}
