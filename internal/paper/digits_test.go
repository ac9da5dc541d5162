package paper

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// TestPlacesOnPaper tells where the words of a line are drawn, from left to right. Unlike the tests
// that read the file, it asks the canvas where it put them.
func TestPlacesOnPaper(t *testing.T) {
	const arabic, english = true, false
	tests := []struct {
		name        string
		rightToLeft bool
		text        string
		want        string // words from left to right, each in its order of reading
	}{
		{"times", arabic, "الإغلاق من 06:00 إلى 08:30 غدا", "غدا 08:30 إلى 06:00 من الإغلاق"},
		{"two times at the start", arabic, "06:00 إلى 08:30", "08:30 إلى 06:00"},
		{"label of two numbers", arabic, "المجموعة 7-12", "7-12 المجموعة"},
		{"two labels", arabic, "7-12 و 8-3", "8-3 و 7-12"},
		{"number of a sheet", arabic, "الورقة 4-0123 من 12", "12 من 4-0123 الورقة"},
		{"offset of a clock", arabic, "الساعة 06:00 (UTC+04:00) اليوم", "اليوم )UTC+04:00( 06:00 الساعة"},
		{"thousands", arabic, "نقل 1\u00A0250 شخص", "شخص 1 250 نقل"},
		{"narrow thousands", arabic, "نقل 12\u202F500 شخص", "شخص 12 500 نقل"},
		{"name in an isolate", arabic, "إلى \u2066Martuni 2\u2069 الآن", "الآن Martuni 2 إلى"},
		{"name in an isolate, then a time", arabic, "إلى \u2066Martuni 2\u2069 06:00", "06:00 Martuni 2 إلى"},
		{"armenian name in an isolate", arabic, "إلى \u2066Մարտունի 2\u2069 الآن", "الآن Մարտունի 2 إلى"},
		{"date", arabic, "يوم 2026-08-01", "2026-08-01 يوم"},
		{"decimals and percent", arabic, "حوالي 12.5 و 3,5", "3,5 و 12.5 حوالي"},
		{"arabic digits", arabic, "الباص ١٢٣ هنا", "هنا ١٢٣ الباص"},

		{"arabic name in english", english, "to \u2067بوابة المدينة 7\u2069 by 06:00", "to 7 المدينة بوابة by 06:00"},
		{"arabic name at the end", english, "12 buses to \u2067بوابة المدينة 7\u2069", "12 buses to 7 المدينة بوابة"},
		{"arabic name at the start", english, "\u2067بوابة المدينة 7\u2069 7-12", "7 المدينة بوابة 7-12"},
		{"two arabic names", english, "\u2067بوابة 1\u2069 \u2067بوابة 2\u2069", "1 بوابة 2 بوابة"},
		{"label in an arabic name", english, "at \u2067بوابة 7-12\u2069 now", "at 7-12 بوابة now"},
		{"percent after a mark of direction", english, "up \u200F%5 and \u200F5% now", "up %5 and 5% now"},
		{"no arabic", english, "7-12, 4-0123, UTC+04:00, 1\u00A0250", "7-12, 4-0123, UTC+04:00, 1 250"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := of(Text{Text: test.text})
			d.RightToLeft = test.rightToLeft
			_, seen := draw(t, &d)
			checkPaper(t, seen)
			slices.SortStableFunc(seen, func(a, b drawing) int { return int(math.Copysign(1, a.x-b.x)) })
			var got []string
			for _, box := range seen {
				if box.y != seen[0].y {
					t.Fatalf("%q is drawn in several lines", test.text)
				}
				got = append(got, box.text)
			}
			if text := strings.Join(got, ""); flat(text) != test.want {
				t.Errorf("from left to right %q, want %q", got, test.want)
			}
		})
	}
}
