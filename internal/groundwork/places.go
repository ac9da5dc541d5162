package groundwork

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"

	"wayout/internal/draft"
	"wayout/internal/folder/schema"
	"wayout/internal/unit"
)

// place is a row of places.csv.
type place struct {
	id       string
	name     string
	names    map[string]string // by the code of the language, as columns have it
	aliases  string            // separated by |
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
// the number that the map has. Who lives where people shall arrive is there already.
func (m *maker) counted() []People {
	out := make([]People, len(m.Map.Settlements))
	outside, there := unit.Person(0), unit.Person(0)
	for i := range m.Map.Settlements {
		s := &m.Map.Settlements[i]
		n := m.peopleOf(i)
		switch {
		case !m.Leaving.Contains(s.At):
			outside += n.Used
		case m.isReception(i):
			there += n.Used
		default:
			out[i] = n
		}
	}
	m.remain(outside, "people of settlements outside the area do not leave")
	m.remain(there, "people of settlements that are receptions do not leave")
	if m.People == nil {
		m.countOnce(out)
	}
	return out
}

// remain tells of people who do not leave.
func (m *maker) remain(n unit.Person, why string) {
	if n > 0 {
		m.find(Finding{Kind: Assumed, Number: float64(n), Text: why})
	}
}

// peopleOf returns the people of a settlement as the request or the map has them. A number of the map that
// no scenario can hold is not known.
func (m *maker) peopleOf(i int) People {
	if m.People != nil {
		return m.People[i]
	}
	s := &m.Map.Settlements[i]
	if s.People <= 0 || s.People > schema.MostPeople {
		return People{}
	}
	n := unit.Person(s.People)
	return People{Low: n, Used: n, High: n, Source: s.Source}
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
	m.once = make([]bool, len(list))
	wholes := m.wholes(people)
	sums, parts := make([]unit.Person, len(list)), make([]int, len(list))
	for i := range list {
		if people[i].Used == 0 {
			continue
		}
		if whole := m.partOf(i, wholes); whole >= 0 {
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
			m.once[i] = true
		} else {
			f.Kind = CountedTwice
			f.Text = fmt.Sprintf("%d smaller settlements around it have %d people; if they are part of it, set its people to the rest", parts[i], sums[i])
		}
		m.find(f)
	}
}

// wholes are the settlements with people whose number may be a total: cities and towns.
func (m *maker) wholes(people []People) []int {
	var out []int
	for i := range people {
		if people[i].Used > 0 && rank(m.Map.Settlements[i].Kind) <= rank("town") {
			out = append(out, i)
		}
	}
	return out
}

// partOf returns the nearest of the wholes that is of a greater kind than a settlement, or -1.
func (m *maker) partOf(i int, wholes []int) int {
	list := m.Map.Settlements
	whole, least := -1, 0.0
	for _, k := range wholes {
		if rank(list[k].Kind) >= rank(list[i].Kind) {
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
		named := m.isReception(i)
		if !named && !m.Leaving.Contains(s.At) {
			continue
		}
		p := place{id: m.ids.place(s), at: s.At, people: people[i], note: people[i].Source}
		p.call(s)
		m.stand(&p, cmp.Or(reach[s.Kind], leastReach))
		if !named && p.people.High == 0 && (m.once == nil || !m.once[i]) {
			m.find(Finding{Kind: Uncounted, ID: p.id, Name: p.name, At: &s.At, Text: uncounted(s)})
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

// uncounted says what is known of a settlement whose people are not.
func uncounted(s *draft.Settlement) string {
	if s.People > schema.MostPeople {
		return fmt.Sprintf("%s; the map says %d people, which nobody believes", s.Kind, s.People)
	}
	return s.Kind
}

// call gives a place the names of a settlement: by language where the code is one of BCP 47, else among the
// other names. Columns do not tell capital letters and hyphens apart, so neither do the codes.
func (p *place) call(s *draft.Settlement) {
	p.name = cmp.Or(plain(s.Name), plain(s.ID), p.id)
	p.names = map[string]string{}
	others := s.Others
	for _, code := range slices.Sorted(maps.Keys(s.Names)) {
		column := strings.ToLower(strings.ReplaceAll(code, "-", "_"))
		if _, taken := p.names[column]; taken || !schema.IsNameColumn(schema.NamePrefix+column) {
			others = append(slices.Clip(others), s.Names[code])
			continue
		}
		p.names[column] = s.Names[code]
	}
	p.aliases = aliases(others)
}

// aliases joins names with |, as many as a cell takes.
func aliases(names []string) string {
	out := ""
	for _, name := range names {
		name = strings.Join(strings.Fields(plain(strings.ReplaceAll(name, "|", " "))), " ")
		if longer := strings.TrimPrefix(out+"|"+name, "|"); name != "" && utf8.RuneCountInString(longer) < longestText {
			out = longer
		}
	}
	return out
}

func (m *maker) isReception(settlement int) bool {
	return slices.ContainsFunc(m.Receptions, func(r Reception) bool { return r.Settlement == settlement })
}
