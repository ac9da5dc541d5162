// Package supply says what people and vehicles need on the way and have: fuel for cars, stocks of
// places, room and water at sites, columns on foot, and where everybody turns when the gates shut.
//
// It gives nobody a slot and sends no vehicle: planner and fleet do, with what it says. It judges
// nothing: verify does.
//
//	scenario ──► Fuel, Columns, Stops ──► planner ──► plan ──► Shortages, SiteHours
package supply
