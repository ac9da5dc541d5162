package problem

import "maps"

// Codes of counts of people on number sheets.
const (
	CountUnread     Code = "count-unread"
	CountSheet      Code = "count-sheet"
	CountVersion    Code = "count-version"
	CountConvoy     Code = "count-convoy"
	CountCheck      Code = "count-check"
	CountGate       Code = "count-gate"
	CountTime       Code = "count-time"
	CountTwice      Code = "count-twice"
	CountNoVehicles Code = "count-no-vehicles"
)

func init() {
	maps.Copy(registry, map[Code]entry{
		CountUnread:     {Error, "The counts cannot be read: {0}.", "Name a table of counts, CSV or .xlsx."},
		CountSheet:      {Error, "This is not the number of a sheet.", "Write it as it is printed, such as {0}; format the column as text, so that no spreadsheet program makes a date of it."},
		CountVersion:    {Error, "The sheet is of version {0}, but the plan here is version {1}.", "Correct the number, or compare with the plan of version {0}."},
		CountConvoy:     {Error, "Version {0} of the plan has no convoy of this number; {1}.", "{2}"},
		CountCheck:      {Error, "By the plan convoy {0} does not pass this check; it passes {1}.", "Correct the number of the sheet or the check."},
		CountGate:       {Error, "Convoy {0} {1}.", "Write {2}."},
		CountTime:       {Error, "The time is far from the plan, which begins {0} and ends {1}.", "Write the time at which the people were counted."},
		CountTwice:      {Error, "The sheet was counted at this check twice, on lines {0} and {1}.", "Keep the row that is right; where there are several gates, write which."},
		CountNoVehicles: {Warning, "Vehicles of {0} sheet(s) were not counted, here first, so nobody sees that one is missing.", "Write how many vehicles there were; leave the cell empty for people on foot only."},
	})
}
