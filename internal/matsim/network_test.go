package matsim

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wayout/internal/draft"
	"wayout/internal/problem"
)

func open(t testing.TB, name string) io.Reader {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(data)
}

func packed(t testing.TB, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// roads writes a draft as a line for each direction, to be compared at a glance.
func roads(n *Network) []string {
	var out []string
	d := n.Draft
	for _, r := range d.Roads {
		for i, direction := range []draft.Direction{r.Forward, r.Backward} {
			from, to := d.Junctions[r.From].ID, d.Junctions[r.To].ID
			if i == 1 {
				from, to = to, from
			}
			if direction.Open() {
				out = append(out, fmt.Sprintf("%s %s>%s %g m %.0f km/h %.0f/h %s %s", r.ID, from, to, r.Metres, direction.KMH, direction.PerHour, r.Class, r.Name))
			}
		}
	}
	return out
}

func noted(notes []draft.Note) map[string]int {
	out := map[string]int{}
	for _, n := range notes {
		out[n.What] = n.Count
	}
	return out
}

func TestReadNetwork(t *testing.T) {
	n, problems := ReadNetwork(open(t, "testdata/network.xml"), Options{File: "network.xml"})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	long := stableID("l", "26382-26384-26386-26388-26390-26392-26394-26396-26398-26400-26402")
	if !strings.HasPrefix(long, "l26382-26384-26386-26388-_") || len(long) > 60 {
		t.Errorf("a long id became %q", long)
	}
	// Link 2 comes before link 4 in the file, so it is the way back of link 1.
	want := []string{
		"l1 na>nb 1000 m 90 km/h 1000/h primary Գյորիսի խճուղի",
		"l1 nb>na 1000 m 72 km/h 500/h primary Գյորիսի խճուղի",
		"l3 nb>na 1400 m 36 km/h 200/h track ",
		"l4 nb>na 1000 m 36 km/h 200/h  ",
		"l5 nb>nc 1500 m 300 km/h 1000000/h  ",
		long + " nc>na 2236.1 m 108 km/h 2000/h  ",
	}
	if diff := cmp.Diff(want, roads(n)); diff != "" {
		t.Error(diff)
	}
	if n.Nodes != 4 || n.Links != 9 || len(n.Draft.Junctions) != 3 || len(n.At)+len(n.LeftOut) != 9 {
		t.Errorf("%d nodes, %d links, %d junctions, %d+%d ids", n.Nodes, n.Links, len(n.Draft.Junctions), len(n.At), len(n.LeftOut))
	}
	if at := n.At["2"]; at != (Side{0, true}) || !n.Has("rail") || n.Has("nowhere") {
		t.Errorf("link 2 is at %v", at)
	}
	if diff := cmp.Diff(map[string]int{
		"opposite links of equal length became the two directions of one road":                  1,
		"links that cars may not use were left out":                                             1,
		"links that lead back to their own node were left out":                                  1,
		"links without speed, capacity or lanes were left out":                                  1,
		"links with more than 300 km/h, as connectors have, were given 300":                     1,
		"links with more than 1000000 vehicles an hour, as connectors have, were given 1000000": 1,
		"links shorter than the straight line between their nodes kept the length of the file":  1,
		"nodes without a link that cars may use were left out":                                  1,
	}, noted(n.Draft.Notes)); diff != "" {
		t.Error(diff)
	}
	if at := n.Draft.Junctions[0].At; math.Abs(at[0]-143.862) > 0.01 || math.Abs(at[1]+38.363) > 0.01 {
		t.Errorf("the first junction is at %v", at)
	}
}

func TestReadNetworkOfVersion1(t *testing.T) {
	for _, crs := range []string{"WGS84", "EPSG:4326"} {
		n, problems := ReadNetwork(open(t, "testdata/network_v1.xml"), Options{CRS: crs})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		want := []string{"l1 n1>n2 8517 m 50 km/h 2000/h secondary ", "l1 n2>n1 8517 m 50 km/h 2000/h secondary "}
		if diff := cmp.Diff(want, roads(n)); diff != "" {
			t.Error(diff)
		}
	}
	_, problems := ReadNetwork(open(t, "testdata/network_v1.xml"), Options{File: "n.xml"})
	if len(problems) != 1 || problems[0].Code != problem.ValueMissing || !strings.Contains(problems[0].String(), "EPSG:32754") {
		t.Errorf("without a coordinate reference system: %v", problems)
	}
	if n, _ := ReadNetwork(open(t, "testdata/network.xml"), Options{CRS: "EPSG:32755"}); n == nil ||
		noted(n.Draft.Notes)["the coordinate reference system of the file was overruled by the one given"] != 1 {
		t.Error("nobody is told that the file names another system")
	}
}

// TestPackedNetworkIsTheSame reads the network from gzip as well.
func TestPackedNetworkIsTheSame(t *testing.T) {
	text, err := os.ReadFile("testdata/network.xml")
	if err != nil {
		t.Fatal(err)
	}
	plain, _ := ReadNetwork(bytes.NewReader(text), Options{})
	unpacked, problems := ReadNetwork(bytes.NewReader(packed(t, string(text))), Options{})
	if diff := cmp.Diff(plain.Draft, unpacked.Draft); len(problems) > 0 || diff != "" {
		t.Error(problems, diff)
	}
}

// element puts lines into a network that is well otherwise; the first of them is line 5.
func element(nodes, links string) string {
	return "<network><attributes><attribute name=\"coordinateReferenceSystem\">EPSG:32754</attribute></attributes>\n<nodes>\n" +
		"<node id=\"a\" x=\"750000\" y=\"5750000\"/><node id=\"b\" x=\"751000\" y=\"5750000\"/>\n\n" + nodes + "</nodes>\n<links capperiod=\"1:00:00\">\n" +
		`<link id="1" from="a" to="b" length="1" freespeed="1" capacity="1" permlanes="1"/>` + "\n" + links + "</links>\n</network>"
}

func TestProblemsOfNetworks(t *testing.T) {
	good := `<link id="9" from="a" to="b" length="1" freespeed="1" capacity="1" permlanes="1"/>`
	tests := map[string]struct {
		text string
		want string // "line code column", of each problem
	}{
		"number":          {element("", strings.Replace(good, `capacity="1"`, `capacity="many"`, 1)), "8 value-range capacity"},
		"NaN":             {element("", strings.Replace(good, `freespeed="1"`, `freespeed="NaN"`, 1)), "8 value-range freespeed"},
		"negative":        {element("", strings.Replace(good, `length="1"`, `length="-3"`, 1)), "8 value-range length"},
		"huge":            {element("", strings.Replace(good, `length="1"`, `length="1e300"`, 1)), "8 value-range length"},
		"too huge":        {element("", strings.Replace(good, `length="1"`, `length="1e999"`, 1)), "8 value-range length"},
		"hexadecimal":     {element("", strings.Replace(good, `length="1"`, `length="0x1p4"`, 1)), "8 value-range length"},
		"no node":         {element("", strings.Replace(good, `to="b"`, `to="z"`, 1)), "8 reference-unknown to"},
		"no length":       {element("", strings.Replace(good, `length="1"`, ``, 1)), "8 value-missing length"},
		"twice":           {element(`<node id="a" x="1" y="1"/>`, strings.Replace(good, `"9"`, `"1"`, 1)), "5 id-twice id; 8 id-twice id"},
		"NaN coordinate":  {element("<node id=\"c\"\n x=\"NaN\" y=\"5750000\"/>", ""), "5 value-range x, y"},
		"outside":         {element(`<node id="c" x="750000" y="1e12"/>`, ""), "5 value-range x, y"},
		"all at once":     {element(`<node id="c" x="q" y="0"/>`, `<link/>`), "5 value-range x, y; 8 value-missing capacity; 8 value-missing freespeed; 8 value-missing from; 8 value-missing id; 8 value-missing length; 8 value-missing permlanes; 8 value-missing to"},
		"period":          {strings.Replace(element("", ""), "1:00:00", "0", 1), "6 value-range capperiod"},
		"empty":           {"", "1 value-missing "},
		"other root":      {"<html>\n</html>", "1 value-range "},
		"not XML":         {"{\n}", "2 value-missing "},
		"no links":        {"<network><attributes><attribute name=\"coordinateReferenceSystem\">EPSG:4326</attribute></attributes></network>", "0 value-missing "},
		"no system":       {"<network/>", "0 value-missing coordinateReferenceSystem"},
		"unknown system":  {strings.Replace(element("", ""), "32754", "31468", 1), "0 value-range coordinateReferenceSystem"},
		"crossed":         {"<network>\n<nodes>\n</network>", "3 value-range "},
		"cut":             {"<network>\n<nodes>\n<node id=\"a", "3 file-truncated "},
		"deep":            {"<network>\n" + strings.Repeat("<a>", 100000), "2 value-range "},
		"entity bomb":     {"<!DOCTYPE network [<!ENTITY a \"b\">\n<!ENTITY c \"&a;&a;&a;&a;\">]>\n<network name=\"&c;\"/>", "3 value-range "},
		"outer entity":    {"<!DOCTYPE network [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><network><attributes>\n<attribute name=\"coordinateReferenceSystem\">&a;</attribute></attributes></network>", "2 value-range "},
		"endless tag":     {"<network>\n<nodes>\n<node id=\"" + strings.Repeat("a", mostElement+10000), "3 value-range "},
		"other encoding":  {"<?xml version=\"1.0\" encoding=\"UTF-7\"?>\n<network/>", "1 value-range "},
		"invalid letters": {"<network>\n<nodes name=\"\xff\xfe\"/></network>", "2 value-range "},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			n, problems := ReadNetwork(strings.NewReader(test.text), Options{File: "n.xml"})
			if got := briefly(problems); got != test.want || n != nil {
				t.Errorf("got  %s\nwant %s\n%v", got, test.want, problems)
			}
		})
	}
	long := element("", strings.Repeat(strings.Replace(good, `length="1"`, `length="x"`, 1)+"\n", 5000))
	if _, problems := ReadNetwork(strings.NewReader(long), Options{}); len(problems) > 2*problem.MostOfAKind+5 {
		t.Errorf("5000 faults are a list of %d", len(problems))
	}
}

// briefly writes problems as "line code column", sorted.
func briefly(list problem.List) string {
	var out []string
	for _, p := range list.Sorted() {
		out = append(out, fmt.Sprintf("%d %s %s", p.Where.Line, p.Code, p.Where.Column))
		if text := p.String(); strings.Contains(text, "{0}") || strings.Contains(text, "{1}") {
			out = append(out, "unfilled: "+text)
		}
	}
	return strings.Join(out, "; ")
}

// TestCutGzip cuts a packed network at every byte: there is always a problem, and never a network.
func TestCutGzip(t *testing.T) {
	text, err := os.ReadFile("testdata/network.xml")
	if err != nil {
		t.Fatal(err)
	}
	data := packed(t, string(text))
	for i := range len(data) {
		n, problems := ReadNetwork(bytes.NewReader(data[:i]), Options{File: "n.xml.gz"})
		if n != nil || !problems.HasErrors() {
			t.Fatalf("%d of %d bytes are read: %v", i, len(data), problems)
		}
		if i > 20 && problems[0].Code != problem.FileTruncated {
			t.Fatalf("%d of %d bytes: %v", i, len(data), problems)
		}
	}
	data[len(data)-6]++ // the checksum
	if n, problems := ReadNetwork(bytes.NewReader(data), Options{}); n != nil || !problems.HasErrors() {
		t.Error("a wrong checksum is accepted")
	}
}

// TestOrderOfLinks holds that which links are one road does not depend on their order in the file.
func TestOrderOfLinks(t *testing.T) {
	links := []string{
		`<link id="2" from="b" to="a" length="1" freespeed="1" capacity="1" permlanes="1"/>`,
		`<link id="3" from="a" to="b" length="7" freespeed="2" capacity="1" permlanes="1"/>`,
		`<link id="4" from="b" to="a" length="7" freespeed="3" capacity="1" permlanes="1"/>`,
	}
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 0, 2}, {0, 2, 1}} {
		text := ""
		for _, i := range order {
			text += links[i] + "\n"
		}
		n, problems := ReadNetwork(strings.NewReader(element("", text)), Options{})
		if len(problems) > 0 || len(n.Draft.Roads) != 2 || n.Draft.DirectedLinks() != 4 || n.At["1"].Road != n.At["2"].Road || n.At["3"].Road != n.At["4"].Road {
			t.Errorf("%v: %v %v", order, roads(n), problems)
		}
	}
}
