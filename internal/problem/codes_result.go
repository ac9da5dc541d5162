package problem

import "maps"

// Codes of the files of a result: plan.json and certificate.json as they are read back, and the
// folder that holds them.
const (
	ResultBroken     Code = "result-broken"
	ResultFormat     Code = "result-format"
	ResultVersion    Code = "result-version"
	ResultKey        Code = "result-key"
	ResultKeyTwice   Code = "result-key-twice"
	ResultMissing    Code = "result-missing"
	ResultType       Code = "result-type"
	ResultRange      Code = "result-range"
	ResultReference  Code = "result-reference"
	ResultLong       Code = "result-long"
	ResultNodeTwice  Code = "result-node-twice"
	ResultNode       Code = "result-node"
	ResultForeign    Code = "result-foreign"
	ResultUnwritten  Code = "result-unwritten"
	ResultUnread     Code = "result-unread"
	ResultOneOf      Code = "result-one-of"
	ResultPlaceTwice Code = "result-place-twice"
	ResultGroup      Code = "result-group"
	ResultParty      Code = "result-party"
	ResultPeople     Code = "result-people"
	ResultMore       Code = "result-more"
	SimulationOld    Code = "simulation-old"
	SimulationUnread Code = "simulation-unread"
	ReportOld        Code = "report-old"
)

func init() {
	const (
		again   = "Make it again with wayout plan."
		changed = "If the scenario was changed since, make the plan again."
	)
	maps.Copy(registry, map[Code]entry{
		ResultBroken:     {Error, "This is not whole JSON: {0}.", again},
		ResultFormat:     {Error, "This is not a {0}.", "Name the folder that wayout plan wrote."},
		ResultVersion:    {Error, "This program reads version {0} of the format.", "Use the version of wayout that wrote the file, or make the plan again."},
		ResultKey:        {Error, "Nothing of this name belongs here.", "Remove it, or make the plan again."},
		ResultKeyTwice:   {Error, "The same name stands here twice.", "Keep one of the two."},
		ResultMissing:    {Error, "{0} is missing here.", again},
		ResultType:       {Error, "This is not {0}.", "Write {0}."},
		ResultRange:      {Error, "This number is out of range.", "Write a whole number from {0} to {1}."},
		ResultReference:  {Error, "The scenario has no {0} of this id.", changed},
		ResultLong:       {Error, "There are more than {0} items here.", "No plan needs so many; make it again."},
		ResultNodeTwice:  {Error, "The same place has a moment already.", again},
		ResultNode:       {Error, "{0} place(s) of the scenario have no moment here, the first is {1}.", again},
		ResultForeign:    {Error, "The folder has a file {0} that is not from wayout plan.", "Name another folder, or move the file away."},
		ResultUnwritten:  {Error, "The result cannot be written: {0}.", "Name a folder that you may write to, on a disk with room."},
		ResultUnread:     {Error, "The file cannot be read: {0}.", "Name the folder that wayout plan wrote."},
		ResultOneOf:      {Error, "Either {0} or {1} belongs here; there is {2}.", "Keep exactly one of them."},
		ResultPlaceTwice: {Error, "The same place stands in this list already.", again},
		ResultGroup:      {Error, "In the scenario {0} has {1} group(s) of people who need the fleet; this is of group {2}.", changed},
		ResultParty:      {Error, "In the scenario this group has {0} parties; the last one here is number {1}.", changed},
		ResultPeople:     {Error, "In the scenario these parties are {0} people.", changed},
		SimulationOld:    {Warning, "This simulation is of another plan, or of other inputs; no report shows it.", "Simulate again: wayout simulate DIR OUT."},
		SimulationUnread: {Warning, "The simulation beside the plan cannot be read, so nothing of it is shown: {0}.", "Simulate again: wayout simulate DIR OUT."},
		ReportOld:        {Warning, "This page is not known to show the plan that is beside it now.", "Make it again: wayout report DIR OUT."},
		ResultMore:       {Note, "{0} more of the same kind ({1}) are not listed.", "Mend those listed, then check again."},
	})
}
