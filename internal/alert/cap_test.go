package alert

import (
	"flag"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files anew")

var (
	yerevan = time.FixedZone("", 4*3600)
	morning = time.Date(2026, 3, 14, 6, 0, 0, 0, yerevan)
)

// spoken are the texts of an exercise in all languages.
var spoken = []struct{ language, event, headline, description string }{
	{"hy", "Տարհանում", "Վարժանք․ հավաքվեք դպրոցի բակում ժամը 06:00-ին։", "Մեկնելը կամավոր է։"},
	{"az", "Evakuasiya", "Təlim: saat 06:00-da məktəbin həyətində toplaşın.", "Getmək könüllüdür."},
	{"ru", "Эвакуация", "Учение: соберитесь во дворе школы в 06:00.", "Отъезд доброволен."},
	{"en", "Evacuation", "Exercise: gather in the school yard at 06:00.", "Leaving is voluntary.\nWho stays remains protected."},
	{"fr", "Évacuation", "Exercice : rassemblez-vous dans la cour de l’école à 6 h.", "Le départ est volontaire."},
	{"ar", "إخلاء", "تمرين: تجمعوا في ساحة المدرسة عند الساعة 06:00.", "المغادرة طوعية."},
	{"uk", "Евакуація", "Навчання: зберіться у дворі школи о 06:00.", "Виїзд добровільний."},
}

// golden are the alerts of the golden files; every test has its own to change.
var golden = map[string]func() Alert{
	"alert.xml": exercise,
	"update.xml": func() Alert {
		earlier, a := exercise(), exercise()
		a.Identifier, a.MsgType, a.References = "valley-2", Update, []Reference{earlier.Reference()}
		a.Sent = morning.Add(-time.Hour).UTC()
		a.Scope, a.Restriction = Private, ""
		a.Addresses = []string{"radio-7", `Town hall, duty desk`}
		return a
	},
	"cancel.xml": func() Alert {
		first, second := exercise(), exercise()
		second.Identifier = "valley-2"
		return Alert{
			Identifier: "valley-3", Sender: first.Sender, Sent: morning, Status: Exercise, MsgType: Cancel, Scope: Public,
			Note: "Ended <early> & well", References: []Reference{first.Reference(), second.Reference()},
		}
	},
}

func exercise() Alert {
	a := Alert{
		Identifier: "valley-1", Sender: "wayout.example.org", Sent: morning.Add(-2 * time.Hour), Status: Exercise,
		Restriction: "Partners of the exercise", Note: "Exercise Valley",
	}
	for _, s := range spoken {
		a.Infos = append(a.Infos, Info{
			Language: s.language, Event: s.event, Headline: s.headline, Description: s.description,
			Categories: []Category{Safety, Transport}, ResponseTypes: []ResponseType{Prepare, Evacuate},
			Urgency: Future, Severity: Severe, Certainty: Likely, Audience: "Valley", SenderName: "Wayout",
			Effective: a.Sent, Onset: morning, Expires: morning.Add(12 * time.Hour), Instruction: s.headline,
			Areas: []Area{{
				Description: "Valley",
				Polygons:    [][]Point{{{47, 40.1}, {46.9, 40}, {46.9, 40.1}, {47, 40.1}}},
				Circles:     []Circle{{Point{46.95, 40.05}, 2.5}},
				Geocodes:    []Geocode{{"P-code", "X-01-02"}},
			}},
		})
	}
	return a
}

func written(t rapid.TB, a Alert) []byte {
	t.Helper()
	data, err := a.XML()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// sameTimes compares times by what is written of them.
var sameTimes = cmp.Comparer(func(a, b time.Time) bool {
	return a.Equal(b) && a.Format(time.RFC3339Nano) == b.Format(time.RFC3339Nano)
})

func TestGolden(t *testing.T) {
	for name, make := range golden {
		a := make()
		data := written(t, a)
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(data)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if found := judge(want); len(found) > 0 {
			t.Errorf("%s breaks the standard: %q", name, found)
		}
		back, err := Parse(want)
		if diff := cmp.Diff(a, back, sameTimes); err != nil || diff != "" {
			t.Errorf("%s reads back as (-want +got), %v:\n%s", name, err, diff)
		}
	}
}

func TestTheZeroValueIsCareful(t *testing.T) {
	var a Alert
	got := []string{a.Status.String(), a.MsgType.String(), a.Scope.String()}
	if diff := cmp.Diff([]string{"Draft", "Alert", "Restricted"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestCheckNamesTheOneFault has one case a rule: what is broken, and the whole sentence about it.
func TestCheckNamesTheOneFault(t *testing.T) {
	info := func(change func(*Info)) func(*Alert) {
		return func(a *Alert) {
			for i := range a.Infos {
				change(&a.Infos[i])
			}
		}
	}
	area := func(change func(*Area)) func(*Alert) { return info(func(i *Info) { change(&i.Areas[0]) }) }
	sent := "2026-03-14T04:00:00+04:00"
	tests := map[string]struct {
		fault func(*Alert)
		want  string
	}{
		"nothing":               {func(*Alert) {}, ""},
		"identifier missing":    {func(a *Alert) { a.Identifier = "" }, `identifier is missing; it must have a text.`},
		"identifier with space": {func(a *Alert) { a.Identifier = "a b" }, `identifier "a b" holds a space, a comma, < or &; write it without them.`},
		"sender with comma":     {func(a *Alert) { a.Sender = "a,b" }, `sender "a,b" holds a space, a comma, < or &; write it without them.`},
		"sender with <":         {func(a *Alert) { a.Sender = "a<b" }, `sender "a<b" holds a space, a comma, < or &; write it without them.`},
		"sender with &":         {func(a *Alert) { a.Sender = "a&b" }, `sender "a&b" holds a space, a comma, < or &; write it without them.`},
		"sent missing":          {func(a *Alert) { a.Sent = time.Time{} }, `sent is missing; it must have a time.`},
		"sent with fraction":    {func(a *Alert) { a.Sent = a.Sent.Add(5e8) }, `sent 2026-03-14T04:00:00.5+04:00 has a fraction of a second; write whole seconds.`},
		"onset in year 10000":   {info(func(i *Info) { i.Onset, i.Expires = morning.AddDate(7974, 0, 0), time.Time{} }), `info "hy": onset 10000-03-14T06:00:00+04:00 has no year of four digits; write one from 0001 to 9999.`},
		"sent with odd offset":  {func(a *Alert) { a.Sent = a.Sent.In(time.FixedZone("", 90)) }, `sent 2026-03-14T00:01:30+00:01 has an offset of 90 seconds; write whole minutes up to 14 hours.`},
		"status":                {func(a *Alert) { a.Status = 5 }, `status "number 5" is not known; write one of Draft, Actual, Exercise, System, Test.`},
		"msgType":               {func(a *Alert) { a.MsgType = 3; a.References = []Reference{{"s", "i", morning}} }, `msgType "number 3" is not known; write one of Alert, Update, Cancel.`},
		"scope":                 {func(a *Alert) { a.Scope = 3; a.Restriction = "" }, `scope "number 3" is not known; write one of Restricted, Public, Private.`},
		"no restriction":        {func(a *Alert) { a.Restriction = "" }, `restriction is missing; scope Restricted must say who may see the alert.`},
		"restriction in public": {func(a *Alert) { a.Scope = Public }, `restriction "Partners of the exercise" stands with scope Public; it belongs to Restricted only.`},
		"no addresses":          {func(a *Alert) { a.Scope = Private; a.Restriction = "" }, `addresses is missing; scope Private must name who shall get the alert.`},
		"addresses":             {func(a *Alert) { a.Addresses = []string{"x"} }, `addresses ["x"] stands with scope Restricted; it belongs to Private only.`},
		"empty address":         {func(a *Alert) { a.Scope = Private; a.Restriction = ""; a.Addresses = []string{""} }, `addresses is missing; it must have a text.`},
		"quoted address":        {func(a *Alert) { a.Scope = Private; a.Restriction = ""; a.Addresses = []string{`a"b`} }, `addresses "a\"b" holds a quotation mark; write it without.`},
		"blank note":            {func(a *Alert) { a.Note = " " }, `note " " holds only blanks; write a text or leave it empty.`},
		"control in note":       {func(a *Alert) { a.Note = "a\x07" }, `note "a\a" holds U+0007, which XML cannot carry; remove it.`},
		"note not UTF-8":        {func(a *Alert) { a.Note = "a\xff" }, `note "a\xff" is no valid UTF-8; write it anew.`},
		"references in Alert":   {func(a *Alert) { a.References = []Reference{{"s", "i", a.Sent}} }, `references "s,i,` + sent + `" stands with msgType Alert; it belongs to Update and Cancel.`},
		"Update without":        {func(a *Alert) { a.MsgType = Update }, `references is missing; msgType Update must name the earlier messages.`},
		"Cancel without":        {func(a *Alert) { a.MsgType = Cancel }, `references is missing; msgType Cancel must name the earlier messages.`},
		"reference to nobody":   {func(a *Alert) { a.MsgType = Update; a.References = []Reference{{"", "i", a.Sent}} }, `references: sender is missing; it must have a text.`},
		"reference to nothing":  {func(a *Alert) { a.MsgType = Update; a.References = []Reference{{"s", "i i", a.Sent}} }, `references: identifier "i i" holds a space, a comma, < or &; write it without them.`},
		"reference to no time":  {func(a *Alert) { a.MsgType = Update; a.References = []Reference{{"s", "i", time.Time{}}} }, `references: sent is missing; it must have a time.`},
		"reference to itself":   {func(a *Alert) { a.MsgType = Update; a.References = []Reference{a.Reference()} }, `references "wayout.example.org,valley-1" names the alert itself; give it an identifier of its own.`},
		"no info":               {func(a *Alert) { a.Infos = nil }, `info is missing; msgType Alert needs at least one.`},
		"language missing":      {info(func(i *Info) { i.Language = "" }), `info "": language "" is no code of a language; write one such as hy or en-GB.`},
		"language in words":     {info(func(i *Info) { i.Language = "in Armenian" }), `info "in Armenian": language "in Armenian" is no code of a language; write one such as hy or en-GB.`},
		"no category":           {info(func(i *Info) { i.Categories = nil }), `info "hy": category is missing; write at least one of Geo, Met, Safety, Security, Rescue, Fire, Health, Env, Transport, Infra, CBRNE, Other.`},
		"category":              {info(func(i *Info) { i.Categories = []Category{12} }), `info "hy": category "number 12" is not known; write one of Geo, Met, Safety, Security, Rescue, Fire, Health, Env, Transport, Infra, CBRNE, Other.`},
		"no event":              {info(func(i *Info) { i.Event = "" }), `info "hy": event is missing; it must have a text.`},
		"responseType":          {info(func(i *Info) { i.ResponseTypes = []ResponseType{9} }), `info "hy": responseType "number 9" is not known; write one of Shelter, Evacuate, Prepare, Execute, Avoid, Monitor, Assess, AllClear, None.`},
		"urgency":               {info(func(i *Info) { i.Urgency = 5 }), `info "hy": urgency "number 5" is not known; write one of Unknown, Immediate, Expected, Future, Past.`},
		"severity":              {info(func(i *Info) { i.Severity = 5 }), `info "hy": severity "number 5" is not known; write one of Unknown, Extreme, Severe, Moderate, Minor.`},
		"certainty":             {info(func(i *Info) { i.Certainty = 5 }), `info "hy": certainty "number 5" is not known; write one of Unknown, Observed, Likely, Possible, Unlikely.`},
		"blank audience":        {info(func(i *Info) { i.Audience = "\n" }), `info "hy": audience "\n" holds only blanks; write a text or leave it empty.`},
		"expires at sent":       {info(func(i *Info) { i.Effective, i.Onset, i.Expires = time.Time{}, time.Time{}, morning.Add(-2*time.Hour) }), `info "hy": expires ` + sent + ` is not after sent ` + sent + `; write a later time.`},
		"expires at effective":  {info(func(i *Info) { i.Effective = i.Expires }), `info "hy": expires 2026-03-14T18:00:00+04:00 is not after effective 2026-03-14T18:00:00+04:00; write a later time.`},
		"expires at onset":      {info(func(i *Info) { i.Onset = i.Expires.UTC() }), `info "hy": expires 2026-03-14T18:00:00+04:00 is not after onset 2026-03-14T14:00:00-00:00; write a later time.`},
		"onset with fraction":   {info(func(i *Info) { i.Onset = i.Onset.Add(1e6) }), `info "hy": onset 2026-03-14T06:00:00.001+04:00 has a fraction of a second; write whole seconds.`},
		"long headline":         {info(func(i *Info) { i.Headline = strings.Repeat("ա", 161) }), `info "hy": headline "` + strings.Repeat("ա", 161) + `" has 161 characters; write at most 160.`},
		"control in headline":   {info(func(i *Info) { i.Headline = "\x00" }), `info "hy": headline "\x00" holds U+0000, which XML cannot carry; remove it.`},
		"no areaDesc":           {area(func(a *Area) { a.Description = "" }), `info "hy": areaDesc is missing; it must have a text.`},
		"short polygon":         {area(func(a *Area) { a.Polygons = [][]Point{{{1, 2}, {3, 4}, {1, 2}}} }), `info "hy": polygon "2,1 4,3 2,1" has 3 points; write at least 4.`},
		"empty polygon":         {area(func(a *Area) { a.Polygons = [][]Point{nil} }), `info "hy": polygon "" has 0 points; write at least 4.`},
		"open polygon":          {area(func(a *Area) { a.Polygons[0][3] = Point{47, 40} }), `info "hy": polygon "40.1,47 40,46.9 40.1,46.9 40,47" does not end where it begins; repeat its first point.`},
		"longitude":             {area(func(a *Area) { a.Polygons[0][1][0] = 180.5 }), `info "hy": polygon: longitude 180.5 is not on the earth; write one from -180 to 180.`},
		"latitude":              {area(func(a *Area) { a.Circles[0].Centre[1] = -91 }), `info "hy": circle: latitude -91 is not on the earth; write one from -90 to 90.`},
		"no number":             {area(func(a *Area) { a.Circles[0].Centre[1] = math.NaN() }), `info "hy": circle: latitude NaN is not on the earth; write one from -90 to 90.`},
		"radius":                {area(func(a *Area) { a.Circles[0].Kilometres = -1 }), `info "hy": circle "40.05,46.95 -1" has a radius of -1 km; write 0 or more.`},
		"no valueName":          {area(func(a *Area) { a.Geocodes[0].ValueName = "" }), `info "hy": geocode: valueName is missing; it must have a text.`},
		"no value":              {area(func(a *Area) { a.Geocodes[0].Value = "" }), `info "hy": geocode: value is missing; it must have a text.`},
	}
	for name, test := range tests {
		a := exercise()
		a.Infos = a.Infos[:1]
		test.fault(&a)
		if got := strings.Join(a.Check(), "\n"); got != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, test.want)
		}
		if data, err := a.XML(); (err == nil) != (test.want == "") || (data == nil) != (err != nil) {
			t.Errorf("%s: XML gives %d bytes and %v", name, len(data), err)
		}
	}
}

func TestLanguagesAgree(t *testing.T) {
	tests := map[string]struct {
		change func(*Info)
		want   string
	}{
		"language":     {func(i *Info) { i.Language = "HY" }, `info "HY": language "HY" stands twice; each info needs its own.`},
		"category":     {func(i *Info) { i.Categories = []Category{Fire} }, `info "az": category "Fire" is not that of language "hy"; all must have "Safety Transport".`},
		"responseType": {func(i *Info) { i.ResponseTypes = nil }, `info "az": responseType "" is not that of language "hy"; all must have "Prepare Evacuate".`},
		"urgency":      {func(i *Info) { i.Urgency = Past }, `info "az": urgency "Past" is not that of language "hy"; all must have "Future".`},
		"severity":     {func(i *Info) { i.Severity = Minor }, `info "az": severity "Minor" is not that of language "hy"; all must have "Severe".`},
		"certainty":    {func(i *Info) { i.Certainty = Observed }, `info "az": certainty "Observed" is not that of language "hy"; all must have "Likely".`},
		"effective":    {func(i *Info) { i.Effective = morning }, `info "az": effective "2026-03-14T02:00:00-00:00" is not that of language "hy"; all must have "2026-03-14T00:00:00-00:00".`},
		"onset":        {func(i *Info) { i.Onset = time.Time{} }, `info "az": onset "" is not that of language "hy"; all must have "2026-03-14T02:00:00-00:00".`},
		"expires":      {func(i *Info) { i.Expires = time.Time{} }, `info "az": expires "" is not that of language "hy"; all must have "2026-03-14T14:00:00-00:00".`},
	}
	for name, test := range tests {
		a := exercise()
		test.change(&a.Infos[1])
		if got := strings.Join(a.Check(), "\n"); got != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got, test.want)
		}
	}
}

func TestCheckFindsAllAtOnce(t *testing.T) {
	a := Alert{Identifier: "a b", Infos: []Info{{Language: "hy"}}}
	if got := a.Check(); len(got) != 6 {
		t.Errorf("%d faults, want identifier, sender, sent, restriction, category and event:\n%s", len(got), strings.Join(got, "\n"))
	}
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anAlert(t)
		data := written(t, a)
		if found := judge(data); len(found) > 0 {
			t.Fatalf("%q\n%s", found, data)
		}
		back, err := Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(a, back, sameTimes); diff != "" {
			t.Fatalf("(-want +got)\n%s", diff)
		}
	})
}
