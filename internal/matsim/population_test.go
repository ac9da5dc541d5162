package matsim

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/geo"
	"pgregory.net/rapid"

	"wayout/internal/unit"
)

func TestReadPopulation(t *testing.T) {
	p, problems := ReadPopulation(open(t, "testdata/plans_v6.xml"), Options{File: "plans.xml"})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if p.Persons != 6 || p.Unplaced != 2 || len(p.Origins) != 2 {
		t.Fatalf("%+v", p)
	}
	o, link := p.Origins[0], p.Origins[1]
	if o.Drive != 2 || o.Stay != 1 || o.CarLess != 0 || link.Link != "7" || link.CarLess != 1 || link.Drive != 0 {
		t.Errorf("origins are %+v", p.Origins)
	}
	if away := geo.Distance(o.At, orb.Point{143.862, -38.363}); away > 2000 {
		t.Errorf("the origin is %.0f m away, at %v", away, o.At)
	}
	if len(p.Wishes) != 1 || p.Wishes[0].Name != "" || p.Wishes[0].Count != 2 {
		t.Errorf("wishes of two are %+v", p.Wishes)
	}
	if diff := cmp.Diff(map[string]int{
		"persons whose first way is not by car were counted as people without a car":                 1,
		"wishes that are not a name and a position were left out":                                    1,
		"persons without a plan that says where they are were not counted at a place":                1,
		"persons whose first activity has neither a position nor a link were not counted at a place": 1,
		"persons without a way in their plan were counted as one car each":                           1,
	}, noted(p.Notes)); diff != "" {
		t.Error(diff)
	}
}

func TestReadPopulationOfVersion5(t *testing.T) {
	n, problems := ReadNetwork(open(t, "testdata/network.xml"), Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	p, problems := ReadPopulation(open(t, "testdata/plans_v5.xml"), Options{Network: n})
	if len(problems) > 0 || p.Persons != 2 || len(p.Origins) != 1 || p.Origins[0].Drive != 1 || p.Origins[0].CarLess != 1 {
		t.Errorf("%+v %v", p, problems)
	}
	if noted(p.Notes)["positions were taken to be in the coordinate reference system of the network"] != 1 {
		t.Errorf("notes are %v", p.Notes)
	}
}

// TestPersonsOnLinks puts persons of whom the file knows the link only where it begins.
func TestPersonsOnLinks(t *testing.T) {
	n, problems := ReadNetwork(open(t, "testdata/network.xml"), Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	person := `<person id="1"><plan><activity type="home" link="%s"/><leg mode="car"/></plan></person>`
	text := "<population>" + fmt.Sprintf(person, "5") + fmt.Sprintf(person, "2") + fmt.Sprintf(person, "rail") + "</population>"
	p, problems := ReadPopulation(strings.NewReader(text), Options{Network: n})
	if len(problems) > 0 || len(p.Origins) != 1 || p.Origins[0].Drive != 2 || p.Origins[0].Link != "" || p.Unplaced != 1 {
		t.Fatalf("%+v %v", p, problems)
	}
	if far := geo.Distance(p.Origins[0].At, n.Draft.Junctions[1].At); far > DefaultCell {
		t.Errorf("they are %.0f m from the node b", far)
	}
}

// TestNothingPersonalLeaves looks for what the file says of single persons in all that comes out,
// when the file is well and when it is not.
func TestNothingPersonalLeaves(t *testing.T) {
	one := `<person id="made-up-7"><attributes><attribute name="EZI_ADD">1 INVENTED STREET</attribute>` +
		`<attribute name="EvacLocationPreference">Mum's house%s,750333,5750777</attribute></attributes>` +
		`<plan><activity type="home" x="750123.456%s" y="5750654.321"/><leg mode="car"/></plan></person>` + "\n"
	for _, fault := range []string{"", "q", ",", "NaN", " 1 INVENTED STREET", "&INVENTED;", "\"><INVENTED x=\""} {
		text := "<population>" + strings.Repeat(fmt.Sprintf(one, "", fault), LeastNamed-1) + "</population>"
		p, problems := ReadPopulation(strings.NewReader(text), Options{CRS: "EPSG:32754"})
		if (len(problems) == 0) != (fault == "") {
			t.Errorf("%q: %v", fault, problems)
		}
		said := fmt.Sprintf("%+v %+v %v", p, problems, problems)
		if p != nil {
			said += fmt.Sprintf("%+v", *p)
		}
		for _, secret := range []string{"made-up", "INVENTED", "Mum", "750123", "5750654", "750333"} {
			if strings.Contains(said, secret) {
				t.Errorf("%q came out: %s", secret, said)
			}
		}
	}
	// As many as LeastNamed may be named.
	text := "<population>" + strings.Repeat(fmt.Sprintf(one, "", ""), LeastNamed) + "</population>"
	p, problems := ReadPopulation(strings.NewReader(text), Options{CRS: "EPSG:32754", Cell: 0.001})
	if len(problems) > 0 || len(p.Wishes) != 1 || p.Wishes[0].Name != "Mum's house" || p.Wishes[0].Count != LeastNamed {
		t.Errorf("%+v %v", p, problems)
	}
	home := orb.Point{}
	if pr, ok := mustParse(t, "EPSG:32754").LonLat(750123.456, 5750654.321); ok {
		home = pr
	}
	if at := p.Origins[0].At; geo.Distance(at, home) > 75 || newGrid(0.001) != newGrid(LeastCell) || newGrid(math.NaN()) != newGrid(LeastCell) {
		t.Errorf("the origin is at %v, the home at %v", at, home)
	}
}

// TestSquares holds that a point lies within its square, that squares are as wide as they are high
// and that the middle of a square is in the same square.
func TestSquares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		metres := rapid.Float64Range(LeastCell, 5000).Draw(t, "metres")
		g := newGrid(metres)
		at := orb.Point{rapid.Float64Range(-179, 179).Draw(t, "lon"), rapid.Float64Range(-85, 85).Draw(t, "lat")}
		s := g.square(at)
		middle := g.middle(s)
		if g.square(middle) != s {
			t.Fatalf("%v is in %v, whose middle %v is in %v", at, s, middle, g.square(middle))
		}
		if far := geo.Distance(at, middle); far > 0.72*metres {
			t.Fatalf("%v is %f m from the middle of its square of %f m", at, far, metres)
		}
	})
}

func TestProblemsOfPopulations(t *testing.T) {
	person := `<person id="1"><plan><act x="%s" y="2"/></plan></person>`
	for name, test := range map[string]struct{ text, crs, want string }{
		"no system":      {"<population>\n" + fmt.Sprintf(person, "1") + "</population>", "", "0 value-missing coordinateReferenceSystem"},
		"unknown system": {"<population>\n" + fmt.Sprintf(person, "1") + "</population>", "EPSG:1", "0 value-range coordinateReferenceSystem"},
		"no number":      {"<population>\n" + fmt.Sprintf(person, "one") + "\n" + fmt.Sprintf(person, "Infinity") + "</population>", "WGS84", "2 value-range x, y; 3 value-range x, y"},
		"half":           {"<population>\n" + fmt.Sprintf(person, "") + "</population>", "WGS84", "2 value-range x, y"},
		"cut":            {"<population>\n" + fmt.Sprintf(person, "1"), "WGS84", "2 file-truncated "},
		"other root":     {"<network/>", "WGS84", "1 value-range "},
	} {
		t.Run(name, func(t *testing.T) {
			p, problems := ReadPopulation(strings.NewReader(test.text), Options{CRS: test.crs})
			if got := briefly(problems); got != test.want || p != nil {
				t.Errorf("got %s, want %s: %v", got, test.want, problems)
			}
		})
	}
}

// TestWhereTheyAreAtATime: who has left for work by then is there.
func TestWhereTheyAreAtATime(t *testing.T) {
	for _, c := range []struct {
		at   unit.Second
		away float64 // metres from home, of those who went
	}{{0, 0}, {10*unit.Hour - 1, 0}, {10 * unit.Hour, 10_000}, {30 * unit.Hour, 10_000}} {
		p, problems := ReadPopulation(open(t, "testdata/plans_v6.xml"), Options{File: "plans.xml", At: c.at})
		if len(problems) > 0 || p.Persons != 6 {
			t.Fatal(p, problems)
		}
		farthest := 0.0
		for _, o := range p.Origins {
			if o.Link == "" {
				farthest = max(farthest, geo.Distance(o.At, p.Origins[0].At))
			}
		}
		if math.Abs(farthest-c.away) > 2000 {
			t.Errorf("at %d s somebody is %.0f m away, want %.0f", c.at, farthest, c.away)
		}
	}
}
