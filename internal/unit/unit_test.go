package unit

import (
	"math"
	"math/big"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestTravelRoundsBothWays(t *testing.T) {
	for _, c := range []struct {
		name        string
		length      Metre
		speed       MetrePerHour
		floor, ceil Second
	}{
		{"no way at all", 0, 45_000, 0, 0},
		{"whole hours", 90_000, 45_000, 2 * Hour, 2 * Hour},
		{"whole seconds", 10, 36_000, 1, 1},
		{"a third of a second above", 10_000, 30_001, 1199, 1200},
		{"below a second", 1, 45_000, 0, 1},
		{"58.5 km at 45 km/h", 58_500, 45_000, 78 * Minute, 78 * Minute},
		{"7 km at 35 km/h", 7_000, 35_000, 720, 720},
		{"7.001 km at 35 km/h", 7_001, 35_000, 720, 721},
		{"one metre an hour", 1, 1, Hour, Hour},
		{"around the world on foot", 40_075_000, 5_000, 28_854_000, 28_854_000},
	} {
		if floor, ceil := Travel(c.length, c.speed); floor != c.floor || ceil != c.ceil {
			t.Errorf("%s: %d and %d, want %d and %d", c.name, floor, ceil, c.floor, c.ceil)
		}
	}
}

// TestTravelHoldsTheTrueTime: the two roundings enclose the true time and are at most a second
// apart.
func TestTravelHoldsTheTrueTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		length := Metre(rapid.Int64Range(0, 10_000_000).Draw(t, "metres"))
		speed := MetrePerHour(rapid.Int64Range(1, 200_000).Draw(t, "metres per hour"))
		floor, ceil := Travel(length, speed)
		covered := func(s Second) int64 { return int64(s) * int64(speed) }
		whole := int64(length) * int64(Hour)
		if covered(floor) > whole || covered(floor+1) <= whole {
			t.Errorf("%d s is not %d m at %d m/h rounded down", floor, length, speed)
		}
		if covered(ceil) < whole || covered(ceil-1) >= whole {
			t.Errorf("%d s is not %d m at %d m/h rounded up", ceil, length, speed)
		}
	})
}

func TestRateOverTime(t *testing.T) {
	for _, c := range []struct {
		name string
		rate Rate
		span Second
		want Throughput
		out  Vehicle
	}{
		{"200 an hour in an hour", 200 * VehiclePerHour, Hour, 200 * OneVehicle, 200},
		{"200 an hour in 18 seconds", 200 * VehiclePerHour, 18, OneVehicle, 1},
		{"200 an hour in 17 seconds", 200 * VehiclePerHour, 17, 3_400_000, 0},
		{"a booth of 18.3 seconds in a day", 196_721, Day, 16_996_694_400, 4721},
		{"a thousandth of a vehicle an hour", 1, Hour, 3600, 0},
		{"no time", 600 * VehiclePerHour, 0, 0, 0},
		{"shut", 0, Day, 0, 0},
	} {
		got := c.rate.Over(c.span)
		if got != c.want || got.Vehicles() != c.out {
			t.Errorf("%s: %d, %d vehicles, want %d, %d", c.name, got, got.Vehicles(), c.want, c.out)
		}
	}
}

// TestBoothLosesLittle checks what the comment on Rate says of one booth of 18.3 seconds.
func TestBoothLosesLittle(t *testing.T) {
	const hours = 100
	whole := int64(hours) * int64(Hour) * 10 / 183 // vehicles served in whole
	rate := Rate(3_600_000 * 1000 / 18_300)
	if rate != 196_721 {
		t.Errorf("the rate is %d", rate)
	}
	if lost := Vehicle(whole) - rate.Over(hours*Hour).Vehicles(); lost < 0 || lost > 1 {
		t.Errorf("%d vehicles are lost in %d hours", lost, hours)
	}
}

func TestVehiclesRoundDown(t *testing.T) {
	for _, c := range []struct {
		amount Throughput
		want   Vehicle
	}{
		{0, 0},
		{1, 0},
		{OneVehicle - 1, 0},
		{OneVehicle, 1},
		{OneVehicle + 1, 1},
		{-1, -1},
		{-OneVehicle, -1},
		{-OneVehicle - 1, -2},
		{math.MaxInt64, 2_562_047_788_015},
	} {
		if got := c.amount.Vehicles(); got != c.want {
			t.Errorf("%d is %d vehicles, want %d", c.amount, got, c.want)
		}
	}
}

// TestVehiclesUndoAmount: whole vehicles come back, and any amount is less than one vehicle above
// what it rounds to.
func TestVehiclesUndoAmount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := Vehicle(rapid.Int64Range(-1_000_000, 1_000_000).Draw(t, "vehicles"))
		if got := n.Amount().Vehicles(); got != n {
			t.Errorf("%d vehicles come back as %d", n, got)
		}
		rest := Throughput(rapid.Int64Range(0, int64(OneVehicle)-1).Draw(t, "rest"))
		if got := (n.Amount() + rest).Vehicles(); got != n {
			t.Errorf("%d vehicles and %d are %d", n, rest, got)
		}
	})
}

// TestThroughputFits: two million vehicles an hour over a century, as the type promises.
func TestThroughputFits(t *testing.T) {
	const century = 36_525 * Day
	rate := 2_000_000 * VehiclePerHour
	exact := new(big.Int).Mul(big.NewInt(int64(rate)), big.NewInt(int64(century)))
	if got := rate.Over(century); !exact.IsInt64() || int64(got) != exact.Int64() {
		t.Errorf("%d, want %s", got, exact)
	}
}

func TestForPrinting(t *testing.T) {
	if got := (90 * Minute).Hours(); got != 1.5 {
		t.Errorf("90 minutes are %v hours", got)
	}
	if got := (-Hour).Hours(); got != -1 {
		t.Errorf("an hour before the start is %v hours", got)
	}
	if got := (2 * Day).Duration(); got != 48*time.Hour {
		t.Errorf("two days are %v", got)
	}
	if got := Rate(196_721).VehiclesPerHour(); got != 196.721 {
		t.Errorf("196721 is %v vehicles/h", got)
	}
}
