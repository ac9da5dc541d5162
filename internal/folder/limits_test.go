package folder

import (
	"fmt"
	"math/big"
	"strings"
	"testing"
	"testing/fstest"

	"wayout/internal/folder/schema"
	"wayout/internal/people"
	"wayout/internal/problem"
	"wayout/internal/sheet"
	"wayout/internal/unit"
)

// TestRatesStayExact adds roads of the highest capacity over the longest horizon around the
// number at which the sum of all stages leaves the limit, and compares with exact arithmetic.
func TestRatesStayExact(t *testing.T) {
	limit := new(big.Int).Lsh(big.NewInt(1), 62)
	each := new(big.Int).Mul(big.NewInt(2*schema.MostRate*int64(unit.VehiclePerHour)), big.NewInt(int64(schema.MostHorizon)))
	fits := int(new(big.Int).Div(limit, each).Int64())
	for _, more := range []int{-10, 10} {
		files := example(t)
		var rows strings.Builder
		rows.WriteString("id,from,to,length_km,class,capacity\nA2,stone_ford,crossroads,1,gravel,100000\nA6,pine_hill,lowfield,1,gravel,100000\n")
		for i := range fits + more - 2 {
			fmt.Fprintf(&rows, "B%d,upper_mill,lowfield,1,gravel,100000\n", i)
		}
		files["roads.csv"] = &fstest.MapFile{Data: []byte(rows.String())}
		f, problems := Read(files, sets("horizon=60 days"))
		checkRead(t, f, problems)
		refused := strings.Contains(lines(problems), string(problem.RatesTooMany))
		if refused != (more > 0) {
			t.Errorf("%d roads: refused %v, problems:\n%s", fits+more, refused, lines(problems))
		}
		if refused {
			continue
		}
		sum := new(big.Int)
		var native int64
		for _, l := range f.Scenario.Network().Links {
			amount := int64(l.Rate.Most()) * int64(f.Scenario.Horizon)
			sum.Add(sum, big.NewInt(amount))
			native += amount
		}
		if !sum.IsInt64() || sum.Int64() != native {
			t.Errorf("the sum of all stages is %s, as int64 %d", sum, native)
		}
	}
}

// TestCountsStayExact reads the largest numbers that are believed; whatever does not fit is refused
// by the same arithmetic that exact numbers give.
func TestCountsStayExact(t *testing.T) {
	for _, low := range []int64{1, 2, 99_999_999, 100_000_000} {
		for _, inside := range []int64{0, 1, 50_000_000, 100_000_000} {
			for _, lying := range []int64{0, 1, 2, 50_000_000, 99_999_999, 100_000_000} {
				files := example(t)
				files["places.csv"] = &fstest.MapFile{Data: fmt.Appendf(nil,
					"id,name,people_low,people,stretcher\nstone_ford,Ford,%d,100000000,%d\npine_hill,Hill,,,\nupper_mill,Mill,,,\ncrossroads,C,,,\nbridge,B,,,\nlowfield,L,,,\n", low, lying)}
				files["classes.csv"] = &fstest.MapFile{Data: []byte("id,share_percent,source\n")}
				files["institutions.csv"] = &fstest.MapFile{Data: fmt.Appendf(nil, "id,place,walks,staff\nhome,stone_ford,%d,\n", inside)}
				change(t, files, settingsFile, "  classes: classes.csv\n", "  classes: classes.csv\n  institutions: institutions.csv\n")
				f, problems := Read(files, nil)
				checkRead(t, f, problems)
				// inside + lying × low ÷ people ≤ low, multiplied by the people.
				people, sum := big.NewInt(100_000_000), new(big.Int)
				sum.Mul(big.NewInt(inside), people).Add(sum, new(big.Int).Mul(big.NewInt(lying), big.NewInt(low)))
				fits := sum.Cmp(new(big.Int).Mul(big.NewInt(low), people)) <= 0
				if (f.Scenario != nil) != fits {
					t.Errorf("low %d, institution %d, lying %d: fits %v, problems:\n%s", low, inside, lying, fits, lines(problems))
				}
			}
		}
	}
}

// TestFuelStaysExact: the fuel of all rows that three tables can hold adds up exactly.
func TestFuelStaysExact(t *testing.T) {
	const each, rows = schema.MostLitres * int64(unit.Litre), 1 << 23
	sum := new(big.Int).Mul(big.NewInt(each), big.NewInt(3*rows))
	if limit := new(big.Int).Lsh(big.NewInt(1), 62); sum.Cmp(limit) >= 0 {
		t.Errorf("%s millilitres", sum)
	}
	shortest := len("aaaaa,A,1\n") // of a row of places with fuel of its own
	if sheet.MostBytes/shortest >= rows {
		t.Errorf("a table can hold %d rows", sheet.MostBytes/shortest)
	}
}

// TestCurveFromBeforeTheStart compares an S-curve that begins two hours before the start with the
// same curve read from the start on.
func TestCurveFromBeforeTheStart(t *testing.T) {
	f, problems := Read(example(t), sets("place.stone_ford.ready_from=2030-05-06T06:00", "place.stone_ford.ready_half_hours=4"))
	checkRead(t, f, problems)
	if f.Scenario == nil {
		t.Fatal(lines(problems))
	}
	got := f.Scenario.Places[1].Ready
	want := people.Readiness{Half: 2 * unit.Hour, Slope: 800}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	whole := people.Readiness{Half: 4 * unit.Hour, Slope: 800}.Batches(1500)
	readyBy := func(batches []people.Batch, at unit.Second) (n unit.Vehicle) {
		for _, b := range batches {
			if b.Ready <= at {
				n += b.Vehicles
			}
		}
		return n
	}
	for at := unit.Second(0); at < unit.Day; at += unit.Hour {
		if moved, plain := readyBy(got.Batches(1500), at), readyBy(whole, at+2*unit.Hour); moved != plain {
			t.Errorf("%d s after the start %d are ready, want %d", at, moved, plain)
		}
	}
}
