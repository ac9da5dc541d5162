package problem

import "maps"

// What may be wrong with a map, and with what is made of it.
const (
	MapUnreadable    Code = "map-unreadable"
	MapEmpty         Code = "map-empty"
	GroundUnreadable Code = "ground-unreadable"
	GroundNobody     Code = "ground-nobody"
	GroundNoWayOut   Code = "ground-no-way-out"
	GroundSource     Code = "ground-source"
	ReceptionUnknown Code = "reception-unknown"
	ClosuresForeign  Code = "closures-foreign"
)

func init() {
	maps.Copy(registry, map[Code]entry{
		MapUnreadable:    {Error, "The file cannot be read: {0}.", "Give a map of OpenStreetMap (.osm.pbf, .osm, .osm.gz, .osm.bz2) or a network of MATSim (.xml, .xml.gz), complete as it was published."},
		GroundUnreadable: {Error, "The file cannot be read: {0}.", "Check its name, and that it is complete as it was published."},
		MapEmpty:         {Error, "No road of this map lies in the area.", "Check the border: longitudes come first, in degrees."},
		GroundNobody:     {Error, "Nobody is known to live in the area: {0} settlement(s), none with a number of people.", "Give their people with --population: a table of names and people, or a grid of people."},
		GroundNoWayOut:   {Error, "No road leads out of the area, so nobody can arrive anywhere.", "Draw the area so that roads cross its border, or name where people shall arrive with --reception."},
		GroundSource:     {Error, "People come from two files, {0} and this one.", "Give one of them; a table of places without people may go with a grid."},
		ReceptionUnknown: {Error, "It is not certain which place is meant. {0}", "Write one of the names or ids, or a position as lat,lon=Name."},
		ClosuresForeign:  {Error, "These closures name links of MATSim, and the map is not one of MATSim.", "Give the network that they were made for, or write closures.csv by hand."},
	})
}
