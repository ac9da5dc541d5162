package gazetteer_test

import (
	"fmt"

	"wayout/internal/gazetteer"
)

func ExampleIndex_Resolve() {
	index := gazetteer.New([]gazetteer.Entry{
		{ID: "martuni", Name: "Martuni", Aliases: []string{"Khojavend"}, Qualifier: "Khojavend district"},
		{ID: "martuni_sevan", Name: "Martuni", Qualifier: "Gegharkunik"},
		{ID: "nerkin_horatagh", Name: "Nerkin Horatagh"},
	})
	for _, query := range []string{"Ходжавенд", "Мартуни", "Martuni (Gegharkunik)", "Verin Horatagh", "Paris"} {
		answer := index.Resolve(query)
		fmt.Println(query, "–", answer.Finding)
		for _, m := range answer.Matches {
			fmt.Printf("   %s, %d %%, %v\n", m.ID, m.Confidence, m.How)
		}
	}
	// Output:
	// Ходжавенд – certain
	//    martuni, 95 %, same sounds
	// Мартуни – ask
	//    martuni, 95 %, same sounds
	//    martuni_sevan, 95 %, same sounds
	// Martuni (Gegharkunik) – certain
	//    martuni_sevan, 100 %, same spelling
	// Verin Horatagh – ask
	//    nerkin_horatagh, 36 %, shared word
	// Paris – unknown
}
