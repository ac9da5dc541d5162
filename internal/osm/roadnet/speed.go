package roadnet

import (
	"strconv"
	"strings"
)

// Kilometres an hour of other units: the international mile of 1,609.344 m and the nautical mile of 1,852 m.
const (
	mile         = 1.609344
	nauticalMile = 1.852
)

// walkingPace stands for maxspeed=walk. Assumption: courts have found 4 to 15 km/h; nobody is sure.
const walkingPace = 5

// Limits of what is believed of a speed, in km/h. Assumption: anything else is a slip of the pen.
const (
	leastSpeed = 1
	mostSpeed  = 160
)

// zone is the general limit of a country, in km/h. 0: not known.
type zone struct {
	urban, rural, motorway float64
}

// zones are the general limits for cars that maxspeed=RU:urban and the like stand for. Assumption: they
// were written from general knowledge, and compared neither with the laws nor with
// https://wiki.openstreetmap.org/wiki/Default_speed_limits. A country or zone that is not here takes the
// speed of the class.
var zones = map[string]zone{
	"AM": {60, 90, 110}, "AT": {50, 100, 130}, "AZ": {60, 90, 110}, "BE": {50, 0, 120}, "BG": {50, 90, 140},
	"BY": {60, 90, 110}, "CH": {50, 80, 120}, "CZ": {50, 90, 130}, "DE": {50, 100, 0}, "DK": {50, 80, 130},
	"ES": {50, 90, 120}, "FI": {50, 80, 120}, "FR": {50, 80, 130}, "GB": {30 * mile, 60 * mile, 70 * mile}, "GE": {60, 90, 110},
	"GR": {50, 90, 130}, "HR": {50, 90, 130}, "HU": {50, 90, 130}, "IT": {50, 90, 130}, "LT": {50, 90, 130},
	"NO": {50, 80, 0}, "PL": {50, 90, 140}, "PT": {50, 90, 120}, "RO": {50, 90, 130}, "RU": {60, 90, 110},
	"SI": {50, 90, 130}, "SK": {50, 90, 130}, "TR": {50, 90, 0}, "UA": {50, 90, 130},
}

// limit is what a value of maxspeed means.
type limit uint8

const (
	limitGiven limit = iota // a speed
	limitNone               // no limit, or one that changes: the speed of the class is taken
	limitOdd                // not understood
)

// parseSpeed reads a value of maxspeed. Of several values it takes the lowest. The speed is in km/h and
// above 0 for limitGiven only.
func parseSpeed(value string) (kmh float64, what limit) {
	what = limitOdd
	for part := range strings.FieldsFuncSeq(value, func(r rune) bool { return r == ';' || r == '|' }) {
		speed, kind := parseOneSpeed(strings.TrimSpace(part))
		switch {
		case kind == limitOdd:
			return 0, limitOdd
		case kind == limitNone:
			if what == limitOdd {
				what = limitNone
			}
		case what != limitGiven || speed < kmh:
			kmh, what = speed, limitGiven
		}
	}
	return kmh, what
}

func parseOneSpeed(value string) (float64, limit) {
	switch strings.ToLower(value) {
	case "none", "signals", "variable", "unlimited":
		return 0, limitNone
	case "walk":
		return walkingPace, limitGiven
	}
	if country, name, found := strings.Cut(value, ":"); found {
		return zoneSpeed(strings.ToUpper(country), strings.ToLower(name))
	}
	return numberSpeed(strings.ToLower(value))
}

// numberSpeed reads a number with or without a unit, in small letters.
func numberSpeed(number string) (float64, limit) {
	unit := 1.0
	for _, u := range []struct {
		name string
		kmh  float64
	}{{"mph", mile}, {"knots", nauticalMile}, {"km/h", 1}, {"kmh", 1}, {"kph", 1}} {
		if before, found := strings.CutSuffix(number, u.name); found {
			number, unit = strings.TrimSpace(before), u.kmh
			break
		}
	}
	if strings.Trim(number, "0123456789.") != "" {
		return 0, limitOdd
	}
	speed, err := strconv.ParseFloat(number, 64)
	speed *= unit
	if err != nil || speed < leastSpeed || speed > mostSpeed {
		return 0, limitOdd
	}
	return speed, limitGiven
}

// zoneSpeed reads what stands behind a country: a general limit, or the number of a zone such as
// DE:zone:30 or FR:zone30.
func zoneSpeed(country, name string) (float64, limit) {
	if number, found := strings.CutPrefix(name, "zone"); found {
		speed, kind := numberSpeed(strings.TrimLeft(number, ":"))
		if kind == limitGiven && country == "GB" {
			speed *= mile
		}
		return speed, kind
	}
	speed := 0.0
	switch name {
	case "urban", "nsl_restricted":
		speed = zones[country].urban
	case "rural", "nsl_single":
		speed = zones[country].rural
	case "motorway", "nsl_dual":
		speed = zones[country].motorway
	case "walk", "living_street":
		speed = walkingPace
	}
	if speed == 0 {
		return 0, limitNone
	}
	return speed, limitGiven
}

// speedKeys tell the speed of a direction, the first one that is there.
func speedKeys(direction string) []string {
	return []string{"maxspeed:" + direction, "maxspeed", "maxspeed:type", "source:maxspeed", "zone:maxspeed", "zone:traffic"}
}

// speed returns the speed of a direction and the rule that gave it.
func (w *tagged) speed(direction string) (kmh float64, by string) {
	for key, value := range w.tags.First(speedKeys(direction)...) {
		legal := key == "maxspeed:"+direction || key == "maxspeed"
		kmh, what := parseSpeed(value)
		switch {
		case what == limitGiven:
			return kmh, key + "=" + value
		case what == limitOdd && legal:
			w.note("values of maxspeed that were not understood: the next rule was taken")
		case what == limitNone && legal:
			w.note("maxspeed without a number of its own (none, signals, zones not in our table): the next rule was taken")
		}
	}
	w.note("ways without a speed took that of their class")
	if w.rough() {
		return min(w.class.KMH.Value, roughSpeed), "class " + w.class.Highway + ", unpaved"
	}
	return w.class.KMH.Value, "class " + w.class.Highway
}
