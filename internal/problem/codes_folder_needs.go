package problem

import "maps"

// Codes of what a scenario folder says of classes, institutions, the fleet, fuel, stocks, sites and
// ways on foot.
const (
	PeopleCounted      Code = "people-counted"
	InstitutionNoStaff Code = "institution-no-staff"
	FleetNone          Code = "fleet-none"
	FleetNoPlaces      Code = "fleet-no-places"
	ClassNoVehicle     Code = "class-no-vehicle"
	DepotNoRoad        Code = "depot-no-road"
	StockTwice         Code = "stock-twice"
	ReliefNoStock      Code = "relief-no-stock"
	SiteNoCapacity     Code = "site-no-capacity"
	SafeNoSite         Code = "safe-no-site"
	FuelNone           Code = "fuel-none"
	PathShort          Code = "path-short"
	PathLong           Code = "path-long"
)

func init() {
	maps.Copy(registry, map[Code]entry{
		PeopleCounted:      {Error, "{0} has {1}, but {2} {3}.", "Correct the counts or the shares; everybody is counted once, and those of institutions are part of the place."},
		InstitutionNoStaff: {Warning, "The institution has no staff, so nobody rides along with its residents.", "Write the staff who go with them under staff."},
		FleetNone:          {Warning, "{0} people need a vehicle of the fleet, but there is none.", "Add rows to the table of the fleet, or they cannot leave."},
		FleetNoPlaces:      {Error, "The vehicles have no place for anybody.", "Write seats, wheelchairs or stretchers; to take them out write 0 under count."},
		ClassNoVehicle:     {Warning, "No vehicle of the fleet has places for {0} with those who ride along; together they are {1} people.", "Add vehicles with such places, or they cannot leave."},
		DepotNoRoad:        {Warning, "No road leads out of the depot {0}.", "Add a road that leads from it, or they cannot drive."},
		StockTwice:         {Error, "The item stands twice for the place, on lines {0} and {1}.", "Join the rows: write how long all of it lasts."},
		ReliefNoStock:      {Warning, "Nothing is known of the stocks of {0}, so no plan can say how long this lasts.", "Add a row for the place to the table of stocks."},
		SiteNoCapacity:     {Warning, "Nothing is known of the room at the site, so no plan counts on it.", "Write how many people it can hold under capacity."},
		SafeNoSite:         {Warning, "No holding or overnight site has room, so everybody must be able to turn back or to pass the last gate in time.", "Add such sites with their capacity."},
		FuelNone:           {Warning, "The fuel point has no fuel, and none comes.", "Write its litres, or add deliveries."},
		PathShort:          {Warning, "The path is {0} km long, but its ends are {1} km apart in a straight line.", "Check the length and the positions of the places."},
		PathLong:           {Warning, "The path is {0} km long; nobody is sent farther than {1} km on foot.", "Check the length, divide the path at a place on the way, or change the assumption foot_day_km."},
	})
}
