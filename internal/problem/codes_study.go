package problem

import "maps"

// Codes of studies: study.yaml, and the folder that keeps the runs of a study.
const (
	StudyUnread   Code = "study-unread"
	StudyEmpty    Code = "study-empty"
	StudyKinds    Code = "study-kinds"
	StudyTarget   Code = "study-target"
	StudyTogether Code = "study-together"
	StudyOrder    Code = "study-order"
	StudyNotWhole Code = "study-not-whole"
	StudyBlank    Code = "study-blank"
	StudyMultiply Code = "study-multiply"
	StudyNothing  Code = "study-nothing"
	StudyTwice    Code = "study-twice"
	StudyMany     Code = "study-many"
	StudyFails    Code = "study-fails"
	StudyChanged  Code = "study-changed"
	StudyForeign  Code = "study-foreign"
	StudyBroken   Code = "study-broken"
	StudyKept     Code = "study-kept"
	StudyRuns     Code = "study-runs"
)

func init() {
	maps.Copy(registry, map[Code]entry{
		StudyUnread:   {Error, "The study cannot be read: {0}.", "Name a study.yaml; docs/study.md shows one."},
		StudyEmpty:    {Error, "The file is empty.", "Write name, runs, seed and inputs; docs/study.md shows a study."},
		StudyKinds:    {Error, "An input is drawn in one way; here {0}.", "Keep one of range, triangular, choice and chance."},
		StudyTarget:   {Error, "Nothing says what this input sets.", "Add {0}."},
		StudyTogether: {Error, "{0} does not go with {1}.", "Remove one of the two."},
		StudyOrder:    {Error, "{0} is above {1}.", "Write them in order, the lowest first."},
		StudyNotWhole: {Error, "Whole numbers are drawn here, and this is none.", "Write a whole number."},
		StudyBlank:    {Error, "The text has no place for the number drawn.", "Write {0} where it belongs, such as “daily 08:00-{0}:00”."},
		StudyMultiply: {Error, "There is no number at {0} that could be multiplied.", "Name a number that is written in the scenario, or leave multiply out."},
		StudyNothing:  {Error, "No record has a value there.", "Check the path; * stands for every record that has one."},
		StudyTwice:    {Error, "{0} stands in line {1} already.", "Remove one of them, or give it another name."},
		StudyMany:     {Error, "A run would change {0} values; at most {1} can be changed.", "Leave some out, or change the tables."},
		StudyFails:    {Error, "{0} cannot be {1}: {2}", "{3}"},
		StudyChanged:  {Error, "The folder keeps the runs of another study: {0} differs.", "Name another folder, or put back what was changed; more runs: need no new folder."},
		StudyForeign:  {Error, "The folder has a file {0} that is not from wayout study.", "Name another folder, or move the file away."},
		StudyBroken:   {Warning, "{0} line(s) of the journal are cut or damaged, here first; their runs are made again.", "Nothing is to be done, if the computer stopped while the study ran; else check the disk."},
		StudyKept:     {Note, "{0} of {1} runs are kept from before.", "Name another folder to make all of them again."},
		StudyRuns:     {Warning, "{0} run(s) ended without a plan ({1}), the first is run {2}: {3}.", "They are in results.csv with the reason, and in no other number."},
	})
}
