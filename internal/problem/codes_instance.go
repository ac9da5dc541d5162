package problem

import "maps"

// Codes of raw flow instances.
const (
	InstanceColumn  Code = "instance-column"
	InstanceID      Code = "instance-id"
	InstanceTwice   Code = "instance-twice"
	InstanceUnknown Code = "instance-unknown"
	InstanceRange   Code = "instance-range"
	InstanceSpan    Code = "instance-span"
	InstanceOverlap Code = "instance-overlap"
	InstanceTooLong Code = "instance-too-long"
)

func init() {
	maps.Copy(registry, map[Code]entry{
		InstanceColumn:  {Error, "The column {0} is missing.", "The first row must name the columns {1}."},
		InstanceID:      {Error, "The id is empty.", "Give every row an id of its own."},
		InstanceTwice:   {Error, "The same {0} stands on line {1} already.", "Keep one of the two rows."},
		InstanceUnknown: {Error, "There is no {0} of this id.", "Use an id that {1} has, or add it there."},
		InstanceRange:   {Error, "This number is out of range.", "Write a whole number from {0} to {1}."},
		InstanceSpan:    {Error, "These steps end before they start.", "Write an end_step above start_step, or leave it empty."},
		InstanceOverlap: {Error, "These steps overlap those of the same link on line {0}.", "Let rows of one link follow each other."},
		InstanceTooLong: {Error, "Solving this needs more than {0} steps, too many for a network of this size.", "Use longer steps, or leave out what does not matter."},
	})
}
