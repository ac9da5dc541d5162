package browsertest

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// TestThePageAnswers: the head says what summary.json says.
func TestThePageAnswers(t *testing.T) {
	e := karabakh(t)
	p := open(t)
	head := ask[string](p, `hand.text('header')`)
	if !says(head, e.summary.Clearance.T100) {
		t.Errorf("the last arrival is %v, not in the head: %s", e.summary.Clearance.T100, head)
	}
	for term, want := range map[string]int64{"Served": e.summary.Served, "Not served": e.summary.NotServed, "Stay by choice": e.summary.Stay} {
		if got := number(t, ask[string](p, `hand.value(%s)`, js(term))); got != want {
			t.Errorf("%s: %d, want %d", term, got, want)
		}
	}
	if !strings.Contains(head, "Whoever stays remains protected") {
		t.Errorf("the head does not say that who stays remains protected: %s", head)
	}
	answer := p.turnTo("Answer")
	proof := fmt.Sprintf("%s vehicles can pass; %s have to", written(int64(e.view.Certificate.AtMost)), written(int64(e.view.Certificate.Needed)))
	if !strings.Contains(answer, proof) || !strings.Contains(answer, "nobody can promise an earlier end") {
		t.Errorf("%q is missing: %s", proof, answer)
	}
}

// TestEveryViewOpens: by the mouse, with something in it, and nothing left blank.
func TestEveryViewOpens(t *testing.T) {
	p := open(t)
	for _, name := range views {
		text := p.turnTo(name)
		for _, wrong := range []string{"undefined", "NaN", "null", "[object", "{", "Infinity", "Invalid Date"} {
			if strings.Contains(text, wrong) {
				t.Errorf("%s: “%s” is shown", name, wrong)
			}
		}
		if got := ask[string](p, `document.querySelector('[role=tab][aria-selected=true]').innerText`); !strings.HasPrefix(got, name) {
			t.Errorf("%s was pressed, %s is selected", name, got)
		}
	}
}

// TestTimetable: a row for every place with people, with the numbers of slots.csv in it and below it.
func TestTimetable(t *testing.T) {
	t.Parallel()
	e := karabakh(t)
	p := open(t)
	p.turnTo("Who goes when")
	for ask[int](p, `hand.all('button', 'Show more').length`) > 0 {
		p.press("button", "Show more")
	}
	type sum struct{ vehicles, people int64 }
	want := map[string]*sum{}
	for _, s := range e.slots {
		if want[s.place] == nil {
			want[s.place] = &sum{}
		}
		want[s.place].vehicles += s.vehicles
		want[s.place].people += s.people
	}
	// Opens every row in turn; what is below it is the next row of the table.
	rows := ask[map[string][][]string](p, `(async () => {
		const out = {};
		for (const button of [...hand.panel().querySelectorAll('tbody > tr[id] button[aria-expanded]')]) {
			const row = button.closest('tr');
			const cells = [...row.cells].map((c) => hand.flat(c.innerText));
			button.click();
			await hand.until(() => button.getAttribute('aria-expanded') === 'true' && row.nextElementSibling?.querySelector('td[colspan]'), 2000);
			const table = row.nextElementSibling.querySelector('table');
			out[row.id.replace('row-', '')] = [cells, ...(table ? hand.rows(table) : [])];
		}
		return out;
	})()`)
	for i := range e.view.Places {
		place := &e.view.Places[i]
		row, shown := rows[fmt.Sprint(i)]
		if wanted := place.People+place.Stays > 0; shown != wanted {
			t.Errorf("%s has %d people; in the timetable: %v", place.Name, place.People, shown)
		}
		if !shown {
			continue
		}
		slots := want[place.ID]
		if slots == nil {
			slots = &sum{}
		}
		cells := row[0]
		if !strings.HasSuffix(cells[0], place.Name) || number(t, cells[3]) != slots.vehicles || number(t, cells[4]) != int64(place.People) ||
			number(t, cells[5]) != int64(place.NotServed) {
			t.Errorf("%s: %q, want %d vehicles, %d people, %d not served", place.Name, cells, slots.vehicles, place.People, place.NotServed)
		}
		var listed sum
		for _, s := range row[1:] {
			listed.vehicles += number(t, s[2])
			listed.people += number(t, s[3])
		}
		if listed != *slots {
			t.Errorf("%s: its slots have %v, slots.csv %v", place.Name, listed, *slots)
		}
	}
}

// TestPrices: the list of what to ask for is that of the view, in the words of the catalogue.
func TestPrices(t *testing.T) {
	e := karabakh(t)
	words := messages(t, "en")
	p := open(t)
	p.turnTo("What holds us back")
	var got, want []string
	for _, row := range ask[[][]string](p, `hand.table('What should we ask for?')`) {
		got = append(got, strings.Join(row[:2], " | "))
	}
	for _, price := range e.view.Prices {
		saved := "–"
		if price.Saved != nil {
			saved = fmt.Sprint(math.Round(*price.Saved*10)/10) + " h"
		}
		subject := price.Name
		switch {
		case price.Vehicle != "":
			subject = words["vehicle."+price.Vehicle]
		case price.Kind == "fuel" || price.Kind == "fuel_point" || price.Kind == "rations":
			subject = words["price.of_fuel"]
		case price.Kind == "second_crew" || price.Kind == "no_caution":
			subject = words["price.of_vehicles"]
		}
		change := strings.NewReplacer("{from}", fmt.Sprint(price.From), "{to}", fmt.Sprint(price.To), "{number}", fmt.Sprint(price.Amount)).Replace(words["price."+price.Kind])
		want = append(want, fmt.Sprintf("%s: %s | %s", subject, change, saved))
	}
	slices.Sort(got)
	slices.Sort(want)
	if len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("prices shown:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestSearch: a place is found by any of its names, in any script, and by an old spelling.
func TestSearch(t *testing.T) {
	p := open(t)
	for _, name := range []string{"Martouni", "Мартуни", "Մարտունի", "Xocavənd", "khojavend"} {
		p.turnTo("Answer")
		p.press("combobox", "Find a place")
		p.insert(name)
		p.wait(name+" is found", `hand.all('option', 'Martuni').length > 0`)
		if first := ask[string](p, `hand.name(hand.all('option', '')[0])`); !strings.HasPrefix(first, "Martuni") {
			t.Errorf("%s: the first that is found is %s", name, first)
		}
		p.keys("\r")
		p.wait("the row of Martuni is open", `hand.one('button', 'Martuni').ariaExpanded === 'true'`)
		if got := ask[bool](p, `(() => { const b = hand.one('button', 'Martuni').getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight; })()`); !got {
			t.Errorf("%s: the row is open but not on the screen", name)
		}
		p.press("button", "Martuni")
	}
	p.press("combobox", "Find a place")
	p.insert("Atlantis")
	p.wait("it is said that there is none", `document.body.innerText.includes('No place of that name')`)
}
