package problem

import "maps"

// Codes of the published files about evacuating homes with a mixed fleet.
const (
	HomesJSON    Code = "homes-json"
	HomesKey     Code = "homes-key"
	HomesKind    Code = "homes-kind"
	HomesRange   Code = "homes-range"
	HomesMany    Code = "homes-many"
	HomesDemand  Code = "homes-demand"
	HomesIgnored Code = "homes-ignored"
)

func init() {
	maps.Copy(registry, map[Code]entry{
		HomesJSON:    {Error, "This is no JSON: {0}.", "Mend the text there, or take the published file."},
		HomesKey:     {Error, "The key is missing.", "Add it with {0}."},
		HomesKind:    {Error, "This is not {0}.", "Write {0} here."},
		HomesRange:   {Error, "This number is out of range.", "Write a number from {0} to {1}."},
		HomesMany:    {Error, "There are too many {0}: {1}.", "Leave at most {2}."},
		HomesDemand:  {Error, "The facility itself says {0} people.", "Write the same number in both places."},
		HomesIgnored: {Note, "No plan is held to this key, as in the publication.", "Nothing needs to change."},
	})
}
