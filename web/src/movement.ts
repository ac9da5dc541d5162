/** Where vehicles are at a moment, and who has not left yet. */

import type { Column, View } from './view';

/** Vehicles that leave evenly over a time along the same nodes. */
export interface Stream {
  nodes: readonly number[];
  passes: readonly number[];
  depart: number;
  length: number;
  vehicles: number;
  /** "car", "foot" or the kind of a vehicle of the fleet. A “vehicle” on foot is ten people. */
  kind: string;
  /** When the last of them arrives. */
  end: number;
}

/** People on foot whom one moving dot stands for. */
export const peopleADot = 10;

/** The places at which a column begins and ends. */
export function endsOf(view: View, c: Column): [number, number] {
  const { from, to } = view.paths[c.path];
  return c.back ? [to, from] : [from, to];
}

/** Streams in order of departure, to find those on the way quickly. */
export interface Traffic {
  streams: Stream[];
  /** The longest time from the departure of a stream to its end. */
  longest: number;
}

export function trafficOf(view: View): Traffic {
  const streams: Stream[] = [];
  for (const [r, depart, length, vehicles] of view.slots) {
    const { nodes, passes } = view.routes[r];
    const end = depart + length + (passes.at(-1) ?? 0);
    streams.push({ nodes, passes, depart, length, vehicles, kind: 'car', end });
  }
  for (const trip of view.trips) {
    const { nodes, passes, depart, length } = trip;
    streams.push({ nodes, passes, depart, length: 0, vehicles: 1, kind: trip.kind, end: depart + length + (passes.at(-1) ?? 0) });
  }
  for (const c of view.columns) {
    const vehicles = Math.ceil(c.people / peopleADot);
    const end = c.depart + c.length + c.walks;
    streams.push({ nodes: endsOf(view, c), passes: [0, c.walks], depart: c.depart, length: c.length, vehicles, kind: 'foot', end });
  }
  streams.sort((a, b) => a.depart - b.depart);
  return { streams, longest: streams.reduce((most, s) => Math.max(most, s.end - s.depart), 0) };
}

/** The first index at which a sorted list reaches a value. */
export function lowerBound(length: number, at: (i: number) => number, value: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Calls back for every stream with vehicles on the way at a moment. */
export function eachStreamAt(traffic: Traffic, moment: number, visit: (stream: Stream) => void): void {
  const { streams, longest } = traffic;
  const from = lowerBound(streams.length, (i) => streams[i].depart, moment - longest);
  for (let i = from; i < streams.length && streams[i].depart <= moment; i++) {
    if (streams[i].end >= moment) visit(streams[i]);
  }
}

/** When the k-th vehicle of a stream leaves, counted from 0. */
export const leavesAt = (s: Stream, k: number) => s.depart + (s.length * (k + 0.5)) / Math.max(1, s.vehicles);

/**
 * The first and last vehicle of a stream on the way at a moment, as [first, last + 1]; the two are
 * equal where none is.
 */
export function onTheWay(s: Stream, moment: number): [number, number] {
  const travel = s.passes[s.passes.length - 1] ?? 0;
  if (s.length <= 0) return moment >= s.depart && moment <= s.depart + travel ? [0, s.vehicles] : [0, 0];
  const each = s.length / s.vehicles;
  const left = Math.floor((moment - s.depart) / each + 0.5);
  const arrived = Math.ceil((moment - travel - s.depart) / each - 0.5);
  const first = Math.min(s.vehicles, Math.max(0, arrived));
  return [first, Math.max(first, Math.min(s.vehicles, left))];
}

/** A point between two nodes of a route: legs[leg] to legs[leg + 1], share of the way done. */
export interface Position {
  leg: number;
  share: number;
}

/**
 * Where somebody is who left so many seconds ago. Before the departure they stand at the first
 * node, after the arrival at the last.
 */
export function positionAlong(passes: readonly number[], age: number, out: Position = { leg: 0, share: 0 }): Position {
  const last = passes.length - 1;
  if (last < 1 || age <= passes[0]) {
    out.leg = 0;
    out.share = 0;
    return out;
  }
  if (age >= passes[last]) {
    out.leg = last - 1;
    out.share = 1;
    return out;
  }
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (passes[middle] <= age) low = middle;
    else high = middle;
  }
  out.leg = low;
  out.share = (age - passes[low]) / (passes[high] - passes[low]);
  return out;
}

/** How many have left a place, as a line through (moment, people). */
export interface Departures {
  moments: number[];
  people: number[];
}

/** The departures of every place, null where nobody leaves. */
export function departuresOf(view: View): (Departures | null)[] {
  const changes: ([number, number][] | null)[] = view.places.map(() => null);
  const add = (place: number, from: number, to: number, people: number) => {
    const list = (changes[place] ??= []);
    const rate = people / Math.max(1, to - from);
    list.push([from, rate], [Math.max(to, from + 1), -rate]);
  };
  for (const [r, depart, length, , people] of view.slots) add(view.routes[r].place, depart, depart + length, people);
  for (const c of view.columns) {
    const [from, to] = endsOf(view, c);
    add(from, c.depart, c.depart + c.length, c.people);
    if (c.reception === null) add(to, c.depart + c.walks, c.depart + c.walks + c.length, -c.people);
  }
  const receptions = new Set(view.receptions.map((r) => r.place));
  const aboard = new Map<string, number>();
  for (const trip of view.trips) {
    const boarded = trip.aboard - (aboard.get(trip.vehicle) ?? 0);
    if (boarded > 0) add(trip.nodes[0], trip.depart, trip.depart + trip.length, boarded);
    aboard.set(trip.vehicle, receptions.has(trip.nodes[trip.nodes.length - 1]) ? 0 : trip.aboard);
  }
  return changes.map((list) => (list ? line(list) : null));
}

function line(changes: [number, number][]): Departures {
  changes.sort((a, b) => a[0] - b[0]);
  const out: Departures = { moments: [changes[0][0]], people: [0] };
  let rate = 0;
  let sum = 0;
  let last = changes[0][0];
  for (const [at, change] of changes) {
    if (at > last) {
      sum += rate * (at - last);
      last = at;
      out.moments.push(at);
      out.people.push(sum);
    }
    rate += change;
  }
  return out;
}

/** How many have left by a moment, linear between the points. */
export function leftBy(d: Departures, moment: number): number {
  const i = lowerBound(d.moments.length, (k) => d.moments[k], moment);
  if (i === 0) return 0;
  if (i === d.moments.length) return d.people[i - 1];
  const share = (moment - d.moments[i - 1]) / (d.moments[i] - d.moments[i - 1]);
  return d.people[i - 1] + share * (d.people[i] - d.people[i - 1]);
}

/** The value of a curve of steps at a moment; 0 before its first point. */
export function stepAt(curve: readonly [number, number][], moment: number): number {
  const i = lowerBound(curve.length, (k) => curve[k][0], moment + 1);
  return i === 0 ? 0 : curve[i - 1][1];
}
