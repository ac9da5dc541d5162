package schema

import (
	"slices"

	"wayout/internal/roads"
	"wayout/internal/unit"
)

// Settings are the keys at the top of scenario.yaml and in its variants, in order.
var Settings = Table{
	Name:     "scenario.yaml",
	Required: true,
	Fields: []Field{
		{Name: "wayout", Type: Whole, Required: true, Example: "1", Least: 1, Most: 1, Meaning: "Version of this format."},
		{Name: "name", Type: Text, Required: true, Example: "Upper valley, spring flood", Meaning: "What the scenario is called in every result."},
		{Name: "about", Type: Text, Example: "What would happen if the dam were opened.", Meaning: "One or two sentences about the scenario."},
		{Name: "time_zone", Type: ZoneName, Required: true, Example: "Asia/Yerevan", Meaning: "The clocks people live by: times without offset, opening hours and calendar days are meant in it."},
		{Name: "start", Type: Instant, Required: true, Example: "2023-09-24T10:00+04:00", Meaning: "Moment 0 of the plan, a whole minute; nobody leaves earlier."},
		{Name: "horizon", Type: Span, Required: true, Unit: "minutes, hours or days", Example: "10 days", Least: 1, Most: float64(MostHorizon / unit.Minute), Meaning: "Whoever is not out this long after the start counts as not served; at most 60 days."},
		{Name: "step", Type: Span, Default: "1 minute", Unit: "minutes", Example: "1 minute", Least: 1, Most: float64(MostStep / unit.Minute), Meaning: "Grid of the solver: whole minutes, 1 to 60."},
		{Name: "safe_to_stop", Type: Span, Default: "not asked", Unit: "minutes or hours", Example: "2 hours", Least: 1, Most: float64(MostHorizon / unit.Minute), Meaning: "If every gate shuts at any moment, everybody on the way gets back, or to a site with room, within this time."},
		{Name: "notice_languages", Type: TextList, Default: "all that places have names in", Example: "hy|az", Meaning: "Notices to both sides name places in these languages too, by BCP 47 code, each in its own form."},
		{Name: "files.places", Type: FileName, Required: true, Example: "places.csv", Meaning: "The table of places, inside the folder."},
		{Name: "files.roads", Type: FileName, Required: true, Example: "roads.csv", Meaning: "The table of roads."},
		{Name: "files.receptions", Type: FileName, Required: true, Example: "receptions.csv", Meaning: "The table of receptions."},
		{Name: "files.junctions", Type: FileName, Default: "no junctions", Example: "junctions.csv", Meaning: "The table of junctions of an imported map."},
		{Name: "files.overrides", Type: FileName, Default: "no overrides", Example: "overrides.csv", Meaning: "The table of what is known better than the other tables have it."},
		{Name: "files.gates", Type: FileName, Default: "no gates", Example: "gates.csv", Meaning: "The table of gates."},
		{Name: "files.gate_changes", Type: FileName, Default: "no changes", Example: "gate_changes.csv", Meaning: "The table of changes of gates."},
		{Name: "files.closures", Type: FileName, Default: "no closures", Example: "closures.csv", Meaning: "The table of closures."},
		{Name: "files.dangers", Type: FileName, Default: "no dangers", Example: "dangers.csv", Meaning: "The table of dangers."},
		{Name: "files.classes", Type: FileName, Default: "no shares", Example: "classes.csv", Meaning: "The table of shares and deadlines of classes."},
		{Name: "files.institutions", Type: FileName, Default: "no institutions", Example: "institutions.csv", Meaning: "The table of institutions."},
		{Name: "files.fleet", Type: FileName, Default: "no fleet", Example: "fleet.csv", Meaning: "The table of the fleet."},
		{Name: "files.relief", Type: FileName, Default: "no relief", Example: "relief.csv", Meaning: "The table of relief lorries."},
		{Name: "files.stocks", Type: FileName, Default: "nothing known", Example: "stocks.csv", Meaning: "The table of stocks."},
		{Name: "files.sites", Type: FileName, Default: "no sites", Example: "sites.csv", Meaning: "The table of sites."},
		{Name: "files.fuel_points", Type: FileName, Default: "no fuel points", Example: "fuel_points.csv", Meaning: "The table of fuel points."},
		{Name: "files.fuel_deliveries", Type: FileName, Default: "no deliveries", Example: "fuel_deliveries.csv", Meaning: "The table of deliveries to fuel points."},
		{Name: "files.paths", Type: FileName, Default: "no paths", Example: "paths.csv", Meaning: "The table of ways for people on foot."},
		{Name: "files.map", Type: FileName, Default: "straight lines", Example: "map.geojson", Meaning: "GeoJSON to draw: a LineString with the property road, the id of a road, is where it runs, either way round; a Polygon or MultiPolygon is an area, with its property name."},
		{Name: "assumptions.<name>.value", Type: Number, Default: "the table of assumptions", Example: "4.8", Meaning: "Replaces a default of the table of assumptions."},
		{Name: "assumptions.<name>.source", Type: Text, Example: "briefing of 28 September", Meaning: "Where the value comes from; required with a value."},
		{Name: "assumptions.<name>.retrospective", Type: Choice, Choices: []string{"true", "false"}, Default: "false", Example: "true", Meaning: "The value was learned from the outcome, so the result is no forecast."},
		{Name: "not_planned", Type: Text, Default: "none", Example: "- People without a car.", Meaning: "A list of sentences: what the authors know to be missing."},
		{Name: "variants[].id", Type: ID, Example: "eight-hours", Meaning: "Name of a prepared set of overrides."},
		{Name: "variants[].about", Type: Text, Example: "The gate is open 8 hours a day.", Meaning: "The variant in a sentence."},
		{Name: "variants[].set", Type: Overrides, Example: "horizon: 20 days", Meaning: "What the variant overrides: the paths of --set, each with its value."},
	},
}

// tables are the tables of a scenario in the order they are read.
var tables = slices.Concat(wayTables, needTables, []Table{OverrideTable})

// OverrideTable holds what stays true when the other tables are made anew from a map.
var OverrideTable = Table{
	Name:  "overrides",
	About: "What is known better than the other tables have it: a bridge is down, a track can be used. Rows replace single values, in order, before any --set, and stay when a map is imported anew.",
	Fields: []Field{
		{Name: "path", Type: Text, Required: true, Example: "road.w123_2.status", Meaning: "What is replaced, as in --set; road.w123.status means all stretches of the way w123, in both directions."},
		{Name: "value", Type: Text, Example: "closed", Meaning: "The value in its place; empty as if the cell were empty."},
		{Name: "source", Type: Text, Required: true, Example: "bridge seen down, road police, 3 March", Meaning: "Who says so; no names of persons."},
	},
}

// wayTables say who leaves by car, and through what.
var wayTables = []Table{
	{
		Name: "places", Record: "place", Required: true,
		About: "Where people leave, are received, pass a gate or join roads.",
		Fields: slices.Concat([]Field{
			{Name: "id", Type: ID, Required: true, Example: "stepanakert", Meaning: "Short name that other tables use: small letters, digits, _ and -."},
			{Name: "name", Type: Text, Required: true, Example: "Stepanakert", Meaning: "Name shown in results."},
			nameField("Ստեփանակերտ"),
			{Name: "junction", Type: NodeID, Default: "a point of its own", Example: "n240079149", Meaning: "Junction of an imported map that the place stands on: its roads are the place's roads."},
			{Name: "aliases", Type: TextList, Example: "Khankendi|Xankandi", Meaning: "Other names and spellings."},
			{Name: "lat", Type: Number, Unit: "degrees", Example: "39.8177", Least: -90, Most: 90, Meaning: "Latitude, WGS 84; together with lon."},
			{Name: "lon", Type: Number, Unit: "degrees", Example: "46.7528", Least: -180, Most: 180, Meaning: "Longitude, WGS 84; together with lat."},
			{Name: "people_low", Type: Whole, Unit: "people", Default: "as people", Example: "50000", Most: MostPeople, Meaning: "Fewest people who may leave from here."},
			{Name: "people", Type: Whole, Unit: "people", Default: "nobody leaves from here", Example: "55432", Most: MostPeople, Meaning: "People the plan is made for."},
			{Name: "people_high", Type: Whole, Unit: "people", Default: "as people", Example: "66100", Most: MostPeople, Meaning: "Most people who may leave from here."},
			{Name: "vehicles", Type: Whole, Unit: "vehicles", Default: "people over people per vehicle", Example: "11500", Least: 1, Most: MostPeople, Meaning: "Vehicles that were counted; they carry everybody."},
			{Name: "people_per_vehicle", Type: Number, Unit: "people", Default: "the assumption people_per_vehicle", Example: "4.8", Least: 1, Most: 100, Meaning: "People in a vehicle, where vehicles were not counted."},
			{Name: "ready_from", Type: Instant, Default: "the start", Example: "2023-09-24T12:00", Meaning: "From when on people are ready to leave."},
			{Name: "ready_half_hours", Type: Number, Unit: "hours", Default: "all at once", Example: "6", Most: 720, Meaning: "Hours after ready_from at which half are ready; the rest follow an S-curve."},
			{Name: "ready_slope", Type: Number, Unit: "per hour", Default: "the assumption ready_slope", Example: "0.8", Least: 0.05, Most: 100, Meaning: "Steepness of the S-curve."},
			{Name: "priority", Type: Whole, Default: "after all places that have one", Example: "1", Least: 1, Most: MostPriority, Meaning: "Places leave by car in this order, 1 first; those with the same number, or none, are equal."},
		}, tallyFields(Tallies, "by the share in classes, else none"), []Field{
			{Name: "fuel_litres", Type: Number, Unit: "litres", Default: "the assumption litres_in_tank for each car, where fuel is planned", Example: "64000", Most: MostLitres, Meaning: "Fuel in all cars and stores of the place at the start; asks for fuel to be planned."},
			{Name: "note", Type: Text, Example: "main departure point", Meaning: "For people; about the place, not about persons."},
		}),
	},
	{
		Name: "junctions", Record: "junction",
		About: "Where roads of an imported map meet. Whatever may name a place may name a junction, but nobody lives on one.",
		Fields: []Field{
			{Name: "id", Type: ID, Required: true, Example: "n240079149", Meaning: "Short name, the same after every import of the same map."},
			{Name: "lat", Type: Number, Required: true, Unit: "degrees", Example: "39.8177", Least: -90, Most: 90, Meaning: "Latitude, WGS 84."},
			{Name: "lon", Type: Number, Required: true, Unit: "degrees", Example: "46.7528", Least: -180, Most: 180, Meaning: "Longitude, WGS 84."},
		},
	},
	{
		Name: "roads", Record: "road", Required: true,
		About: "Stretches of road between two places or junctions.",
		Fields: []Field{
			{Name: "id", Type: ID, Required: true, Example: "R49", Meaning: "Short name: letters, digits, _ and -."},
			{Name: "name", Type: Text, Default: "the names of its ends", Example: "Rizal Street", Meaning: "Name or number of the road, as people know it."},
			{Name: "from", Type: PlaceID, Required: true, Example: "nerkin_horatagh", Meaning: "Place or junction where the road begins."},
			{Name: "to", Type: PlaceID, Required: true, Example: "martakert", Meaning: "Place or junction where it ends."},
			{Name: "length_km", Type: Number, Required: true, Unit: "km", Example: "6.0", Least: 0.001, Most: MostKilometres, Meaning: "Length along the road."},
			{Name: "class", Type: Choice, Required: true, Example: "paved main", Choices: words(roads.Classes), Meaning: "Kind of road; decides speed and capacity where none is given."},
			{Name: "lanes", Type: Whole, Default: "1", Unit: "lanes", Example: "1", Least: 1, Most: MostLanes, Meaning: "Lanes in each direction."},
			{Name: "speed_kmh", Type: Number, Default: "the assumption of its class", Unit: "km/h", Example: "45", Least: LeastSpeed, Most: MostSpeed, Meaning: "Speed of a column on the road."},
			{Name: "direction", Type: Choice, Default: "both", Example: "both", Choices: []string{"both", "forward"}, Meaning: "Whether one may drive both ways or only from → to."},
			{Name: "capacity", Type: Number, Default: "the assumption of its class × lanes", Unit: "vehicles/h", Example: "600", Least: 0.001, Most: MostRate, Meaning: "Vehicles an hour in each direction, all lanes together. To shut a road use status or a closure."},
			{Name: "hours", Type: Hours, Default: "always open", Example: "daily 06:00-20:00", Meaning: "When one may enter the road."},
			{Name: "status", Type: Choice, Default: "open", Example: "held", Choices: words(roads.Statuses), Meaning: "Closed shuts the road; held and uncertain leave it open and flag it in every result."},
			{Name: "climb_m", Type: Whole, Unit: "metres", Default: "0", Example: "420", Most: MostClimb, Meaning: "How far the road rises in all from → to; it costs fuel."},
			{Name: "descent_m", Type: Whole, Unit: "metres", Default: "0", Example: "80", Most: MostClimb, Meaning: "How far it falls on that way, which is what it rises on the way back."},
			{Name: "note", Type: Text, Example: "near the line of contact", Meaning: "Why the status is so, and what else is known."},
			{Name: "confidence", Type: Text, Example: "low", Meaning: "How far the row is trusted, in words."},
		},
	},
	{
		Name: "gates", Record: "gate",
		About: "Checkpoints and bridges. A gate stands on a place: whoever passes the place passes the gate.",
		Fields: []Field{
			{Name: "id", Type: ID, Required: true, Example: "hakari_bridge", Meaning: "Short name: letters, digits, _ and -."},
			{Name: "place", Type: PlaceID, Required: true, Example: "hakari_bridge", Meaning: "Place it stands on; one gate a place."},
			{Name: "name", Type: Text, Default: "the name of the place", Example: "Hakari bridge", Meaning: "Name shown in results."},
			{Name: "rate", Type: Number, Unit: "vehicles/h", Default: "booths over seconds_per_vehicle", Example: "200", Most: MostRate, Meaning: "Vehicles it passes in an hour while open; 0 is shut until a change."},
			{Name: "booths", Type: Whole, Unit: "booths", Example: "1", Least: 1, Most: MostBooths, Meaning: "Booths that work at once; needs seconds_per_vehicle."},
			{Name: "seconds_per_vehicle", Type: Number, Unit: "seconds", Example: "18", Least: LeastSeconds, Most: MostSeconds, Meaning: "What one booth needs for one vehicle."},
			{Name: "hours", Type: Hours, Default: "always open", Example: "daily 08:00-16:00", Meaning: "When it is open."},
			{Name: "quota_per_day", Type: Whole, Unit: "vehicles", Default: "no quota", Example: "2000", Least: 1, Most: MostPeople, Meaning: "Most vehicles in one calendar day."},
			{Name: "people_per_hour", Type: Number, Unit: "people/h", Default: "nobody on foot", Example: "1200", Most: MostRate, Meaning: "People on foot it passes in an hour while open."},
			{Name: "note", Type: Text, Example: "one lane on the bridge", Meaning: "For people."},
		},
	},
	{
		Name:  "gate_changes",
		About: "What a gate passes from a moment on, until its next change.",
		Fields: []Field{
			{Name: "gate", Type: GateID, Required: true, Example: "hakari_bridge", Meaning: "The gate."},
			{Name: "from", Type: Instant, Required: true, Example: "2023-09-26T08:00", Meaning: "From when on."},
			{Name: "rate", Type: Number, Required: true, Unit: "vehicles/h", Example: "400", Most: MostRate, Meaning: "Vehicles an hour from then on; 0 shuts the gate."},
		},
	},
	{
		Name: "closures", Record: "closure",
		About: "Times at which a road or a gate is shut, or passes less. Whoever is on a road when it closes goes on to its end.",
		Fields: []Field{
			{Name: "id", Type: ID, Required: true, Example: "night", Meaning: "Short name: letters, digits, _ and -."},
			{Name: "road", Type: RoadID, Example: "R49", Meaning: "The road; either this or gate."},
			{Name: "gate", Type: GateID, Example: "hakari_bridge", Meaning: "The gate; either this or road."},
			{Name: "direction", Type: Choice, Default: "both", Example: "forward", Choices: []string{"both", "forward", "backward"}, Meaning: "Which way of the road."},
			{Name: "from", Type: Instant, Default: "the start", Example: "2023-09-25T18:00", Meaning: "From when on."},
			{Name: "to", Type: Instant, Default: "for ever", Example: "2023-09-26T06:00", Meaning: "Until when."},
			{Name: "factor", Type: Number, Default: "0", Example: "0.5", Most: 1, Meaning: "Share of the capacity that is left; 0 shuts."},
			{Name: "reason", Type: Text, Example: "shelling", Meaning: "Why, as results shall say it."},
			{Name: "source", Type: Text, Required: true, Example: "road police, 25 September", Meaning: "Who says so."},
		},
	},
	{
		Name: "dangers", Record: "danger",
		About: "Reports that forbid a road until a planner overrides them with a reason.",
		Fields: []Field{
			{Name: "id", Type: ID, Required: true, Example: "D1", Meaning: "Short name: letters, digits, _ and -."},
			{Name: "road", Type: RoadID, Required: true, Example: "R77", Meaning: "The road."},
			{Name: "direction", Type: Choice, Default: "both", Example: "both", Choices: []string{"both", "forward", "backward"}, Meaning: "Which way of the road."},
			{Name: "from", Type: Instant, Default: "the start", Example: "2023-09-21T00:00", Meaning: "From when on."},
			{Name: "to", Type: Instant, Default: "for ever", Example: "2023-09-22T00:00", Meaning: "Until when."},
			{Name: "confirmed", Type: Choice, Required: true, Example: "no", Choices: []string{"yes", "no"}, Meaning: "Whether the report was confirmed; both forbid the road."},
			{Name: "report", Type: Text, Required: true, Example: "a column was shot at", Meaning: "What is reported."},
			{Name: "source", Type: Text, Required: true, Example: "a driver, by telephone", Meaning: "Who reports it; no names of persons."},
			{Name: "override", Type: Text, Default: "in force", Example: "seen quiet by the gate liaison at 14:00", Meaning: "The planner's reason to use the road all the same."},
		},
	},
	{
		Name: "receptions", Record: "reception", Required: true,
		About: "Where people have arrived.",
		Fields: []Field{
			{Name: "id", Type: ID, Required: true, Example: "kornidzor", Meaning: "Short name: letters, digits, _ and -."},
			{Name: "place", Type: PlaceID, Required: true, Example: "kornidzor", Meaning: "Place it is at."},
			{Name: "rate", Type: Number, Unit: "vehicles/h", Default: "as many as come", Example: "300", Least: 0.001, Most: MostRate, Meaning: "Vehicles it can take in in an hour."},
			{Name: "capacity", Type: Whole, Unit: "people", Default: "no limit known", Example: "20000", Least: 1, Most: MostPeople, Meaning: "People it can take in in all."},
			{Name: "note", Type: Text, Example: "tents beside the school", Meaning: "For people."},
		},
	},
}
