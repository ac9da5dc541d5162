package unit

import "time"

// Second is a span of time, or a moment counted from the start of a scenario, in whole seconds.
type Second int64

// The spans that plans are made of.
const (
	Minute Second = 60
	Hour          = 60 * Minute
	Day           = 24 * Hour
)

// Never is a moment after every horizon.
const Never Second = 1 << 50

// Hours returns the span in hours, for printing.
func (s Second) Hours() float64 { return float64(s) / float64(Hour) }

// Duration returns the span as a time.Duration. It is exact below 292 years.
func (s Second) Duration() time.Duration { return time.Duration(s) * time.Second }

// Millisecond is a span in thousandths of a second, for service times.
type Millisecond int64

// Metre is a length in whole metres.
type Metre int64

// MetrePerHour is a speed; 1,000 is one kilometre per hour.
type MetrePerHour int64

// Millilitre is an amount of fuel in thousandths of a litre.
type Millilitre int64

// Litre is a thousand of them.
const Litre Millilitre = 1000

// Litres returns the amount in litres, for printing.
func (m Millilitre) Litres() float64 { return float64(m) / float64(Litre) }

// Person counts people.
type Person int64

// Vehicle counts whole vehicles.
type Vehicle int64

// Rate is how much a stage passes: thousandths of a vehicle per hour, so 200 vehicles per hour
// are 200,000. One 18.3-second booth is 196,721; the fraction lost is below one vehicle in a
// hundred hours.
type Rate int64

// VehiclePerHour is the rate of one vehicle per hour.
const VehiclePerHour Rate = 1000

// VehiclesPerHour returns the rate as a number, for printing.
func (r Rate) VehiclesPerHour() float64 { return float64(r) / float64(VehiclePerHour) }

// Throughput is an exact amount of vehicles: what a rate passes in a time, Rate × Second.
// One whole vehicle is OneVehicle of it. Sums up to two million vehicles an hour over a
// century fit.
type Throughput int64

// OneVehicle is one vehicle as a Throughput.
const OneVehicle Throughput = 3_600_000

// Over returns what the rate passes in a span.
func (r Rate) Over(span Second) Throughput { return Throughput(int64(r) * int64(span)) }

// Amount returns whole vehicles as a Throughput.
func (v Vehicle) Amount() Throughput { return Throughput(v) * OneVehicle }

// Vehicles returns the whole vehicles in the amount, rounded down.
func (t Throughput) Vehicles() Vehicle { return Vehicle(floorDiv(int64(t), int64(OneVehicle))) }

// Up returns the whole vehicles that cover the amount, rounded up.
func (t Throughput) Up() Vehicle { return -Vehicle(floorDiv(-int64(t), int64(OneVehicle))) }

// Travel returns the time a length takes at a speed, rounded down and rounded up to whole
// seconds. Bounds use the first, plans the second. The speed must be positive.
func Travel(length Metre, speed MetrePerHour) (floor, ceil Second) {
	n := int64(length) * int64(Hour)
	floor = Second(n / int64(speed))
	ceil = Second((n + int64(speed) - 1) / int64(speed))
	return floor, ceil
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
