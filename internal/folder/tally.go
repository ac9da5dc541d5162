package folder

import "wayout/internal/people"

// tally is a column that counts people of a place: a class, or one of the three words that are no
// classes.
type tally struct {
	name    string       // of a class, its word with _
	class   people.Class // Walks for a word that is no class
	meaning string
}

// The words of tallies that are no classes, in the order of their columns.
const (
	noCar   = "no_car"
	stays   = "stays"
	animals = "animals"
)

// tallies are the columns of places that count people, in their order, and the ids of the table of
// classes.
var tallies = []tally{
	{"walks_little", people.WalksLittle, "People who walk less than a kilometre. Everybody is counted once, in the class that needs most."},
	{"infants", people.Infants, "Infants below one year."},
	{"pregnant", people.Pregnant, "Pregnant women."},
	{"elderly", people.Elderly, "People of 65 and more who walk."},
	{"unaccompanied_children", people.Unaccompanied, "Children without a grown-up."},
	{"dialysis", people.Dialysis, "People on dialysis."},
	{"wheelchair", people.Wheelchair, "People in a wheelchair."},
	{"stretcher", people.Stretcher, "People who have to lie."},
	{"oxygen", people.Oxygen, "People on oxygen, a ventilator or an infusion."},
	{noCar, people.Walks, "People without car, fuel or driver, of the classes that ride with their households."},
	{stays, people.Walks, "People who stay by choice, of the same classes; they count as served."},
	{animals, people.Walks, "Pets; they travel with their owners."},
}

// residents are the columns of institutions that count people.
var residents = append([]tally{{"walks", people.Walks, "Residents who walk."}}, tallies[:people.ClassCount-1]...)

func tallyNames() []string {
	out := make([]string, len(tallies))
	for i := range tallies {
		out[i] = tallies[i].name
	}
	return out
}

// tallyFields returns a column for each of some tallies.
func tallyFields(of []tally, empty string) []Field {
	out := make([]Field, len(of))
	for i, t := range of {
		unit := "people"
		if t.name == animals {
			unit = animals
		}
		out[i] = Field{Name: t.name, Type: Whole, Unit: unit, Default: empty, Example: "12", Most: mostPeople, Meaning: t.meaning}
	}
	return out
}
