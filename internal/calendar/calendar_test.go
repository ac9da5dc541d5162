package calendar

import (
	"testing"

	"wayout/internal/unit"
)

// TestRatesAreExact: a stream and the vehicles it carries are each other's inverse for every slot
// that divides, at rates as high as a scenario may have.
func TestRatesAreExact(t *testing.T) {
	for minutes := unit.Second(1); minutes <= 30; minutes++ {
		for _, n := range []unit.Vehicle{1, 7, 100, 13_209, 50_000} {
			if int64(n)*60/int64(minutes) > 100_000 {
				continue // faster than any stage may be
			}
			length := minutes * unit.Minute
			rate := Stream(n, length)
			if got := VehiclesIn(rate, length); got != n {
				t.Errorf("%d vehicles in %d minutes come back as %d", n, minutes, got)
			}
			if rate*Rate(minutes) != Rate(n)*60*PerHour && n < 13_000 {
				t.Errorf("%d vehicles in %d minutes are %d, not exact", n, minutes, rate)
			}
		}
	}
	if got, want := RateOf(200*unit.VehiclePerHour), Stream(100, 30*unit.Minute); got != want {
		t.Errorf("200 vehicles/h are %d, 100 in half an hour %d", got, want)
	}
}
