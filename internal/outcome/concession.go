package outcome

import (
	"fmt"

	"wayout/internal/unit"
)

// Concession is one thing that may be asked for at the table. What it is about stands beside it.
type Concession struct {
	Kind ConcessionKind
	// From and To are the rates of a gate before and after MoreBooths and TwiceTheRate.
	From, To unit.Rate
	// Amount is the vehicles more, the daily quota dropped, the litres more, or the litres of the
	// largest ration that a car then needs.
	Amount float64
	// Report is the danger that would be lifted.
	Report string
}

// ConcessionKind is a kind of concessions.
type ConcessionKind string

// The kinds of concessions.
const (
	MoreBooths    ConcessionKind = "booth"
	TwiceTheRate  ConcessionKind = "rate"
	HourMore      ConcessionKind = "hour"
	DayAndNight   ConcessionKind = "all_hours"
	NeverClosed   ConcessionKind = "never_closed"
	NoQuota       ConcessionKind = "no_quota"
	MoreLanes     ConcessionKind = "lane"
	ReOpened      ConcessionKind = "re_opened"
	DangerLifted  ConcessionKind = "danger_lifted"
	MoreVehicles  ConcessionKind = "vehicles"
	SecondCrew    ConcessionKind = "second_crew"
	FuelPointMore ConcessionKind = "fuel_point"
	LargerRations ConcessionKind = "rations"
	MoreFuel      ConcessionKind = "fuel"
	NoCaution     ConcessionKind = "no_caution"
)

// ConcessionKinds lists every kind.
var ConcessionKinds = []ConcessionKind{
	MoreBooths, TwiceTheRate, HourMore, DayAndNight, NeverClosed, NoQuota, MoreLanes, ReOpened, DangerLifted,
	MoreVehicles, SecondCrew, FuelPointMore, LargerRations, MoreFuel, NoCaution,
}

// String says in English what is conceded.
func (c Concession) String() string {
	switch c.Kind {
	case MoreBooths:
		return fmt.Sprintf("one booth more (%.0f → %.0f vehicles/h)", c.From.VehiclesPerHour(), c.To.VehiclesPerHour())
	case TwiceTheRate:
		return fmt.Sprintf("twice the rate (%.0f → %.0f vehicles/h)", c.From.VehiclesPerHour(), c.To.VehiclesPerHour())
	case HourMore:
		return "one hour more a day"
	case DayAndNight:
		return "open day and night"
	case NeverClosed:
		return "never closed"
	case NoQuota:
		return fmt.Sprintf("no daily quota (%.0f vehicles)", c.Amount)
	case MoreLanes:
		return "one lane more on the whole section"
	case ReOpened:
		return "re-opened"
	case DangerLifted:
		return "danger lifted or overridden: " + c.Report
	case MoreVehicles:
		return fmt.Sprintf("%.0f more", c.Amount)
	case SecondCrew:
		return "a second crew each, so that they drive day and night"
	case FuelPointMore:
		return "one more point like it"
	case LargerRations:
		return fmt.Sprintf("as large as the need, at most %.1f litres", c.Amount)
	case MoreFuel:
		return fmt.Sprintf("%.0f litres more", c.Amount)
	case NoCaution:
		return "no longer asked for"
	}
	return string(c.Kind)
}
