package folder

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/unit"
)

// ground is a small scenario as an import makes it: a town on the junction n1, a road that is cut into
// stretches, one of them with a row for each direction, and a way out on n3.
func ground() fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"scenario.yaml": "wayout: 1\nname: Ground\ntime_zone: UTC\nstart: 2026-03-01T06:00\nhorizon: 2 days\nfiles:\n  places: places.csv\n" +
			"  junctions: junctions.csv\n  roads: roads.csv\n  receptions: receptions.csv\n  overrides: overrides.csv\n",
		"places.csv":     "id,name,aliases,lat,lon,junction,people\ntown,Town,Old Town,,,n1,100\nout,Way out,,1,3,n3,\n",
		"junctions.csv":  "id,lat,lon\nn1,1,1\nn2,1,2\nn3,1,3.01\nn4,2,2\n",
		"roads.csv":      "id,from,to,length_km,class,direction,status,note\nw123_0,n1,n2,1,paved main,both,open,primary\nw123_1f,n2,n3,1,paved main,forward,open,\nw123_1b,n3,n2,1,paved main,forward,open,\nw1234_0,n2,n4,1,gravel,both,open,track\n",
		"receptions.csv": "id,place\nout,out\n",
		"overrides.csv":  "path,value,source\n",
	} {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// with adds lines to a file.
func with(files fstest.MapFS, name, text string) fstest.MapFS {
	files[name] = &fstest.MapFile{Data: append(files[name].Data, text...)}
	return files
}

// naming adds a table.
func naming(files fstest.MapFS, table, text string) fstest.MapFS {
	with(files, "scenario.yaml", "  "+table+": "+table+".csv\n")
	files[table+".csv"] = &fstest.MapFile{Data: []byte(text)}
	return files
}

// TestJunctions: a place stands on its junction and takes its position where it has none; the others are
// places without a name, at either end of roads.
func TestJunctions(t *testing.T) {
	s := mustRead(t, ground())
	var got []string
	for i := range s.Places {
		p := &s.Places[i]
		got = append(got, strings.TrimSpace(p.ID+" "+map[bool]string{true: "junction"}[p.Junction]))
	}
	if diff := cmp.Diff([]string{"town", "out", "n2 junction", "n4 junction"}, got); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
	if p := s.Places[0]; !p.Located || p.Lat != 1 || p.Lon != 1 {
		t.Errorf("the town is at %g, %g", p.Lat, p.Lon)
	}
	if p := s.Places[1]; p.Lon != 3 {
		t.Errorf("the way out has its own position, not that of its junction: %g", p.Lon)
	}
	var ends [][2]int
	for i := range s.Roads {
		ends = append(ends, [2]int{s.Roads[i].From, s.Roads[i].To})
	}
	if diff := cmp.Diff([][2]int{{0, 2}, {2, 1}, {1, 2}, {2, 3}}, ends); diff != "" {
		t.Errorf("ends of roads (-want +got):\n%s", diff)
	}
}

// TestThingsOnJunctions: gates, receptions and depots may stand on a mere junction; people may not.
func TestThingsOnJunctions(t *testing.T) {
	files := naming(ground(), "gates", "id,place,rate\npost,n2,300\n")
	s := mustRead(t, with(files, "receptions.csv", "field,n4\n"))
	if s.Gates[0].Place != 2 || s.Gates[0].Name != "n2" || s.Receptions[1].Place != 3 {
		t.Errorf("gate at %d called %q, reception at %d", s.Gates[0].Place, s.Gates[0].Name, s.Receptions[1].Place)
	}
	for name, files := range map[string]fstest.MapFS{
		"junction-people institutions.csv:2, column place":       naming(ground(), "institutions", "id,place,staff,seated\nhome,n2,3,9\n"),
		"junction-twice places.csv:4, column junction":           with(ground(), "places.csv", "second,Second,,,,n1,5\n"),
		"reference-unknown places.csv:4, column junction":        with(ground(), "places.csv", "second,Second,,,,n9,5\n"),
		"id-shared junctions.csv:6, column id":                   with(ground(), "junctions.csv", "town,1,1\n"),
		"id-twice junctions.csv:6, column id":                    with(ground(), "junctions.csv", "n1,1,1\n"),
		"reference-unknown roads.csv:6, column to":               with(ground(), "roads.csv", "x,n1,n9,1,gravel,both,open,\n"),
		"value-missing junctions.csv:6, column lat":              with(ground(), "junctions.csv", "n5,,1\n"),
		"value-range junctions.csv:6, column lat":                with(ground(), "junctions.csv", "n5,91,1\n"),
		"road-loop roads.csv:6":                                  with(ground(), "roads.csv", "x,town,n1,1,gravel,both,open,\n"),
		"set-unknown overrides.csv:2, column path":               with(ground(), "overrides.csv", "road.w12.status,closed,police\n"),
		"value-missing overrides.csv:2, column source":           with(ground(), "overrides.csv", "road.w123.status,closed,\n"),
		"value-missing overrides.csv:3, column path":             with(ground(), "overrides.csv", "name,x,y\n,closed,police\n"),
		"value-choice overrides.csv:2, column path":              with(ground(), "overrides.csv", "road.w123.status,broken,police\n"),
		"set-fixed overrides.csv:2, column path":                 with(ground(), "overrides.csv", "road.w1234_0.id,x,police\n"),
		"reference-unknown overrides.csv:2, column path: There":  with(ground(), "overrides.csv", "road.w1234_0.to,nowhere,map\n"),
		"set-spelling overrides.csv:2, column path: This was ta": with(ground(), "overrides.csv", "place.OLD TOWN.people,120,count\n"),
	} {
		_, problems := Read(files, nil)
		wanted := false
		for _, p := range problems {
			wanted = wanted || strings.HasPrefix(string(p.Code)+" "+p.String(), name)
		}
		if !wanted {
			t.Errorf("want %q, got:\n%s", name, lines(problems))
		}
	}
}

// TestOverridesOfTheFolder: rows of the table of overrides replace values in order, then comes --set.
func TestOverridesOfTheFolder(t *testing.T) {
	status := func(s *scenario.Scenario) any {
		var out []roads.Status
		for i := range s.Roads {
			out = append(out, s.Roads[i].Status)
		}
		return out
	}
	note := func(s *scenario.Scenario) any { return []string{s.Roads[0].Note, s.Roads[1].Note} }
	people := func(s *scenario.Scenario) any { return int(s.Places[0].People.Used) }
	for _, test := range []struct {
		rows, set string
		look      func(s *scenario.Scenario) any
		want      any
	}{
		{"road.w123.status,closed,police\n", "", status, []roads.Status{"closed", "closed", "closed", "open"}},
		{"road.w123_1.status,closed,police\n", "", status, []roads.Status{"open", "closed", "closed", "open"}},
		{"road.w123_1b.status,held,police\n", "", status, []roads.Status{"open", "open", "held", "open"}},
		{"road.w123.status,closed,police\nroad.w123_0.status,open,driven\n", "", status, []roads.Status{"open", "closed", "closed", "open"}},
		{"road.w123.status,closed,police\n", "road.w123_0.status=open", status, []roads.Status{"open", "closed", "closed", "open"}},
		{"road.w123.status,closed,police\n", "", note, []string{"police; primary", "police"}},
		{"road.w123.length_km,2,police\n", "", note, []string{"primary", ""}},
		{"place.town.people,120,count\n", "", people, 120},
		{"place.Old Town.people,120,count\nplace.town.people,130,count\n", "", people, 130},
		{"place.town.people,120,count\n", "place.town.people=140", people, 140},
		{"horizon,3 days,order\n", "", func(s *scenario.Scenario) any { return s.Horizon }, 3 * unit.Day},
	} {
		f, problems := Read(with(ground(), "overrides.csv", test.rows), setsOf(test.set))
		if f.Scenario == nil {
			t.Errorf("%s: %s", test.rows, lines(problems))
			continue
		}
		if diff := cmp.Diff(test.want, test.look(f.Scenario)); diff != "" {
			t.Errorf("%s%s (-want +got):\n%s", test.rows, test.set, diff)
		}
		if got := len(f.Scenario.Edits); got != strings.Count(test.rows, "\n") {
			t.Errorf("%s: %d edits are told of", test.rows, got)
		}
		if len(f.Scenario.Overrides) != len(setsOf(test.set)) {
			t.Errorf("%s: the edits are among the overrides of the run", test.rows)
		}
	}
	s := mustRead(t, with(ground(), "overrides.csv", "assumption.people_per_vehicle,3.5,briefing\n"))
	want := scenario.Assumption{Name: "people_per_vehicle", Value: "3.5", Unit: "people", Source: "briefing"}
	if got := s.Assumptions[0]; got.Name != want.Name || got.Value != want.Value || got.Source != want.Source {
		t.Errorf("assumption %+v, want %+v", got, want)
	}
}

// setsOf is sets of one text, or none.
func setsOf(text string) []scenario.Override {
	if text == "" {
		return nil
	}
	return sets(text)
}

// TestDigestOfOverrides: the digest knows every byte of the table.
func TestDigestOfOverrides(t *testing.T) {
	seen := map[string]string{mustRead(t, ground()).SHA256: "none"}
	for _, rows := range []string{"name,A,x\n", "name,A,y\n", "name,B,x\n", "name,A,x\nname,A,x\n"} {
		digest := mustRead(t, with(ground(), "overrides.csv", rows)).SHA256
		if earlier, twice := seen[digest]; twice {
			t.Errorf("%q and %q have the same digest", earlier, rows)
		}
		seen[digest] = rows
	}
}
