package matsim

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"wayout/internal/draft"
	"wayout/internal/problem"
	"wayout/internal/projection"
)

// Population is a population as counts.
type Population struct {
	Origins []Origin
	Wishes  []Wish
	// Persons are all of the file: those of the origins, and Unplaced, of whom it does not say where
	// they are.
	Persons, Unplaced int
	// Notes count what was left out and assumed; examples are lines of the file.
	Notes []draft.Note
}

// Origin is where people are at the beginning: a square, or a link where the file gives links only and
// the caller no network.
// In MATSim a person who drives is one car.
type Origin struct {
	At      orb.Point // the middle of the square, or the zero point where Link is given
	Link    string    // "" for a square
	Drive   int       // cars whose person leaves
	Stay    int       // persons with a car who will not leave
	CarLess int       // persons whose first way is not by car
}

// Wish is where people want to go, as the attribute EvacLocationPreference of their persons says.
type Wish struct {
	Name  string // "" for the wishes of a square that too few share to be named
	At    orb.Point
	Count int
}

// spot is where a person is.
type spot struct {
	square
	link string
}

// wish is what a person says, as written.
type wish struct{ name, x, y string }

// populationReader carries one call of ReadPopulation.
type populationReader struct {
	*source
	options  Options
	grid     grid
	crs      string
	origins  map[spot]*Origin
	wishes   map[wish]*counted
	position *projection.Projection
	notes    draft.Network // for its Note
	out      *Population
	person   person
}

// counted is a number with the line on which it began.
type counted struct{ count, line int }

// person is what is remembered of one while it is read.
type person struct {
	begun    bool
	line     int
	plans    int
	selected bool // the plan that is being read counts
	chosen   bool // a plan marked as selected was read
	place    *activity
	over     bool   // the activity at that place has ended at Options.At
	mode     string // of the first way of that plan
	stays    bool
	wish     string
}

// activity is where and on which line one stands.
type activity struct {
	x, y, link string
	line       int
}

// ReadPopulation reads a population (plans), version 4 to 6. It is nil when the list has errors.
//
// A person is where the first activity of the selected plan is that has not ended at Options.At; at the
// last one where all have. Positions are counted in squares of a
// grid of degrees whose sides are Options.Cell metres, so that no home can be told from the result,
// and neither problems nor notes repeat what the file says of a person.
func ReadPopulation(r io.Reader, o Options) (*Population, problem.List) {
	p := &populationReader{
		source: newSource(r, o), options: o, grid: newGrid(o.Cell), origins: map[spot]*Origin{}, wishes: map[wish]*counted{}, out: &Population{},
	}
	p.private = true
	if start, ok := p.root("population", "plans"); ok { // "plans" in version 4
		p.read(start.Name.Local)
		p.finish()
	}
	list := p.close()
	if list.HasErrors() {
		return nil, list
	}
	return p.out, list
}

func (p *populationReader) read(root string) {
	var wanted string // the attribute whose text comes next
	var text strings.Builder
	for {
		token, ok := p.next()
		if !ok {
			return
		}
		switch t := token.(type) {
		case xml.StartElement:
			text.Reset()
			wanted = p.begin(root, t)
			if p.out.Persons > MostItems {
				p.add(problem.FileTooLarge, "", "", fmt.Sprintf("%d persons", MostItems))
				return
			}
		case xml.CharData:
			if wanted != "" && text.Len() < mostElement {
				text.Write(t)
			}
		case xml.EndElement:
			if wanted != "" {
				p.take(wanted, strings.TrimSpace(text.String()))
				wanted = ""
			}
			if p.person.begun && p.within(root) {
				p.endPerson()
			}
		}
	}
}

// begin reads the beginning of an element, and returns the name of the attribute whose text follows
// if it is one that is used.
func (p *populationReader) begin(root string, start xml.StartElement) string {
	name, _ := attribute(start, "name")
	switch {
	case p.within(root, "attributes", "attribute"):
		if name == "coordinateReferenceSystem" {
			return name
		}
	case p.within(root, "person"):
		p.out.Persons++
		p.person = person{begun: true, line: p.line}
	case p.within(root, "person", "attributes", "attribute"):
		if name == "EvacLocationPreference" || name == "WillStay" {
			return name
		}
	case p.within(root, "person", "plan"):
		p.beginPlan(start)
	case p.within(root, "person", "plan", "activity"), p.within(root, "person", "plan", "act"):
		p.beginActivity(start)
	case p.within(root, "person", "plan", "leg"):
		if mode, _ := attribute(start, "mode"); p.person.selected && p.person.mode == "" {
			p.person.mode = cmp.Or(mode, "unknown")
		}
	}
	return ""
}

// beginPlan decides whether a plan counts: the selected one, and until it comes the first.
func (p *populationReader) beginPlan(start xml.StartElement) {
	marked, _ := attribute(start, "selected")
	p.person.plans++
	p.person.selected = !p.person.chosen && (marked == "yes" || p.person.plans == 1)
	if p.person.selected {
		p.person.place, p.person.over, p.person.mode = nil, false, ""
	}
	p.person.chosen = p.person.chosen || marked == "yes"
}

func (p *populationReader) beginActivity(start xml.StartElement) {
	if !p.person.selected || p.person.place != nil && !p.person.over {
		return
	}
	a := activity{line: p.line}
	a.x, _ = attribute(start, "x")
	a.y, _ = attribute(start, "y")
	a.link, _ = attribute(start, "link")
	p.person.place = &a
	text, _ := attribute(start, "end_time")
	end, ok := seconds(text)
	p.person.over = ok && p.options.At > 0 && end <= float64(p.options.At)
}

func (p *populationReader) take(name, text string) {
	switch name {
	case "coordinateReferenceSystem":
		p.crs = text
	case "WillStay":
		p.person.stays = strings.EqualFold(text, "true")
	case "EvacLocationPreference":
		p.person.wish = text
	}
}

// endPerson counts a person and forgets it.
func (p *populationReader) endPerson() {
	who := p.person
	p.person = person{}
	p.line = who.line
	p.wishOf(who)
	switch {
	case who.place == nil:
		p.unplaced("persons without a plan that says where they are were not counted at a place")
	case who.place.x == "" && who.place.y == "" && who.place.link == "":
		p.unplaced("persons whose first activity has neither a position nor a link were not counted at a place")
	case who.place.x == "" && who.place.y == "":
		p.atLink(who)
	default:
		p.line = who.place.line
		if at, ok := p.locate(who.place.x, who.place.y); ok {
			p.count(spot{square: p.grid.square(at)}, who)
		}
	}
}

// atLink counts a person at the beginning of a link of the network, or at the link itself where no
// network is given.
func (p *populationReader) atLink(who person) {
	n := p.options.Network
	if n == nil {
		p.count(spot{link: who.place.link}, who)
		return
	}
	at, ok := n.start(who.place.link)
	if !ok {
		p.unplaced("persons on a link that the network does not have for cars were not counted at a place")
		return
	}
	p.note("persons of whom only a link is known were counted where it begins")
	p.count(spot{square: p.grid.square(at)}, who)
}

func (p *populationReader) unplaced(why string) {
	p.out.Unplaced++
	p.note(why)
}

func (p *populationReader) note(what string) { p.notes.Note(what, fmt.Sprintf("line %d", p.line)) }

// count adds a person to those at a place.
func (p *populationReader) count(at spot, who person) {
	o := p.origins[at]
	if o == nil {
		o = &Origin{Link: at.link}
		if at.link == "" {
			o.At = p.grid.middle(at.square)
		}
		p.origins[at] = o
	}
	switch {
	case who.mode != "" && who.mode != "car":
		o.CarLess++
		p.note("persons whose first way is not by car were counted as people without a car")
	case who.stays:
		o.Stay++
	default:
		o.Drive++
		if who.mode == "" {
			p.note("persons without a way in their plan were counted as one car each")
		}
	}
}

// wishOf counts the wish of a person by its text; finish looks at how many share it.
func (p *populationReader) wishOf(who person) {
	if who.wish == "" {
		return
	}
	name, place, ok := cutLast(who.wish, 2)
	x, y, both := strings.Cut(place, ",")
	if !ok || !both || len(place) > 80 {
		p.note("wishes that are not a name and a position were left out")
		return
	}
	key := wish{shortText(name), strings.TrimSpace(x), strings.TrimSpace(y)}
	if p.wishes[key] == nil {
		p.wishes[key] = &counted{line: p.line}
	}
	p.wishes[key].count++
}

// cutLast cuts a text before its last parts, which are divided by commas.
func cutLast(text string, parts int) (before, after string, ok bool) {
	at := len(text)
	for range parts {
		if at = strings.LastIndexByte(text[:at], ','); at < 0 {
			return "", "", false
		}
	}
	return text[:at], text[at+1:], true
}

// finish makes the sorted lists of the result.
func (p *populationReader) finish() {
	for _, o := range p.origins {
		p.out.Origins = append(p.out.Origins, *o)
	}
	slices.SortFunc(p.out.Origins, func(a, b Origin) int {
		return cmp.Or(cmp.Compare(a.Link, b.Link), comparePoints(a.At, b.At))
	})
	p.finishWishes()
	p.out.Notes = p.notes.Notes
}

// finishWishes names the wishes that enough persons share, and counts the others by square.
func (p *populationReader) finishWishes() {
	type place struct {
		name string
		at   orb.Point
	}
	sum := map[place]int{}
	keys := slices.SortedFunc(maps.Keys(p.wishes), func(a, b wish) int {
		return cmp.Or(cmp.Compare(p.wishes[a].line, p.wishes[b].line), cmp.Compare(a.name, b.name), cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y))
	})
	for _, key := range keys {
		c := p.wishes[key]
		p.line = c.line
		at, ok := p.wished(key)
		switch {
		case !ok:
			for range c.count {
				p.note("wishes that are not a name and a position were left out")
			}
		case key.name != "" && c.count >= LeastNamed:
			sum[place{key.name, at}] += c.count
		default:
			sum[place{"", p.grid.middle(p.grid.square(at))}] += c.count
		}
	}
	for at, count := range sum {
		p.out.Wishes = append(p.out.Wishes, Wish{at.name, at.at, count})
	}
	slices.SortFunc(p.out.Wishes, func(a, b Wish) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), comparePoints(a.At, b.At))
	})
}

// wished returns where a wish is. The file may have it wrong without being wrong as a whole.
func (p *populationReader) wished(key wish) (orb.Point, bool) {
	x, okX := parseNumber(key.x)
	y, okY := parseNumber(key.y)
	if !okX || !okY || p.position == nil {
		return orb.Point{}, false
	}
	return p.position.LonLat(x, y)
}

func comparePoints(a, b orb.Point) int {
	return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
}

// locate projects the position of an activity. A problem does not repeat it: it is a person's.
func (p *populationReader) locate(x, y string) (orb.Point, bool) {
	if p.position == nil && !p.chooseProjection() {
		return orb.Point{}, false
	}
	nx, okX := parseNumber(x)
	ny, okY := parseNumber(y)
	at, ok := p.position.LonLat(nx, ny)
	if !okX || !okY || !ok {
		p.add(problem.ValueRange, "x, y", "", "a position in "+p.position.String(), "Correct it, or give the coordinate reference system that the file is in.")
		return at, false
	}
	return at, true
}

// chooseProjection finds the coordinate reference system: the caller's, the file's or the network's.
// Without one nothing more is read.
func (p *populationReader) chooseProjection() bool {
	if p.options.CRS == "" && p.crs == "" && p.options.Network != nil {
		p.note("positions were taken to be in the coordinate reference system of the network")
		p.position = &p.options.Network.Projection
		return true
	}
	found, ok := p.chosen(p.options.CRS, p.crs, &p.notes)
	p.position = &found
	p.ended = p.ended || !ok
	return ok
}
