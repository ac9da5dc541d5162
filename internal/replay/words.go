package replay

import (
	"fmt"
	"slices"
	"strings"

	"wayout/internal/export"
	"wayout/internal/unit"
)

// ArrivalsFile is the curve of arrivals of a replay.
const ArrivalsFile = "arrivals.csv"

// mostJams is how many links are named on which vehicles stand.
const mostJams = 10

// shares are the moments that are told, in thousandths of all vehicles that are out by then.
var shares = []struct {
	share int
	label string
}{{500, "half have arrived after"}, {900, "9 in 10 have arrived after"}, {1000, "the last arrives after"}}

// Text says in words what became of the trips.
func (o *Outcome) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Replayed, %d vehicles on %d links, as queues, each link at its rate\n", len(o.Ends), len(o.of.Links))
	line := func(label, value string) { fmt.Fprintf(&b, "  %-34s %s\n", label, value) }
	for _, s := range shares {
		value := "never"
		if at, reached := o.After(s.share); reached {
			value = inHours(at)
		}
		line(s.label, value)
	}
	all, stood := o.onTheRoad()
	line("on the road, on average", inHours(all/unit.Millisecond(max(1, len(o.Ends)))))
	line("vehicle-hours on the road", fmt.Sprintf("%.0f, of these standing %.0f", hours(all), hours(stood)))
	line("not arrived", fmt.Sprint(o.Missing()))
	if len(o.worst) > 0 {
		b.WriteString("Where most stand at once, with those who wait to enter\n")
	}
	for _, j := range o.worst[:min(mostJams, len(o.worst))] {
		l := &o.of.Links[j.link]
		fmt.Fprintf(&b, "  %s, from %s to %s: %d after %s\n", l.ID, o.of.Nodes[l.From].ID, o.of.Nodes[l.To].ID, j.stand, inHours(j.at))
	}
	b.WriteString("\nNothing here says that a way is safe.\n")
	return b.String()
}

func inHours(t unit.Millisecond) string { return fmt.Sprintf("%.2f h", hours(t)) }

// numbers is the outcome for programs.
type numbers struct {
	Format   string      `json:"format"`
	Version  int         `json:"version"`
	Level    string      `json:"level"`
	Caution  string      `json:"caution"`
	Links    int         `json:"links"`
	Vehicles int         `json:"vehicles"`
	Missing  int         `json:"vehicles_not_arrived"`
	Moves    int64       `json:"link_moves"`
	T50      *float64    `json:"t50_seconds"` // null where it is not reached
	T90      *float64    `json:"t90_seconds"`
	Last     *float64    `json:"clearance_seconds"`
	Road     float64     `json:"road_vehicle_hours"`
	Stood    float64     `json:"standing_vehicle_hours"`
	Jams     []jamNumber `json:"standing"`
}

type jamNumber struct {
	Link  string  `json:"link"`
	Most  int32   `json:"most_at_once"`
	After float64 `json:"after_seconds"`
}

// JSON returns the outcome for programs.
func (o *Outcome) JSON() []byte {
	all, stood := o.onTheRoad()
	n := numbers{
		Format: "wayout replay", Version: 1, Level: "restricted", Caution: "Under these inputs; nothing here says that a way is safe.",
		Links: len(o.of.Links), Vehicles: len(o.Ends), Missing: o.Missing(), Moves: o.Moves,
		T50: o.known(500), T90: o.known(900), Last: o.known(1000), Road: hours(all), Stood: hours(stood), Jams: []jamNumber{},
	}
	for _, j := range o.worst[:min(mostJams, len(o.worst))] {
		n.Jams = append(n.Jams, jamNumber{o.of.Links[j.link].ID, j.stand, seconds(j.at)})
	}
	return export.Marshal(n)
}

func (o *Outcome) known(share int) *float64 {
	at, reached := o.After(share)
	if !reached {
		return nil
	}
	s := seconds(at)
	return &s
}

// Arrivals returns the table of how many have entered their first link and how many have arrived by every
// ten minutes, until the last does.
func (o *Outcome) Arrivals() File {
	const every = 600_000
	var entered []unit.Millisecond
	for i := range o.Ends {
		if o.Ends[i].Entered <= o.Ended {
			entered = append(entered, o.Ends[i].Entered)
		}
	}
	slices.Sort(entered)
	rows := [][]string{{"seconds", "hours", "entered", "arrived"}, {"#meta+seconds", "#meta+hours", "#indicator+entered", "#reached"}}
	for at := unit.Millisecond(0); ; at += every {
		in, out := upTo(entered, at), upTo(o.arrivals, at)
		rows = append(rows, []string{plain(seconds(at)), fmt.Sprintf("%.3f", hours(at)), fmt.Sprint(in), fmt.Sprint(out)})
		if in == len(entered) && out == len(o.arrivals) {
			break
		}
	}
	return File{ArrivalsFile, export.CSV(rows)}
}

// upTo returns how many of the moments, which are in order, are no later than one.
func upTo(moments []unit.Millisecond, at unit.Millisecond) int {
	n, _ := slices.BinarySearch(moments, at+1)
	return n
}
