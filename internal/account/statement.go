package account

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"wayout/internal/export"
	"wayout/internal/plan"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// Statement is what was promised, what the terms delivered allowed, and what was counted, by one moment.
type Statement struct {
	At      unit.Second
	Promise *Promise
	// Promised are the people out by then in a plan under the terms promised, MostPromised the most that
	// any plan has out then.
	Promised, MostPromised unit.Person
	// Allowed are the most people whom any plan has out by then under the terms delivered.
	Allowed unit.Person
	// All tells that the terms delivered let everybody out by then who leaves.
	All bool
	// Counted are the people who were out, at CountedAt, which is At or the last count before it.
	Counted   unit.Person
	CountedAt unit.Second
	Record    string // name of the table of counts
	SHA256    string // of it
	Rates     int    // of gates that it has
	// Scenario is that of the terms delivered. Certificate proves Allowed; nil where all could be out, or where
	// those who could not have no way that takes them out by then.
	Scenario    *scenario.Scenario
	Certificate *plan.Certificate
}

// The files of an account, beside the folders of both scenarios with their plans.
const (
	File            = "account.json"
	CutFile         = "cut.csv"
	PromisedFolder  = "promised"
	DeliveredFolder = "delivered"
	ScenarioFolder  = "scenario"
)

// Names are what stands in the folder of an account, but the table of counts.
var Names = []string{File, PromisedFolder, DeliveredFolder}

// contradicts reports whether more people were counted than can have been out.
func (st *Statement) contradicts() bool { return st.Counted > st.Allowed }

// Shortfall divides those who were promised a way out and are not out: those who could not be, whatever
// anybody had done, under the terms delivered, at least; and those who could have been, at most.
func (st *Statement) Shortfall() (all, terms, rest unit.Person) {
	all = max(0, st.Promised-st.Counted)
	terms = min(all, max(0, st.Promised-st.Allowed))
	return all, terms, all - terms
}

func english() *message.Printer { return message.NewPrinter(language.English) }

// Text says it in words.
func (st *Statement) Text() string {
	var b strings.Builder
	p := english()
	s := st.Scenario
	p.Fprintf(&b, "Account at %s, under these inputs\n\n", s.Instant(st.At))
	row := func(word string, n unit.Person, text string) { p.Fprintf(&b, "  %-11s%11d  %s\n", word, n, text) }
	row("promised", st.Promised, "people would be out by now, by a plan that keeps every rule under the terms promised")
	allowed := "at most could be out, whatever anybody had done, under the terms delivered"
	if st.All {
		allowed = "could be out, all who leave, under the terms delivered"
	}
	row("delivered", st.Allowed, allowed)
	row("counted", st.Counted, "were out, at "+s.Instant(st.CountedAt)+" ("+st.Record+")")
	all, terms, rest := st.Shortfall()
	switch {
	case st.contradicts():
		p.Fprintf(&b, "\n  More people were counted than the terms delivered allow: what the tables say of them is less than what was\n"+
			"  granted, or more people went in a vehicle. Correct that first; until then the numbers say nothing.\n")
	case all == 0:
		b.WriteString("\n  As many were out as were promised.\n")
	default:
		p.Fprintf(&b, "\n  Of the %d who were promised a way out by now and were not out,\n", all)
		p.Fprintf(&b, "  %d or more could not be, whatever anybody had done: the terms delivered did not let them;\n", terms)
		p.Fprintf(&b, "  %d or fewer could have been.\n", rest)
	}
	b.WriteString("\nWhat was promised, and what came of it\n")
	for _, t := range st.Promise.Terms {
		delivered := t.Delivered
		if delivered == "" {
			delivered = "as the scenario says"
		}
		fmt.Fprintf(&b, "  %s: %s; delivered: %s\n", t.Path, t.Promised, delivered)
		if said := strings.Join(slices.DeleteFunc([]string{t.By, t.Source}, func(x string) bool { return x == "" }), "; "); said != "" {
			fmt.Fprintf(&b, "    %s\n", said)
		}
	}
	if st.Rates > 0 {
		p.Fprintf(&b, "  What gates let pass from moment to moment: %d row(s) of %s.\n", st.Rates, st.Record)
	}
	if cut := st.cut(); len(cut) > 0 {
		b.WriteString("\nWhat proves how many could be out: whoever is behind this line had to pass it\n")
		for _, row := range cut {
			if row.Vehicles >= 1 {
				p.Fprintf(&b, "  %s: %.0f vehicles\n", strings.Join(strings.Fields(row.Name+" "+row.From+" "+row.Until), " "), row.Vehicles)
			}
		}
		p.Fprintf(&b, "  together %d, full vehicles first\n", st.Certificate.AtMost)
	}
	return b.String()
}

// crossing is what lets somebody through a cut, or is outside of it.
type crossing struct {
	Kind, ID, Name, From, Until string
	Vehicles                    float64
}

// cut lists what the certificate sums up.
func (st *Statement) cut() []crossing {
	if st.Certificate == nil {
		return nil
	}
	s, c := st.Scenario, st.Certificate
	net := s.Network()
	var out []crossing
	var sum unit.Throughput
	for i := range net.Links {
		l := &net.Links[i]
		from, until := c.Moments[l.From], c.Moments[l.To]-l.Floor
		if until <= from {
			continue
		}
		through := net.Passes(i, from, until)
		sum += through
		kind := map[roads.Kind]string{roads.Carriageway: "road", roads.Passage: "gate", roads.Intake: "reception"}[l.Kind]
		out = append(out, crossing{kind, s.StageID(l), s.DescribeStage(s.StageID(l)), s.Instant(max(0, from)), s.Instant(until), float64(through) / float64(unit.OneVehicle)})
	}
	if rest := float64(c.AtMost) - float64(sum)/float64(unit.OneVehicle); rest >= 1 {
		out = append(out, crossing{"outside", "", "ready too early, or too near, to be behind the line", "", "", rest})
	}
	return out
}

// Cut returns the sum as a table.
func (st *Statement) Cut() []byte {
	rows := [][]string{
		{"kind", "id", "name", "from", "until", "vehicles"},
		{"#meta+kind", "#loc+code", "#loc+name", "#date+start", "#date+end", "#capacity"},
	}
	for _, c := range st.cut() {
		rows = append(rows, []string{c.Kind, export.Inert(c.ID), export.Inert(c.Name), c.From, c.Until, strconv.FormatFloat(c.Vehicles, 'f', 3, 64)})
	}
	return export.CSV(rows)
}

// JSON returns account.json.
func (st *Statement) JSON() []byte {
	type term struct {
		Path      string `json:"path"`
		Promised  string `json:"promised"`
		Delivered string `json:"delivered,omitempty"`
		By        string `json:"by,omitempty"`
		Source    string `json:"source,omitempty"`
	}
	all, terms, rest := st.Shortfall()
	n := struct {
		Format       string      `json:"format"`
		Version      int         `json:"version"`
		Level        string      `json:"level"`
		Scenario     string      `json:"scenario"`
		At           string      `json:"at"`
		Promised     unit.Person `json:"people_out_as_promised"`
		MostPromised unit.Person `json:"most_people_out_as_promised"`
		Allowed      unit.Person `json:"most_people_out_as_delivered"`
		All          bool        `json:"everybody_could_be_out_as_delivered"`
		Counted      unit.Person `json:"people_counted"`
		CountedAt    string      `json:"counted_at"`
		Record       string      `json:"record"`
		SHA256       string      `json:"record_sha256"`
		Short        unit.Person `json:"promised_and_not_out"`
		ByTerms      unit.Person `json:"of_these_could_not_be_at_least"`
		Rest         unit.Person `json:"of_these_could_have_been_at_most"`
		Contradicts  bool        `json:"more_counted_than_allowed"`
		Name         string      `json:"promise"`
		Terms        []term      `json:"terms"`
		Check        []string    `json:"check"`
	}{
		"wayout account", 1, "restricted", st.Scenario.Name, st.Scenario.Instant(st.At), st.Promised, st.MostPromised, st.Allowed, st.All,
		st.Counted, st.Scenario.Instant(st.CountedAt), st.Record, st.SHA256, all, terms, rest, st.contradicts(), st.Promise.Name, nil, Check(),
	}
	for _, t := range st.Promise.Terms {
		n.Terms = append(n.Terms, term{t.Path, t.Promised, t.Delivered, t.By, t.Source})
	}
	return export.Marshal(n)
}

// Check says how anybody can check the numbers, in the folder of the account.
func Check() []string {
	return []string{
		"promised: a plan that keeps every rule brings so many out. “wayout verify promised/scenario promised”; or follow promised/slots.csv through the tables by hand.",
		"delivered: the certificate. “wayout verify delivered/scenario delivered”; or add up delivered/cut.csv: each row is a rate of the scenario times the time between its two moments.",
		"counted: the table of counts as it was read, with its SHA-256.",
	}
}
