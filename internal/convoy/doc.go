// Package convoy divides a plan into what moves together and is counted together: groups of cars
// that leave within a slot, rounds of one vehicle from its first passenger to a reception, columns
// on foot. Each has a number, by which sheets and counts refer to it, and the points at which its
// people are counted.
//
// It plans nothing and lists nobody: a convoy is a number of vehicles and of people.
//
//	scenario, plan ──► All ──► []Convoy ──► export, orders, count
package convoy
