package main

// eveTables are the tables of the eve beside places, roads, gates, receptions, closures and dangers.
// No share in them was learned later.
var eveTables = map[string][][]string{
	"classes.csv": {
		{"id", "share_percent", "latest", "source", "note"},
		{"no_car", "25", "", "ASSUMPTION: {S26} registered vehicles (resources.csv S26, of 2010) at 5 people carry 90,000 of {S01} (S01)", "public transport had stopped for lack of fuel in July (events.csv E08); at the airport nobody is taken to have a car, see places.csv"},
		{"walks_little", "", "", defaultShare, ""},
		{"infants", "", "", defaultShare, ""},
		{"pregnant", "", "", defaultShare, ""},
		{"elderly", "", "", defaultShare, ""},
		{"dialysis", "", "2023-09-23T20:00", defaultShare, "latest: ASSUMPTION, treatment every second day, so within 48 hours"},
		{"wheelchair", "", "", defaultShare, ""},
		{"stretcher", "", "", defaultShare, "the wounded are counted at Stepanakert, in places.csv"},
		{"oxygen", "", "", defaultShare, ""},
		{"animals", "10", "", "ASSUMPTION: one for ten people; nobody counted them", "they ride with their owners"},
	},
	"institutions.csv": institutionTable,
	"fleet.csv": {
		{"id", "kind", "count", "seats", "depot", "from", "note"},
		{"ambulances", "ambulance", "0", "", capital, "", "there were ambulances (events.csv E03), how many the source does not say: 0 counts on none, give the number with --set fleet.ambulances.count"},
		{"ambulances_armenia", "ambulance", "0", "", "kornidzor", "", "none is known that evening; RETROSPECTIVE: {S42} came on 24 September (resources.csv S42), which a variant sets"},
		{"buses_base", "bus", "0", "40", airport, "", "none is known that evening; RETROSPECTIVE: {S34} were allotted on 24 September (resources.csv S34), which a variant sets; ASSUMPTION: 40 seats, as S41 reckons"},
	},
	"stocks.csv": {
		{"id", "place", "item", "days", "note"},
		{"airport_food", airport, "food", "0", "the account of 21 September: families at the airport have no food and no hot meals"},
	},
	"sites.csv": {
		{"id", "place", "name", "name_hy", "name_ru", "kind", "capacity", "meals_day", "note"},
		{"base", airport, "Airport and peacekeeper base", baseHy, baseRu, "holding", "", "0", "about {E20} people (events.csv E20) in tents without hot meals (the account of 21 September); room, water and toilets are not known"},
	},
}
