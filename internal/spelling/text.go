package spelling

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"wayout/internal/unit"
)

// width is the most columns a line has, where a single name is not longer.
const width = 100

// Text says in lines what is known of a spelling.
func (a Answer) Text() string {
	switch {
	case a.Certain():
		return fmt.Sprintf("%q is %s\n", a.Asked, a.Place.Name) +
			fmt.Sprintf("  id       %s\n  people   %s\n", a.Place.ID, count(a.Place.People)) +
			fmt.Sprintf("  matched  %s, %d %%\n", a.Proposals[0].How, a.Proposals[0].Confidence) +
			lines("  names    ", a.Place.others())
	case len(a.Proposals) > 0:
		return fmt.Sprintf("%q: which one is meant?\n", a.Asked) + a.proposals()
	}
	return fmt.Sprintf("%q is no place of this scenario, and none is like it.\n", a.Asked)
}

// proposals writes a line for each proposal, in columns.
func (a Answer) proposals() string {
	widest := 0
	for _, p := range a.Proposals {
		widest = max(widest, utf8.RuneCountInString(p.ID))
	}
	text := ""
	for _, p := range a.Proposals {
		head := fmt.Sprintf("  %3d %%  %-*s  ", p.Confidence, widest, p.ID)
		text += lines(head, []string{p.Name, headcount(p.People), p.How})
	}
	return text
}

// ListText lists places with their people and all their names.
func ListText(places []Place) string {
	text := fmt.Sprintf("%d places; id, name and people, then other names\n", len(places))
	if len(places) == 1 {
		text = "1 place; id, name and people, then other names\n"
	}
	for i := range places {
		p := &places[i]
		text += fmt.Sprintf("  %s  %s, %s\n", p.ID, p.Name, headcount(p.People)) + lines("      ", p.others())
	}
	return text
}

// others returns the names of a place beside the one that is shown, with their languages, each
// name once.
func (p *Place) others() []string {
	var order []string
	languages := map[string][]string{}
	add := func(name, language string) {
		if _, known := languages[name]; !known {
			order = append(order, name)
			languages[name] = nil
		}
		if language != "" {
			languages[name] = append(languages[name], language)
		}
	}
	for _, n := range p.Names {
		add(n.Text, n.Language)
	}
	for _, alias := range p.Aliases {
		add(alias, "")
	}
	for i, name := range order {
		if known := languages[name]; len(known) > 0 {
			order[i] = fmt.Sprintf("%s (%s)", name, strings.Join(known, ", "))
		}
	}
	return order
}

// lines writes items behind a label, with commas, broken into lines between items; nothing where
// there are none.
func lines(label string, items []string) string {
	if len(items) == 0 {
		return ""
	}
	indent := strings.Repeat(" ", utf8.RuneCountInString(label))
	text, line := "", label+items[0]
	for _, item := range items[1:] {
		if utf8.RuneCountInString(line)+len(", ,")+utf8.RuneCountInString(item) > width {
			text, line = text+line+",\n", indent+item
			continue
		}
		line += ", " + item
	}
	return text + line + "\n"
}

func headcount(n unit.Person) string {
	switch n {
	case 0:
		return "nobody to leave"
	case 1:
		return "1 person"
	}
	return count(n) + " people"
}

// count writes a number with separators between its thousands.
func count(n unit.Person) string {
	return message.NewPrinter(language.English).Sprintf("%d", int64(n))
}
