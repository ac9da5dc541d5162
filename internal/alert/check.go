package alert

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// mostHeadline is how many characters of a headline the standard wants at most, so that it fits
// where little can be shown (OASIS CAP-v1.2, section 3.2.2, headline).
const mostHeadline = 160

// language is the form that XML Schema gives to xs:language.
var language = regexp.MustCompile(`^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$`)

// Check returns every rule of CAP 1.2 that the alert breaks, and ours that all languages agree: one
// sentence each, with the element, its value and what would be right, in the order of the elements.
// There is none where XML can write the alert.
func (a *Alert) Check() []string {
	var f faults
	f.name("identifier", a.Identifier)
	f.name("sender", a.Sender)
	f.givenTime("sent", a.Sent)
	f.code("status", statusCodes, a.Status.String())
	f.code("msgType", msgTypeCodes, a.MsgType.String())
	f.code("scope", scopeCodes, a.Scope.String())
	f.readers(a)
	f.text("note", a.Note)
	f.references(a)
	if len(a.Infos) == 0 && a.MsgType != Cancel {
		f.add("info is missing; msgType %s needs at least one.", a.MsgType)
	}
	languages := map[string]bool{}
	for n := range a.Infos {
		i := &a.Infos[n]
		f.where = fmt.Sprintf("info %q: ", i.Language)
		f.info(i, a.Sent)
		f.same(i, &a.Infos[0])
		if folded := strings.ToLower(i.Language); languages[folded] {
			f.add("language %q stands twice; each info needs its own.", i.Language)
		} else {
			languages[folded] = true
		}
	}
	return f.found
}

// faults gathers the sentences about one alert.
type faults struct {
	where string // before every sentence: the block it is about
	found []string
}

func (f *faults) add(format string, arguments ...any) {
	f.found = append(f.found, f.where+fmt.Sprintf(format, arguments...))
}

// text holds a text, which may be missing, to what an element can carry.
func (f *faults) text(element, value string) {
	if value != "" && strings.TrimSpace(value) == "" {
		f.add("%s %q holds only blanks; write a text or leave it empty.", element, value)
	}
	if !utf8.ValidString(value) {
		f.add("%s %q is no valid UTF-8; write it anew.", element, value)
		return
	}
	for _, r := range value {
		if r < ' ' && !strings.ContainsRune("\t\n\r", r) || r == 0xFFFE || r == 0xFFFF {
			f.add("%s %q holds %U, which XML cannot carry; remove it.", element, value, r)
			return
		}
	}
}

func (f *faults) given(element, value string) {
	if value == "" {
		f.add("%s is missing; it must have a text.", element)
	}
	f.text(element, value)
}

// name holds a value to the characters of identifier and sender.
func (f *faults) name(element, value string) {
	f.given(element, value)
	if strings.ContainsAny(value, ",<&") || strings.ContainsFunc(value, unicode.IsSpace) {
		f.add("%s %q holds a space, a comma, < or &; write it without them.", element, value)
	}
}

func (f *faults) code(element string, codes []string, value string) {
	if !slices.Contains(codes, value) {
		f.add("%s %q is not known; write one of %s.", element, value, strings.Join(codes, ", "))
	}
}

// time holds a time, which may be missing, to what the form of the standard can express.
func (f *faults) time(element string, t time.Time) {
	if t.IsZero() {
		return
	}
	shown := t.Format(time.RFC3339Nano)
	if t.Year() < 1 || t.Year() > 9999 {
		f.add("%s %s has no year of four digits; write one from 0001 to 9999.", element, shown)
	}
	if t.Nanosecond() != 0 {
		f.add("%s %s has a fraction of a second; write whole seconds.", element, shown)
	}
	if _, offset := t.Zone(); offset%60 != 0 || offset < -14*3600 || offset > 14*3600 {
		f.add("%s %s has an offset of %d seconds; write whole minutes up to 14 hours.", element, shown, offset)
	}
}

func (f *faults) givenTime(element string, t time.Time) {
	if t.IsZero() {
		f.add("%s is missing; it must have a time.", element)
	}
	f.time(element, t)
}

// readers holds restriction and addresses to the scope that each belongs to.
func (f *faults) readers(a *Alert) {
	f.text("restriction", a.Restriction)
	if a.Scope == Restricted && a.Restriction == "" {
		f.add("restriction is missing; scope Restricted must say who may see the alert.")
	}
	if a.Scope != Restricted && a.Restriction != "" {
		f.add("restriction %q stands with scope %s; it belongs to Restricted only.", a.Restriction, a.Scope)
	}
	if a.Scope == Private && len(a.Addresses) == 0 {
		f.add("addresses is missing; scope Private must name who shall get the alert.")
	}
	if a.Scope != Private && len(a.Addresses) > 0 {
		f.add("addresses %q stands with scope %s; it belongs to Private only.", a.Addresses, a.Scope)
	}
	for _, address := range a.Addresses {
		f.given("addresses", address)
		if strings.Contains(address, `"`) {
			f.add("addresses %q holds a quotation mark; write it without.", address)
		}
	}
}

func (f *faults) references(a *Alert) {
	if a.MsgType == AlertMessage && len(a.References) > 0 {
		f.add("references %q stands with msgType Alert; it belongs to Update and Cancel.", referencesText(a.References))
	}
	if a.MsgType != AlertMessage && len(a.References) == 0 {
		f.add("references is missing; msgType %s must name the earlier messages.", a.MsgType)
	}
	for _, r := range a.References {
		f.name("references: sender", r.Sender)
		f.name("references: identifier", r.Identifier)
		f.givenTime("references: sent", r.Sent)
		if r.Sender == a.Sender && r.Identifier == a.Identifier {
			f.add("references %q names the alert itself; give it an identifier of its own.", r.Sender+","+r.Identifier)
		}
	}
}

func (f *faults) info(i *Info, sent time.Time) {
	if !language.MatchString(i.Language) {
		f.add("language %q is no code of a language; write one such as hy or en-GB.", i.Language)
	}
	if len(i.Categories) == 0 {
		f.add("category is missing; write at least one of %s.", strings.Join(categoryCodes, ", "))
	}
	for _, c := range i.Categories {
		f.code("category", categoryCodes, c.String())
	}
	f.given("event", i.Event)
	for _, r := range i.ResponseTypes {
		f.code("responseType", responseTypeCodes, r.String())
	}
	f.code("urgency", urgencyCodes, i.Urgency.String())
	f.code("severity", severityCodes, i.Severity.String())
	f.code("certainty", certaintyCodes, i.Certainty.String())
	f.text("audience", i.Audience)
	f.time("effective", i.Effective)
	f.time("onset", i.Onset)
	f.time("expires", i.Expires)
	f.ends(i.Expires, "sent", sent)
	f.ends(i.Expires, "effective", i.Effective)
	f.ends(i.Expires, "onset", i.Onset)
	f.text("senderName", i.SenderName)
	f.text("headline", i.Headline)
	if n := utf8.RuneCountInString(i.Headline); n > mostHeadline {
		f.add("headline %q has %d characters; write at most %d.", i.Headline, n, mostHeadline)
	}
	f.text("description", i.Description)
	f.text("instruction", i.Instruction)
	for n := range i.Areas {
		f.area(&i.Areas[n])
	}
}

func (f *faults) ends(expires time.Time, element string, begin time.Time) {
	if !expires.IsZero() && !begin.IsZero() && !expires.After(begin) {
		f.add("expires %s is not after %s %s; write a later time.", stamp(expires), element, stamp(begin))
	}
}

// same holds what does not depend on the language to what the first info says.
func (f *faults) same(i, first *Info) {
	shown := func(info *Info) [8]string {
		return [8]string{
			strings.Trim(fmt.Sprint(info.Categories), "[]"), strings.Trim(fmt.Sprint(info.ResponseTypes), "[]"),
			info.Urgency.String(), info.Severity.String(), info.Certainty.String(),
			stamp(info.Effective.UTC()), stamp(info.Onset.UTC()), stamp(info.Expires.UTC()),
		}
	}
	elements := [8]string{"category", "responseType", "urgency", "severity", "certainty", "effective", "onset", "expires"}
	here, there := shown(i), shown(first)
	for n, element := range elements {
		if here[n] != there[n] {
			f.add("%s %q is not that of language %q; all must have %q.", element, here[n], first.Language, there[n])
		}
	}
}

func (f *faults) area(a *Area) {
	f.given("areaDesc", a.Description)
	for _, polygon := range a.Polygons {
		if n := len(polygon); n < 4 {
			f.add("polygon %q has %d points; write at least 4.", polygonText(polygon), n)
		}
		if n := len(polygon); n > 0 && polygon[0] != polygon[n-1] {
			f.add("polygon %q does not end where it begins; repeat its first point.", polygonText(polygon))
		}
		for _, p := range polygon {
			f.point("polygon", p)
		}
	}
	for _, c := range a.Circles {
		f.point("circle", c.Centre)
		if !within(c.Kilometres, 0, math.MaxFloat64) {
			f.add("circle %q has a radius of %g km; write 0 or more.", circleText(c), c.Kilometres)
		}
	}
	for _, g := range a.Geocodes {
		f.given("geocode: valueName", g.ValueName)
		f.given("geocode: value", g.Value)
	}
}

func (f *faults) point(element string, p Point) {
	if !within(p[0], -180, 180) {
		f.add("%s: longitude %g is not on the earth; write one from -180 to 180.", element, p[0])
	}
	if !within(p[1], -90, 90) {
		f.add("%s: latitude %g is not on the earth; write one from -90 to 90.", element, p[1])
	}
}

// within is false for what is no number.
func within(value, low, high float64) bool { return value >= low && value <= high }
