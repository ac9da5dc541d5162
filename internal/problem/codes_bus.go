package problem

import "maps"

// Codes of bus evacuation instances.
const (
	BusNumber  Code = "bus-number"
	BusRange   Code = "bus-range"
	BusWords   Code = "bus-words"
	BusSum     Code = "bus-sum"
	BusRow     Code = "bus-row"
	BusMissing Code = "bus-missing"
	BusExtra   Code = "bus-extra"
	BusInvalid Code = "bus-invalid"
)

func init() {
	maps.Copy(registry, map[Code]entry{
		BusNumber:  {Error, "This is not a whole number.", "Write digits only, with a blank before the next number."},
		BusRange:   {Error, "This number is out of range.", "Write a whole number from {0} to {1}."},
		BusWords:   {Error, "This line has {0} numbers, not {1}.", "It must hold {2}."},
		BusSum:     {Error, "The numbers of this line sum to {0}.", "The total must be {1}, as it says elsewhere; correct the one that is wrong."},
		BusRow:     {Error, "This row is not where it should be.", "Rows follow in order; this one must begin with {0}."},
		BusMissing: {Error, "The file ends before {0}.", "Copy it again, or add what is missing."},
		BusExtra:   {Error, "This line follows after all that the file announces.", "Leave it out, or announce more points or depots."},
		BusInvalid: {Error, "This cannot be planned: {0}.", "Correct the numbers it is about."},
	})
}
