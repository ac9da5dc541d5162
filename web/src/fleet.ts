/** The vehicles of the fleet with their trips. */

import type { Trip, View } from './view';

export interface Vehicle {
  label: string;
  kind: string;
  trips: Trip[];
  /** People brought to a reception. */
  people: number;
  first: number;
  last: number;
}

/** The vehicles in the order of their first trip in the view, trips in order of departure. */
export function vehiclesOf(view: View): Vehicle[] {
  const out = new Map<string, Vehicle>();
  const receptions = new Set(view.receptions.map((r) => r.place));
  for (const trip of view.trips) {
    let v = out.get(trip.vehicle);
    if (!v) {
      v = { label: trip.vehicle, kind: trip.kind, trips: [], people: 0, first: trip.depart, last: 0 };
      out.set(trip.vehicle, v);
    }
    v.trips.push(trip);
    v.first = Math.min(v.first, trip.depart);
    v.last = Math.max(v.last, trip.depart + trip.length + (trip.passes.at(-1) ?? 0));
    if (receptions.has(trip.nodes[trip.nodes.length - 1])) v.people += trip.aboard;
  }
  return [...out.values()];
}

/** A row of the fleet that drives. */
export interface FleetRow {
  id: string;
  kind: string;
}

/** The rows of the fleet that drive: a label is the row's id, a hyphen and a number. */
export function fleetRows(view: View): FleetRow[] {
  const kinds = new Map(view.trips.map((trip) => [trip.vehicle.replace(/-\d+$/, ''), trip.kind]));
  return [...kinds].map(([id, kind]) => ({ id, kind }));
}
