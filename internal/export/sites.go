package export

import (
	"fmt"
	"strings"

	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// siteColumns are the columns of sites.csv with their HXL tags: after each need stands what the site
// has, empty where that is not known.
var siteColumns = [][2]string{
	{"site_id", "#loc+camp+code"},
	{"site", "#loc+camp+name"},
	{"kind", "#loc+camp+type"},
	{"place_id", "#loc+code"},
	{"place", "#loc+name"},
	{"from", "#date+start"},
	{"to", "#date+end"},
	{"people", "#population+ind"},
	{"capacity", "#capacity+ind+max"},
	{"water_litres_day", "#need+water+l_day"},
	{"water_litres_day_there", "#capacity+water+l_day"},
	{"toilets", "#need+toilets"},
	{"toilets_there", "#capacity+toilets"},
	{"kilocalories_day", "#need+food+kcal_day"},
	{"meals_day", "#need+meals_day"},
	{"meals_day_there", "#capacity+meals_day"},
	{"covered_m2", "#need+covered+m2"},
	{"covered_m2_there", "#capacity+covered+m2"},
	{"heated", "#status+heated"},
	{"red_flags", "#severity+flags"},
	{"not_known", "#meta+unknown"},
}

// SiteHour is what a site holds in one hour, and what so many people need.
type SiteHour struct {
	Site         int         // of the scenario's Sites
	From         unit.Second // when the hour begins
	People       unit.Person // the most there at once in this hour
	Water        int64       // litres a day
	Toilets      int64
	Kilocalories int64 // a day
	Meals        int64 // a day; 0 where food is not counted in meals
	Covered      int64 // square metres
}

// Sites returns sites.csv: a row per site and hour in the order given, with a row of HXL tags under
// the header. A site that holds more than it has room for, or has less than its people need, gets a
// red flag in words; what is not known of a site gives no flag and is named instead.
func Sites(s *scenario.Scenario, hours []SiteHour) []byte {
	out := newSheet(siteColumns)
	for i := range hours {
		out.row(siteRow(s, &hours[i]))
	}
	return out.text()
}

func siteRow(s *scenario.Scenario, h *SiteHour) []string {
	site := &s.Sites[h.Site]
	cells := []string{inert(site.ID), inert(site.Name), string(site.Kind)}
	cells = append(cells, placeCells(s, site.Place)...)
	flags, unknown := siteFlags(s, h)
	return append(cells,
		s.Instant(h.From), s.Instant(h.From+unit.Hour),
		countCell(h.People), knownCell(site.Capacity),
		countCell(h.Water), knownCell(site.Water), countCell(h.Toilets), knownCell(site.Toilets),
		countCell(h.Kilocalories), countCell(h.Meals), knownCell(site.Meals),
		countCell(h.Covered), knownCell(site.Covered), []string{"no", "yes"}[index(site.Heated)],
		strings.Join(flags, "; "), strings.Join(unknown, "; "),
	)
}

// siteFlags says in words where a site is overfull or short, and what is not known of it though it
// is needed.
func siteFlags(s *scenario.Scenario, h *SiteHour) (flags, unknown []string) {
	site := &s.Sites[h.Site]
	for _, x := range []struct {
		needed, there int64
		flag, what    string
	}{
		{int64(h.People), int64(site.Capacity), "over capacity by %d people", "capacity"},
		{h.Water, site.Water, "water short by %d litres a day", "water"},
		{h.Toilets, site.Toilets, "toilets short by %d", "toilets"},
		{h.Meals, site.Meals, "meals short by %d a day", "meals"},
		{h.Covered, site.Covered, "covered space short by %d m²", "covered space"},
	} {
		switch {
		case x.needed <= x.there:
		case x.there == 0:
			unknown = append(unknown, x.what)
		default:
			flags = append(flags, fmt.Sprintf(x.flag, x.needed-x.there))
		}
	}
	return flags, unknown
}
