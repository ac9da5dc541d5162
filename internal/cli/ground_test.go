package cli_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The invented valley, and a network of MATSim.
const (
	valley     = "../app/testdata/valley.osm"
	valleyPoly = "../app/testdata/valley.poly"
	valleyJSON = "../app/testdata/valley.geojson"
	bridgeTown = "../matsim/testdata/network.xml"
)

// mustRun runs a command that must end with a code, and returns what it printed.
func mustRun(t *testing.T, want int, args ...string) (out, errOut string) {
	t.Helper()
	code, out, errOut := run(context.Background(), args...)
	if code != want {
		t.Fatalf("wayout %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), code, want, out, errOut)
	}
	return out, errOut
}

// wants compares an output with texts that it must hold.
func wants(t *testing.T, out string, texts ...string) {
	t.Helper()
	joined := strings.Join(strings.Fields(out), " ")
	for _, text := range texts {
		if !strings.Contains(joined, text) {
			t.Errorf("want %q in:\n%s", text, out)
		}
	}
}

// hasKeys wants JSON with exactly these keys.
func hasKeys(t *testing.T, out string, keys ...string) map[string]any {
	t.Helper()
	var got map[string]any
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("no JSON: %v\n%s", err, out)
	}
	var found []string
	for key := range got {
		found = append(found, key)
	}
	slices.Sort(found)
	slices.Sort(keys)
	if !slices.Equal(found, keys) {
		t.Errorf("keys %q, want %q", found, keys)
	}
	return got
}

func fileText(t *testing.T, elements ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(elements...))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// written writes a file into a new folder and returns its name.
func written(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestImportRoads: the tables of a map, into a new folder and into it again. What is known better stays.
func TestImportRoads(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "roads")
	out, errOut := mustRun(t, 0, "roads", "import", valley, "-o", dir)
	wants(t, out, "9 roads between 9 junctions, 17 directed links; 4 settlements.", "7 junctions, 77.8 %", "1 island", "1 tracks were left out", "Wrote 6 files into "+dir)
	if errOut != "" {
		t.Errorf("errors: %s", errOut)
	}
	first := map[string]string{}
	for _, name := range []string{"roads.csv", "junctions.csv", "map.geojson", "settlements.csv", "import.csv", "overrides.csv"} {
		first[name] = fileText(t, dir, name)
	}
	known := "path,value,source\r\nroad.w1.status , closed,\"said, by hand\"\n\n"
	if err := os.WriteFile(filepath.Join(dir, "overrides.csv"), []byte(known), 0o644); err != nil {
		t.Fatal(err)
	}
	out, _ = mustRun(t, 0, "roads", "import", valley, "-o", dir, "--json")
	got := hasKeys(t, out, "folder", "files", "junctions", "roads", "directed_links", "junctions_of_the_largest_strong_part", "settlements", "findings")
	if got["directed_links"] != 17.0 || got["junctions_of_the_largest_strong_part"] != 7.0 || got["findings"].(map[string]any)["island"] != 1.0 {
		t.Errorf("%v", got)
	}
	for name, text := range first {
		if name == "overrides.csv" {
			text = known
		}
		if fileText(t, dir, name) != text {
			t.Errorf("%s changed", name)
		}
	}
	if out, errOut := mustRun(t, 0, "roads", "import", valley, "-o", dir, "--quiet", "--tracks", "open"); out+errOut != "" {
		t.Errorf("quiet: %s%s", out, errOut)
	}
	if !strings.Contains(fileText(t, dir, "roads.csv"), "\nw6_0,") {
		t.Error("the track is not among the roads")
	}
}

// TestImportIntoScenario: a map imported into a scenario that init made leaves one that plans, and an
// override still applies to it.
func TestImportIntoScenario(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "valley")
	out, _ := mustRun(t, 0, "init", dir, "--roads", valley, "--area", valleyPoly, "--start", "2026-03-01T06:00", "--json")
	got := hasKeys(t, out, "folder", "files", "places_with_people", "people", "receptions", "findings")
	if got["people"] != 1500.0 || got["places_with_people"] != 2.0 || got["receptions"] != 2.0 {
		t.Errorf("%v", got)
	}
	wants(t, fileText(t, dir, "import.csv"), "gate candidate,n15,Valley crossing")
	wants(t, fileText(t, dir, "decisions.csv"), "street that ends outside the area,n9,", "settlement without people,cedar")
	wants(t, fileText(t, dir, "places.csv"), "alder,Alder,Լաստենի,Old Alder,50.0002,10.0001,n4,1200,1200,1200")
	before, _ := mustRun(t, 0, "plan", dir, "--json")
	roads := fileText(t, dir, "roads.csv")
	overrides := "path,value,source\nroad.w1_0.status,closed,\"bridge seen down, police\"\n"
	if err := os.WriteFile(filepath.Join(dir, "overrides.csv"), []byte(overrides), 0o644); err != nil {
		t.Fatal(err)
	}
	mustRun(t, 0, "roads", "import", valley, "-o", dir, "--polygon", valleyJSON, "--quiet")
	if fileText(t, dir, "roads.csv") != roads || fileText(t, dir, "overrides.csv") != overrides {
		t.Error("ids or overrides changed")
	}
	out, _ = mustRun(t, 0, "check", dir)
	wants(t, out, "bridge seen down, police")
	result := filepath.Join(t.TempDir(), "result")
	after, _ := mustRun(t, 0, "plan", dir, "--json", "-o", result)
	if before == after {
		t.Error("the override changed nothing")
	}
	if plan := fileText(t, result, "slots.csv"); strings.Contains(plan, "valley_road_west") || !strings.Contains(plan, "valley_road_east") {
		t.Errorf("slots lead over the closed road:\n%.600s", plan)
	}
	mustRun(t, 0, "verify", dir, result)
}

// TestAreas: the same area drawn in two formats and as a box gives the same roads.
func TestAreas(t *testing.T) {
	texts := map[string]string{}
	for name, args := range map[string][]string{
		"poly": {"--polygon", valleyPoly}, "geojson": {"--polygon", valleyJSON}, "box": {"--bbox", "9.98,49.98,10.04,50.02"}, "all": nil,
	} {
		dir := filepath.Join(t.TempDir(), name)
		mustRun(t, 0, append([]string{"roads", "import", valley, "-o", dir, "--quiet"}, args...)...)
		texts[name] = fileText(t, dir, "roads.csv") + fileText(t, dir, "settlements.csv")
	}
	if texts["poly"] != texts["geojson"] || texts["poly"] != texts["box"] || texts["all"] == texts["box"] {
		t.Errorf("%v", texts)
	}
}

// grid is a GeoTIFF of people, two cells wide and two high, of a hundredth of a degree each: 32-bit floats
// in one strip, not packed, EPSG:4326.
func grid(west, north float64, values [4]float32) []byte {
	var pixels, scale, tie, keys []byte
	for _, v := range values {
		pixels = binary.LittleEndian.AppendUint32(pixels, math.Float32bits(v))
	}
	double := func(to []byte, values ...float64) []byte {
		for _, v := range values {
			to = binary.LittleEndian.AppendUint64(to, math.Float64bits(v))
		}
		return to
	}
	scale, tie = double(nil, 0.01, 0.01, 0), double(nil, 0, 0, 0, west, north, 0)
	for _, key := range []uint16{1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326} {
		keys = binary.LittleEndian.AppendUint16(keys, key)
	}
	fields := []struct {
		tag, kind uint16
		count     uint32
		data      []byte
		value     uint32
	}{
		{256, 4, 1, nil, 2},
		{257, 4, 1, nil, 2},
		{258, 3, 1, nil, 32},
		{259, 3, 1, nil, 1},
		{262, 3, 1, nil, 1},
		{273, 4, 1, pixels, 0},
		{277, 3, 1, nil, 1},
		{278, 4, 1, nil, 2},
		{279, 4, 1, nil, 16},
		{339, 3, 1, nil, 3},
		{33550, 12, 3, scale, 0},
		{33922, 12, 6, tie, 0},
		{34735, 3, uint32(len(keys) / 2), keys, 0},
	}
	out := []byte("II\x2a\x00\x08\x00\x00\x00")
	out = binary.LittleEndian.AppendUint16(out, uint16(len(fields)))
	after := uint32(8 + 2 + 12*len(fields) + 4)
	var beyond []byte
	for _, f := range fields {
		if f.data != nil {
			f.value = after + uint32(len(beyond))
			beyond = append(beyond, f.data...)
		}
		out = binary.LittleEndian.AppendUint16(out, f.tag)
		out = binary.LittleEndian.AppendUint16(out, f.kind)
		out = binary.LittleEndian.AppendUint32(out, f.count)
		out = binary.LittleEndian.AppendUint32(out, f.value)
	}
	return append(append(out, 0, 0, 0, 0), beyond...)
}

// workbook writes a workbook whose second sheet has people.
func workbook(t *testing.T) string {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	if _, err := book.NewSheet("Census"); err != nil {
		t.Fatal(err)
	}
	for i, row := range [][]any{{"name", "people"}, {"Alder", 900}, {"Birch", 250}} {
		if err := book.SetSheetRow("Census", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	data, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return written(t, "people.xlsx", data.Bytes())
}

// TestPeople: numbers of the map, of a table with HXL tags, of a sheet of a workbook, and of a grid; and
// receptions by name and position.
func TestPeople(t *testing.T) {
	table := written(t, "people.csv", []byte("Place,How many\n#loc+name,#population\nOld Alder,900\nBIRCH,250\n"))
	people := written(t, "people.tif", grid(9.99, 50.01, [4]float32{10, 20.5, 30, 0.5}))
	for name, test := range map[string]struct {
		args []string
		want string
	}{
		"tags":         {nil, "1,500 people of 2 places leave for 2 receptions."},
		"table":        {[]string{"--population", table}, "1,150 people of 2 places leave for 2 receptions."},
		"sheet":        {[]string{"--population", workbook(t) + "#Census"}, "1,150 people of 2 places leave for 2 receptions."},
		"grid":         {[]string{"--population", people}, "61 people of 1 place leave for 2 receptions."},
		"by a name":    {[]string{"--reception", "BIRCH"}, "1,200 people of 1 place leave for 1 reception."},
		"by a point":   {[]string{"--reception", "50.0,10.05=The hall"}, "1,500 people of 2 places leave for 1 reception."},
		"by a street":  {[]string{"--reception", "50.03,10.0=Hill"}, "1,500 people of 2 places leave for 1 reception."},
		"by two names": {[]string{"--reception", "n21", "--reception", "Birch"}, "1,200 people of 1 place leave for 1 reception."},
		"by two":       {[]string{"--reception", "n21", "--reception", "50.0,10.05=The hall"}, "1,200 people of 1 place leave for 2 receptions."},
		"box and area": {[]string{"--bbox", "9.9,49.9,10.1,50.1"}, "1,500 people of 2 places leave for 2 receptions."},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "valley")
			out, _ := mustRun(t, 0, append([]string{"init", dir, "--roads", valley, "--area", valleyPoly, "--horizon", "1 day"}, test.args...)...)
			wants(t, out, test.want, "Next: wayout check "+dir)
			mustRun(t, 0, "check", dir, "--quiet")
		})
	}
}

// TestReceptionOfATable: of several settlements that only a table has, the one that is named is meant.
func TestReceptionOfATable(t *testing.T) {
	table := written(t, "people.csv", []byte("id,name,lat,lon,people\nnew,Elm,50.004,10.004,10\nnew,Fir,50.03,10.0,20\n,Alder,50.0002,10.0001,100\n"))
	dir := filepath.Join(t.TempDir(), "valley")
	out, _ := mustRun(t, 0, "init", dir, "--roads", valley, "--population", table, "--reception", "FIR")
	wants(t, out, "110 people of 2 places leave for 1 reception.", "20 people of settlements that are receptions do not leave")
	wants(t, fileText(t, dir, "receptions.csv"), "fir,fir,named by the user")
}

// TestNetworkOfMATSim: its persons, and closures of its links.
func TestNetworkOfMATSim(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "roads")
	mustRun(t, 0, "roads", "import", bridgeTown, "-o", dir, "--quiet")
	junctions := map[string]string{}
	for line := range strings.Lines(fileText(t, dir, "junctions.csv")) {
		cells := strings.Split(strings.TrimSpace(line), ",")
		junctions[cells[0]] = cells[1] + "," + cells[2]
	}
	town := written(t, "towns.csv", []byte("id,name,lat,lon\ntown,Bridge Town,"+junctions["na"]+"\n"))
	scene := filepath.Join(t.TempDir(), "bridge")
	out, _ := mustRun(t, 0, "init", scene, "--roads", bridgeTown, "--population", town, "--population", "../matsim/testdata/plans_v6.xml",
		"--reception", junctions["nc"]+"=The hall", "--closures", "../matsim/testdata/events.xml", "--start", "2026-03-01T06:00")
	wants(t, out, "3 people of 1 place leave for 1 reception.", "3 persons of whom the file does not say where they are", "changes of speed are not in the plan")
	wants(t, fileText(t, scene, "places.csv"), "bridge_town,Bridge Town", ",3,3,3,2,,1,")
	wants(t, fileText(t, scene, "closures.csv"), "2026-03-01T08:00:00", "0.5")
	if strings.Contains(fileText(t, scene, "places.csv")+fileText(t, scene, "import.csv")+fileText(t, scene, "decisions.csv"), "INVENTED STREET") {
		t.Error("an address of a person is in the folder")
	}
	mustRun(t, 0, "check", scene, "--quiet")
}

// TestGroundRefused: what is wrong is said, with its code, and nothing is left behind.
func TestGroundRefused(t *testing.T) {
	whole, err := os.ReadFile(valley)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = w.Write(whole)
	_ = w.Close()
	cut := written(t, "cut.osm", whole[:len(whole)/2])
	cutPacked := written(t, "cut.osm.gz", packed.Bytes()[:packed.Len()-40])
	empty := written(t, "empty.poly", nil)
	unknown := written(t, "unknown.csv", []byte("name,people\nElmwood,5\n"))
	persons := written(t, "persons.csv", []byte("name,phone,people\nAlder,+374 10 000000,5\n"))
	table := written(t, "people.csv", []byte("name,people\nAlder,5\n"))
	tiff := written(t, "people.tif", grid(9.99, 50.01, [4]float32{10, 20, 30, 40}))
	for name, test := range map[string]struct {
		code int
		args []string
		want string
	}{
		"no map":             {1, []string{"--roads", "none.osm"}, "The file cannot be read: no such file or directory"},
		"no people file":     {1, []string{"--roads", valley, "--area", valleyPoly, "--population", "none.csv"}, "none.csv - The file cannot be read: no such file or directory. Check its name"},
		"no area":            {1, []string{"--roads", valley, "--area", "none.poly"}, "none.poly - The file cannot be read: no such file or directory. Check its name"},
		"empty area":         {1, []string{"--roads", valley, "--area", empty}, "empty.poly"},
		"area elsewhere":     {1, []string{"--roads", valley, "--bbox", "1,1,2,2"}, "No road of this map lies in the area"},
		"wrong box":          {1, []string{"--roads", valley, "--bbox", "9.98,49.98,10.04"}, "--bbox"},
		"damaged":            {1, []string{"--roads", cut}, "line "},
		"damaged and packed": {1, []string{"--roads", cutPacked}, "cut.osm.gz"},
		"not a map":          {1, []string{"--roads", valleyJSON}, "at byte 0"},
		"nobody":             {1, []string{"--roads", valley, "--bbox", "10.029,49.99,10.036,50.02", "--reception", "50,10.03=A"}, "Nobody is known to live in the area"},
		"no way out":         {1, []string{"--roads", valley}, "No road leads out of the area"},
		"unknown reception":  {1, []string{"--roads", valley, "--reception", "Aldr"}, "Did you mean the id n20 (Alder)"},
		"position of no one": {1, []string{"--roads", valley, "--reception", "99,10=North"}, "It is not certain which place is meant"},
		"unknown in table":   {1, []string{"--roads", valley, "--area", valleyPoly, "--population", unknown}, "Elmwood"},
		"fields of persons":  {1, []string{"--roads", valley, "--area", valleyPoly, "--population", persons}, "persons.csv"},
		"two sources":        {1, []string{"--roads", valley, "--area", valleyPoly, "--population", tiff, "--population", table}, "People come from two files"},
		"closures of MATSim": {1, []string{"--roads", valley, "--area", valleyPoly, "--closures", "../matsim/testdata/events.xml"}, "These closures name links of MATSim"},
		"wrong horizon":      {1, []string{"--roads", valley, "--area", valleyPoly, "--horizon", "soon"}, "scenario.yaml"},
		"wrong zone":         {2, []string{"--roads", valley, "--time-zone", "Mars/North"}, "--time-zone Mars/North is no IANA time zone"},
		"local zone":         {2, []string{"--roads", valley, "--time-zone", "Local"}, "is no IANA time zone"},
		"wrong start":        {2, []string{"--roads", valley, "--start", "soon"}, "--start soon is no time"},
		"without a map":      {2, []string{"--area", valleyPoly}, "--area needs --roads FILE"},
	} {
		t.Run(name, func(t *testing.T) {
			beside := t.TempDir()
			_, errOut := mustRun(t, test.code, append([]string{"init", filepath.Join(beside, "new")}, test.args...)...)
			wants(t, errOut, test.want)
			if left, _ := os.ReadDir(beside); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
			_, errOut = mustRun(t, test.code, append([]string{"init", filepath.Join(beside, "new"), "--json"}, test.args...)...)
			if test.code == 1 && !json.Valid([]byte(errOut)) {
				t.Errorf("no JSON: %s", errOut)
			}
		})
	}
}

// TestFolderInUse: init refuses a folder with files and a name that is a file; import replaces nothing by
// nothing.
func TestFolderInUse(t *testing.T) {
	file := written(t, "notes.txt", []byte("mine"))
	_, errOut := mustRun(t, 2, "init", filepath.Dir(file), "--roads", valley, "--area", valleyPoly)
	wants(t, errOut, "is not empty; name a new one")
	_, errOut = mustRun(t, 1, "init", file, "--roads", valley, "--area", valleyPoly)
	wants(t, errOut, "notes.txt")
	dir := filepath.Join(t.TempDir(), "roads")
	mustRun(t, 0, "roads", "import", valley, "-o", dir, "--quiet")
	roads := fileText(t, dir, "roads.csv")
	_, errOut = mustRun(t, 1, "roads", "import", valley, "-o", dir, "--bbox", "1,1,2,2")
	wants(t, errOut, "No road of this map lies in the area")
	if fileText(t, dir, "roads.csv") != roads || fileText(t, filepath.Dir(file), "notes.txt") != "mine" {
		t.Error("a file changed")
	}
	_, errOut = mustRun(t, 2, "roads", "import", valley)
	wants(t, errOut, "needs -o DIR")
	mustRun(t, 2, "roads", "import", valley, "-o", dir, "--bbox", "1,1,2,2", "--polygon", valleyPoly)
}

// TestFolders: a scenario may be made in the folder where one is, and below folders that do not exist.
func TestFolders(t *testing.T) {
	maps, err := filepath.Abs("../app/testdata")
	if err != nil {
		t.Fatal(err)
	}
	here := t.TempDir()
	t.Chdir(here)
	mustRun(t, 0, "init", ".", "--roads", filepath.Join(maps, "valley.osm"), "--area", filepath.Join(maps, "valley.poly"))
	mustRun(t, 0, "check", ".", "--quiet")
	mustRun(t, 0, "init", "deep/er/new", "--roads", filepath.Join(maps, "valley.osm"), "--area", filepath.Join(maps, "valley.poly"))
	mustRun(t, 0, "check", "deep/er/new", "--quiet")
	_, errOut := mustRun(t, 1, "roads", "import", filepath.Join(maps, "valley.osm"), "-o", "scenario.yaml")
	wants(t, errOut, "wayout: the result cannot be written: ")
	if left, _ := filepath.Glob(filepath.Join(here, ".wayout-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestGroundStopped: a command that is stopped leaves no folder.
func TestGroundStopped(t *testing.T) {
	stopped, stop := context.WithCancel(context.Background())
	stop()
	beside := t.TempDir()
	for _, args := range [][]string{
		{"init", filepath.Join(beside, "new"), "--roads", valley, "--area", valleyPoly},
		{"roads", "import", valley, "-o", filepath.Join(beside, "new")},
		{"roads", "import", bridgeTown, "-o", filepath.Join(beside, "new")},
		{"estimate", valley, "--area", valleyPoly},
	} {
		code, out, errOut := run(stopped, args...)
		if code != 130 || out != "" || !strings.Contains(errOut, "nothing was written") {
			t.Errorf("%v: code %d, out %q, errors %q", args, code, out, errOut)
		}
		if left, _ := os.ReadDir(beside); len(left) > 0 {
			t.Errorf("%v left %v", args, left)
		}
	}
}

// TestEstimate: when people are out, what no plan can beat, and every assumption; nothing is written.
func TestEstimate(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	out, errOut := mustRun(t, 0, "estimate", valley, "--area", valleyPoly, "--start", "2026-03-01T06:00", "--time-zone", "Asia/Yerevan")
	wants(
		t, out, "1,500 people of 2 places leave for 2 receptions.", "2 way out", "1 tracks were left out", "Sunday 1 March 2026 06:00 +04:00",
		"half ", "9 in 10 ", "everyone ", "no plan can be faster (bound)", "Assumptions in force people_per_vehicle 2.5 people", "© OpenStreetMap contributors",
	)
	if errOut != "" {
		t.Errorf("errors: %s", errOut)
	}
	out, _ = mustRun(t, 0, "estimate", valley, "--area", valleyJSON, "--json", "--quiet")
	var summary struct {
		People    int
		Clearance map[string]any
		Bound     map[string]any
	}
	if err := json.Unmarshal([]byte(out), &summary); err != nil {
		t.Fatal(err)
	}
	if summary.People != 1500 || summary.Clearance["t50"] == nil || summary.Clearance["t90"] == nil || summary.Clearance["t100"] == nil || summary.Bound["t50_hours"] == nil {
		t.Errorf("%s", out)
	}
	_, errOut = mustRun(t, 3, "estimate", valley, "--area", valleyPoly, "--horizon", "10 minutes", "--quiet")
	if errOut != "" {
		t.Errorf("errors: %s", errOut)
	}
	_, errOut = mustRun(t, 1, "estimate", valley)
	wants(t, errOut, "No road leads out of the area")
	if left, _ := os.ReadDir(temporary); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
