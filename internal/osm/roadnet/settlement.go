package roadnet

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"wayout/internal/draft"
	"wayout/internal/osm"
)

// settlements are the values of place where people live, as https://wiki.openstreetmap.org/wiki/Key:place
// lists them.
var settlements = []string{
	"city", "town", "village", "hamlet", "isolated_dwelling", "farm", "allotments", "municipality",
	"borough", "suburb", "quarter", "neighbourhood", "city_block", "plot", "croft",
}

// placed reports whether tags are those of a settlement.
func placed(tags osm.Tags) bool { return slices.Contains(settlements, tags.Get("place")) }

// noteArea notes settlements that are drawn as areas: only points are read.
func (r *reader) noteArea(tags osm.Tags, id string) {
	if placed(tags) {
		r.network.Note("settlements drawn as areas were not read; most have a point too", id)
	}
}

// takeSettlement keeps a node that is a settlement with a name.
func (r *reader) takeSettlement(n *osm.Node) {
	kind := n.Tags.Get("place")
	note := func(what string) { r.network.Note(what, nodeID(n.ID)) }
	switch {
	case kind == "":
		return
	case !placed(n.Tags):
		note("places where nobody is known to live were left out (place=locality, island, country and the like)")
		return
	case !r.options.Area.Contains(n.At):
		note("settlements outside the area were left out")
		return
	}
	s := draft.Settlement{ID: nodeID(n.ID), Kind: kind, At: n.At, Name: strings.TrimSpace(n.Tags.Get("name"))}
	s.Names, s.Others = names(n.Tags)
	if s.Name == "" && len(s.Names) == 0 {
		note("settlements without a name were left out")
		return
	}
	r.takePopulation(n, &s)
	r.network.Settlements = append(r.network.Settlements, s)
}

// takePopulation reads how many people live in a settlement and who says so.
func (r *reader) takePopulation(n *osm.Node, s *draft.Settlement) {
	value := n.Tags.Get("population")
	if value == "" {
		return
	}
	people, ok := parsePopulation(value)
	if !ok {
		r.network.Note("values of population that were not understood: the number of people is not known", s.ID)
		return
	}
	s.People = people
	said := []string{"OpenStreetMap " + s.ID, "population=" + value}
	for key, value := range n.Tags.First("population:date", "source:population", "population:source") {
		said = append(said, key+"="+value)
	}
	s.Source = strings.Join(said, ", ")
}

// language is the code of a language behind name:, such as hy, sr-Latn or zh_pinyin.
var language = regexp.MustCompile(`^[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*$`)

// nameKeys lead names beside the usual one.
var nameKeys = []string{"alt_name", "old_name", "loc_name", "official_name", "int_name", "short_name", "nat_name", "reg_name", "local_name", "was:name"}

// names collects the names of a place by language, and all others. Of several names in one language the
// first is the one by language. No name stands twice among the others.
func names(tags osm.Tags) (by map[string]string, others []string) {
	for _, tag := range tags {
		key, rest, _ := strings.Cut(tag.Key, ":")
		list := split(tag.Value)
		switch {
		case len(list) == 0:
		case key == "name" && language.MatchString(rest):
			if by == nil {
				by = map[string]string{}
			}
			by[rest] = list[0]
			others = append(others, list[1:]...)
		case key == "name" && rest != "" && strings.Trim(rest, "0123456789-.") == "", otherName(tag.Key):
			others = append(others, list...)
		}
	}
	return by, distinct(others, tags.Get("name"))
}

// otherName reports whether a key is that of another name, with or without a language or years.
func otherName(key string) bool {
	for _, name := range nameKeys {
		rest, found := strings.CutPrefix(key, name)
		if !found {
			continue
		}
		rest, colon := strings.CutPrefix(rest, ":")
		if rest == "" || colon && (language.MatchString(rest) || strings.Trim(rest, "0123456789-.") == "") {
			return true
		}
	}
	return false
}

// split cuts a list of names at each ; and leaves empty ones out.
func split(value string) []string {
	var out []string
	for name := range strings.SplitSeq(value, ";") {
		if name = strings.TrimSpace(name); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// distinct keeps the first of equal names, and none that is the usual one.
func distinct(names []string, usual string) []string {
	var out []string
	known := map[string]bool{usual: true}
	for _, name := range names {
		if !known[name] {
			known[name] = true
			out = append(out, name)
		}
	}
	return out
}

// mostPeople is the most that is believed of one settlement; no city has as many.
const mostPeople = 50_000_000

// number is a whole number, with or without marks between thousands.
var number = regexp.MustCompile(`^\d{1,3}([,.' \x{a0}\x{202f}]\d{3})+$|^\d+$`)

// parsePopulation reads a number of people as mappers write it: 4461, 4,461, 4 461, ~500, 4461 (2015).
// Of a span, 500-600, it takes the upper end, so that nobody is forgotten.
func parsePopulation(value string) (people int, ok bool) {
	text, _, _ := strings.Cut(value, "(")
	text = strings.TrimSpace(strings.ToLower(text))
	for _, about := range []string{"approximately", "approx.", "approx", "about", "circa", "ca.", "ca", "c.", "~", "≈", "±", "<", ">"} {
		text = strings.TrimSpace(strings.TrimPrefix(text, about))
	}
	text = strings.TrimSpace(strings.TrimSuffix(text, "+"))
	low, high, span := strings.Cut(strings.ReplaceAll(text, "–", "-"), "-")
	if span {
		from, fine := parsePeople(low)
		people, ok = parsePeople(high)
		return people, ok && fine && from <= people
	}
	return parsePeople(text)
}

func parsePeople(text string) (people int, ok bool) {
	text = strings.TrimSpace(text)
	if !number.MatchString(text) {
		return 0, false
	}
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil || n > mostPeople {
		return 0, false
	}
	return int(math.Round(n)), true
}
