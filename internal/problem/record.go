package problem

// Record is a problem for programs.
type Record struct {
	Code     Code   `json:"code"`
	Severity string `json:"severity"`
	File     string `json:"file,omitempty"`
	Line     int    `json:"line,omitempty"`
	Column   string `json:"column,omitempty"`
	Value    string `json:"value,omitempty"`
	Text     string `json:"text"`
	Remedy   string `json:"remedy,omitempty"`
}

// Records returns the sorted list for programs; it is never nil.
func (l List) Records() []Record {
	out := []Record{}
	for _, p := range l.Sorted() {
		out = append(out, Record{
			Code: p.Code, Severity: p.Severity.String(), File: p.Where.File, Line: p.Where.Line, Column: p.Where.Column,
			Value: p.Value, Text: p.Text(), Remedy: p.Remedy(),
		})
	}
	return out
}
