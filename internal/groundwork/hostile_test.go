package groundwork_test

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"testing"

	"wayout/internal/draft"
	"wayout/internal/groundwork"
)

// hostile are texts that a map may have.
var hostile = []string{
	"=HYPERLINK(\"http://x\")", "+1", "-1", "@a", "\tx", "a\r\nb", "\x00\x1b[2J", "\u202eevil\u2066", "\ufeff", "\xff\xfe", "a\"b,c;d|e\tf",
	"#adm1", "#", strings.Repeat("ա", 3000), "", " ", "  a  ", "'", "NaN", "1e999", "<script>", "a: b # c", "{}", "\u2028", "\ufffe", "Գյորիս", "سوسنگرد", "null", "1,5", "|||",
}

// TestHostileTexts puts every text in every field of a map.
func TestHostileTexts(t *testing.T) {
	for _, text := range hostile {
		n := mapOf(4, both(0, 1, text, 600), both(1, 2, text, 600), both(2, 3, text, 600))
		for i := range n.Roads {
			n.Roads[i].Name, n.Roads[i].Surface, n.Roads[i].ID = text, text, text
			n.Roads[i].Forward.SpeedBy, n.Roads[i].Forward.PassesBy = text, text
			n.Junctions[i].ID = text
		}
		n.Exits = []int{3}
		for i := range 2 {
			n.Settlements = append(n.Settlements, draft.Settlement{
				ID: text, Kind: text, Name: text, At: east(100*float64(i), 0), People: 5, Source: text, Others: []string{text, text},
				Names: map[string]string{text: text, "hy": text, "HY": text, "zh-Hant": text, "zh_hant": text, "xx-" + text: text},
			})
		}
		n.Gates = []draft.Gate{{ID: text, Kind: text, Name: text, Junction: 1}}
		n.Notes = []draft.Note{{What: text, Count: 1, Examples: []string{text}}}
		r := of(n)
		r.MapName, r.Credit, r.Name = text, text, text
		r.Closures = []groundwork.Closure{{Road: 0, Reason: text, Source: "test " + text}}
		m := build(t, r)
		if s := m.read(); len(s.Roads) != 3 {
			t.Errorf("%.20q: %d roads are read, want 3", text, len(s.Roads))
		}
		for _, f := range m.Files {
			if strings.HasSuffix(f.Name, ".csv") {
				checkInert(t, f)
			}
		}
		opened(t, groundwork.RoadFiles(n, nil, nil))
	}
}

// checkInert finds cells that a spreadsheet would take for a formula.
func checkInert(t *testing.T, f groundwork.File) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(f.Data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, text := range row {
			if _, err := strconv.ParseFloat(text, 64); err != nil && text != "" && strings.ContainsAny(text[:1], "=+-@\t\r") {
				t.Errorf("%s holds %q", f.Name, text)
			}
		}
	}
}
