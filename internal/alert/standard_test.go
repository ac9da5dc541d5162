package alert

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// This file is CAP 1.2 written down a second time, from the schema and the dictionary of the
// standard (sections 3.2 and 3.4). It shares no code with the package: it judges texts.

const (
	capNamespace = "urn:oasis:names:tc:emergency:cap:1.2"
	once         = "1"
	maybe        = "?"
	some         = "+"
	many         = "*"
)

// slot is one place in the sequence of a block.
type slot struct {
	name, often string
	pattern     string // of the whole text; empty for a block
}

const (
	anyText  = `(?s).*\S.*`
	nameText = `[^\s,<&]+`
	timeText = `\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d`
	pairText = `-?\d+(\.\d+)?,-?\d+(\.\d+)?`
)

var sequences = map[string][]slot{
	"alert": {
		{"identifier", once, nameText},
		{"sender", once, nameText},
		{"sent", once, timeText},
		{"status", once, "Actual|Exercise|System|Test|Draft"},
		{"msgType", once, "Alert|Update|Cancel|Ack|Error"},
		{"source", maybe, anyText},
		{"scope", once, "Public|Restricted|Private"},
		{"restriction", maybe, anyText},
		{"addresses", maybe, anyText},
		{"code", many, anyText},
		{"note", maybe, anyText},
		{"references", maybe, nameText + "," + nameText + "," + timeText + `( ` + nameText + "," + nameText + "," + timeText + `)*`},
		{"incidents", maybe, anyText},
		{"info", many, ""},
	},
	"info": {
		{"language", once, `[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*`}, // maybe in the standard: we always write it
		{"category", some, "Geo|Met|Safety|Security|Rescue|Fire|Health|Env|Transport|Infra|CBRNE|Other"},
		{"event", once, anyText},
		{"responseType", many, "Shelter|Evacuate|Prepare|Execute|Avoid|Monitor|Assess|AllClear|None"},
		{"urgency", once, "Immediate|Expected|Future|Past|Unknown"},
		{"severity", once, "Extreme|Severe|Moderate|Minor|Unknown"},
		{"certainty", once, "Observed|Likely|Possible|Unlikely|Unknown"},
		{"audience", maybe, anyText},
		{"eventCode", many, ""},
		{"effective", maybe, timeText},
		{"onset", maybe, timeText},
		{"expires", maybe, timeText},
		{"senderName", maybe, anyText},
		{"headline", maybe, `(?s).{1,160}`},
		{"description", maybe, anyText},
		{"instruction", maybe, anyText},
		{"web", maybe, anyText},
		{"contact", maybe, anyText},
		{"parameter", many, ""},
		{"resource", many, ""},
		{"area", many, ""},
	},
	"area": {
		{"areaDesc", once, anyText},
		{"polygon", many, pairText + `( ` + pairText + `){3,}`},
		{"circle", many, pairText + ` \d+(\.\d+)?`},
		{"geocode", many, ""},
		{"altitude", maybe, `-?\d+(\.\d+)?`},
		{"ceiling", maybe, `-?\d+(\.\d+)?`},
	},
	"geocode":   {{"valueName", once, anyText}, {"value", once, anyText}},
	"eventCode": {{"valueName", once, anyText}, {"value", once, anyText}},
	"parameter": {{"valueName", once, anyText}, {"value", once, anyText}},
}

// block is one element as the judge sees it.
type block struct {
	name  string
	text  string
	parts []*block
}

func (b *block) part(name string) *block {
	for _, p := range b.parts {
		if p.name == name {
			return p
		}
	}
	return nil
}

// read turns a document into blocks with nothing but tokens.
func readBlocks(data []byte) (*block, error) {
	if !bytes.HasPrefix(data, []byte(`<?xml version="1.0" encoding="UTF-8"?>`)) || !bytes.HasSuffix(data, []byte("</alert>\n")) {
		return nil, fmt.Errorf("the declaration or the newline at the end is missing")
	}
	document := &block{}
	open := []*block{document}
	for tokens := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := tokens.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Space != capNamespace {
				return nil, fmt.Errorf("%s is in namespace %q", token.Name.Local, token.Name.Space)
			}
			if len(token.Attr) > 0 && len(open) > 1 {
				return nil, fmt.Errorf("%s has attributes", token.Name.Local)
			}
			next := &block{name: token.Name.Local}
			top.parts = append(top.parts, next)
			open = append(open, next)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.text += string(token)
		}
	}
	if len(document.parts) != 1 || document.parts[0].name != "alert" {
		return nil, fmt.Errorf("the root is not one alert")
	}
	return document.parts[0], nil
}

// judge returns what in a document breaks the standard.
func judge(data []byte) []string {
	alert, err := readBlocks(data)
	if err != nil {
		return []string{err.Error()}
	}
	found := judgeSequence(alert)
	if len(found) > 0 {
		return found
	}
	return judgeConditions(alert)
}

func judgeSequence(b *block) []string {
	var found []string
	at := 0
	for _, s := range sequences[b.name] {
		n := 0
		for ; at < len(b.parts) && b.parts[at].name == s.name; at++ {
			n++
			p := b.parts[at]
			switch {
			case s.pattern == "":
				if strings.TrimSpace(p.text) != "" {
					found = append(found, p.name+" has a text")
				}
				found = append(found, judgeSequence(p)...)
			case len(p.parts) > 0:
				found = append(found, p.name+" has parts")
			case !regexp.MustCompile(`^(?:` + s.pattern + `)$`).MatchString(p.text):
				found = append(found, fmt.Sprintf("%s is %q", p.name, p.text))
			}
		}
		if n == 0 && (s.often == once || s.often == some) || n > 1 && (s.often == once || s.often == maybe) {
			found = append(found, fmt.Sprintf("%s stands %d times in %s", s.name, n, b.name))
		}
	}
	if at < len(b.parts) {
		found = append(found, fmt.Sprintf("%s is not in its place in %s", b.parts[at].name, b.name))
	}
	return found
}

func judgeConditions(alert *block) []string {
	var found []string
	must := func(holds bool, what string) {
		if !holds {
			found = append(found, what)
		}
	}
	scope, kind := alert.part("scope").text, alert.part("msgType").text
	must((alert.part("restriction") != nil) == (scope == "Restricted"), "restriction does not fit scope")
	must((alert.part("addresses") != nil) == (scope == "Private"), "addresses do not fit scope")
	must((alert.part("references") != nil) == (kind != "Alert"), "references do not fit msgType")
	must(alert.part("info") != nil || kind == "Cancel", "no info")
	var languages []string
	for _, info := range alert.parts {
		if info.name != "info" {
			continue
		}
		languages = append(languages, strings.ToLower(info.part("language").text))
		for _, area := range info.parts {
			for _, shape := range area.parts {
				found = append(found, judgeShape(shape)...)
			}
		}
	}
	distinct := slices.Compact(slices.Sorted(slices.Values(languages)))
	must(len(distinct) == len(languages), "a language stands twice")
	return found
}

func judgeShape(shape *block) []string {
	var found []string
	pairs := strings.Fields(shape.text)
	switch shape.name {
	case "polygon":
		if pairs[0] != pairs[len(pairs)-1] {
			found = append(found, "a polygon is open")
		}
	case "circle":
		pairs = pairs[:1]
	default:
		return nil
	}
	for _, pair := range pairs {
		latitude, longitude, _ := strings.Cut(pair, ",")
		for text, most := range map[string]float64{latitude: 90, longitude: 180} {
			if n, err := strconv.ParseFloat(text, 64); err != nil || n < -most && n != most || n > most {
				found = append(found, pair+" is not on the earth")
			}
		}
	}
	return found
}

// TestTheJudgeSees breaks a good document in one place after the other.
func TestTheJudgeSees(t *testing.T) {
	good := written(t, golden["alert.xml"]())
	if found := judge(good); len(found) > 0 {
		t.Fatalf("the good document: %v", found)
	}
	tests := []struct{ from, to, want string }{
		{"cap:1.2", "cap:1.1", "namespace"},
		{"<status>Exercise", "<status>Practice", "status"},
		{"+04:00</sent>", "Z</sent>", "sent"},
		{"<note>Exercise Valley</note>", "<note></note>", "note"},
		{"<scope>Restricted", "<scope>Private", "restriction does not fit"},
		{"<msgType>Alert", "<msgType>Update", "references do not fit"},
		{"<language>hy</language>", "", "language stands 0 times"},
		{"<language>az</language>", "<language>HY</language>", "a language stands twice"},
		{"category>", "kategorie>", "category stands 0 times"},
		{"<urgency>Future</urgency>", "<urgency>Future</urgency><urgency>Past</urgency>", "urgency stands 2 times"},
		{"<event>Տարհանում</event>", "<event>Տարհանում</event><category>Fire</category>", "category is not in its place"},
		{"40.1,46.9 40.1,47</polygon>", "40.1,46.9 40.1,47.1</polygon>", "a polygon is open"},
		{"40.05,46.95 2.5<", "95,46.95 2.5<", "not on the earth"},
		{"40.05,46.95 2.5<", "40.05,46.95<", "circle"},
		{"<valueName>P-code</valueName>", "", "valueName stands 0 times"},
	}
	for _, test := range tests {
		broken := bytes.ReplaceAll(good, []byte(test.from), []byte(test.to))
		if bytes.Equal(broken, good) {
			t.Errorf("%q does not occur", test.from)
			continue
		}
		if found := judge(broken); !strings.Contains(strings.Join(found, "; "), test.want) {
			t.Errorf("%q for %q: found %q, want %q", test.to, test.from, found, test.want)
		}
	}
}
