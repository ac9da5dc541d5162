package main

import "fmt"

// eve makes examples/karabakh-2023-09-21: the evening of the day on which the account that
// Wayout began with was written. Only what was known by then enters, except where the text of
// the scenario says otherwise.
func eve(from *source) (folder, error) {
	people, err := populations(from.places, claimed)
	if err != nil {
		return nil, err
	}
	moves, err := gather(from.places, people)
	if err != nil {
		return nil, err
	}
	if err := addWounded(from, people); err != nil {
		return nil, err
	}
	addTanks(people)
	f := folder{}
	for name, rows := range eveTables {
		if err := f.filled(from, name, rows); err != nil {
			return nil, err
		}
	}
	f.text("scenario.yaml", eveScenario)
	f.text("README.md", eveReadme+moveTable(moves))
	if err := f.addPlaces(from.places, people); err != nil {
		return nil, err
	}
	if err := f.addRoads(from.roads, conditionOnEve); err != nil {
		return nil, err
	}
	if err := f.addGate(eveGateNote); err != nil {
		return nil, err
	}
	if err := f.addClosures(from); err != nil {
		return nil, err
	}
	if err := f.addDangers(from); err != nil {
		return nil, err
	}
	return f, f.addReception("")
}

const eveGateNote = "RETROSPECTIVE: 18 s per vehicle is 200 vehicles/h, seen only later, on 27 and 28 September " +
	"(resources.csv S28, S32); nobody could know it on the 21st"

// addTanks says what fuel Stepanakert has, so that fuel is planned: 5 litres for each five of the
// three in four who are taken to have a car. All other places take the assumption.
func addTanks(people map[string]population) {
	n := people[capital]
	n.litres = counted{n.used * 3 / 4, "fuel_litres: ASSUMPTION, 5 litres in each car and nothing at the stations"}
	people[capital] = n
}

// knownOnEve is what was known on 21 September of the roads whose text in the source tells of
// later days, or whose status that day differs.
var knownOnEve = map[string]condition{
	"R01": {"open", "open, as far as the checkpoint lets anybody through"},
	"R02": {"open", "open, as far as the checkpoint lets anybody through"},
	"R03": {"open", "open, as far as the checkpoint lets anybody through"},
	"R04": {"open", "open, as far as the checkpoint lets anybody through"},
	"R05": {"open", "open, as far as the checkpoint lets anybody through"},
	"R06": {"open", "open, as far as the checkpoint lets anybody through"},
	"R07": {"open", "open, as far as the checkpoint lets anybody through"},
	"R24": {"open", "open"},
	"R28": {"closed", "closed for residents; used inbound for aid (E10)"},
	"R45": {"uncertain", "open until 19 Sep; then uncertain"},
	"R46": {"held", "Azerbaijani troops on the Martakert road from 20 Sep"},
	"R47": {"held", "Azerbaijani troops on the Martakert road from 20 Sep"},
	"R49": {"held", "under Azerbaijani control"},
	"R55": {"uncertain", "open until 19-20 Sep; then uncertain"},
	"R65": {"held", "held by Azerbaijani troops from 19-20 Sep"},
	"R66": {"held", "held by Azerbaijani troops from 19-20 Sep"},
}

func conditionOnEve(road row) condition {
	if known, ok := knownOnEve[road["id"]]; ok {
		return known
	}
	return conditionOf(road)
}

// cut lists the roads by which troops stopped all movement to Martuni and to Martakert.
var cut = []struct{ town, road string }{
	{"martuni", "R65"},
	{"martuni", "R66"},
	{"martuni", "R85"},
	{"martakert", "R46"},
	{"martakert", "R47"},
	{"martakert", "R49"},
}

// addClosures writes closures.csv. No closure has an end: on that evening none was known. A
// variant, or --set, gives one an end or lifts it.
func (f folder) addClosures(from *source) error {
	source, err := from.cite("E02", "E07")
	if err != nil {
		return err
	}
	rows := [][]string{{
		"gate_shut", "", "hakari_bridge", "", "", "0",
		"nobody may pass: traffic stopped in December 2022, the checkpoint shut to passengers since June 2023", source,
	}}
	if source, err = from.cite("E16"); err != nil {
		return err
	}
	for _, c := range cut {
		rows = append(rows, []string{
			c.town + "_" + c.road, c.road, "", "", "", "0",
			"held by Azerbaijani troops, no free movement", source,
		})
	}
	return f.table("closures.csv",
		[]string{"id", "road", "gate", "from", "to", "factor", "reason", "source"}, rows)
}

// addDangers writes dangers.csv. The report from Karmir Shuka names no road; people walking from
// there to Stepanakert have one way, R77, so it stands there and nowhere else. The attack near
// Chankatagh is on the new Martakert road, which reaches the village by R46 and leaves it by R47.
func (f folder) addDangers(from *source) error {
	column, err := from.cite("E15")
	if err != nil {
		return err
	}
	attack, err := from.cite("E18")
	if err != nil {
		return err
	}
	shot := "a column of people shot at near Karmir Shuka: not confirmed, one account says so and no other source was found"
	fired := "a peacekeeper vehicle was fired on near Chankatagh on 20 September, five dead"
	return f.table("dangers.csv",
		[]string{"id", "road", "direction", "from", "to", "confirmed", "report", "source", "override"},
		[][]string{
			{"karmir_shuka_R77", "R77", "both", "", "", "no", shot, column, ""},
			{"chankatagh_R46", "R46", "both", "", "", "yes", fired, attack, ""},
			{"chankatagh_R47", "R47", "both", "", "", "yes", fired, attack, ""},
		})
}

// moveTable prints who was moved to the airport, for the README.
func moveTable(moves []move) string {
	text := "\n| from | used, high | low | why |\n| --- | ---: | ---: | --- |\n"
	used, low := 0, 0
	for _, m := range moves {
		text += fmt.Sprintf("| %s | %d | %d | %s |\n", m.name, m.used, m.low, m.why)
		used += m.used
		low += m.low
	}
	return text + fmt.Sprintf("| **together** | **%d** | **%d** | at the airport |\n", used, low)
}
