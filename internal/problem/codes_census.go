package problem

import "maps"

// Codes of tables of people by settlement, and of what their rows mean on a map.
const (
	CensusColumns   Code = "census-columns"
	CensusUnread    Code = "census-unread"
	CensusUncounted Code = "census-uncounted"
	CensusNone      Code = "census-none"
	CensusTwice     Code = "census-twice"
	CensusTotal     Code = "census-total"
	CensusSum       Code = "census-sum"
	CensusAsk       Code = "census-ask"
	CensusUnknown   Code = "census-unknown"
	CensusAway      Code = "census-away"
	CensusSame      Code = "census-same"
	CensusNew       Code = "census-new"
	CensusUnlisted  Code = "census-unlisted"
)

func init() {
	maps.Copy(registry, map[Code]entry{
		CensusColumns:   {Error, "The columns {0} may each be the {1}.", "Keep one of them; where there are HXL tags, they decide."},
		CensusUnread:    {Warning, "{0} column(s) were not read: {1}.", "What is read are {2}, under these names or their HXL tags; rename a column that is one of them."},
		CensusUncounted: {Warning, "{0} row(s) say no number of people, this one first; how many live there stays unknown.", "Write the number, 0 if nobody is there."},
		CensusNone:      {Error, "The table has no row of a settlement.", "Write one row for each, with its name and its people."},
		CensusTwice:     {Error, "The name stands twice, on lines {0} and {1}, and nothing tells them apart.", "Give both their ids or their positions (lat and lon), or remove one."},
		CensusTotal:     {Warning, "The row is the total of {0} and was left out.", "Give it a position if it is a settlement."},
		CensusSum:       {Error, "The row is named like a total, but the {0} other rows sum to {1}.", "Correct the number that is wrong, add the rows that are missing, or remove this one; if it is a settlement, give it a position."},

		CensusAsk:      {Error, "It is not certain which settlement of the map this is: {0}.", "Write {1} into the column id, or the id of the right one; or the word new and a position, if it is none of them."},
		CensusUnknown:  {Error, "No settlement of the map has such a name.", "Write its id on the map into the column id, or its position into lat and lon."},
		CensusAway:     {Warning, "The row has the id of {0}, which is {1} km away from the position of the row.", "Correct the id or the position, if one of them is wrong."},
		CensusSame:     {Error, "Two rows mean {0}, on lines {1} and {2}.", "Join them, or write the id of another settlement into the column id of one."},
		CensusNew:      {Note, "{0} row(s) are on no map and become settlements of their own: {1}.", "Write an id of the map into the column id of those that are on it."},
		CensusUnlisted: {Warning, "{0} settlement(s) of the map have no row: {1}.", "Add rows for those where people are."},
	})
}
