package roadnet

import (
	"slices"
	"strings"

	"wayout/internal/osm"
)

// permission is who may drive on a road or through a gate.
type permission uint8

const (
	permitted  permission = iota
	restricted            // only with somebody's leave, such as access=private
	forbidden
	unclear // a value nobody knows
	unsaid
)

// Values of access for cars, as https://wiki.openstreetmap.org/wiki/Key:access explains them.
var (
	permits  = []string{"yes", "permissive", "designated", "public", "official", "destination", "customers", "delivery", "discouraged", "unknown", "allowed"}
	limits   = []string{"destination", "customers", "delivery", "discouraged", "unknown"}
	restrict = []string{"private", "permit", "residents", "members", "restricted"}
	forbid   = []string{"no", "agricultural", "forestry", "emergency", "bus", "psv", "hov", "military", "use_sidepath", "none", "foot", "bicycle", "taxi", "hgv"}
)

// accessKeys go from what is said of cars to what is said of everybody.
var accessKeys = []string{"motorcar", "motor_vehicle", "vehicle", "access"}

// access tells who may drive, by the tags of a way or node. The suffix is "", ":forward" or ":backward".
// It returns the tag that decides.
func access(tags osm.Tags, suffix string) (permission, string) {
	for _, key := range accessKeys {
		if value := tags.Get(key + suffix); value != "" {
			return permissionOf(value), key + suffix + "=" + value
		}
	}
	return unsaid, ""
}

// permissionOf reads a value of access. Of several the one that lets most people through counts.
func permissionOf(value string) permission {
	best := unclear
	for part := range strings.SplitSeq(strings.ToLower(value), ";") {
		switch part = strings.TrimSpace(part); {
		case slices.Contains(permits, part):
			return permitted
		case slices.Contains(restrict, part):
			best = restricted
		case slices.Contains(forbid, part) && best == unclear:
			best = forbidden
		}
	}
	return best
}

// open reports whether the way is open to cars at all, and notes why not.
func (w *tagged) open(private bool) bool {
	may, by := access(w.tags, "")
	switch may {
	case forbidden:
		w.note("roads closed to cars were left out (access=no and the like)")
		return false
	case restricted:
		if private {
			w.note("private roads were kept")
			return true
		}
		w.note("private roads were left out")
		return false
	case unclear:
		w.note("values of access that were not understood: the road is open")
	case permitted:
		_, value, _ := strings.Cut(by, "=")
		if slices.Contains(limits, strings.ToLower(value)) {
			w.note("roads that are not for through traffic were kept (access=destination, customers and the like)")
		}
	}
	return true
}

// shut reports whether one direction is closed to cars by tags of its own.
func (w *tagged) shut(direction string) bool {
	may, _ := access(w.tags, ":"+direction)
	if may != forbidden && may != restricted {
		return false
	}
	w.note("directions closed to cars were left out (vehicle:backward=no and the like)")
	return true
}
