package exchange_test

import (
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geojson"

	"wayout/internal/exchange"
	"wayout/internal/orders"
	"wayout/internal/roads"
)

// TestShapesAreFollowed: a road and the ways over it run where the map has it, and backwards where they
// are driven so.
func TestShapesAreFollowed(t *testing.T) {
	r := request(orders.Restricted)
	road := &r.Scenario.Roads[2] // out – bridge, driven from bridge to out
	road.Shape = []roads.Point{{Lon: 180, Lat: 39.5}, {Lon: 90, Lat: 10}, {Lon: 0, Lat: -39.1}}
	for _, f := range made(t, r) {
		if f.Name != exchange.GeoJSONFile {
			continue
		}
		all, err := geojson.UnmarshalFeatureCollection(f.Data)
		if err != nil {
			t.Fatal(err)
		}
		bend := orb.Point{90, 10}
		ways := 0
		for _, feature := range all.Features {
			line, _ := feature.Geometry.(orb.LineString)
			switch kind := feature.Properties.MustString("kind"); {
			case kind == "road" && feature.Properties.MustString("id") == road.ID:
				if len(line) != 3 || line[1] != bend || line[2] != (orb.Point{0, -39.1}) {
					t.Errorf("the road runs %v", line)
				}
			case kind == "route" && len(line) > 2:
				ways++
				if n := len(line); line[n-2] != bend || line[n-1] != (orb.Point{180, 39.5}) {
					t.Errorf("a way ends %v", line[n-2:])
				}
			}
		}
		if ways == 0 {
			t.Error("no way leads over the road")
		}
		return
	}
	t.Error("there is no GeoJSON")
}
