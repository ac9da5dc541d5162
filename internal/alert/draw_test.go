package alert

import (
	"strings"
	"time"

	"pgregory.net/rapid"
)

// anAlert draws an alert that keeps the standard.
func anAlert(t *rapid.T) Alert {
	a := Alert{
		Identifier: aName(t), Sender: aName(t), Sent: aTime(t),
		Status:  drawn(t, statusCodes, Status(0)),
		MsgType: drawn(t, msgTypeCodes, MsgType(0)),
		Scope:   drawn(t, scopeCodes, Scope(0)),
		Note:    perhaps(t, aText),
	}
	switch a.Scope {
	case Restricted:
		a.Restriction = aText(t)
	case Private:
		a.Addresses = listOf(t, 1, func(t *rapid.T) string { return strings.ReplaceAll(aText(t), `"`, "”") })
	}
	fewest := 1
	if a.MsgType != AlertMessage {
		a.References = listOf(t, 1, func(t *rapid.T) Reference { return Reference{aName(t), "earlier-" + aName(t), aTime(t)} })
	}
	if a.MsgType == Cancel {
		fewest = 0
	}
	first := anInfo(t, a.Sent)
	languages := []string{"hy", "az", "ru", "en", "fr", "ar", "uk", "en-GB", "zh-Hant-TW"}
	for _, language := range languages[:rapid.IntRange(fewest, len(languages)).Draw(t, "languages")] {
		i := first
		i.Language, i.Event, i.Areas = language, aText(t), listOf(t, 0, anArea)
		i.Headline, i.Description, i.Instruction = perhaps(t, aText), perhaps(t, aText), perhaps(t, aText)
		i.Audience, i.SenderName = perhaps(t, aText), perhaps(t, aText)
		a.Infos = append(a.Infos, i)
	}
	return a
}

// anInfo draws what all languages have in common.
func anInfo(t *rapid.T, sent time.Time) Info {
	i := Info{
		Categories:    listOf(t, 1, func(t *rapid.T) Category { return drawn(t, categoryCodes, Category(0)) }),
		ResponseTypes: listOf(t, 0, func(t *rapid.T) ResponseType { return drawn(t, responseTypeCodes, ResponseType(0)) }),
		Urgency:       drawn(t, urgencyCodes, Urgency(0)),
		Severity:      drawn(t, severityCodes, Severity(0)),
		Certainty:     drawn(t, certaintyCodes, Certainty(0)),
		Effective:     perhaps(t, aTime),
		Onset:         perhaps(t, aTime),
	}
	if rapid.Bool().Draw(t, "expires") {
		latest := sent
		for _, begin := range []time.Time{i.Effective, i.Onset} {
			if begin.After(latest) {
				latest = begin
			}
		}
		i.Expires = latest.Add(time.Duration(rapid.Int64Range(1, 1e6).Draw(t, "lasts")) * time.Second)
	}
	return i
}

func anArea(t *rapid.T) Area {
	return Area{
		Description: aText(t),
		Polygons: listOf(t, 0, func(t *rapid.T) []Point {
			points := append(listOf(t, 1, aPoint), aPoint(t), aPoint(t))
			return append(points, points[0])
		}),
		Circles: listOf(t, 0, func(t *rapid.T) Circle {
			return Circle{aPoint(t), rapid.Float64Range(0, 1000).Draw(t, "radius")}
		}),
		Geocodes: listOf(t, 0, func(t *rapid.T) Geocode { return Geocode{aText(t), aText(t)} }),
	}
}

func aPoint(t *rapid.T) Point {
	return Point{rapid.Float64Range(-180, 180).Draw(t, "longitude"), rapid.Float64Range(-90, 90).Draw(t, "latitude")}
}

func aName(t *rapid.T) string {
	return rapid.StringMatching(`[a-zA-Z0-9ա-ֆ.:@"'>_-]{1,12}`).Draw(t, "name")
}

func aText(t *rapid.T) string {
	letters := rapid.SampledFrom([]rune("ab ,.<>&\"'\t\n\r]Տարհանումəчї’إخلاء\u200F\u00A0\uFEFF🚌"))
	return rapid.StringOfN(letters, 0, 20, -1).Draw(t, "text") + "."
}

func aTime(t *rapid.T) time.Time {
	zone := time.FixedZone("", 60*rapid.IntRange(-14*60, 14*60).Draw(t, "offset"))
	return time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "seconds"), 0).In(zone)
}

func perhaps[T any](t *rapid.T, draw func(t *rapid.T) T) T {
	var none T
	if rapid.Bool().Draw(t, "given") {
		return draw(t)
	}
	return none
}

// listOf draws a list, nil where it is empty.
func listOf[T any](t *rapid.T, fewest int, draw func(t *rapid.T) T) []T {
	var out []T
	for range rapid.IntRange(fewest, fewest+2).Draw(t, "length") {
		out = append(out, draw(t))
	}
	return out
}

func drawn[T ~uint8](t *rapid.T, codes []string, _ T) T {
	return T(rapid.IntRange(0, len(codes)-1).Draw(t, "code"))
}
