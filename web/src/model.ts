/** A view with what the page works out of it once: layout, traffic, departures, load by hour. */

import { layOut, type Layout } from './map/layout';
import { departuresOf, leftBy, trafficOf, type Departures, type Traffic } from './movement';
import { indexPlaces, type SearchIndex } from './search';
import { clockOf, hourOf, type Clock } from './time';
import type { View } from './view';

export interface Model {
  view: View;
  clock: Clock;
  layout: Layout;
  traffic: Traffic;
  departures: (Departures | null)[];
  index: SearchIndex;
  /** Roads that carry somebody, by hour: pairs of road and share of its capacity. */
  loads: Map<number, { road: number; share: number; cars: number }[]>;
  /** Roads and gates that bind at some time, by id. */
  binds: Map<string, { from: number; to: number }[]>;
  /** People of the largest circle of the map: the largest place, more where many circles need room. */
  most: number;
  /** The last arrival, or the horizon where nobody arrives. */
  end: number;
}

export function modelOf(view: View): Model {
  const traffic = trafficOf(view);
  const last = Math.max(view.curve.at(-1)?.[0] ?? 0, traffic.streams.reduce((m, s) => Math.max(m, s.end), 0));
  const peopled = view.places.filter((p) => p.people + p.stays > 0).length;
  const binds = new Map<string, { from: number; to: number }[]>();
  for (const b of view.binding) {
    const list = binds.get(b.id) ?? [];
    list.push({ from: b.from, to: b.to });
    binds.set(b.id, list);
  }
  return {
    view,
    clock: clockOf(view.scenario.start, view.scenario.time_zone),
    layout: layOut(view),
    traffic,
    departures: departuresOf(view),
    index: indexPlaces(view.places),
    loads: loadsOf(view),
    binds,
    most: view.places.reduce((most, p) => Math.max(most, p.people + p.stays), 1) * Math.max(1, peopled / 90),
    end: last > 0 ? last : view.scenario.horizon,
  };
}

function loadsOf(view: View): Model['loads'] {
  const out: Model['loads'] = new Map();
  view.roads.forEach((r, road) => {
    for (const [h, forward, backward] of r.load) {
      const list = out.get(h) ?? [];
      if (list.length === 0) out.set(h, list);
      const most = Math.max(forward, backward);
      list.push({ road, share: r.capacity > 0 ? most / r.capacity : 1, cars: forward + backward });
    }
  });
  return out;
}

/** Who is still at a place at a moment: not yet left, not served, or staying by choice. */
export function leftAt(m: Model, place: number, moment: number): number {
  const p = m.view.places[place];
  const d = m.departures[place];
  const remain = p.not_served + p.stays;
  if (p.last !== null && moment > p.last) return remain;
  const gone = d ? leftBy(d, moment) : 0;
  return Math.round(Math.max(0, p.served - gone)) + remain;
}

/** Cars of a road in the hour of a moment, forward and backward. */
export function roadLoad(m: Model, road: number, moment: number): [number, number] {
  const h = hourOf(moment);
  const found = m.view.roads[road].load.find((x) => x[0] === h);
  return found ? [found[1], found[2]] : [0, 0];
}

/** Whether something from–to is in force at a moment. */
export const inForce = (x: { from: number; to: number | null }, moment: number) =>
  x.from <= moment && (x.to === null || moment < x.to);

/** The stage that binds at a moment, null where none does. */
export function bindingAt(m: Model, moment: number) {
  return m.view.binding.find((b) => b.from <= moment && moment < b.to) ?? null;
}
