// Package routing chooses by which link people drive on at every node, in every phase between closures:
// one route for each place.
//
// It places nobody and reserves nothing: a tree is measured by when its links would have passed all who
// take them. It knows no fuel, no slots and no rounds.
//
//	roads.Network, rates, vehicles ──► Choose ──► Routing ──► planner
//
// Which tree is best is a hard problem (confluent flow); the search here turns single nodes, and ruins and
// recreates ways, on the core of the network, with effort counted and chance from a fixed seed, so that the same input gives the
// same routes.
package routing
