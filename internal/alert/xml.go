package alert

import (
	"encoding/xml"
	"fmt"
	"strings"
	"time"
	"unicode"
)

const (
	namespace = "urn:oasis:names:tc:emergency:cap:1.2"
	// timeLayout is the DateTime of OASIS CAP-v1.2, section 3.3.2. It has no Z.
	timeLayout = "2006-01-02T15:04:05-07:00"
)

// element is one element of a message: a text, or parts.
type element struct {
	XMLName xml.Name
	Text    string    `xml:",chardata"`
	Parts   []element `xml:",any"`
}

// document is the root as it is written.
type document struct {
	XMLName   xml.Name  `xml:"alert"`
	Namespace string    `xml:"xmlns,attr"`
	Parts     []element `xml:",any"`
}

// add appends a part, unless it were empty.
func (e *element) add(name, text string) {
	if text != "" {
		e.Parts = append(e.Parts, element{XMLName: xml.Name{Local: name}, Text: text})
	}
}

// open appends a part that has parts itself.
func (e *element) open(name string) *element {
	e.Parts = append(e.Parts, element{XMLName: xml.Name{Local: name}})
	return &e.Parts[len(e.Parts)-1]
}

// XML returns the alert as a CAP 1.2 document in UTF-8, with the elements in the order of the
// schema and none of them empty. Its error holds all that Check finds: a faulty alert is not
// written. Source: OASIS CAP-v1.2, sections 3.2 and 3.4.
func (a *Alert) XML() ([]byte, error) {
	if found := a.Check(); len(found) > 0 {
		return nil, fmt.Errorf("write alert %q: %s", a.Identifier, strings.Join(found, " "))
	}
	var root element
	root.add("identifier", a.Identifier)
	root.add("sender", a.Sender)
	root.add("sent", stamp(a.Sent))
	root.add("status", a.Status.String())
	root.add("msgType", a.MsgType.String())
	root.add("scope", a.Scope.String())
	root.add("restriction", a.Restriction)
	root.add("addresses", addressesText(a.Addresses))
	root.add("note", a.Note)
	root.add("references", referencesText(a.References))
	for i := range a.Infos {
		a.Infos[i].write(root.open("info"))
	}
	body, err := xml.MarshalIndent(document{Namespace: namespace, Parts: root.Parts}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write alert %q: %w", a.Identifier, err)
	}
	return []byte(xml.Header + string(body) + "\n"), nil
}

func (i *Info) write(e *element) {
	e.add("language", i.Language)
	for _, c := range i.Categories {
		e.add("category", c.String())
	}
	e.add("event", i.Event)
	for _, r := range i.ResponseTypes {
		e.add("responseType", r.String())
	}
	e.add("urgency", i.Urgency.String())
	e.add("severity", i.Severity.String())
	e.add("certainty", i.Certainty.String())
	e.add("audience", i.Audience)
	e.add("effective", stamp(i.Effective))
	e.add("onset", stamp(i.Onset))
	e.add("expires", stamp(i.Expires))
	e.add("senderName", i.SenderName)
	e.add("headline", i.Headline)
	e.add("description", i.Description)
	e.add("instruction", i.Instruction)
	for n := range i.Areas {
		i.Areas[n].write(e.open("area"))
	}
}

func (a *Area) write(e *element) {
	e.add("areaDesc", a.Description)
	for _, polygon := range a.Polygons {
		e.add("polygon", polygonText(polygon))
	}
	for _, c := range a.Circles {
		e.add("circle", circleText(c))
	}
	for _, g := range a.Geocodes {
		code := e.open("geocode")
		code.add("valueName", g.ValueName)
		code.add("value", g.Value)
	}
}

// stamp writes a time, or nothing for the zero one. The standard writes UTC as -00:00.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	text := t.Format(timeLayout)
	if local, atUTC := strings.CutSuffix(text, "+00:00"); atUTC {
		return local + "-00:00"
	}
	return text
}

// addressesText puts those with blanks between quotation marks, as section 3.2.1 wants.
func addressesText(addresses []string) string {
	texts := make([]string, len(addresses))
	for i, address := range addresses {
		texts[i] = address
		if strings.ContainsFunc(address, unicode.IsSpace) {
			texts[i] = `"` + address + `"`
		}
	}
	return strings.Join(texts, " ")
}

func referencesText(references []Reference) string {
	texts := make([]string, len(references))
	for i, r := range references {
		texts[i] = r.Sender + "," + r.Identifier + "," + stamp(r.Sent)
	}
	return strings.Join(texts, " ")
}

func polygonText(points []Point) string {
	texts := make([]string, len(points))
	for i, p := range points {
		texts[i] = pointText(p)
	}
	return strings.Join(texts, " ")
}

func circleText(c Circle) string { return pointText(c.Centre) + " " + decimal(c.Kilometres) }

// pointText writes latitude before longitude.
func pointText(p Point) string { return decimal(p[1]) + "," + decimal(p[0]) }
