package matsim

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"wayout/internal/problem"
	"wayout/internal/unit"
)

// seeds adds the files of our own, whole and packed, and hostile beginnings.
func seeds(f *testing.F, names ...string) {
	f.Helper()
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
		f.Add(packed(f, string(text)))
		f.Add(text[:len(text)/2])
	}
	f.Add([]byte("\x1f\x8b\x08\x00\x00"))
	f.Add([]byte("<!DOCTYPE a [<!ENTITY b \"&c;&c;\">]><network>&b;</network>"))
}

// sound holds that there is a result or an error, and that every problem is whole and has a place.
func sound(t *testing.T, found bool, problems problem.List) {
	t.Helper()
	if found == problems.HasErrors() {
		t.Fatalf("result: %v, problems: %v", found, problems)
	}
	for _, p := range problems {
		if text := p.String(); strings.Contains(text, "{0}") || strings.Contains(text, "{1}") || p.Where.File == "" || p.Where.Line < 0 {
			t.Fatalf("message %q", text)
		}
	}
}

// FuzzNetwork holds that whatever stands in the file nothing panics, and that a network without an
// error is one: its links join junctions on the Earth, and its ids are all somewhere.
func FuzzNetwork(f *testing.F) {
	seeds(f, "testdata/network.xml", "testdata/network_v1.xml")
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, crs := range []string{"", "WGS84"} {
			n, problems := ReadNetwork(bytes.NewReader(data), Options{File: "n", CRS: crs})
			sound(t, n != nil, problems)
			if n == nil {
				continue
			}
			if len(n.At) != n.Draft.DirectedLinks() || len(n.At)+len(n.LeftOut) != n.Links {
				t.Fatalf("%d links, %d directed, %d placed, %d left out", n.Links, n.Draft.DirectedLinks(), len(n.At), len(n.LeftOut))
			}
			for _, r := range n.Draft.Roads {
				a, b := n.Draft.Junctions[r.From].At, n.Draft.Junctions[r.To].At
				if !(r.Metres >= 0) || a != r.Shape[0] || b != r.Shape[1] || !(a[0] >= -180 && a[0] <= 180 && a[1] >= -90 && a[1] <= 90) {
					t.Fatalf("road %+v from %v to %v", r, a, b)
				}
			}
		}
	})
}

// FuzzPopulation holds that nothing panics and everybody is counted once.
func FuzzPopulation(f *testing.F) {
	seeds(f, "testdata/plans_v5.xml", "testdata/plans_v6.xml")
	f.Fuzz(func(t *testing.T, data []byte) {
		p, problems := ReadPopulation(bytes.NewReader(data), Options{File: "p", CRS: "EPSG:32754"})
		sound(t, p != nil, problems)
		if p == nil {
			return
		}
		sum := p.Unplaced
		for _, o := range p.Origins {
			sum += o.Drive + o.Stay + o.CarLess
		}
		if sum != p.Persons {
			t.Fatalf("%d persons, %d counted", p.Persons, sum)
		}
		for _, w := range p.Wishes {
			if w.Count < LeastNamed && w.Name != "" {
				t.Fatalf("named: %+v", w)
			}
		}
	})
}

// closures holds what is true of all closures.
func closures(t *testing.T, c *Closures, problems problem.List) {
	t.Helper()
	sound(t, c != nil, problems)
	if c == nil {
		return
	}
	for _, one := range c.List {
		if one.To <= one.From || one.From < 0 || one.To > unit.Never || len(one.Links) == 0 || !(one.Speed.Of(50) >= 0) || !(one.Capacity.Of(1000) >= 0) {
			t.Fatalf("closure %+v", one)
		}
	}
}

// FuzzEvents holds that nothing panics and that closures are spans of time with links.
func FuzzEvents(f *testing.F) {
	seeds(f, "testdata/events.xml")
	f.Fuzz(func(t *testing.T, data []byte) {
		c, problems := ReadEvents(bytes.NewReader(data), Options{File: "e"})
		closures(t, c, problems)
	})
}

// FuzzDisruptions holds the same of the other format.
func FuzzDisruptions(f *testing.F) {
	seeds(f, "testdata/disruptions.json")
	f.Add([]byte(`{"disruptions":[{"startHHMM":"0","endHHMM":"99999","effectiveSpeed":"Infinity","impactedLinks":[1]}]}`))
	f.Add([]byte(`[[[[{"a":,}]]]]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, problems := ReadDisruptions(bytes.NewReader(data), Options{File: "d"})
		closures(t, c, problems)
	})
}
