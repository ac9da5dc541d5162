package problem

// Code names one kind of problem for ever. Programs may rely on it; its text may change.
type Code string

type entry struct {
	severity     Severity
	text, remedy string
}

// Codes of folders and of files as a whole.
const (
	FolderMissing Code = "folder-missing"
	FileMissing   Code = "file-missing"
	FileEmpty     Code = "file-empty"
	FileTooLarge  Code = "file-too-large"
	FileNotText   Code = "file-not-text"
	FileTruncated Code = "file-truncated"
)

var registry = map[Code]entry{
	FolderMissing: {Error, "There is no such folder.", "Name the folder of a scenario, the one that holds scenario.yaml; wayout init writes one to start from."},
	FileMissing:   {Error, "The file cannot be read: {0}.", "Put it there, or change its name under files: in scenario.yaml."},
	FileEmpty:     {Error, "The file is empty.", "The first row must name the columns; every further row is one item."},
	FileTooLarge:  {Error, "The file is larger than {0}.", "Split it, or leave out what the plan does not need."},
	FileNotText:   {Error, "This is not a table: {0}.", "Save it as CSV (UTF-8) or as .xlsx."},
	FileTruncated: {Error, "The file ends in the middle: {0}.", "Save or copy it again; nothing was read from it."},
}
