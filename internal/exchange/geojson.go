package exchange

import (
	"bytes"
	"encoding/json"

	"wayout/internal/unit"
)

// GeoJSON returns plan.geojson: a collection of features by RFC 7946, one a line. A public one has no
// routes, hours, use of roads and fuel points, and of sites only those where people come together.
func GeoJSON(r Request) ([]byte, error) { return newBrief(r).geoJSON() }

func (b *brief) geoJSON() ([]byte, error) {
	var unlocated []string
	for _, p := range b.Scenario.Places {
		if !p.Located {
			unlocated = append(unlocated, p.ID)
		}
	}
	features := []members{}
	for i := range b.all {
		features = append(features, b.featureOut(&b.all[i]))
	}
	var all members // RFC 7946 allows members of our own beside its own
	all.add("type", "FeatureCollection", "format", "wayout map", "version", 1, "level", b.Level.String(), "caution", caution,
		"scenario", b.Scenario.Name, "inputs_sha256", b.Plan.SHA256, "population", b.Plan.Level.String())
	if b.Level.Hours() {
		all.add("start", unit.Second(0), "until", b.Plan.Horizon)
	}
	all.add("places_without_position", unlocated, "features", features)
	text, err := json.Marshal(b.told(all))
	return append(bytes.ReplaceAll(text, featureBegin, append([]byte{'\n'}, featureBegin...)), '\n'), err
}

// featureBegin is how a feature begins and nothing else: inside of texts quotes are escaped.
var featureBegin = []byte(`{"type":"Feature",`)

// featureOut returns the members of a feature as RFC 7946 wants them; its geometry is null where
// there is none.
func (b *brief) featureOut(f *feature) members {
	var geometry any
	switch {
	case len(f.at) == 0:
	case f.line:
		geometry = members{{"type", "LineString"}, {"coordinates", f.at}}
	default:
		geometry = members{{"type", "Point"}, {"coordinates", f.at[0]}}
	}
	return members{{"type", "Feature"}, {"id", f.kind + "/" + tidy(f.id)}, {"geometry", geometry}, {"properties", b.told(f.members)}}
}

// told returns members as files have them: texts fit to write, moments as instants, and what is
// withheld empty and named.
func (b *brief) told(list members) members {
	var out members
	var missing []string
	for _, m := range list {
		switch v := m.value.(type) {
		case string:
			m.value = tidy(v)
		case []string:
			texts := []string{} // never null
			for _, text := range v {
				texts = append(texts, tidy(text))
			}
			m.value = texts
		case unit.Second:
			m.value = b.Scenario.Instant(v)
		case withheld:
			m.value = nil
			missing = append(missing, m.name)
		}
		out = append(out, m)
	}
	if len(missing) > 0 {
		out.add("not_told", missing)
	}
	return out
}

// MarshalJSON keeps the order of members.
func (m members) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i := range m {
		for _, part := range []any{m[i].name, m[i].value} {
			text, err := json.Marshal(part)
			if err != nil {
				return nil, err
			}
			out = append(append(out, text...), ':')
		}
		out[len(out)-1] = ','
	}
	return append(bytes.TrimSuffix(out, []byte{','}), '}'), nil
}
