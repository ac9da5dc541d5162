package orders

import (
	"fmt"
	"strings"
	"time"

	"wayout/internal/alert"
	"wayout/internal/i18n"
	"wayout/internal/unit"
)

// textMessages returns the SMS of a town, one a line, each within one message of its alphabet.
func (b *brief) textMessages(c *i18n.Catalogue, t *town) []byte {
	p := b.page(c)
	name := p.place(t.place)
	list := alert.Messages(p.short(t), func(part, parts int) string {
		return p.w.Text("sms.head", "place", name, "version", fmt.Sprint(b.Version), "part", fmt.Sprint(part), "parts", fmt.Sprint(parts)) + " "
	})
	return []byte(strings.Join(list, "\r\n") + "\r\n")
}

// short are the sentences of a town for text messages.
func (p *page) short(t *town) []string {
	var out []string
	add := func(id string, pairs ...string) { out = append(out, p.w.Text(id, pairs...)) }
	moment := func(t unit.Second) string { return p.w.Short(p.Scenario.At(t)) }
	switch {
	case p.Cancel:
		add("sms.cancel")
		add("sms.stay")
		return out
	case !t.served():
		add("sms.none")
		add("sms.stay")
		add("sms.next")
		return out
	case !p.Level.Hours():
		add("sms.public")
	default:
		if len(t.cars) > 0 {
			first, last := p.convoys[t.cars[0]].Points[0].First, p.convoys[t.cars[len(t.cars)-1]].Points[0].First
			add("sms.cars", "from", moment(early(first)), "until", moment(early(last)))
			add("sms.ticket")
		}
		if len(t.buses) > 0 {
			add("sms.bus", "from", moment(early(t.buses[0].board)))
		}
		if len(t.foot) > 0 {
			add("sms.foot", "from", moment(early(p.convoys[t.foot[0]].Points[0].First)))
		}
	}
	if landmark := p.landmark(t.place); landmark != "" {
		add("sms.meet", "landmark", landmark)
	}
	add("sms.to", "reception", p.receptionNames(p.receptions(t)))
	add("sms.fetched")
	add("sms.stay")
	return out
}

// Alert returns the CAP 1.2 message of a town: an info for each language, all with the same times.
func (b *brief) alert(catalogues []*i18n.Catalogue, t *town) alert.Alert {
	place := &b.Scenario.Places[t.place]
	a := alert.Alert{
		Identifier: fmt.Sprintf("%s-v%d-%s", place.ID, b.Version, b.Plan.SHA256[:min(8, len(b.Plan.SHA256))]),
		Sender:     b.Sender, Sent: b.Issued, Status: b.Status, Scope: alert.Public,
	}
	if b.Level != Public {
		a.Scope = alert.Restricted
	}
	if earlier, known := b.Earlier[place.ID]; known {
		a.MsgType, a.References = alert.Update, []alert.Reference{earlier}
		if b.Cancel {
			a.MsgType = alert.Cancel
		}
	}
	for _, c := range catalogues {
		p := b.page(c)
		if c.Language.Code == i18n.Source || a.Restriction == "" {
			a.Restriction = p.w.Text("cap.restriction")
		}
		a.Infos = append(a.Infos, p.info(t))
	}
	if a.Scope == alert.Public {
		a.Restriction = ""
	}
	return a
}

// info is what an alert says in one language. How grave and how certain the reason to leave is,
// Wayout does not know, and says so.
func (p *page) info(t *town) alert.Info {
	name := p.place(t.place)
	info := alert.Info{
		Language: p.w.Language().Code, Categories: []alert.Category{alert.Safety, alert.Transport},
		Event: plain(p.w.Text("cap.event")), Audience: plain(p.w.Text("cap.audience", "place", name)),
		Urgency: alert.Future, Severity: alert.UnknownSeverity, Certainty: alert.UnknownCertainty,
		Effective: p.Issued, Expires: p.expires(t),
		Areas: []alert.Area{p.area(t)},
	}
	switch {
	case p.Cancel:
		info.Headline = p.w.Text("cap.headline.cancel", "place", name)
		info.ResponseTypes = []alert.ResponseType{alert.NoResponse}
		info.Urgency = alert.Past
	case t.served():
		info.Headline = p.w.Text("cap.headline", "place", name, "version", fmt.Sprint(p.Version))
		info.ResponseTypes = []alert.ResponseType{alert.Prepare}
		if first, _ := p.hours(t); p.Level.Hours() && p.Scenario.At(early(first)).After(p.Issued) {
			info.Onset = p.Scenario.At(early(first))
		}
	default:
		info.Headline = p.w.Text("cap.headline.none", "place", name, "version", fmt.Sprint(p.Version))
		info.ResponseTypes = []alert.ResponseType{alert.Monitor}
	}
	info.Headline = plain(info.Headline)
	sentences := p.sentences(t)
	for i := range sentences {
		sentences[i] = plain(sentences[i])
	}
	info.Description = strings.Join(sentences, "\n")
	info.Instruction = plain(p.instruction(t))
	return info
}

// instruction says what to do, in the words of the page.
func (p *page) instruction(t *town) string {
	switch {
	case p.Cancel:
		return strings.Join(p.cancelled(), "\n")
	case t.served():
		return strings.Join([]string{p.w.Text("notice.ticket"), p.w.Text("notice.late.text"), p.w.Text("head.protected")}, "\n")
	}
	return strings.Join(append(p.texts("do", 4), p.w.Text("head.protected")), "\n")
}

// expires returns when a message no longer holds: with what it tells, and not before it was sent.
func (p *page) expires(t *town) time.Time {
	end := p.Scenario.At(p.Plan.Horizon)
	if p.Level.Hours() && !p.Cancel {
		end = p.Scenario.At(p.valid(t))
	}
	if !end.After(p.Issued) {
		return p.Issued.Add(24 * time.Hour)
	}
	return end
}

// area is the place itself: its name in every form, its id, and where it is known the point.
func (p *page) area(t *town) alert.Area {
	place := &p.Scenario.Places[t.place]
	area := alert.Area{
		Description: p.everyForm(t.place),
		Geocodes:    []alert.Geocode{{ValueName: "wayout:place", Value: place.ID}},
	}
	if place.Located {
		area.Circles = []alert.Circle{{Centre: alert.Point{place.Lon, place.Lat}}}
	}
	return area
}
