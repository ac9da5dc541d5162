package app

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/alert"
	"wayout/internal/export"
	"wayout/internal/i18n"
)

// TestNumbersOnPaper: what stands on the pages of all towns is what slots.csv says of each day, and
// what stands on the sheets of gate, reception, fuel points and table is what summary.json and
// certificate.json say.
func TestNumbersOnPaper(t *testing.T) {
	p, _ := printOrders(t, Question{Folder: departure}, languages("en"))
	type sum struct{ cars, people int64 }
	want := map[string]sum{}
	first := map[string]string{}
	for _, s := range p.slots(t) {
		d := want[s.place]
		want[s.place] = sum{d.cars + int64(s.vehicles), d.people + int64(s.people)}
		if first[s.place] == "" {
			first[s.place] = fmt.Sprintf("%s %d %s\t%s", s.depart.Weekday(), s.depart.Day(), s.depart.Month(), s.depart.Format("15:04"))
		}
	}
	row := regexp.MustCompile(`(?m)^\w+ \d+ \w+\t\d\d:\d\d\t\d\d:\d\d\t[\d–]+\t([\d ]+)\t([\d ]+)$`)
	for place := range want {
		page := p.pages(t, "restricted", "towns/"+place+"/en/page.pdf")[0]
		var got sum
		for _, found := range row.FindAllStringSubmatch(page, -1) {
			got = sum{got.cars + whole(t, found[1]), got.people + whole(t, found[2])}
		}
		if got != want[place] {
			t.Errorf("%s: %d cars and %d people on paper, %d and %d in slots.csv", place, got.cars, got.people, want[place].cars, want[place].people)
		}
		if !strings.Contains(page, first[place]) {
			t.Errorf("%s: the page does not begin %q:\n%s", place, first[place], page)
		}
	}
	p.ticketsAgree(t)
	p.sheetsAgree(t)
}

// ticketsAgree counts the tickets of every group of a town, and of slots.csv.
func (p *printed) ticketsAgree(t *testing.T) {
	t.Helper()
	got, want := map[string]int{}, map[string]int{}
	card := regexp.MustCompile(`\bGroup \d+\b`)
	for _, page := range p.pages(t, "restricted", "towns/martuni/en/tickets.pdf") {
		for _, group := range card.FindAllString(page, -1) {
			got[group]++
		}
	}
	data, err := os.ReadFile(filepath.Join(p.out, export.SlotsFile))
	if err != nil {
		t.Fatal(err)
	}
	for _, label := range regexp.MustCompile(`\bmartuni-(\d+) \((\d+)\)`).FindAllStringSubmatch(string(data), -1) {
		want["Group "+label[1]] = int(whole(t, label[2]))
	}
	if diff := cmp.Diff(want, got); diff != "" || len(want) == 0 {
		t.Errorf("tickets of each group (-slots.csv +paper):\n%s", diff)
	}
}

// sheetsAgree compares sheets that are not of a town with the results for machines.
func (p *printed) sheetsAgree(t *testing.T) {
	t.Helper()
	s := p.summary(t)
	number := func(key string) string { return flat(i18n.Number(int64(s[key].(float64)))) }
	contains := func(name, want string) {
		t.Helper()
		if text := p.text(t, "restricted", name); !strings.Contains(text, want) {
			t.Errorf("%s does not say %q", name, want)
		}
	}
	given := 0.0
	for f := range p.planned.Scenario.FuelPoints {
		text := p.text(t, "restricted", "fuel/"+p.planned.Scenario.FuelPoints[f].ID+"/en.pdf")
		found := regexp.MustCompile(`Given by this plan ([\d.]+) l Cars ([\d ]+) Rules`).FindStringSubmatch(text)
		if found == nil {
			t.Fatalf("fuel point %d does not say what is given:\n%s", f, text)
		}
		litres, _ := strconv.ParseFloat(found[1], 64)
		given += litres
		if cars := s["fuel"].(map[string]any)["cars_by_point"].([]any)[f].(float64); whole(t, found[2]) != int64(cars) {
			t.Errorf("fuel point %d serves %s cars on paper, %.0f in the summary", f, found[2], cars)
		}
	}
	if want := s["fuel"].(map[string]any)["given_litres"].(float64); math.Abs(given-want) > 0.05*float64(len(p.planned.Scenario.FuelPoints)+1) {
		t.Errorf("fuel points give %.1f litres on paper, %.1f in the summary", given, want)
	}
	contains("receptions/kornidzor/en.pdf", "People expected "+number("people_served"))
	contains("notification/en.pdf", "People "+number("people_served"))
	contains("negotiator/en.pdf", "Served: "+number("people_served"))
	contains("negotiator/en.pdf", "Not served: "+number("people_not_served"))
	if s["complete"].(bool) {
		contains("medical/en.pdf", "By this plan everybody who cannot walk is in a vehicle.")
	} else {
		contains("medical/en.pdf", "Not complete. People who cannot walk and are in no vehicle: "+number("people_who_cannot_walk_not_served"))
	}
	data, err := os.ReadFile(filepath.Join(p.out, export.CertificateFile))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Certificates []struct {
			Quantile, Population string
			AtMost               int64 `json:"at_most"`
			Needed               int64
		}
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	for _, c := range file.Certificates {
		if c.Quantile == "t100" && c.Population == "used" {
			contains("negotiator/en.pdf", fmt.Sprintf("at most %s vehicles can be out; %s have to be", flat(i18n.Number(c.AtMost)), flat(i18n.Number(c.Needed))))
		}
	}
	var passes, people int64
	row := regexp.MustCompile(`(?m)^\d\d:00\t(\d+)\t([\d ]+)\t([\d ]+)$`)
	for _, page := range p.pages(t, "restricted", "gates/hakari_bridge/en.pdf") {
		for _, found := range row.FindAllStringSubmatch(page, -1) {
			passes += whole(t, found[2])
			people += whole(t, found[3])
		}
	}
	if want := int64(s["people_served"].(float64)); people != want {
		t.Errorf("the hours of the gate hold %d people, the plan serves %d", people, want)
	}
	if want := int64(s["vehicles_served"].(float64)); passes < want {
		t.Errorf("the hours of the gate hold %d vehicles, and %d cars are served", passes, want)
	}
}

// whole reads a number with blanks between its thousands.
func whole(t *testing.T, text string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(strings.ReplaceAll(text, " ", ""), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// personal are forms of what must stand on no sheet: telephone numbers, numbers of papers, forms of
// address, words for who is a man or a woman of what age, and for peoples.
var personal = regexp.MustCompile(`\+\d{2,3}[ (]?\d|\b0\d{2,3}[ /-]\d{5,}|\b[A-Z]{2}\d{6,}\b|` +
	`(?i)(?:^|\PL)(mr|mrs|passport no|date of birth|surname|first name|men|women|males?|females?|ethnic\w*|armenians?|azerbaijanis?|` +
	`мужчин\pL*|женщин\pL*|чоловік\pL*|жінк\pL*|hommes|femmes|տղամարդ\pL*|կանայք|կանանց|qadın\pL*|رجال|نساء|الرجال|النساء)(?:\PL|$)`)

// TestSheetsAreHarmless: every page of every sheet, in both examples and every language, says its
// level, and nothing on it lists, names or tells apart a person (N8, N12; FIELD.md B10).
func TestSheetsAreHarmless(t *testing.T) {
	for _, q := range []Question{{Folder: departure}, {Folder: eve, Variant: "24th-200-fleet"}, {Folder: eve}} {
		t.Run(filepath.Base(q.Folder)+" "+q.Variant, func(t *testing.T) {
			p, ordered := printOrders(t, q, nil)
			if len(ordered.Languages) != len(i18n.Languages) {
				t.Fatalf("%d languages", len(ordered.Languages))
			}
			p.harmless(t)
			p.messagesKeepTheirRules(t)
		})
	}
}

func (p *printed) harmless(t *testing.T) {
	t.Helper()
	set, _ := i18n.Open(nil)
	for _, l := range i18n.Languages {
		c, _ := set.Catalogue(l.Code)
		w := c.Words()
		stamp, destroy, mark := flat(w.Text("level.restricted")), flat(w.Text("head.destroy")), flat(w.Text("head.unreviewed"))
		for _, name := range p.files(t, "restricted", ".pdf") {
			if !strings.Contains(name, "/"+l.Code+"/") && !strings.HasSuffix(name, "/"+l.Code+".pdf") {
				continue
			}
			if strings.HasPrefix(name, "towns/stepanakert") && strings.HasSuffix(name, "tickets.pdf") && l.Code != "ar" {
				continue // seven hundred pages like the others
			}
			for i, page := range p.pages(t, "restricted", name) {
				text := flat(page)
				for _, want := range []string{stamp, destroy} {
					if !strings.Contains(text, want) {
						t.Errorf("%s, page %d does not say %q", name, i+1, want)
					}
				}
				if l.Code != i18n.Source && !strings.Contains(text, mark) {
					t.Errorf("%s, page %d does not say that nobody has checked it", name, i+1)
				}
				if found := personal.FindString(text); found != "" {
					t.Errorf("%s, page %d holds %q", name, i+1, found)
				}
			}
		}
	}
}

// TestPublicPages: a public page has no hour, no way, no cut and no number below ten of people, and
// there are no other sheets (N12).
func TestPublicPages(t *testing.T) {
	p, _ := printOrders(t, Question{Folder: departure}, func(q *OrdersQuestion) { q.Level = "public"; q.Languages = []string{"en", "hy"} })
	for _, name := range p.files(t, "public", "") {
		if !strings.HasPrefix(name, "towns/") {
			t.Errorf("%s is not for the public", name)
		}
	}
	s := p.planned.Scenario
	clock := regexp.MustCompile(`\b\d\d:\d\d\b`)
	for i := range s.Places {
		place := &s.Places[i]
		path := p.path("public", "towns/"+place.ID+"/en/page.pdf")
		if _, err := os.Stat(path); err != nil {
			continue
		}
		for n, page := range pagesOf(t, path) {
			var lines []string
			for _, line := range strings.Split(page, "\n") {
				if !strings.Contains(line, "Issued:") && !strings.Contains(line, "UTC") {
					lines = append(lines, line)
				}
			}
			text := flat(strings.Join(lines, " "))
			if found := clock.FindString(text); found != "" {
				t.Errorf("%s, page %d tells the hour %s: %s", place.ID, n+1, found, text)
			}
			for k := range s.Places {
				other := s.Places[k].Name
				if k == i || strings.Contains(place.Name, other) {
					continue
				}
				if regexp.MustCompile(`\b` + regexp.QuoteMeta(other) + `\b`).MatchString(text) {
					t.Errorf("%s, page %d names %s", place.ID, n+1, other)
				}
			}
			for _, road := range s.Roads {
				if strings.Contains(text, road.ID+" ") || strings.Contains(text, "("+road.ID+")") {
					t.Errorf("%s, page %d names the road %s", place.ID, n+1, road.ID)
				}
			}
		}
		for _, file := range []string{"announcement.txt", "sms.txt"} {
			data, err := os.ReadFile(p.path("public", "towns/"+place.ID+"/en/"+file))
			if err != nil {
				t.Fatal(err)
			}
			if found := clock.Find(data); found != nil {
				t.Errorf("%s: %s tells the hour %s", place.ID, file, found)
			}
		}
	}
}

// TestPartnersGetNoSmallNumbers: a number of people below ten is not told to partners.
func TestPartnersGetNoSmallNumbers(t *testing.T) {
	p, ordered := printOrders(t, Question{Folder: departure}, func(q *OrdersQuestion) { q.Level = "partners"; q.Languages = []string{"en"} })
	want := map[string]int{"CAP message": 65, "announcement": 65, "text messages": 65, "town page": 65, "reception": 1, "humanitarian notification": 1}
	if fmt.Sprint(ordered.Sheets) != fmt.Sprint(want) {
		t.Errorf("sheets %v, want %v", ordered.Sheets, want)
	}
	small := regexp.MustCompile(`\b(Stretcher|Wheelchair|Dialysis|Oxygen|Children alone|Walk little): [1-9]\b`)
	text := p.text(t, "partners", "receptions/kornidzor/en.pdf")
	if found := small.FindString(text); found != "" {
		t.Errorf("the reception's sheet says %q", found)
	}
	if !strings.Contains(text, "below 10") {
		t.Error("no number is below ten, so the test shows nothing")
	}
}

// messagesKeepTheirRules: CAP messages are what CAP 1.2 wants, in every language; every text message
// fits its alphabet; every announcement can be read in a minute (FIELD.md B1, D).
func (p *printed) messagesKeepTheirRules(t *testing.T) {
	t.Helper()
	for _, name := range p.files(t, "restricted", "alert.xml") {
		data, err := os.ReadFile(p.path("restricted", name))
		if err != nil {
			t.Fatal(err)
		}
		a, err := alert.Parse(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, fault := range a.Check() {
			t.Errorf("%s: %s", name, fault)
		}
		if a.Status != alert.Draft || a.Scope != alert.Restricted || len(a.Infos) != len(i18n.Languages) {
			t.Errorf("%s: status %s, scope %s, %d languages", name, a.Status, a.Scope, len(a.Infos))
		}
	}
	for _, name := range p.files(t, "restricted", "sms.txt") {
		for _, text := range p.lines(t, name) {
			if limit := alert.AlphabetOf(text).Limit(); alert.Length(text) > limit {
				t.Errorf("%s: %q is longer than %d", name, text, limit)
			}
		}
	}
	for _, name := range p.files(t, "restricted", "announcement.txt") {
		letters := 0
		for i, line := range p.lines(t, name) {
			if !strings.HasPrefix(line, fmt.Sprintf("%d. ", i+1)) {
				t.Errorf("%s: %q is not number %d", name, line, i+1)
			}
			letters += len([]rune(line)) - len(fmt.Sprintf("%d. ", i+1)) + 1
		}
		if seconds := float64(letters-1) / 12; seconds >= 60 {
			t.Errorf("%s takes %.0f seconds", name, seconds)
		}
	}
}

func (p *printed) lines(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(p.path("restricted", name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(data), "\r\n"), "\r\n")
}

// TestPageWithoutAnHour says why, and what to do.
func TestPageWithoutAnHour(t *testing.T) {
	p, _ := printOrders(t, Question{Folder: eve}, languages("en", "ar"))
	text := p.text(t, "restricted", "towns/martuni/en/page.pdf")
	for _, want := range []string{
		"No hour yet: Martuni", "You may stay. Whoever stays remains protected.", "Every way is closed.",
		"What would have to change: ", "Hakari bridge", "Do not set out on your own.", "Ask for the next version of this page.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q:\n%s", want, text)
		}
	}
	if clock := regexp.MustCompile(`Cars leave|With a car`).FindString(text); clock != "" {
		t.Errorf("the page of a place without an hour says %q", clock)
	}
}
