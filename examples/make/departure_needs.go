package main

// departureTables are the tables of the departure beside places, roads, gates and receptions: who
// needs more than a seat in a car, and what there was for them. {S34} is a value of the source.
var departureTables = map[string][][]string{
	"classes.csv": {
		{"id", "share_percent", "latest", "source", "note"},
		{"no_car", "3.6", "", "derived: {S41} buses (resources.csv S41) at 40 people are 3,600 of {S02} (S02)", "RETROSPECTIVE; S41 holds 3,600 for the most that buses carried if each drove once"},
		{"stays", "0", "", "resources.csv S02: the people planned for are those who arrived", "the 50 to 1,000 thought to remain on 1 October (events.csv E56) are not among them"},
		{"walks_little", "", "", defaultShare, ""},
		{"infants", "", "", defaultShare, "31 % were under 18 (resources.csv S09); infants were not counted"},
		{"pregnant", "2", "", "derived: over {S13} women (resources.csv S13) of {S02} people (S02)", "RETROSPECTIVE: counted in October"},
		{"elderly", "{S10}", "", "resources.csv S10", "RETROSPECTIVE: counted in October"},
		{"dialysis", "", "2023-09-26T10:00", defaultShare, "latest: ASSUMPTION, treatment every second day, so within 48 hours"},
		{"wheelchair", "", "", defaultShare, "{S11} % were registered with a disability of any kind (resources.csv S11)"},
		{"stretcher", "", "", defaultShare, "the wounded are counted at Stepanakert, in places.csv"},
		{"oxygen", "", "", defaultShare, ""},
		{"animals", "10", "", "ASSUMPTION: one for ten people; nobody counted them", "they ride with their owners"},
	},
	"institutions.csv": institutionTable,
	"fleet.csv": {
		{"id", "kind", "count", "seats", "depot", "from", "note"},
		{"ambulances_first", "ambulance", "{S42}", "", capital, "2023-09-24T10:00", "about two dozen, over the bridge with 23 badly wounded that afternoon (resources.csv S42, events.csv E26); ASSUMPTION: they are in Stepanakert at the start and go on driving"},
		{"ambulances_later", "ambulance", "{S43}", "", "kornidzor", "2023-09-26T15:00", "more than two dozen, held up one night by the queue (resources.csv S43, events.csv E41); ASSUMPTION: others than those of the 24th"},
		{"buses_base", "bus", "{S34}", "40", airport, "2023-09-24T10:00", "allotted for the people at the peacekeeper base (resources.csv S34, events.csv E24); ASSUMPTION: part of the {S41} of S41, 40 seats as S41 reckons"},
		{"buses_armenia", "bus", "{S36}", "40", "kornidzor", "2023-09-25T21:00", "35 to 40 waited because cars filled the road (resources.csv S36, events.csv E49); 39 to 45 people in each (S38); ASSUMPTION: there from the evening when the queue first shut out buses (E33), and with a lane kept free they drive in"},
		{"buses_yerevan", "bus", "20", "{S40}", "kornidzor", "2023-09-29T00:00", "20 city buses with {S40} people each (resources.csv S40) on 29 and 30 September (events.csv E54); ASSUMPTION: all from midnight, the hour is not known"},
	},
	"fuel_points.csv": departureStations,
	"sites.csv": {
		{"id", "place", "name", "name_hy", "name_ru", "kind", "capacity", "note"},
		{"base", airport, "Airport and peacekeeper base", baseHy, baseRu, "overnight", "{E20}", "about {E20} people were there on 21 September (events.csv E20); ASSUMPTION: it has room for as many, no capacity is known"},
	},
}

// The site at the airport in the languages of those who were there; our words.
const (
	baseHy = "Օդանավակայան և խաղաղապահների բազա"
	baseRu = "Аэропорт и база миротворцев"
)

// defaultShare is the source of a class of which the source has no count.
const defaultShare = "ASSUMPTION: the share that Wayout takes; the source has no count"

// institutionTable holds the houses of which the source gives a number, both from before the
// offensive.
var institutionTable = [][]string{
	{"id", "place", "name", "walks_little", "stretcher", "oxygen", "staff", "note"},
	{"hospital", capital, "Republican Medical Centre and children's clinic", "70", "35", "11", "60", "{S15} patients on 8 September, 11 of them in intensive care (resources.csv S15); ASSUMPTION: intensive care needs oxygen, 35 of the others have to lie, 60 of the staff ride along; the wounded are counted apart, in places.csv"},
	{"home", capital, "Home for destitute older people", "{S14}", "", "", "40", "over {S14} residents in January 2023 (resources.csv S14); ASSUMPTION: all walk little, 40 of the staff ride along"},
}

// departureStations are the five stations, which share the stock of the depot. Cars of Stepanakert
// and of all who pass it may fill there.
var departureStations = func() [][]string {
	out := [][]string{{"id", "place", "name", "name_hy", "name_az", "name_ru", "litres", "ration_litres", "rate", "note"}}
	for _, n := range []string{"1", "2", "3", "4", "5"} {
		out = append(out, []string{
			"station_" + n, capital, "Station " + n, "Լցակայան " + n, "Yanacaqdoldurma " + n, "Заправка " + n, "80000", "5", "120",
			"one of {S47} stations (resources.csv S47); 5 litres a car were promised (" + rationSource + "); " +
				"ASSUMPTION: the {S46} litres of the depot (S46) are there from the start in equal parts, 120 cars an hour are served",
		})
	}
	return out
}()

// rationSource is the page that tells of the ration; S47 has no litres.
const rationSource = "https://www.rp.pl/konflikty-zbrojne/art39171281-trwa-ucieczka-tysiecy-ormian-z-karabachu-zwycieski-azerbejdzan-chce-kolejnych-zdobyczy"
