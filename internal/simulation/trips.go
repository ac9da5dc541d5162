package simulation

import (
	"cmp"
	"fmt"
	"slices"

	"wayout/internal/replay"
	"wayout/internal/roads"
	"wayout/internal/scenario"
	"wayout/internal/traffic"
	"wayout/internal/unit"
)

// Exchange returns the network of a scenario and the drives of a plan in the form that simulators
// exchange. A vehicle that counts as several cars stands there as often. Trips are in order of departure.
// Hours, quotas, closures and changes of a rate have no place in this form: a link has its highest rate.
func Exchange(s *scenario.Scenario, drives []traffic.Drive) *replay.Case {
	net := s.Network()
	c := &replay.Case{}
	for i := range net.Links {
		c.Links = append(c.Links, exchanged(s, &net.Links[i]))
	}
	for i := range net.Nodes {
		at := &s.Places[net.Nodes[i].Place]
		c.Nodes = append(c.Nodes, replay.Node{ID: nodeID(s, net, int32(i)), Lon: at.Lon, Lat: at.Lat})
	}
	ways := map[*int32]int32{}
	order := slices.Clone(drives)
	slices.SortStableFunc(order, func(a, b traffic.Drive) int { return cmp.Compare(a.Depart, b.Depart) })
	for i := range order {
		d := &order[i]
		way, known := ways[&d.Links[0]]
		if !known {
			way = int32(len(c.Ways))
			c.Ways = append(c.Ways, d.Links)
			ways[&d.Links[0]] = way
		}
		for car := range d.Cars {
			c.Trips = append(c.Trips, replay.Trip{ID: fmt.Sprintf("v%d.%d", i, car), Depart: d.Depart, Way: way})
		}
	}
	return c
}

// Trips returns a case as the files that other simulators read: three tables, and the inputs of SUMO.
func Trips(c *replay.Case) []File {
	var out []File
	for _, f := range append(c.Tables(), c.SUMO()...) {
		out = append(out, File{TripsFolder + "/" + f.Name, f.Data})
	}
	return out
}

// shortest is the length of a gate or intake, which have none, so that a vehicle fits on it; it is
// passed at gateSpeed.
const (
	shortest  unit.Metre        = 20
	gateSpeed unit.MetrePerHour = 30_000
)

func exchanged(s *scenario.Scenario, l *roads.Link) replay.Link {
	out := replay.Link{
		ID: linkID(s, l), From: l.From, To: l.To, Length: shortest, Lanes: 1, Speed: gateSpeed, Rate: l.Rate.Most(),
	}
	if l.Kind == roads.Carriageway {
		road := &s.Roads[l.Item]
		out.Length, out.Lanes, out.Speed = max(1, l.Length), int32(max(1, road.Lanes)), road.Speed
	}
	return out
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
