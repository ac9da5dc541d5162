package schema

import (
	"slices"

	"wayout/internal/people"
)

// needTables say who needs more than a car of their own, and what there is for them.
var needTables = []Table{
	{
		Name: "classes", Record: "class",
		About: "Shares of the people by class, for places that give no count of their own, and deadlines. A class without a row and without counts has nobody.",
		Fields: []Field{
			{Name: "id", Type: Choice, Required: true, Example: "wheelchair", Choices: TallyNames(), Meaning: "The class, or what else is counted of a place; each once."},
			{Name: "share_percent", Type: Number, Unit: "% of the people", Default: "the assumption share_<id>; required for no_car, stays and animals", Example: "0.7", Most: 100, Meaning: "Share of the people of every place that gives no count; rounded to whole people."},
			{Name: "latest", Type: Instant, Default: "no deadline", Example: "2023-09-26T08:00", Meaning: "When all of the class should be out."},
			{Name: "longest_hours", Type: Number, Unit: "hours", Default: "no limit; for oxygen the assumption oxygen_hours", Example: "4", Least: 0.1, Most: MostHours, Meaning: "Longest drive the class stands."},
			{Name: "source", Type: Text, Required: true, Example: "health office, August 2023", Meaning: "Where the share comes from."},
			{Name: "note", Type: Text, Example: "without the hospital", Meaning: "For people."},
		},
	},
	{
		Name: "institutions", Record: "institution",
		About: "Hospitals, care homes, orphanages, prisons: their residents travel together, with staff in every vehicle. Their people are part of those of their place, and are not in its classes.",
		Fields: slices.Concat([]Field{
			{Name: "id", Type: ID, Required: true, Example: "hospital", Meaning: "Short name: letters, digits, _ and -."},
			{Name: "place", Type: PlaceID, Required: true, Example: "stepanakert", Meaning: "Place it is at."},
			{Name: "name", Type: Text, Default: "its id", Example: "Republican hospital", Meaning: "Name shown in results."},
			nameField("Ծերանոց"),
		}, tallyFields(Residents, "nobody"), []Field{
			{Name: "staff", Type: Whole, Unit: "people", Default: "nobody", Example: "40", Most: MostPeople, Meaning: "Staff who ride along; they are spread over the vehicles."},
			{Name: "ready_from", Type: Instant, Default: "when the place is ready", Example: "2023-09-24T12:00", Meaning: "From when on its people are ready to leave."},
			{Name: "note", Type: Text, Example: "intensive care on the ground floor", Meaning: "For people; about the house, not about persons."},
		}),
	},
	{
		Name: "fleet", Record: "fleet",
		About: "Vehicles that drive rounds: a row for equal vehicles of one depot.",
		Fields: []Field{
			{Name: "id", Type: ID, Required: true, Example: "buses", Meaning: "Short name: letters, digits, _ and -."},
			{Name: "kind", Type: Choice, Required: true, Example: "bus", Choices: words(people.VehicleKinds), Meaning: "What they are; decides what the row leaves empty."},
			{Name: "count", Type: Whole, Required: true, Unit: "vehicles", Example: "12", Most: MostFleet, Meaning: "How many there are; 0 takes them out."},
			{Name: "seats", Type: Whole, Unit: "seats", Default: "the assumption <kind>_seats", Example: "50", Most: MostPlaces, Meaning: "Seats in each, without the driver's."},
			{Name: "wheelchairs", Type: Whole, Unit: "places", Default: "0", Example: "2", Most: MostPlaces, Meaning: "Places for wheelchairs in each; elsewhere a wheelchair takes two seats."},
			{Name: "stretchers", Type: Whole, Unit: "places", Default: "0; in an ambulance the assumption ambulance_stretchers", Example: "4", Most: MostPlaces, Meaning: "Places for people who lie in each."},
			{Name: "depot", Type: PlaceID, Required: true, Example: "goris", Meaning: "Place where they stand, empty and with a full tank."},
			{Name: "from", Type: Instant, Default: "the start", Example: "2023-09-24T12:00", Meaning: "From when on they are there with a crew."},
			{Name: "to", Type: Instant, Default: "for ever", Example: "2023-09-26T20:00", Meaning: "Until when."},
			{Name: "crew_hours", Type: Number, Unit: "hours", Default: "the assumption crew_hours", Example: "12", Most: MostHours, Meaning: "Longest duty of a crew, from its first loading to its last arrival; 0: crews take turns."},
			{Name: "rest_hours", Type: Number, Unit: "hours", Default: "the assumption rest_hours", Example: "8", Most: MostHours, Meaning: "How long the vehicle stands between two duties."},
			{Name: "range_km", Type: Number, Unit: "km", Default: "no limit", Example: "400", Most: MostKilometres, Meaning: "How far it drives on a tank, which is filled at the depot and at receptions; 0: no limit."},
			{Name: "litres_per_100_km", Type: Number, Unit: "litres", Default: "the assumption of its kind; an ambulance as a minibus", Example: "30", Most: 200, Meaning: "Fuel it burns driving."},
			{Name: "cars", Type: Whole, Unit: "cars", Default: "bus_cars, truck_cars, else 1", Example: "2", Least: 1, Most: 20, Meaning: "Cars that each counts as on roads and at gates."},
			{Name: "note", Type: Text, Example: "promised by the province", Meaning: "For people."},
		},
	},
	{
		Name: "relief", Record: "relief",
		About: "Lorries with supplies that drive to a place, unload and drive back.",
		Fields: []Field{
			{Name: "id", Type: ID, Required: true, Example: "flour", Meaning: "Short name: letters, digits, _ and -."},
			{Name: "item", Type: Choice, Required: true, Example: "food", Choices: words(people.Items), Meaning: "What they bring."},
			{Name: "lorries", Type: Whole, Required: true, Unit: "lorries", Example: "4", Most: MostFleet, Meaning: "How many there are; 0 takes them out."},
			{Name: "depot", Type: PlaceID, Required: true, Example: "goris", Meaning: "Place where they wait, loaded, and return to."},
			{Name: "place", Type: PlaceID, Required: true, Example: "stepanakert", Meaning: "Place that they supply."},
			{Name: "from", Type: Instant, Default: "the start", Example: "2023-09-25T06:00", Meaning: "From when on they may drive."},
			{Name: "person_days", Type: Whole, Unit: "person-days", Default: "not known", Example: "30000", Most: MostPeople, Meaning: "How many people the load of one lorry supplies for a day."},
			{Name: "cars", Type: Whole, Unit: "cars", Default: "the assumption truck_cars", Example: "4", Least: 1, Most: 20, Meaning: "Cars that each counts as on roads and at gates."},
			{Name: "note", Type: Text, Example: "offered by the neutral intermediary", Meaning: "For people."},
		},
	},
	{
		Name: "stocks", Record: "stock",
		About: "What is left at a place at the start for those who are there.",
		Fields: []Field{
			{Name: "id", Type: ID, Required: true, Example: "bread", Meaning: "Short name: letters, digits, _ and -."},
			{Name: "place", Type: PlaceID, Required: true, Example: "stepanakert", Meaning: "The place."},
			{Name: "item", Type: Choice, Required: true, Example: "food", Choices: words(people.Items), Meaning: "What it is; each once at a place."},
			{Name: "days", Type: Number, Required: true, Unit: "days", Example: "2.5", Most: MostDays, Meaning: "How long it lasts for all people of the place."},
			{Name: "note", Type: Text, Example: "generator of the hospital", Meaning: "For people."},
		},
	},
	{
		Name: "sites", Record: "site",
		About: "Places that hold people for a time.",
		Fields: []Field{
			{Name: "id", Type: ID, Required: true, Example: "airport", Meaning: "Short name: letters, digits, _ and -."},
			{Name: "place", Type: PlaceID, Required: true, Example: "stepanakert", Meaning: "Place it is at."},
			{Name: "name", Type: Text, Default: "the name of the place", Example: "Airport, departure hall", Meaning: "Name shown in results."},
			nameField("Պետական սրահ"),
			{Name: "kind", Type: Choice, Required: true, Example: "overnight", Choices: words(people.SiteKinds), Meaning: "Assembly: people come shortly before their slot. Holding: they stay until they leave. Overnight: whoever is on the way may stop."},
			{Name: "capacity", Type: Whole, Unit: "people", Default: "not known: no plan counts on it", Example: "600", Most: MostPeople, Meaning: "People it has room for."},
			{Name: "covered_m2", Type: Whole, Unit: "m²", Default: "not known", Example: "2100", Most: MostPeople, Meaning: "Covered space."},
			{Name: "water_litres_day", Type: Whole, Unit: "litres a day", Default: "not known", Example: "9000", Most: MostLitres, Meaning: "Water it has."},
			{Name: "toilets", Type: Whole, Unit: "toilets", Default: "not known", Example: "12", Most: MostPeople, Meaning: "Toilets it has."},
			{Name: "meals_day", Type: Whole, Unit: "meals a day", Default: "not known", Example: "600", Most: MostPeople, Meaning: "Hot meals it makes; 0: none, empty: nobody knows."},
			{Name: "heated", Type: Choice, Default: "no", Example: "yes", Choices: []string{"yes", "no"}, Meaning: "Whether it is heated."},
			{Name: "note", Type: Text, Example: "key at the town hall", Meaning: "For people; no names of persons."},
		},
	},
	{
		Name: "fuel_points", Record: "fuel_point",
		About: "Where cars on their way are given fuel. A fuel point asks for fuel to be planned.",
		Fields: []Field{
			{Name: "id", Type: ID, Required: true, Example: "station_1", Meaning: "Short name: letters, digits, _ and -."},
			{Name: "place", Type: PlaceID, Required: true, Example: "stepanakert", Meaning: "Place it is at: cars that pass it may fill."},
			{Name: "name", Type: Text, Default: "the name of the place", Example: "Station at the stadium", Meaning: "Name shown in results."},
			nameField("Լցակայան"),
			{Name: "litres", Type: Number, Unit: "litres", Default: "0", Example: "5000", Most: MostLitres, Meaning: "Fuel it has at the start."},
			{Name: "ration_litres", Type: Number, Unit: "litres", Default: "as much as a car needs", Example: "5", Most: 1000, Meaning: "Most that one car is given; 0: as much as it needs."},
			{Name: "rate", Type: Number, Required: true, Unit: "cars/h", Example: "60", Least: 0.001, Most: MostRate, Meaning: "Cars it serves in an hour."},
			{Name: "from", Type: Instant, Default: "the start", Example: "2023-09-24T12:00", Meaning: "From when on it is open."},
			{Name: "to", Type: Instant, Default: "for ever", Example: "2023-09-26T20:00", Meaning: "Until when."},
			{Name: "note", Type: Text, Example: "hand pump", Meaning: "For people."},
		},
	},
	{
		Name:  "fuel_deliveries",
		About: "Fuel that comes to a point.",
		Fields: []Field{
			{Name: "point", Type: FuelID, Required: true, Example: "station_1", Meaning: "The fuel point."},
			{Name: "at", Type: Instant, Required: true, Example: "2023-09-25T08:00", Meaning: "When it is there."},
			{Name: "litres", Type: Number, Required: true, Unit: "litres", Example: "8000", Most: MostLitres, Meaning: "How much."},
		},
	},
	{
		Name: "paths", Record: "path",
		About: "Ways on which people may be sent on foot, both ways: footpaths, or roads that a column may use.",
		Fields: []Field{
			{Name: "id", Type: ID, Required: true, Example: "old_bridge", Meaning: "Short name: letters, digits, _ and -."},
			{Name: "from", Type: PlaceID, Required: true, Example: "hakari_bridge", Meaning: "Place where it begins."},
			{Name: "to", Type: PlaceID, Required: true, Example: "kornidzor", Meaning: "Place where it ends."},
			{Name: "length_km", Type: Number, Required: true, Unit: "km", Example: "4.5", Least: 0.001, Most: MostKilometres, Meaning: "Length on foot."},
			{Name: "people_per_hour", Type: Number, Required: true, Unit: "people/h", Example: "1200", Least: 0.001, Most: MostRate, Meaning: "People who can enter it in an hour, both ways together."},
			{Name: "hours", Type: Hours, Default: "always open", Example: "daily 07:00-17:00", Meaning: "When one may enter it."},
			{Name: "posts_km", Type: Number, Unit: "km", Default: "no posts", Example: "2", Most: MostKilometres, Meaning: "Distance between posts with water and first aid; 0: there are none."},
			{Name: "note", Type: Text, Example: "cars are left at the edge", Meaning: "For people."},
		},
	},
}
