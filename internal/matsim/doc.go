// Package matsim reads the files of MATSim, and of the bushfire evacuation studies made with it, into
// what Wayout plans with: a network as a draft, a population as origins, and changes of the network
// over the day as closures.
//
// It runs no simulation, looks no type definition up and takes nothing personal out of a population:
// people are counted in the squares of a coarse grid, wishes where enough share them, and ids,
// addresses, ages and homes stay in the file. It opens no files either; readers take a stream, plain
// or packed with gzip.
//
//	network.xml(.gz) ───── ReadNetwork ────► Network (draft.Network and where each link went)
//	plans.xml(.gz) ─────── ReadPopulation ─► Population (origins, wishes)
//	changeEvents.xml(.gz)  ReadEvents ─────► Closures
//	disruptions.json ───── ReadDisruptions ► Closures
//
// Wrong input is a list of problems with lines, all at once. What is left out or assumed is counted
// in notes. Hostile input costs at most a fixed multiple of the limits in limits.go.
package matsim
