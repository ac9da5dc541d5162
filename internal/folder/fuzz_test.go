package folder

import (
	"bytes"
	"encoding/csv"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"wayout/internal/scenario"
)

// FuzzScenarioYAML reads any bytes as scenario.yaml beside good tables.
func FuzzScenarioYAML(f *testing.F) {
	f.Add(example(f)[settingsFile].Data)
	f.Add(full(f)[settingsFile].Data)
	seeds, err := filepath.Glob("testdata/bad/*/" + settingsFile)
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range seeds {
		data, err := os.ReadFile(seed)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("? [a]: b\n? {c: d}\n<<: {x: y}\n"))
	f.Add([]byte("%YAML 1.2\n---\nname: |\n  a\n...\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		files := full(t)
		files[settingsFile] = &fstest.MapFile{Data: data}
		read, problems := Read(files, nil)
		checkRead(t, read, problems)
	})
}

// FuzzSet reads a good folder with any override.
func FuzzSet(f *testing.F) {
	for _, text := range []string{
		"horizon=20 days", "gate.bridge.rate=2000", "gate.bridge.booths=3", "place.stone_ford.people=9",
		"assumption.slot_minutes=7", "danger.forest-shots.override=x", "start=2030-05-06T08:00Z",
		"road.A1.hours=Mo-Fr 08:00-12:00; 2030-05-06..2030-05-07 closed", "road..=", "place.stone_ford.ready_half_hours=0.001",
		"place.stone_ford.ready_from=2030-05-05T08:00", "closure.night-works.from=2030-05-06 23:00", "step=60 min",
		"fleet.buses.count=0", "fleet.buses.crew_hours=0.001", "class.no_car.share_percent=99.9999", "place.stone_ford.stretcher=400",
		"place.stone_ford.fuel_litres=0", "place.stone_ford.priority=0", "fuel_point.stone-ford-pump.ration_litres=0", "safe_to_stop=2h", "institution.home.walks=1800",
		"relief.flour.person_days=1", "stock.bread.days=0", "site.crossroads-school.kind=holding", "path.old-track.length_km=16",
		"class.stretcher.latest=2030-05-05", "place.upper_mill.people_low=13", "assumption.share_wheelchair=100",
	} {
		path, value, _ := strings.Cut(text, "=")
		f.Add(path, value)
	}
	f.Fuzz(func(t *testing.T, path, value string) {
		read, problems := Read(full(t), []scenario.Override{{Path: path, Value: value}})
		checkRead(t, read, problems)
	})
}

// TestGarbageInAnyCells replaces any set of cells, header cells too, by garbage.
func TestGarbageInAnyCells(t *testing.T) {
	tables := map[string][][]string{}
	for name, file := range full(t) {
		if strings.HasSuffix(name, ".csv") {
			tables[name] = cells(t, string(file.Data))
		}
	}
	names := slices.Sorted(maps.Keys(tables))
	garbage := rapid.OneOf(
		rapid.String(),
		rapid.SampledFrom([]string{
			"", "0", "-1", "NaN", "1e308", "999999999999999", "0.0001", "45193", "2030-05-07", "2030-05-06T08:00-23:59",
			"closed", "forward", "yes", "power", "minibus", "no_car", "stretcher", "100000000", "1000", "0.5", "bridge", "A1", "lowfield", "24/7", "daily 22:00-02:00", "\x00", "\"", "a|b||", "id", "#tag",
		}),
	)
	rapid.Check(t, func(t *rapid.T) {
		files := full(t)
		name := rapid.SampledFrom(names).Draw(t, "table")
		rows := make([][]string, len(tables[name]))
		for i, row := range tables[name] {
			rows[i] = slices.Clone(row)
		}
		for range rapid.IntRange(1, 12).Draw(t, "cells") {
			row := rows[rapid.IntRange(0, len(rows)-1).Draw(t, "row")]
			row[rapid.IntRange(0, len(row)-1).Draw(t, "column")] = garbage.Draw(t, "garbage")
		}
		var out bytes.Buffer
		writer := csv.NewWriter(&out)
		if err := writer.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: out.Bytes()}
		read, problems := Read(files, nil)
		checkRead(t, read, problems)
	})
}
