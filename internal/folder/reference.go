package folder

import (
	"fmt"
	"strings"

	"wayout/internal/folder/schema"
	"wayout/internal/scenario"
)

// Reference returns the reference of every field in Markdown, made from the tables that the
// reader itself uses.
func Reference() string {
	var b strings.Builder
	b.WriteString(referenceStart)
	writeFields(&b, schema.Settings)
	for _, t := range schema.Tables() {
		writeFields(&b, t)
	}
	b.WriteString(referencePaths)
	for _, t := range schema.Tables() {
		if t.Record != "" {
			fmt.Fprintf(&b, "- `%s.<id>.<column>`: a column of %s, but not its id\n", t.Record, t.Name)
		}
	}
	b.WriteString(referenceAssumptions)
	for _, d := range scenario.Defaults() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s to %s | %s | %s |\n", d.Name, d.Value, escape(d.Unit),
			plain(d.Least), plain(d.Most), escape(d.About), escape(d.Source))
	}
	return b.String()
}

const referenceStart = `# Reference of the scenario folder

Made from the code (` + "`folder.Reference`" + `); do not edit.

Units stand beside every field. A time is year-month-day, T, hours and minutes
(` + "`2023-09-24T10:00`" + `), with seconds if need be. Without an offset it is local time in the
scenario's time_zone; with one (` + "`2023-09-24T10:00+04:00`" + `, or Z) it is that instant. A date
alone is the beginning of that day. Opening hours are days and times in local time:
` + "`daily 08:00-16:00`, `Mo-Fr 08:00-12:00,13:00-17:00; Su closed`, `daily 06:00-22:00; 2023-09-26..2023-09-28 closed`" + `.

Numbers are written in digits, without thousands separators. Tables may be CSV or xlsx; a row of
HXL tags may stand under the names of the columns. The order of columns is free, and capital
letters, spaces and hyphens in their names do not matter. Columns that are not listed here are not
read, with a warning; columns that look like personal data are refused.
`

const referencePaths = `
## Paths of --set and of variants

An override replaces a value for one run, before it is read, and is recorded in the result. Of two
for the same path the later counts. An empty value empties the field. Setting the rate of a gate
drops its booths and seconds, and the reverse; setting people widens people_low and people_high
where it leaves their range.

- ` + "`name`, `start`, `horizon`, `step`, `safe_to_stop`" + `
- ` + "`assumption.<name>`" + `: an assumption of the table below; its source is then --set
`

const referenceAssumptions = `
## Assumptions

What is taken where a scenario says nothing. Sources in square brackets are spelled out in
[assumptions.md](assumptions.md).

| name | value | unit | accepted | meaning | source |
|---|---|---|---|---|---|
`

// writeFields adds one table of the reference.
func writeFields(b *strings.Builder, t schema.Table) {
	need := ""
	if t.Name != schema.Settings.Name {
		need = " (optional)"
		if t.Required {
			need = " (required)"
		}
	}
	fmt.Fprintf(b, "\n## %s%s\n\n", t.Name, need)
	if t.About != "" {
		b.WriteString(t.About + "\n\n")
	}
	b.WriteString("| field | value | unit | left empty | example | meaning |\n|---|---|---|---|---|---|\n")
	for _, f := range t.Fields {
		empty := f.Default
		if f.Required {
			empty = "**required**"
		}
		fmt.Fprintf(b, "| `%s` | %s | %s | %s | %s | %s |\n", f.Name, escape(writtenAs(&f)), escape(f.Unit),
			escape(empty), code(f.Example), escape(f.Meaning))
	}
}

// writtenAs says what may be written into a field.
func writtenAs(f *schema.Field) string {
	switch {
	case f.Type == schema.Choice:
		return orList(f.Choices)
	case (f.Type == schema.Number || f.Type == schema.Whole) && f.Most > f.Least:
		return fmt.Sprintf("%s, %s to %s", f.Type, plain(f.Least), plain(f.Most))
	}
	return string(f.Type)
}

func code(text string) string {
	if text == "" {
		return ""
	}
	return "`" + escape(text) + "`"
}

// escape keeps a text within its cell of a Markdown table.
func escape(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
