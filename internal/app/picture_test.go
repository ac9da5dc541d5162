package app

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"wayout/internal/unit"
)

var update = flag.Bool("update", false, "write the picture of README.md anew")

// curve is one line of the picture.
type curve struct {
	label, colour, variant string
	labelX, labelY         float64
}

var curves = []curve{
	{"two booths", "#0b6e4f", "second-booth", 112, 72},
	{"one booth, day and night", "#1f4e9c", "", 240, 112},
	{"one booth, 8 hours a day", "#a23b00", "eight-hours", 500, 200},
}

// The picture in pixels, and what its axes span.
const (
	pictureWidth, pictureHeight = 760.0, 360.0
	left, right, top, bottom    = 64.0, 744.0, 24.0, 316.0
	mostDays, mostPeople        = 14.0, 110_000.0
)

// TestPicture holds docs/arrivals.svg, the picture of README.md, to what the plans say.
func TestPicture(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes each plan ten times slower")
	}
	const path = "../../docs/arrivals.svg"
	picture := drawPicture(t)
	if *update {
		if err := os.WriteFile(path, []byte(picture), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != picture {
		t.Errorf("%s is not what the plans say; go test ./internal/app -run Picture -update", path)
	}
}

func x(days float64) float64   { return left + (right-left)*days/mostDays }
func y(people float64) float64 { return bottom - (bottom-top)*people/mostPeople }

func drawPicture(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" font-family="sans-serif" font-size="13">`+"\n", pictureWidth, pictureHeight)
	fmt.Fprintf(&b, `<title>People out over time by plan, Nagorno-Karabakh 2023</title>`+"\n")
	fmt.Fprintf(&b, `<rect width="%.0f" height="%.0f" fill="#ffffff"/>`+"\n", pictureWidth, pictureHeight)
	for people := 0.0; people <= 100_000; people += 25_000 {
		fmt.Fprintf(&b, `<path d="M%.0f %.1fH%.0f" stroke="#d5d5d5"/><text x="%.0f" y="%.1f" text-anchor="end" fill="#333333">%s</text>`+"\n",
			left, y(people), right, left-8, y(people)+4, strings.TrimPrefix(fmt.Sprintf("%.0f,000", people/1000), "0,00"))
	}
	for day := 0.0; day <= mostDays; day++ {
		fmt.Fprintf(&b, `<text x="%.1f" y="%.0f" text-anchor="middle" fill="#333333">%.0f</text>`+"\n", x(day), bottom+18, day)
	}
	fmt.Fprintf(&b, `<text x="%.0f" y="%.0f" text-anchor="end" fill="#333333">days from 24 September 2023, 10:00</text>`+"\n", right, pictureHeight-8)
	fmt.Fprintf(&b, `<text x="%.0f" y="14" fill="#333333">people out</text>`+"\n", left)
	for _, c := range curves {
		fmt.Fprintf(&b, `<path d="%s" fill="none" stroke="%s" stroke-width="2.5"/>`+"\n", pathOf(t, c.variant), c.colour)
		fmt.Fprintf(&b, `<text x="%.0f" y="%.0f" fill="%s">%s</text>`+"\n", c.labelX, c.labelY, c.colour, c.label)
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// pathOf draws who has arrived by a plan, a point for every half per cent.
func pathOf(t *testing.T, variant string) string {
	t.Helper()
	planned, problems, err := Plan(context.Background(), Question{Folder: departure, Variant: variant}, nil)
	if err != nil || planned == nil {
		t.Fatal(problems, err)
	}
	r := planned.Result
	var b strings.Builder
	for perMille := int64(0); perMille <= 1000; perMille += 5 {
		at := unit.Second(0)
		if perMille > 0 {
			at = r.Quantile(r.PeopleServed, perMille)
		}
		command := "L"
		if perMille == 0 {
			command = "M"
		}
		fmt.Fprintf(&b, "%s%.1f %.1f", command, x(at.Hours()/24), y(float64(int64(r.PeopleServed)*perMille)/1000))
	}
	return b.String()
}
