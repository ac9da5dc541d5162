package count

import (
	"cmp"
	"slices"

	"wayout/internal/convoy"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Options say when counts are compared.
type Options struct {
	Now unit.Second // moment of comparison; below 0: the latest moment counted
	// Late is how long after its planned time, shifted by the delay at its last count, a convoy may
	// be missing before that is an alarm.
	Late unit.Second
}

// Report is what the counts say.
type Report struct {
	Version    int // of the plan
	Now        unit.Second
	Late       unit.Second
	Counts     int
	Compared   int     // pairs of counts of one sheet
	AfterNow   int     // counts later than Now; they are compared all the same
	Totals     []Total // by check, and by gate for gate checks
	Balance    Balance
	Alarms     []Alarm    // by the number of people, most first, then by sheet
	Notes      []Note     // by sheet
	Moving     []OnTheWay // by when they are expected, then by sheet
	NotStarted NotStarted
}

// Seen is a check at which a sheet was counted, or is expected.
type Seen struct {
	Check       convoy.Check
	Gate        int // -1 at departure and arrival, and where it is not known
	Place       int // -1 where it is not known
	At          unit.Second
	People      unit.Person
	Vehicles    unit.Vehicle
	HasVehicles bool
	Line        int // of the count, 0 where it is only expected
}

// AlarmKind tells how people were lost.
type AlarmKind uint8

// The kinds of alarms: fewer people than at the check before; not seen at the next check although
// they should long be there.
const (
	FewerPeople AlarmKind = iota
	NotSeen
)

// String returns the word used in files.
func (k AlarmKind) String() string { return [...]string{"fewer_people", "not_seen"}[k] }

// Alarm is people who were counted and are missing since From.
type Alarm struct {
	Kind     AlarmKind
	Sheet    Sheet
	Label    string // of the convoy, as in the sheets of the plan; empty for older versions
	People   unit.Person
	Vehicles unit.Vehicle // that are missing too
	From, To Seen         // of NotSeen, To is where they are expected, and until when
	// More are sheets of the same version that gained exactly so many between the same two checks,
	// at most twenty.
	More []Sheet
	// Regained is how many people more later counts of the same sheet have.
	Regained unit.Person
}

// StopConvoys is what every alarm asks for.
const StopConvoys = "Stop convoys in front of the gate until these people are found: tell the gate liaison the number, not names."

// NoteKind tells what a note is about.
type NoteKind uint8

// The kinds of notes: more people than at the check before; fewer vehicles, but all people; fewer
// or more people than planned where they were first counted; a check with an earlier time than the
// check before.
const (
	MorePeople NoteKind = iota
	FewerVehicles
	FewerThanPlanned
	MoreThanPlanned
	OutOfOrder
)

// String returns the word used in files.
func (k NoteKind) String() string {
	return [...]string{"more_people", "fewer_vehicles", "fewer_than_planned", "more_than_planned", "times_out_of_order"}[k]
}

// Note is something to know that is no alarm.
type Note struct {
	Kind     NoteKind
	Sheet    Sheet
	Label    string
	People   unit.Person  // how many more or fewer
	Vehicles unit.Vehicle // how many fewer
	From, To Seen         // where only a plan is compared with, both are the count
	// Fewer are sheets of the same version that lost exactly so many between the same two checks,
	// at most twenty.
	Fewer []Sheet
}

// OnTheWay is a convoy that was counted, but not yet at the next check.
type OnTheWay struct {
	Sheet  Sheet
	Label  string
	Last   Seen // since when, and how many people
	Next   Seen // where, and by when; of older versions both are unknown
	Known  bool // Next is known, because the sheet is of the plan here
	Missed bool // the alarm was raised
}

// Compare compares the counts of each sheet with each other and with the plan. The convoys are
// those of the plan of the given version; sheets that are not among them are compared with
// themselves only. The order of counts does not matter.
func Compare(s *scenario.Scenario, convoys []convoy.Convoy, version int, counts []Count, o Options) Report {
	c := comparison{
		s: s, convoys: numbered(convoys), late: o.Late,
		report: Report{Version: version, Late: o.Late, Now: o.Now, Counts: len(counts)},
		lost:   map[change][]Sheet{}, gained: map[change][]Sheet{},
	}
	if o.Now < 0 {
		c.report.Now = latest(counts)
	}
	chains := c.chains(counts)
	for i := range chains {
		c.chain(&chains[i])
	}
	c.exchange()
	c.totals(convoys, chains)
	c.notStarted(convoys, chains)
	c.sort()
	return c.report
}

// latest returns the latest moment counted, 0 if there is none.
func latest(counts []Count) unit.Second {
	if len(counts) == 0 {
		return 0
	}
	return slices.MaxFunc(counts, func(a, b Count) int { return cmp.Compare(a.At, b.At) }).At
}

// comparison collects the report.
type comparison struct {
	s            *scenario.Scenario
	convoys      map[int]*convoy.Convoy
	late         unit.Second
	report       Report
	lost, gained map[change][]Sheet
}

// change is a difference between two checks; sheets that have the opposite one may have exchanged
// people.
type change struct {
	version  int
	from, to pass
	people   unit.Person
}

// mostExchanged is how many sheets are named that may have exchanged people with one.
const mostExchanged = 20

// changed returns the change of a sheet.
func changed(sheet Sheet, from, to *Seen, people unit.Person) change {
	return change{sheet.Version, pass{from.Check, from.Gate}, pass{to.Check, to.Gate}, people}
}

// note notes a sheet that has a change, unless there are very many.
func (d change) note(of map[change][]Sheet, sheet Sheet) {
	if len(of[d]) < mostExchanged {
		of[d] = append(of[d], sheet)
	}
}

// exchange finds for every loss the sheets that gained exactly so many, and the reverse.
func (c *comparison) exchange() {
	for i := range c.report.Alarms {
		if a := &c.report.Alarms[i]; a.Kind == FewerPeople {
			a.More = c.gained[changed(a.Sheet, &a.From, &a.To, a.People)]
		}
	}
	for i := range c.report.Notes {
		if n := &c.report.Notes[i]; n.Kind == MorePeople {
			n.Fewer = c.lost[changed(n.Sheet, &n.From, &n.To, n.People)]
		}
	}
}

// sort puts the report in its order. Notes are made sheet by sheet and stay so.
func (c *comparison) sort() {
	slices.SortStableFunc(c.report.Alarms, func(a, b Alarm) int {
		return cmp.Or(cmp.Compare(b.People, a.People), bySheet(a.Sheet, b.Sheet))
	})
	slices.SortStableFunc(c.report.Moving, func(a, b OnTheWay) int {
		return cmp.Or(cmp.Compare(a.Next.At, b.Next.At), bySheet(a.Sheet, b.Sheet))
	})
}

// bySheet compares the numbers of sheets, then their versions.
func bySheet(a, b Sheet) int {
	return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Version, b.Version))
}
