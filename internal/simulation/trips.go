package simulation

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/traffic"
	"wayout/internal/unit"
)

// Trips returns the network of a scenario and the drives of a plan as three tables that other
// simulators read: nodes (degrees), links (one way, capacity of all lanes together in vehicles an hour,
// 0 where it is shut for good), and trips (seconds from the start, ids of links in driving order). A
// vehicle that counts as several cars stands there as often. Trips are in order of departure. Hours, quotas, closures and changes of a
// rate have no place in this form: a link has its highest rate.
func Trips(s *scenario.Scenario, drives []traffic.Drive) []File {
	net := s.Network()
	ids := make([]string, len(net.Links))
	links := [][]string{{"id", "from", "to", "length_m", "lanes", "speed_kmh", "capacity_vph"}}
	for i := range net.Links {
		l := &net.Links[i]
		ids[i] = strings.Join(strings.Fields(linkID(s, l)), "_")
		links = append(links, linkRow(s, net, l, ids[i]))
	}
	nodes := [][]string{{"id", "lon", "lat"}}
	for i := range net.Nodes {
		at := &s.Places[net.Nodes[i].Place]
		nodes = append(nodes, []string{nodeID(s, net, int32(i)), degrees(at.Lon), degrees(at.Lat)})
	}
	trips := [][]string{{"id", "depart_s", "links"}}
	ways := map[*int32]string{}
	order := slices.Clone(drives)
	slices.SortStableFunc(order, func(a, b traffic.Drive) int { return cmp.Compare(a.Depart, b.Depart) })
	for i := range order {
		d := &order[i]
		way, known := ways[&d.Links[0]]
		if !known {
			names := make([]string, len(d.Links))
			for k, l := range d.Links {
				names[k] = ids[l]
			}
			way = strings.Join(names, " ")
			ways[&d.Links[0]] = way
		}
		for car := range d.Cars {
			trips = append(trips, []string{
				"v" + strconv.Itoa(i) + "." + strconv.Itoa(car), strconv.FormatFloat(float64(d.Depart)/1000, 'f', -1, 64), way,
			})
		}
	}
	return []File{
		{TripsFolder + "/nodes.csv", table(nodes)},
		{TripsFolder + "/links.csv", table(links)},
		{TripsFolder + "/trips.csv", table(trips)},
	}
}

// shortest is the length of a gate or intake, which have none, so that a vehicle fits on it; it is
// passed at gateSpeed.
const (
	shortest  unit.Metre = 20
	gateSpeed float64    = 30
)

func linkRow(s *scenario.Scenario, net *roads.Network, l *roads.Link, id string) []string {
	length, lanes, speed := shortest, 1, gateSpeed
	if l.Kind == roads.Carriageway {
		road := &s.Roads[l.Item]
		length, lanes, speed = max(1, l.Length), max(1, road.Lanes), float64(road.Speed)/1000
	}
	return []string{
		id, nodeID(s, net, l.From), nodeID(s, net, l.To), strconv.FormatInt(int64(length), 10), strconv.Itoa(lanes),
		strconv.FormatFloat(speed, 'f', -1, 64), strconv.FormatFloat(l.Rate.Most().VehiclesPerHour(), 'f', -1, 64),
	}
}

// nodeID names a node: its place, and which of the halves of the place it is where a gate or an intake
// divides it.
func nodeID(s *scenario.Scenario, net *roads.Network, node int32) string {
	place := net.Nodes[node].Place
	id := s.Places[place].ID
	if node == net.Entry[place] {
		return id
	}
	return fmt.Sprintf("%s.%d", id, node)
}

func degrees(x float64) string { return strconv.FormatFloat(x, 'f', 6, 64) }
