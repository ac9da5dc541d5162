package alert

import (
	"encoding/xml"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// MostBytes is the largest message that Parse reads.
const MostBytes = 1 << 20

// Parse reads a CAP 1.2 message, its own or another system's. What Alert has no field for is passed
// over, elements of other namespaces too. It does not judge: Check does. The message may be hostile.
//
// An error says what cannot be read: no XML, another root, an element twice that may stand once, a
// code, time or number that is none, or no identifier, sender or sent. UTC may be written +00:00 as
// well, an info without language is in en-US, as the standard says.
func Parse(data []byte) (Alert, error) {
	if len(data) > MostBytes {
		return Alert{}, fmt.Errorf("read alert: %d bytes are more than %d", len(data), MostBytes)
	}
	var root element
	if err := xml.Unmarshal(data, &root); err != nil {
		return Alert{}, fmt.Errorf("read alert: %w", err)
	}
	if root.XMLName != (xml.Name{Space: namespace, Local: "alert"}) {
		return Alert{}, fmt.Errorf("read alert: the root is %q of %q, not alert of CAP 1.2", root.XMLName.Local, root.XMLName.Space)
	}
	var r reader
	a := r.alert(&root)
	if a.Identifier == "" || a.Sender == "" || a.Sent.IsZero() {
		r.fail("identifier, sender or sent is missing")
	}
	if r.err != nil {
		return Alert{}, fmt.Errorf("read alert: %w", r.err)
	}
	return a, nil
}

// reader takes elements apart and keeps the first thing that it could not read.
type reader struct{ err error }

func (r *reader) fail(format string, arguments ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, arguments...)
	}
}

// all yields the parts of a name.
func (e *element) all(name string) func(yield func(*element) bool) {
	return func(yield func(*element) bool) {
		for i := range e.Parts {
			if e.Parts[i].XMLName == (xml.Name{Space: namespace, Local: name}) && !yield(&e.Parts[i]) {
				return
			}
		}
	}
}

// text returns the text of a part that may stand once; empty where there is none.
func (r *reader) text(e *element, name string) string {
	text, found := "", false
	for part := range e.all(name) {
		if found {
			r.fail("%s stands twice", name)
		}
		text, found = part.Text, true
	}
	return text
}

// word is a text in which blanks around it mean nothing.
func (r *reader) word(e *element, name string) string { return strings.TrimSpace(r.text(e, name)) }

func (r *reader) alert(e *element) Alert {
	a := Alert{
		Identifier:  r.word(e, "identifier"),
		Sender:      r.word(e, "sender"),
		Sent:        r.time("sent", r.word(e, "sent")),
		Status:      value[Status](r, "status", r.word(e, "status"), statusCodes),
		MsgType:     value[MsgType](r, "msgType", r.word(e, "msgType"), msgTypeCodes),
		Scope:       value[Scope](r, "scope", r.word(e, "scope"), scopeCodes),
		Restriction: r.text(e, "restriction"),
		Addresses:   addresses(r.text(e, "addresses")),
		Note:        r.text(e, "note"),
	}
	for text := range strings.FieldsSeq(r.text(e, "references")) {
		a.References = append(a.References, r.reference(text))
	}
	for part := range e.all("info") {
		a.Infos = append(a.Infos, r.info(part))
	}
	return a
}

func (r *reader) info(e *element) Info {
	i := Info{
		Language:    r.word(e, "language"),
		Event:       r.text(e, "event"),
		Urgency:     value[Urgency](r, "urgency", r.word(e, "urgency"), urgencyCodes),
		Severity:    value[Severity](r, "severity", r.word(e, "severity"), severityCodes),
		Certainty:   value[Certainty](r, "certainty", r.word(e, "certainty"), certaintyCodes),
		Audience:    r.text(e, "audience"),
		Effective:   r.time("effective", r.word(e, "effective")),
		Onset:       r.time("onset", r.word(e, "onset")),
		Expires:     r.time("expires", r.word(e, "expires")),
		SenderName:  r.text(e, "senderName"),
		Headline:    r.text(e, "headline"),
		Description: r.text(e, "description"),
		Instruction: r.text(e, "instruction"),
	}
	if i.Language == "" {
		i.Language = "en-US"
	}
	for part := range e.all("category") {
		i.Categories = append(i.Categories, value[Category](r, "category", strings.TrimSpace(part.Text), categoryCodes))
	}
	for part := range e.all("responseType") {
		i.ResponseTypes = append(i.ResponseTypes, value[ResponseType](r, "responseType", strings.TrimSpace(part.Text), responseTypeCodes))
	}
	for part := range e.all("area") {
		i.Areas = append(i.Areas, r.area(part))
	}
	return i
}

func (r *reader) area(e *element) Area {
	a := Area{Description: r.text(e, "areaDesc")}
	for part := range e.all("polygon") {
		var points []Point
		for text := range strings.FieldsSeq(part.Text) {
			points = append(points, r.point("polygon", text))
		}
		a.Polygons = append(a.Polygons, points)
	}
	for part := range e.all("circle") {
		a.Circles = append(a.Circles, r.circle(part.Text))
	}
	for part := range e.all("geocode") {
		a.Geocodes = append(a.Geocodes, Geocode{r.text(part, "valueName"), r.text(part, "value")})
	}
	return a
}

// value returns the value that a code stands for.
func value[T ~uint8](r *reader, name, text string, codes []string) T {
	at := slices.Index(codes, text)
	if at < 0 {
		r.fail("%s %q is none of %s", name, text, strings.Join(codes, ", "))
		return 0
	}
	return T(at)
}

func (r *reader) time(name, text string) time.Time {
	if text == "" {
		return time.Time{}
	}
	t, err := time.ParseInLocation(timeLayout, text, time.UTC)
	if err != nil || len(text) != len(timeLayout) {
		r.fail("%s %q is no time such as 2023-09-24T10:00:00+04:00", name, text)
	}
	return t
}

func (r *reader) reference(text string) Reference {
	fields := strings.Split(text, ",")
	if len(fields) != 3 {
		r.fail("references %q is not sender,identifier,sent", text)
		return Reference{}
	}
	return Reference{fields[0], fields[1], r.time("references", fields[2])}
}

func (r *reader) point(name, text string) Point {
	latitude, longitude, _ := strings.Cut(text, ",")
	return Point{r.number(name, longitude), r.number(name, latitude)}
}

func (r *reader) circle(text string) Circle {
	fields := strings.Fields(text)
	if len(fields) != 2 {
		r.fail("circle %q is not a point and a radius", text)
		return Circle{}
	}
	return Circle{r.point("circle", fields[0]), r.number("circle", fields[1])}
}

func (r *reader) number(name, text string) float64 {
	number, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(number) || math.IsInf(number, 0) {
		r.fail("%s holds %q, which is no number", name, text)
	}
	return number
}

// decimal writes a number with as many digits as it takes to read it back, and no exponent.
func decimal(number float64) string { return strconv.FormatFloat(number, 'f', -1, 64) }

// addresses undoes addressesText: what stands between quotation marks is one address.
func addresses(text string) []string {
	var out []string
	for i, piece := range strings.Split(text, `"`) {
		if between := i%2 == 1; between {
			out = append(out, piece)
			continue
		}
		out = append(out, strings.Fields(piece)...)
	}
	return out
}
