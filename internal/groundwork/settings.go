package groundwork

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// settings is scenario.yaml.
func (m *maker) settings(made Made, files []File) File {
	var out bytes.Buffer
	line := func(key, value string) { fmt.Fprintf(&out, "%s: %s\n", key, quoted(value)) }
	fmt.Fprintf(&out, "# Made by wayout from %s. Change it as you need; “wayout check” says what it understood.\n", plain(m.MapName))
	out.WriteString("# decisions.csv lists what was decided on the way, import.csv what the map is like and what was assumed of it.\n\nwayout: 1\n")
	line("name", cmp.Or(plain(m.Name), plain(m.MapName), "map"))
	line("about", m.about(made))
	line("time_zone", m.TimeZone)
	line("start", m.Start)
	line("horizon", m.horizon(made.People))
	out.WriteString("files:\n")
	for _, f := range [][2]string{
		{"places", PlacesFile},
		{"junctions", JunctionsFile},
		{"roads", RoadsFile},
		{"receptions", ReceptionsFile},
		{"closures", ClosuresFile},
		{"overrides", OverridesFile},
		{"map", MapFile},
	} {
		if slices.ContainsFunc(files, func(made File) bool { return made.Name == f[1] }) {
			fmt.Fprintf(&out, "  %s: %s\n", f[0], f[1])
		}
	}
	out.WriteString("not_planned:\n")
	for _, sentence := range m.notPlanned() {
		fmt.Fprintf(&out, "  - %s\n", quoted(sentence))
	}
	return File{SettingsFile, out.Bytes()}
}

// about says what the scenario was made of.
func (m *maker) about(made Made) string {
	english := message.NewPrinter(language.English)
	text := english.Sprintf("Made from %s. %d people of %d places leave", m.MapName, made.People, made.Places)
	switch {
	case len(m.Receptions) > 0:
		text += fmt.Sprintf(" for %d named receptions.", made.Ways)
	default:
		text += fmt.Sprintf(" by %d ways out of the area.", made.Ways)
	}
	if m.Credit != "" {
		text += " " + m.Credit
	}
	return text
}

// notPlanned are what a map never says.
func (m *maker) notPlanned() []string {
	out := []string{
		"Who has no car, and who cannot walk: the map does not say. Add counts to places.csv or shares to classes.csv, and a fleet.",
		"All people of a place start at one junction of it. A town with several ways out is better divided into its quarters.",
		"Bans on turning, limits of weight, and what checkpoints pass are not in the plan; import.csv lists those that the map has.",
	}
	if len(m.Receptions) == 0 {
		out = append(out, "Who has left the area counts as out. What the roads behind its border pass is not known.")
	}
	return out
}

// quoted writes a text as YAML on one line.
func quoted(text string) string {
	data, err := yaml.Marshal(&yaml.Node{Kind: yaml.ScalarNode, Value: plain(text), Style: yaml.DoubleQuotedStyle})
	if err != nil {
		panic("groundwork: " + err.Error()) // a plain text
	}
	return string(bytes.ReplaceAll(bytes.TrimSpace(data), []byte("\n"), []byte(" ")))
}
