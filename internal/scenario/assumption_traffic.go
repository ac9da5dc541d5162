package scenario

// onTheRoad are the rows about what traffic does and what people do in it. Only a simulation takes
// them.
var onTheRoad = []Default{
	{
		"standing_metres", "7.5", "metres",
		"length of lane that a standing car takes",
		"assumption; common practice in traffic models",
		4, 30, false,
	},
	{
		"gap_seconds", "1.4", "seconds",
		"time in which a gap moves back past one standing car, so that a jam dissolves at 19 km/h",
		"assumption: SUMO's default for its mesoscopic model; no measurement of an evacuation found",
		0, 30, false,
	},
	{
		"unplanned_half_hours", "4", "hours",
		"when half of the cars are on the road if all leave at once, where a place does not say when its people are ready; steepness: ready_slope",
		"assumption for towns alerted by loudspeaker; 8 for an ultimatum of one day; form of the curve: Radwan et al. 1985 [T9]",
		0, 240, false,
	},
	{
		"share_early", "5", "% of the cars",
		"cars that leave before their slot, at any time since they are ready",
		"assumption; no measurement found",
		0, 100, false,
	},
	{
		"share_shadow", "0", "% of the cars",
		"cars beyond those of the scenario that leave although nobody asked them to",
		"assumption: everybody is in the scenario; US nuclear studies take 20 %, 40 % were seen in Irma 2017 [I1], 66 % in Rita 2005 [R1]",
		0, 300, false,
	},
	{
		"share_wrong_turn", "1", "% of the cars",
		"cars that take one wrong turn and drive back",
		"assumption; no measurement found",
		0, 100, false,
	},
	{
		"share_detour", "20", "% of the cars",
		"cars that take another road where they see that the next one is full",
		"assumption; no measurement found",
		0, 100, false,
	},
	{
		"breakdown_share", "2", "% of the cars in 10 hours",
		"cars that break down while they stand in a queue for ten hours",
		"assumption; no measurement found",
		0, 100, false,
	},
	{
		"share_towed", "100", "% of them",
		"cars that broke down or ran dry which others push, tow or help with fuel; the others stay behind with their people",
		"assumption; nearly everybody got out of Karabakh in 2023, though tanks ran empty",
		0, 100, false,
	},
	{
		"removal_minutes", "10", "minutes",
		"how long a car that broke down or ran dry is in the way before it is pushed aside",
		"assumption; at Paradise in 2018 machines had to push cars aside [P2]",
		0, 1440, false,
	},
	{
		"passing_share", "50", "% of the rate",
		"rate at which others pass a car that is in the way on a road with one lane; else its lane is lost",
		"assumption: they take turns with whoever comes, or use the shoulder; no measurement found",
		0, 100, false,
	},
	{
		"gate_spread", "50", "% of the time",
		"how far a gate's time for one car may be from the mean, evenly both ways",
		"assumption; no measurement found",
		0, 100, false,
	},
	{
		"bus_idle_litres_per_hour", "3.7", "litres/h",
		"fuel a bus burns standing with its engine on",
		"US Department of Energy, fact 861: transit bus 0.97 gallons/h [T11]",
		0, 50, false,
	},
	{
		"truck_idle_litres_per_hour", "2.5", "litres/h",
		"fuel a truck or lorry burns standing with its engine on",
		"assumption between 1.7 and 3.4, US Department of Energy, fact 861 [T11]",
		0, 50, false,
	},
}

// OnTheRoad returns the row of an assumption that only simulations take, and whether there is one of
// the name.
func OnTheRoad(name string) (Default, bool) {
	for _, d := range onTheRoad {
		if d.Name == name {
			return d, true
		}
	}
	return Default{}, false
}
