package groundwork

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"wayout/internal/draft"
	"wayout/internal/unit"
)

// place is a row of places.csv.
type place struct {
	id       string
	name     string
	names    map[string]string
	aliases  []string
	at       orb.Point
	junction int // -1: it stands on none
	people   People
	note     string
}

// ranks order kinds of settlements by size; others are the smallest.
var ranks = []string{"city", "municipality", "town", "borough", "village", "suburb", "quarter", "hamlet"}

func rank(kind string) int {
	if at := slices.Index(ranks, kind); at >= 0 {
		return at
	}
	return len(ranks)
}

// counted returns the people of every settlement that lies where people leave: those of the request, or
// the number that the map has.
func (m *maker) counted() []People {
	out := make([]People, len(m.Map.Settlements))
	for i := range m.Map.Settlements {
		s := &m.Map.Settlements[i]
		if !m.Leaving.Contains(s.At) {
			continue
		}
		if m.People != nil {
			out[i] = m.People[i]
			continue
		}
		n := unit.Person(s.People)
		out[i] = People{Low: n, Used: n, High: n, Source: s.Source}
	}
	if m.People == nil {
		m.countOnce(out)
	}
	return out
}

// sameTotal is how far the people of a town may be from the sum of its parts, in per cent, to be that sum,
// and fewestParts how many parts there must be. Assumption: two numbers of the same census agree closely.
const (
	sameTotal   = 1
	fewestParts = 3
)

// countOnce takes the people from a settlement whose number is the total of the smaller ones around it:
// a map has the people of a city and those of its quarters.
func (m *maker) countOnce(people []People) {
	list := m.Map.Settlements
	sums, parts := make([]unit.Person, len(list)), make([]int, len(list))
	for i := range list {
		if people[i].Used == 0 {
			continue
		}
		if whole := m.partOf(i, people); whole >= 0 {
			sums[whole] += people[i].Used
			parts[whole]++
		}
	}
	for i := range list {
		own := people[i].Used
		if own == 0 || parts[i] < fewestParts {
			continue
		}
		f := Finding{ID: list[i].ID, Name: list[i].Name, At: &list[i].At, Number: float64(own), Kind: CountedOnce}
		if off := max(own-sums[i], sums[i]-own); 100*off <= sameTotal*own {
			f.Text = fmt.Sprintf("its number is the sum of %d smaller settlements around it, whose people are counted there", parts[i])
			people[i] = People{}
		} else {
			f.Kind = CountedTwice
			f.Text = fmt.Sprintf("%d smaller settlements around it have %d people; if they are part of it, set its people to the rest", parts[i], sums[i])
		}
		m.find(f)
	}
}

// partOf returns the nearest city or town with people that is of a greater kind than a settlement, or -1.
func (m *maker) partOf(i int, people []People) int {
	list := m.Map.Settlements
	whole, least := -1, 0.0
	for k := range list {
		if kind := rank(list[k].Kind); people[k].Used == 0 || kind > rank("town") || kind >= rank(list[i].Kind) {
			continue
		}
		if away := draft.Distance(list[i].At, list[k].At); whole < 0 || away < least {
			whole, least = k, away
		}
	}
	return whole
}

// settle puts every settlement onto the network, those with most people first.
func (m *maker) settle() {
	people := m.counted()
	order := make([]int, len(people))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(people[b].Used, people[a].Used) })
	m.placeOf = slices.Repeat([]int{-1}, len(people))
	for _, i := range order {
		s := &m.Map.Settlements[i]
		inside := m.Leaving.Contains(s.At)
		if !inside && !m.isReception(i) {
			continue
		}
		p := place{id: m.ids.place(s), name: cmp.Or(s.Name, s.ID), names: s.Names, aliases: s.Others, at: s.At, people: people[i], note: people[i].Source}
		m.stand(&p, cmp.Or(reach[s.Kind], leastReach))
		if inside && p.people.High == 0 && !m.isCountedOnce(s.ID) {
			m.find(Finding{Kind: Uncounted, ID: p.id, Name: p.name, At: &s.At, Text: s.Kind})
		}
		m.placeOf[i] = len(m.places)
		m.places = append(m.places, p)
	}
}

// stand finds the junction of a place and says how far away it is.
func (m *maker) stand(p *place, within float64) {
	var away float64
	p.junction, away = m.ground.take(p.at, within)
	if p.junction < 0 {
		m.find(Finding{Kind: FarPlace, ID: p.id, Name: p.name, At: &p.at, Text: "no junction is left for it"})
		return
	}
	f := Finding{Kind: Joined, ID: p.id, Name: p.name, At: &p.at, Number: away, Text: "stands on " + m.ids.junctions[p.junction]}
	if away > farthest {
		f.Kind = FarPlace
	}
	m.find(f)
}

func (m *maker) isReception(settlement int) bool {
	return slices.ContainsFunc(m.Receptions, func(r Reception) bool { return r.Settlement == settlement })
}

func (m *maker) isCountedOnce(id string) bool {
	return slices.ContainsFunc(m.findings, func(f Finding) bool { return f.Kind == CountedOnce && f.ID == id })
}
