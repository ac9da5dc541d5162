package paper

import "testing"

// BenchmarkPages draws a document of three pages.
func BenchmarkPages(b *testing.B) {
	b.Run("en", func(b *testing.B) { measure(b, threePages("en")) })
	b.Run("hy", func(b *testing.B) { measure(b, threePages("hy")) })
	b.Run("ar", func(b *testing.B) { measure(b, threePages("ar")) })
}

// BenchmarkTickets draws 650 pages of 27 tickets, all of them different.
func BenchmarkTickets(b *testing.B) {
	b.Run("ar", func(b *testing.B) { measure(b, tickets("ar", 650)) })
}

// measure draws a document again and again.
func measure(b *testing.B, d *Document) {
	size := 0
	for b.Loop() {
		data, err := d.PDF()
		if err != nil {
			b.Fatal(err)
		}
		size = len(data)
	}
	b.ReportMetric(float64(size), "B/file")
}
