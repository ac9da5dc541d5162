package instance

import (
	"fmt"
	"io/fs"
	"strconv"

	"wayout/internal/fleet/splitload"
	"wayout/internal/problem"
	"wayout/internal/unit"
)

// HomesFiles names the files of one published problem of evacuating homes with a mixed fleet.
// FirstLeg may be empty where every vehicle starts at a shelter.
type HomesFiles struct {
	Problem, Vehicles, FirstLeg string
}

// Homes is one such problem. Times of the files are in seconds and rounded to whole milliseconds.
type Homes struct {
	Problem    splitload.Problem
	Facilities []string // labels, by facility
	Shelters   []string // labels, by shelter
}

// The service times of the publication: three minutes and a third of a minute a person.
const (
	homesFixed unit.Millisecond = 180_000
	homesEach  unit.Millisecond = 20_000
)

// ReadHomes reads the files. The Homes are nil when the list has errors; all of them are listed, up
// to fifty of a kind and file. The files are those of NickAlexx/Hamburg-NH-Evac-benchmark: shelters
// are called depots there.
func ReadHomes(folder fs.FS, files HomesFiles) (*Homes, problem.List) {
	h := &homesReader{
		reader: reader{folder: folder},
		out:    Homes{Problem: splitload.Problem{Service: splitload.Service{Fixed: homesFixed, Each: homesEach}}},
	}
	top := h.document(files.Problem)
	vehicles := h.document(files.Vehicles)
	first := value{file: files.FirstLeg}
	if files.FirstLeg != "" {
		first = h.document(files.FirstLeg)
	}
	if !h.problems.HasErrors() {
		h.readPlaces(top)
		h.readDemand(top)
		h.ignore(top, "deadlines", "max_stops_per_trip", "max_trips_per_bus")
		h.readDrive(h.key(top, "durations_matrix", "the driving times"))
		h.readVehicles(vehicles, first)
	}
	h.problems.Close(problem.TableMore, 0)
	if h.problems.HasErrors() {
		return nil, h.problems.List
	}
	return &h.out, h.problems.List
}

// homesReader carries one call of ReadHomes.
type homesReader struct {
	reader
	out Homes
}

// readPlaces reads shelters and facilities.
func (h *homesReader) readPlaces(top value) {
	p := &h.out.Problem
	depots := h.list(h.key(top, "depots", "the shelters"))
	facilities := h.list(h.key(top, "facilities", "the facilities"))
	if !h.few(depots, top.at("depots")) || !h.few(facilities, top.at("facilities")) {
		return
	}
	for _, depot := range depots {
		places := splitload.Unlimited
		if capacity, ok := h.optional(depot, "capacity"); ok {
			places = unit.Person(h.count(capacity, splitload.MostPeople))
		}
		p.Shelters = append(p.Shelters, places)
		h.out.Shelters = append(h.out.Shelters, h.label(depot))
	}
	var sum int64
	for _, facility := range facilities {
		people := h.count(h.key(facility, "people", "how many must leave"), splitload.MostPeople)
		sum += people
		p.People = append(p.People, unit.Person(people))
		h.out.Facilities = append(h.out.Facilities, h.label(facility))
	}
	if sum > splitload.MostPeople {
		h.add(problem.HomesMany, top.at("facilities").where(), "", "people", fmt.Sprint(sum), fmt.Sprint(splitload.MostPeople))
	}
}

// few checks that a list is no longer than a problem may be.
func (h *homesReader) few(items []value, at value) bool {
	if len(items) <= splitload.MostPlaces {
		return true
	}
	h.add(problem.HomesMany, at.where(), "", "entries", fmt.Sprint(len(items)), fmt.Sprint(splitload.MostPlaces))
	return false
}

// readDemand checks that the people stand the same in their second place, where there is one.
func (h *homesReader) readDemand(top value) {
	demand, ok := h.optional(top, "demand_full")
	if !ok {
		return
	}
	for f, people := range h.out.Problem.People {
		again := h.key(demand, strconv.Itoa(f), "the people of the facility")
		if again.absent {
			continue
		}
		if n := h.count(again, splitload.MostPeople); unit.Person(n) != people {
			h.add(problem.HomesDemand, again.where(), fmt.Sprint(n), fmt.Sprint(people))
		}
	}
}

// ignore notes the keys that are there and mean nothing to a solution.
func (h *homesReader) ignore(top value, names ...string) {
	for _, name := range names {
		if v, ok := h.optional(top, name); ok {
			h.add(problem.HomesIgnored, v.where(), "")
		}
	}
}

// readDrive reads the times between all nodes: shelters first, then facilities.
func (h *homesReader) readDrive(matrix value) {
	if matrix.absent {
		return
	}
	nodes := len(h.out.Problem.Shelters) + len(h.out.Problem.People)
	for from := range nodes {
		row := make([]unit.Millisecond, nodes)
		for to := range row {
			row[to] = h.seconds(h.key(matrix, fmt.Sprintf("%d,%d", from, to), "seconds of driving"))
		}
		h.out.Problem.Drive = append(h.out.Problem.Drive, row)
	}
}

// readVehicles reads the seats and the start of each vehicle.
func (h *homesReader) readVehicles(top, first value) {
	vehicles := h.list(top)
	if !h.few(vehicles, top) {
		return
	}
	for i, vehicle := range vehicles {
		seats := h.count(h.key(vehicle, "capacity", "the number of seats"), splitload.MostPeople)
		h.out.Problem.Vehicles = append(h.out.Problem.Vehicles, splitload.Vehicle{
			Seats: unit.Person(seats), Approach: h.approach(vehicle, i, first),
		})
	}
}

// approach returns the times from where a vehicle starts: a shelter, or anywhere with times of its
// own.
func (h *homesReader) approach(vehicle value, number int, first value) []unit.Millisecond {
	p := h.out.Problem
	times := make([]unit.Millisecond, len(p.People))
	if depot, ok := h.optional(vehicle, "start_depot"); ok {
		at := h.count(depot, int64(len(p.Shelters))-1)
		if int(at) < len(p.Drive) && len(p.Shelters) > 0 {
			copy(times, p.Drive[at][len(p.Shelters):])
		}
		return times
	}
	if first.file == "" {
		h.add(problem.HomesKey, vehicle.at("start_depot").where(), "", "the number of the shelter where the vehicle starts")
		return times
	}
	legs := h.key(first, strconv.Itoa(number), "the times of this vehicle to each facility")
	if legs.absent {
		return times
	}
	for f := range times {
		times[f] = h.seconds(h.key(legs, strconv.Itoa(f), "seconds of driving"))
	}
	return times
}
