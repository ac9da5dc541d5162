package app

import (
	"errors"
	"testing"
	"time"

	"wayout/internal/question"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

func TestDeadlineOf(t *testing.T) {
	s := &scenario.Scenario{Start: time.Date(2023, 9, 24, 10, 0, 0, 0, time.FixedZone("", 4*3600))}
	tests := []struct {
		text string
		want unit.Second
	}{
		{"", 0},
		{"36h", 36 * unit.Hour},
		{"36 hours", 36 * unit.Hour},
		{"1 hour", unit.Hour},
		{"1.5h", 90 * unit.Minute},
		{"90 min", 90 * unit.Minute},
		{"90minutes", 90 * unit.Minute},
		{"2 days", 2 * unit.Day},
		{" 2d ", 2 * unit.Day},
		{"2023-09-25T10:00:00+04:00", unit.Day},
		{"2023-09-25T06:00:00Z", unit.Day},
		{"2023-09-25T06:00Z", unit.Day},
		{"2023-09-25T10:00", unit.Day},
		{"2023-09-25 10:00", unit.Day},
		{"2023-09-25T10:00:30", unit.Day + 30},
	}
	for _, test := range tests {
		if got, err := question.Deadline(s, test.text); err != nil || got != test.want {
			t.Errorf("deadline %q: %d, %v, want %d", test.text, got, err, test.want)
		}
	}
	for _, text := range []string{"soon", "36", "h", "-3h", "0h", "1e9 days", "99999999999999999999h", "1.2.3h", "NaN h", "2023-09-24T10:00", "2023-09-25", "2023-13-01T00:00", "36 weeks"} {
		got, err := question.Deadline(s, text)
		if _, ok := errors.AsType[UsageError](err); !ok {
			t.Errorf("deadline %q: %d, %v, want a usage error", text, got, err)
		}
	}
}
