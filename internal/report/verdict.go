package report

import (
	"fmt"

	"wayout/internal/scenario"
	"wayout/internal/unit"
	"wayout/internal/verify"
)

// Verdict says what the judge found: every broken rule, or what was checked.
func Verdict(s *scenario.Scenario, r *verify.Report) string {
	var p page
	if !r.Holds() {
		p.heading(fmt.Sprintf("The plan does not hold: %s.", plural(len(r.Violations)+r.Unlisted, "violation", "violations")))
		for _, v := range r.Violations {
			p.item("  ", violationText(v))
		}
		if r.Unlisted > 0 {
			p.line("and %s more", count(r.Unlisted))
		}
		if !r.Judged {
			p.text("The plan is malformed, so the other rules were not judged.")
		}
		return p.String()
	}
	c := r.Checked
	p.heading("The plan holds, under these inputs.")
	p.text(fmt.Sprintf("Checked: %s of %s, in %s through %s; %s recomputed.",
		plural(c.Slots, "slot", "slots"), plural(c.Places, "place", "places"),
		plural(c.Streams, "passage", "passages"), plural(c.Links, "stage", "stages"),
		plural(c.Certificates, "certificate", "certificates")))
	if c.Trips+c.Columns > 0 {
		p.text(fmt.Sprintf("Also %s of %s for %s, and %s on foot: no vehicle in two places, no seat used twice, no crew too long, no party divided.",
			plural(c.Trips, "trip", "trips"), plural(c.Vehicles, "vehicle", "vehicles"), plural(c.Parties, "party", "parties"), plural(c.Columns, "column", "columns")))
	}
	if c.Refuges > 0 {
		p.text(fmt.Sprintf("At every minute at which the gates may shut, everybody on the way is back or at a site with room in time; %s.", plural(c.Refuges, "stretch leads to a site", "stretches lead to a site")))
	}
	if r.Unassigned > 0 {
		p.text(fmt.Sprintf("It is not complete: %s who cannot walk are in no vehicle.", people(r.Unassigned)))
	}
	if c.Slots > 0 && r.Clearance.T100 < unit.Never {
		p.text(fmt.Sprintf("Everyone who can be served is out by %s.", clock(s, r.Clearance.T100)))
	}
	if r.Proof.NotServed > 0 {
		p.text(fmt.Sprintf("%s that could leave are not served; for %s of them it is proved that no plan can serve them.",
			sentence(vehicles(r.Proof.NotServed)), count(r.Proof.NotServed-r.Proof.Gap)))
	}
	return p.String()
}

// violationText says a violation with its rule and numbers.
func violationText(v verify.Violation) string {
	text := "[" + string(v.Rule) + "] " + v.Text
	switch {
	case v.Found != "" && v.Allowed != "":
		text += fmt.Sprintf(" Found %s, allowed %s.", v.Found, v.Allowed)
	case v.Found != "":
		text += fmt.Sprintf(" Found %s.", v.Found)
	}
	return text
}
