package schema

import "wayout/internal/people"

// Tally is a column that counts people of a place: a class, or one of the three words that are no
// classes.
type Tally struct {
	Name    string       // of a class, its word with _
	Class   people.Class // Walks for a word that is no class
	Meaning string
}

// The words of tallies that are no classes, in the order of their columns.
const (
	NoCar   = "no_car"
	Stays   = "stays"
	Animals = "animals"
)

// Tallies are the columns of places that count people, in their order, and the ids of the table of
// classes.
var Tallies = []Tally{
	{"walks_little", people.WalksLittle, "People who walk less than a kilometre. Everybody is counted once, in the class that needs most."},
	{"infants", people.Infants, "Infants below one year."},
	{"pregnant", people.Pregnant, "Pregnant women."},
	{"elderly", people.Elderly, "People of 65 and more who walk."},
	{"unaccompanied_children", people.Unaccompanied, "Children without a grown-up."},
	{"dialysis", people.Dialysis, "People on dialysis."},
	{"wheelchair", people.Wheelchair, "People in a wheelchair."},
	{"stretcher", people.Stretcher, "People who have to lie."},
	{"oxygen", people.Oxygen, "People on oxygen, a ventilator or an infusion."},
	{NoCar, people.Walks, "People without car, fuel or driver, of the classes that ride with their households."},
	{Stays, people.Walks, "People who stay by choice, of the same classes; they count as served."},
	{Animals, people.Walks, "Pets; they travel with their owners."},
}

// Residents are the columns of institutions that count people.
var Residents = append([]Tally{{"walks", people.Walks, "Residents who walk."}}, Tallies[:people.ClassCount-1]...)

// TallyNames returns the words of tallies, in the order of their columns.
func TallyNames() []string {
	out := make([]string, len(Tallies))
	for i := range Tallies {
		out[i] = Tallies[i].Name
	}
	return out
}

// tallyFields returns a column for each of some tallies.
func tallyFields(of []Tally, empty string) []Field {
	out := make([]Field, len(of))
	for i, t := range of {
		unit := "people"
		if t.Name == Animals {
			unit = Animals
		}
		out[i] = Field{Name: t.Name, Type: Whole, Unit: unit, Default: empty, Example: "12", Most: MostPeople, Meaning: t.Meaning}
	}
	return out
}
