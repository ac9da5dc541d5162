package question

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"wayout/internal/folder"
	"wayout/internal/planner"
	"wayout/internal/problem"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// UsageError tells that the question was asked wrongly, in words for the person who asked.
type UsageError struct{ Text string }

// Error returns the text.
func (e UsageError) Error() string { return e.Text }

// Read reads a scenario folder as it is asked about: with one of its variants, empty for none, and
// with overrides, those of the variant first. The error is a UsageError.
func Read(files fs.FS, variant string, set []scenario.Override) (*folder.Folder, problem.List, error) {
	if variant == "" {
		f, problems := folder.Read(files, set)
		return f, problems, nil
	}
	plain, problems := folder.Read(files, nil)
	if plain.Scenario == nil {
		return plain, problems, nil
	}
	variants := plain.Scenario.Variants
	i := slices.IndexFunc(variants, func(v scenario.Variant) bool { return v.ID == variant })
	if i < 0 {
		return nil, nil, UsageError{fmt.Sprintf("the scenario has no variant %q; %s", variant, knownVariants(variants))}
	}
	f, problems := folder.Read(files, slices.Concat(variants[i].Set, set))
	return f, problems, nil
}

// AsItStands plans a scenario without the changes of a run, for the used population only, to compare
// with. It is nil where that cannot be planned: the deadline may lie before its start.
func AsItStands(ctx context.Context, files fs.FS, deadline string) (*planner.Result, error) {
	f, _ := folder.Read(files, nil)
	if f.Scenario == nil {
		return nil, nil
	}
	at, err := Deadline(f.Scenario, deadline)
	if err != nil {
		return nil, nil
	}
	result, err := planner.Make(ctx, f.Scenario, planner.Options{Deadline: at, UsedOnly: true})
	if errors.Is(err, planner.ErrNobody) {
		return nil, nil
	}
	return result, err
}

func knownVariants(variants []scenario.Variant) string {
	if len(variants) == 0 {
		return "it has none"
	}
	var ids []string
	for _, v := range variants {
		ids = append(ids, v.ID)
	}
	return "it has " + strings.Join(ids, ", ")
}

// Deadline reads a deadline: an instant, a time on the clocks of the scenario, or a span from
// its start. It returns 0 for none.
func Deadline(s *scenario.Scenario, text string) (unit.Second, error) {
	if text == "" {
		return 0, nil
	}
	at, ok := Span(text)
	if !ok {
		at, ok = Instant(s, text)
	}
	if !ok {
		return 0, UsageError{fmt.Sprintf("the deadline %q is neither a moment such as 2023-09-26T10:00, nor a span such as 36h or 2 days", text)}
	}
	if at <= 0 {
		return 0, UsageError{fmt.Sprintf("the deadline %q is not after the start, %s", text, s.Instant(0))}
	}
	return at, nil
}

// spans are the units of a span, with the words for them.
var spans = map[string]unit.Second{
	"min": unit.Minute, "minute": unit.Minute, "minutes": unit.Minute,
	"h": unit.Hour, "hour": unit.Hour, "hours": unit.Hour,
	"d": unit.Day, "day": unit.Day, "days": unit.Day,
}

// mostSpan keeps spans within what a clock can show.
const mostSpan = 3650 * unit.Day

// Span reads a span such as 36h or 2 days, at most ten years.
func Span(text string) (unit.Second, bool) {
	text = strings.TrimSpace(text)
	letters := strings.IndexFunc(text, func(r rune) bool { return r != '.' && (r < '0' || r > '9') })
	if letters < 0 {
		return 0, false
	}
	number, err := strconv.ParseFloat(text[:letters], 64)
	each, known := spans[strings.TrimSpace(text[letters:])]
	span := number * float64(each)
	if err != nil || !known || span > float64(mostSpan) {
		return 0, false
	}
	return unit.Second(span), true
}

// Instant reads a time, with an offset or on the clocks of the scenario, as a moment.
func Instant(s *scenario.Scenario, text string) (unit.Second, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02T15:04:05"} {
		if at, err := time.ParseInLocation(layout, text, s.Start.Location()); err == nil {
			return s.Moment(at), true
		}
	}
	return 0, false
}
