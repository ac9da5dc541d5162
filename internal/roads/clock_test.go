package roads

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"wayout/internal/unit"
)

func TestMidnights(t *testing.T) {
	for _, c := range []struct {
		name, zone, start string
		horizon           unit.Second
		want              []string
	}{
		{"the end is not within", "UTC", "2024-05-06T06:00Z", 42 * unit.Hour, []string{"07 00:00+00"}},
		{"the start is not within", "UTC", "2024-05-06T00:00Z", 2 * unit.Day, []string{"07 00:00+00"}},
		{"none", "UTC", "2024-05-06T06:00Z", unit.Hour, nil},
		{"Berlin, a day of 23 hours", "Europe/Berlin", "2024-03-30T12:00+01:00", 2 * unit.Day, []string{"31 00:00+01", "01 00:00+02"}},
		{"New York, a day of 25 hours", "America/New_York", "2024-11-02T12:00-04:00", 2 * unit.Day, []string{"03 00:00-04", "04 00:00-05"}},
		{"Havana skips midnight", "America/Havana", "2024-03-09T12:00-05:00", 2 * unit.Day, []string{"10 01:00-04", "11 00:00-04"}},
		{"Havana has two midnights", "America/Havana", "2024-11-02T12:00-04:00", 2 * unit.Day, []string{"03 00:00-04", "04 00:00-05"}},
		{"between two midnights of Havana", "America/Havana", "2024-11-03T00:30-04:00", unit.Day, []string{}},
		{"Apia skips a day", "Pacific/Apia", "2011-12-29T12:00-10:00", 2 * unit.Day, []string{"31 00:00+14", "01 00:00+14"}},
	} {
		start := instant(t, c.zone, c.start)
		var got []string
		for _, at := range Midnights(start, c.horizon) {
			got = append(got, start.Add(at.Duration()).Format("02 15:04-07"))
		}
		if !slices.Equal(c.want, got) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestMidnightsBeginTheDates: at each midnight, and only there, clocks show a date they had not
// shown before.
func TestMidnightsBeginTheDates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := drawStart(t)
		horizon := unit.Second(rapid.IntRange(1, 4*24*60).Draw(t, "horizon")) * unit.Minute
		var want []unit.Second
		latest := start.Format(time.DateOnly)
		for at := unit.Minute; at < horizon; at += unit.Minute {
			if date := start.Add(at.Duration()).Format(time.DateOnly); date > latest {
				latest = date
				want = append(want, at)
			}
		}
		if got := Midnights(start, horizon); !slices.Equal(want, got) {
			t.Errorf("from %s %v, want %v", start.Format(time.RFC3339), got, want)
		}
	})
}
