package alert

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// foreign is a message of another system, with prefixes, blanks, and elements that Alert has not.
const foreign = `<?xml version="1.0"?>
<!-- from elsewhere -->
<c:alert xmlns:c="urn:oasis:names:tc:emergency:cap:1.2" xmlns:x="urn:other">
 <c:identifier>
   flood-7 </c:identifier><c:sender>met.example.org</c:sender>
 <c:sent>2026-03-14T00:00:00+00:00</c:sent>
 <c:status> Test </c:status><c:msgType>Alert</c:msgType><c:source>gauge</c:source>
 <c:scope>Private</c:scope><x:scope>Public</x:scope>
 <c:addresses>a "b  c"
   d</c:addresses><c:code>7</c:code>
 <c:info><c:category>Met</c:category><c:event>Flood</c:event>
  <c:urgency>Past</c:urgency><c:severity>Minor</c:severity><c:certainty>Observed</c:certainty>
  <c:parameter><c:valueName>a</c:valueName><c:value>b</c:value></c:parameter>
  <c:area><c:areaDesc>River</c:areaDesc><c:circle> 40,46
    1.5 </c:circle><c:altitude>3</c:altitude></c:area>
 </c:info>
</c:alert>`

func TestParseReadsOthers(t *testing.T) {
	want := Alert{
		Identifier: "flood-7", Sender: "met.example.org", Sent: time.Date(2026, 3, 14, 0, 0, 0, 0, time.UTC),
		Status: Test, Scope: Private, Addresses: []string{"a", "b  c", "d"},
		Infos: []Info{{
			Language: "en-US", Categories: []Category{Met}, Event: "Flood",
			Urgency: Past, Severity: Minor, Certainty: Observed,
			Areas: []Area{{Description: "River", Circles: []Circle{{Point{46, 40}, 1.5}}}},
		}},
	}
	got, err := Parse([]byte(foreign))
	if diff := cmp.Diff(want, got, sameTimes); err != nil || diff != "" {
		t.Errorf("%v (-want +got)\n%s", err, diff)
	}
}

func TestParseRefuses(t *testing.T) {
	tests := map[string]struct{ from, to, want string }{
		"nothing":          {foreign, "", "EOF"},
		"half":             {foreign[500:], "", "syntax error"},
		"root":             {"c:alert", "c:info", `the root is "info"`},
		"namespace":        {"cap:1.2", "cap:1.1", "not alert of CAP 1.2"},
		"entity":           {"gauge", "&gauge;", "invalid character entity"},
		"no identifier":    {"flood-7", "", "identifier, sender or sent is missing"},
		"twice":            {"<c:source>", "<c:status>Actual</c:status><c:source>", "status stands twice"},
		"no status":        {"<c:status> Test </c:status>", "", `status "" is none of Draft, Actual`},
		"msgType":          {"<c:msgType>Alert", "<c:msgType>Ack", `msgType "Ack" is none of Alert, Update, Cancel`},
		"Z":                {"+00:00", "Z", "is no time such as"},
		"fraction":         {"00+00:00", "00.5+00:00", "is no time such as"},
		"no day":           {"03-14", "02-30", "is no time such as"},
		"references":       {"<c:code>7</c:code>", "<c:references>a,b</c:references>", "is not sender,identifier,sent"},
		"circle":           {"40,46", "", "is not a point and a radius"},
		"longitude":        {"40,46", "40", `circle holds "", which is no number`},
		"infinite":         {"40,46", "40,Inf", "is no number"},
		"urgency in words": {"<c:urgency>Past", "<c:urgency>soon", "urgency"},
		"very deep":        {"gauge", strings.Repeat("<a>", 20_000) + strings.Repeat("</a>", 20_000), "depth"},
		"very large":       {"gauge", strings.Repeat("a", MostBytes), "bytes are more than"},
	}
	for name, test := range tests {
		if !strings.Contains(foreign, test.from) {
			t.Errorf("%s: %q does not occur", name, test.from)
		}
		_, err := Parse([]byte(strings.ReplaceAll(foreign, test.from, test.to)))
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "read alert: ") {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(foreign))
	for _, make := range golden {
		a := make()
		f.Add(written(f, a))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Parse(data)
		if err != nil || len(a.Check()) > 0 {
			return
		}
		data = written(t, a)
		if found := judge(data); len(found) > 0 {
			t.Fatalf("%q\n%s", found, data)
		}
		back, err := Parse(data)
		if diff := cmp.Diff(a, back, sameTimes); err != nil || diff != "" {
			t.Fatalf("%v (-want +got)\n%s", err, diff)
		}
	})
}
