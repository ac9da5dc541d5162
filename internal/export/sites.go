package export

import (
	"strings"

	"wayout/internal/scenario"
	"wayout/internal/supply"
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

// Sites returns sites.csv: a row per site and hour in the order given, with a row of HXL tags under
// the header. A site that holds more than it has room for, or has less than its people need, gets a
// red flag in words; what is not known of a site gives no flag and is named instead.
func Sites(s *scenario.Scenario, hours []supply.SiteHour) []byte {
	out := newSheet(siteColumns)
	for i := range hours {
		out.row(siteRow(s, &hours[i]))
	}
	return out.text()
}

func siteRow(s *scenario.Scenario, h *supply.SiteHour) []string {
	site := &s.Sites[h.Site]
	cells := []string{Inert(site.ID), Inert(site.Name), string(site.Kind)}
	cells = append(cells, placeCells(s, site.Place)...)
	flags, unknown := h.Flags(s)
	return append(cells,
		s.Instant(h.From), s.Instant(h.From+unit.Hour),
		countCell(h.People), knownCell(site.Capacity),
		countCell(h.Water), knownCell(site.Water), countCell(h.Toilets), knownCell(site.Toilets),
		countCell(h.Kilocalories), countCell(h.Meals), knownCell(site.Meals),
		countCell(h.Covered), knownCell(site.Covered), []string{"no", "yes"}[index(site.Heated)],
		strings.Join(flags, "; "), strings.Join(unknown, "; "),
	)
}
