package paper_test

import (
	"fmt"
	"time"

	"wayout/internal/paper"
)

// A page for a crew. Names of another direction stand in isolates.
func ExampleDocument_PDF() {
	page := paper.Document{
		Language: "en",
		Title:    "Crew 7",
		Created:  time.Date(2026, 8, 1, 6, 0, 0, 0, time.UTC),
		Stamp:    "RESTRICTED",
		Page:     func(page, pages int) string { return fmt.Sprintf("Page %d of %d", page, pages) },
		Blocks: []paper.Block{
			paper.Title{Text: "Crew 7, bus 12"},
			paper.Text{Text: "Leave at 06:00 and drive to \u2067بوابة المدينة 7\u2069."},
			paper.Checks{Items: []string{"Water", "List of passengers"}, Lines: 1},
		},
	}
	data, err := page.PDF()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(string(data[:5]), len(data) < 40_000)
	// Output: %PDF- true
}
