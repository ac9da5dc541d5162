package orders

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"wayout/internal/paper"
	"wayout/internal/plan"
	"wayout/internal/scenario"
)

// Hours are what a version told a town, kept so that the next one can say what is new.
type Hours struct {
	First      string   `json:"first_departure,omitempty"` // RFC 3339; empty: there were no hours
	Last       string   `json:"last_departure,omitempty"`
	Receptions []string `json:"receptions,omitempty"` // ids
	// Groups is a fingerprint of the hour of every group.
	Groups string `json:"groups_sha256"`
}

// HoursOf returns by id of the place what a plan tells every town.
func HoursOf(s *scenario.Scenario, p *plan.Plan) map[string]Hours {
	b := newBrief(Request{Scenario: s, Plan: p})
	out := map[string]Hours{}
	for i := range b.towns {
		if t := &b.towns[i]; t.lives() {
			out[s.Places[i].ID] = b.told(t)
		}
	}
	return out
}

func (b *brief) told(t *town) Hours {
	sum := sha256.New()
	for _, i := range t.cars {
		at := b.convoys[i].Points[0]
		fmt.Fprintln(sum, "car", b.convoys[i].Group, at.First, at.Last)
	}
	for _, i := range t.foot {
		fmt.Fprintln(sum, "foot", b.convoys[i].Points[0].First)
	}
	for _, r := range t.buses {
		fmt.Fprintln(sum, "bus", b.vehicle(&b.convoys[r.convoy]), b.convoys[r.convoy].Round, r.board, r.depart)
	}
	out := Hours{Groups: hex.EncodeToString(sum.Sum(nil))}
	if first, last := b.hours(t); last >= 0 {
		out.First, out.Last = b.Scenario.Instant(early(first)), b.Scenario.Instant(late(last))
	}
	for _, r := range b.receptions(t) {
		out.Receptions = append(out.Receptions, b.Scenario.Receptions[r].ID)
	}
	return out
}

// changed tells a town what is new since the version that this one replaces. Hours are not told to
// the public.
func (p *page) changed(t *town) {
	p.heading("notice.changed")
	p.add(paper.Bullets{Items: p.news(t)})
}

func (p *page) news(t *town) []string {
	before, known := p.Before[p.Scenario.Places[t.place].ID]
	if p.Replaces == 0 || !known {
		return []string{p.w.Text("changed.first")}
	}
	now := p.told(t)
	switch {
	case before.First == "" && now.First != "":
		return []string{p.w.Text("changed.has")}
	case before.First != "" && now.First == "":
		return []string{p.w.Text("changed.lost")}
	}
	var out []string
	moved := func(id, old, new string) {
		if old != new && p.Level.Hours() {
			out = append(out, p.w.Text(id, "new", p.instant(new), "before", p.instant(old)))
		}
	}
	moved("changed.begins", before.First, now.First)
	moved("changed.ends", before.Last, now.Last)
	if fmt.Sprint(before.Receptions) != fmt.Sprint(now.Receptions) {
		out = append(out, p.w.Text("changed.reception", "new", p.receptionNames(p.receptions(t)), "before", p.receptionIDs(before.Receptions)))
	}
	if before.Groups != now.Groups {
		out = append(out, p.w.Text("changed.hours"))
	}
	if len(out) == 0 {
		out = append(out, p.w.Text("changed.none", "old", fmt.Sprint(p.Replaces)))
	}
	return out
}

// instant says an RFC 3339 time of an earlier version in the scenario's zone; as it stands where it
// is none.
func (p *page) instant(text string) string {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return text
	}
	return p.moment(t.In(p.Scenario.Start.Location()))
}

// receptionIDs names receptions by their ids; those that are no longer there by the id alone.
func (p *page) receptionIDs(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, p.stage(id))
	}
	return strings.Join(names, ", ")
}
