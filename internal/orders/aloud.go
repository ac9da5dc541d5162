package orders

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"wayout/internal/i18n"
	"wayout/internal/paper"
	"wayout/internal/unit"
)

// sentences are what is read aloud for a town, by loudspeaker or radio.
func (p *page) sentences(t *town) []string {
	out := []string{p.w.Text("aloud.place", "place", p.place(t.place))}
	add := func(id string, pairs ...string) { out = append(out, p.w.Text(id, pairs...)) }
	switch {
	case p.Cancel:
		add("aloud.cancel")
		add("aloud.choice")
	case !t.served():
		add("aloud.none")
		add("aloud.choice")
		add("aloud.next")
	default:
		add("aloud.choice")
		p.hoursAloud(t, add)
		add("aloud.fetched")
		if landmark := p.landmark(t.place); landmark != "" {
			add("aloud.meet", "landmark", landmark)
		} else {
			add("aloud.meet.ask")
		}
		add("aloud.to", "reception", p.receptionNames(p.receptions(t)))
		add("aloud.bring")
		add("aloud.late")
	}
	add("aloud.version", "version", fmt.Sprint(p.Version))
	return p.shorten(out)
}

// hoursAloud says when people of a town leave, or whom to ask.
func (p *page) hoursAloud(t *town, add func(id string, pairs ...string)) {
	if !p.Level.Hours() {
		add("aloud.public")
		return
	}
	if len(t.cars) > 0 {
		first, last := unit.Never, unit.Second(0)
		for _, i := range t.cars {
			at := p.convoys[i].Points[0]
			first, last = min(first, at.First), max(last, at.First)
		}
		until := p.at(early(last))
		if p.day(last) == p.day(first) {
			until = p.clock(early(last))
		}
		add("aloud.cars", "from", p.at(early(first)), "until", until)
		add("aloud.ticket")
	}
	if len(t.buses) > 0 {
		add("aloud.bus", "from", p.at(early(t.buses[0].board)))
	}
	if len(t.foot) > 0 {
		add("aloud.foot", "from", p.at(early(p.convoys[t.foot[0]].Points[0].First)))
	}
}

// mostSeconds is how long an announcement may take (FIELD.md D).
const mostSeconds = 60

// aloud is the page of whoever holds the loudspeaker.
func (p *page) aloud(t *town) {
	sentences := p.sentences(t)
	p.add(paper.Break{}, paper.Title{Text: p.w.Text("aloud.title")})
	p.add(paper.Text{Text: p.w.Text("aloud.seconds", "seconds", fmt.Sprint(p.seconds(sentences)))})
	p.add(paper.Numbered{Items: sentences, Size: paper.Large})
}

// shorten leaves out sentences that stand on the page for the wall as well, the least urgent first,
// until the rest can be read in time.
func (p *page) shorten(sentences []string) []string {
	for _, id := range []string{"aloud.bring", "aloud.late", "aloud.fetched"} {
		if p.seconds(sentences) < mostSeconds {
			break
		}
		text := p.w.Text(id)
		sentences = slices.DeleteFunc(sentences, func(s string) bool { return s == text })
	}
	return sentences
}

// seconds estimates how long sentences take to read, by their letters and digits.
func (p *page) seconds(sentences []string) int {
	letters := 0
	for _, r := range strings.Join(sentences, " ") {
		if unicode.IsPrint(r) {
			letters++
		}
	}
	return int(math.Ceil(float64(letters) / p.Scenario.Assumption("announcement_letters_per_second")))
}

// announcement returns the text to read aloud as plain text, for a radio or a telephone.
func (b *brief) announcement(c *i18n.Catalogue, t *town) []byte {
	p := b.page(c)
	var text strings.Builder
	for i, sentence := range p.sentences(t) {
		fmt.Fprintf(&text, "%d. %s\r\n", i+1, plain(sentence))
	}
	return []byte(text.String())
}

// plain takes out the marks that set names apart from the direction around them, which old devices
// show as boxes.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, text)
}
