package problem

import "maps"

// Codes of trips that are replayed.
const (
	ReplayMissing Code = "replay-missing"
	ReplayRange   Code = "replay-range"
	ReplayBlank   Code = "replay-blank"
	ReplayNoWay   Code = "replay-no-way"
	ReplayShut    Code = "replay-shut"
	ReplayBroken  Code = "replay-broken"
)

func init() {
	maps.Copy(registry, map[Code]entry{
		ReplayMissing: {Error, "The file cannot be read: {0}.", "A folder to replay has nodes.csv, links.csv and trips.csv; wayout simulate --trips writes one."},
		ReplayRange:   {Error, "This number is out of range.", "Write a number from {0} to {1}."},
		ReplayBlank:   {Error, "The id of this link has a blank in it.", "Write it without: in trips.csv blanks stand between links."},
		ReplayNoWay:   {Error, "The trip has no links.", "Write the ids of its links in driving order with blanks between them, or remove the row."},
		ReplayShut:    {Error, "This link is shut: its capacity_vph on line {0} of links.csv is 0.", "Lead the trip another way, or write what the link lets pass."},
		ReplayBroken:  {Error, "This link does not begin where the one before it, {0}, ends.", "Write all links of the way in driving order."},
	})
}
