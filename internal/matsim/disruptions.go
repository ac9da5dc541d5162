package matsim

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"wayout/internal/draft"
	"wayout/internal/problem"
	"wayout/internal/unit"
)

// disruptionReader carries one call of ReadDisruptions.
type disruptionReader struct {
	*source
	options Options
	notes   draft.Network
}

// ReadDisruptions reads the disruptions of the bushfire evacuation studies (agentsoz/ees), which are
// also how these write traffic management points. The Closures are nil when the list has errors.
//
// Moments are hours and minutes since midnight of the first day and may exceed 2400. An effective
// speed is in km/h or, with the unit RELATIVE, in per cent of the free speed; 0 and values such as
// 0.001 are closures, see Closure.Closed. A comma before a closing bracket is forgiven and noted.
func ReadDisruptions(r io.Reader, o Options) (*Closures, problem.List) {
	d := &disruptionReader{source: &source{file: o.File, line: 1}, options: o}
	out := &Closures{}
	if data, ok := d.text(r); ok {
		d.read(data, out)
	}
	out.Notes = d.notes.Notes
	list := d.close()
	if list.HasErrors() {
		return nil, list
	}
	return out, list
}

// text reads the whole file, which a person wrote and which is small.
func (d *disruptionReader) text(r io.Reader) ([]byte, bool) {
	plain, err := unpacked(r)
	if err != nil {
		d.broken(err)
		return nil, false
	}
	data, err := io.ReadAll(io.LimitReader(plain, mostJSON+1))
	if err != nil {
		d.broken(err)
		return nil, false
	}
	if len(data) > mostJSON {
		d.line = 0
		d.add(problem.FileTooLarge, "", "", fmt.Sprintf("%d MiB", mostJSON>>20))
		return nil, false
	}
	return data, true
}

func (d *disruptionReader) read(data []byte, out *Closures) {
	top, commas, err := parseJSON(data)
	if err != nil {
		d.line = err.line
		if err.cut {
			d.add(problem.FileTruncated, "", "", fmt.Sprintf("line %d is the last that was read", err.line))
			return
		}
		d.add(problem.ValueRange, "", "", "JSON: "+err.text, "Correct the text there.")
		return
	}
	for _, line := range commas {
		d.notes.Note("commas before a closing bracket, which JSON does not allow, were passed over", fmt.Sprintf("line %d", line))
	}
	list, ok := top.members["disruptions"]
	if !ok || list.kind != 'a' {
		d.line = top.line
		d.add(problem.ValueMissing, "disruptions", "", "The file must be an object with the list disruptions.")
		return
	}
	for _, item := range list.items {
		if c, ok := d.disruption(item); ok {
			out.List = append(out.List, c)
		}
	}
}

// disruption reads one entry of the list.
func (d *disruptionReader) disruption(item *value) (c Closure, ok bool) {
	d.line = item.line
	if item.kind != 'o' {
		d.add(problem.ValueRange, "disruptions", item.text, "an object", "Write one disruption between { and }.")
		return c, false
	}
	c.Speed, c.Capacity = Unchanged, Unchanged
	if text := item.members["description"]; text != nil {
		c.Text = shortText(text.text)
	}
	from, okFrom := d.moment(item, "startHHMM")
	to, okTo := d.moment(item, "endHHMM")
	if okFrom && okTo && to <= from {
		d.line = item.members["endHHMM"].line
		d.add(problem.WindowReversed, "endHHMM", item.members["endHHMM"].text, clock(to), clock(from))
		okTo = false
	}
	c.From, c.To = from, to
	var okSpeed, okLinks bool
	c.Speed, okSpeed = d.speed(item)
	c.Links, okLinks = d.links(item)
	return c, okFrom && okTo && okSpeed && okLinks
}

// member returns what an entry must have.
func (d *disruptionReader) member(item *value, key string) (*value, bool) {
	v := item.members[key]
	d.line = item.line
	if v == nil {
		d.add(problem.ValueMissing, key, "", "Every disruption has the key "+key+".")
		return nil, false
	}
	d.line = v.line
	return v, true
}

// moment reads hours and minutes written as one number, quoted or not.
func (d *disruptionReader) moment(item *value, key string) (unit.Second, bool) {
	v, ok := d.member(item, key)
	if !ok {
		return 0, false
	}
	text := strings.Replace(strings.TrimSpace(v.text), ":", "", 1)
	n, err := strconv.ParseUint(text, 10, 32)
	if v.kind != 's' && v.kind != 'n' || err != nil || len(text) > 6 || n%100 >= 60 || n/100 > mostSeconds/3600 {
		d.add(problem.ValueRange, key, v.text, "a time", "Write hours and minutes as four digits, such as 1315.")
		return 0, false
	}
	return unit.Second(n/100)*unit.Hour + unit.Second(n%100)*unit.Minute, true
}

func (d *disruptionReader) speed(item *value) (Change, bool) {
	v, ok := d.member(item, "effectiveSpeed")
	if !ok {
		return Unchanged, false
	}
	speed, ok := parseNumber(v.text)
	if v.kind != 's' && v.kind != 'n' || !ok || speed < 0 || speed > 1000 {
		d.add(problem.ValueRange, "effectiveSpeed", v.text, "a number from 0 to 1000", "Write the speed, 0 for closed.")
		return Unchanged, false
	}
	relative := "KMPH"
	if u := item.members["effectiveSpeedUnit"]; u != nil {
		d.line = u.line
		relative = strings.ToUpper(strings.TrimSpace(u.text))
	} else {
		d.notes.Note("speeds without a unit were taken as km/h", fmt.Sprintf("line %d", d.line))
	}
	switch relative {
	case "KMPH":
		return Change{0, speed}, true
	case "RELATIVE":
		d.notes.Note("relative speeds were taken as per cent of the free speed", fmt.Sprintf("line %d", d.line))
		return Change{speed / 100, 0}, true
	}
	d.add(problem.ValueRange, "effectiveSpeedUnit", relative, "a unit of speed", "Write KMPH or RELATIVE.")
	return Unchanged, false
}

func (d *disruptionReader) links(item *value) ([]string, bool) {
	v, ok := d.member(item, "impactedLinks")
	if !ok {
		return nil, false
	}
	if v.kind != 'a' || len(v.items) == 0 {
		d.add(problem.ValueRange, "impactedLinks", v.text, "a list with the id of a link or more", "Write such as [\"12\", \"13\"].")
		return nil, false
	}
	var out []string
	for _, id := range v.items {
		d.line = id.line
		if id.kind != 's' && id.kind != 'n' || id.text == "" {
			d.add(problem.ValueRange, "impactedLinks", id.text, "the id of a link", "Write it in quotation marks.")
			return nil, false
		}
		d.checkLink(d.options, id.text, "impactedLinks")
		out = append(out, id.text)
	}
	return out, true
}
