// Package people says who has to leave and where they are received: places with their names and
// population, when their people are ready, and receptions.
//
// It counts people and has no field for a person, a name of a person, or what people believe or
// are. It reads no files and plans nothing.
//
// The scenario package holds its records; flow and plans see vehicles only.
package people
