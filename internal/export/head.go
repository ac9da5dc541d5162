package export

// head begins every JSON file of a result.
type head struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Level   string `json:"level"`
	Caution string `json:"caution"`
}

// headOf returns the head of a format.
func headOf(format string) head { return head{format, formatVersion, level, caution} }
