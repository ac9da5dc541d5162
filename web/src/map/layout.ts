/**
 * Where every place lies on a flat plane, in kilometres, x to the east and y to the south.
 *
 * Places without coordinates are put beside their neighbours along the roads; whoever has no
 * neighbour with a position is listed as unplaced.
 */

import type { View } from '../view';

export interface Layout {
  x: Float64Array;
  y: Float64Array;
  /** Places whose position was not given but taken from their neighbours. */
  guessed: number[];
  /** Places without any position; x and y are NaN. */
  unplaced: number[];
  /** By road: where it runs; null where it is drawn straight. */
  lines: (Line | null)[];
  /** The road between two places that runs along a line, by legKey; of several the last. */
  legs: Map<number, { road: number; forward: boolean }>;
  areas: Line[][];
  /** The box around what people use: [left, top, right, bottom]. */
  used: [number, number, number, number];
}

/** A line on the plane, with the share of its length at every point. */
export interface Line {
  x: Float64Array;
  y: Float64Array;
  share: Float64Array;
}

const kmPerDegree = 111.2;

export const legKey = (places: number, from: number, to: number) => from * places + to;

export function layOut(view: View): Layout {
  const n = view.places.length;
  const x = new Float64Array(n).fill(NaN);
  const y = new Float64Array(n).fill(NaN);
  const located = view.places.filter((p) => p.lon !== null && p.lat !== null);
  let project: ((lon: number, lat: number) => [number, number]) | null = null;
  if (located.length >= 2) {
    const middle = located.reduce((sum, p) => sum + p.lat!, 0) / located.length;
    const squeeze = Math.cos((middle * Math.PI) / 180);
    project = (lon, lat) => [lon * kmPerDegree * squeeze, -lat * kmPerDegree];
    view.places.forEach((p, i) => {
      if (p.lon !== null && p.lat !== null) [x[i], y[i]] = project!(p.lon, p.lat);
    });
  } else {
    spread(view, x, y);
  }
  const guessed = fillIn(view, x, y);
  const unplaced: number[] = [];
  for (let i = 0; i < n; i++) if (Number.isNaN(x[i])) unplaced.push(i);
  const lineOf = (shape: number[] | undefined) => (project && shape && shape.length >= 4 ? line(shape, project) : null);
  const lines = view.roads.map((r) => lineOf(r.shape));
  return {
    x, y, guessed, unplaced, used: usedBox(view, x, y),
    lines, legs: legsOf(view, lines),
    areas: view.areas.map((a) => a.rings.map(lineOf).filter((l) => l !== null)),
  };
}

function line(shape: number[], project: (lon: number, lat: number) => [number, number]): Line {
  const n = shape.length / 2;
  const out = { x: new Float64Array(n), y: new Float64Array(n), share: new Float64Array(n) };
  for (let i = 0; i < n; i++) {
    [out.x[i], out.y[i]] = project(shape[2 * i], shape[2 * i + 1]);
    if (i > 0) out.share[i] = out.share[i - 1] + Math.hypot(out.x[i] - out.x[i - 1], out.y[i] - out.y[i - 1]);
  }
  const whole = out.share[n - 1] || 1;
  for (let i = 0; i < n; i++) out.share[i] /= whole;
  return out;
}

function legsOf(view: View, lines: Layout['lines']): Layout['legs'] {
  const out: Layout['legs'] = new Map();
  view.roads.forEach(({ from, to }, road) => {
    if (!lines[road]) return;
    out.set(legKey(view.places.length, from, to), { road, forward: true });
    out.set(legKey(view.places.length, to, from), { road, forward: false });
  });
  return out;
}

/** A point on the plane and the direction of travel there. */
export interface Spot {
  x: number;
  y: number;
  dx: number;
  dy: number;
}

/** Where somebody is who has done a share of the way from one place to the next. */
export function spotOn(l: Layout, from: number, to: number, share: number, out: Spot): void {
  const leg = l.legs.get(legKey(l.x.length, from, to));
  if (!leg) {
    straight(l.x[from], l.y[from], l.x[to], l.y[to], share, out);
    return;
  }
  alongLine(l.lines[leg.road]!, leg.forward ? share : 1 - share, out);
  if (leg.forward) return;
  out.dx = -out.dx;
  out.dy = -out.dy;
}

/** The middle of a road. */
export function middleOf(l: Layout, road: number, { from, to }: { from: number; to: number }): Spot {
  const out = { x: 0, y: 0, dx: 0, dy: 0 };
  const run = l.lines[road];
  if (run) alongLine(run, 0.5, out);
  else straight(l.x[from], l.y[from], l.x[to], l.y[to], 0.5, out);
  return out;
}

function alongLine({ x, y, share }: Line, at: number, out: Spot): void {
  let k = 1;
  while (k < share.length - 1 && share[k] < at) k++;
  straight(x[k - 1], y[k - 1], x[k], y[k], (at - share[k - 1]) / (share[k] - share[k - 1] || 1), out);
}

function straight(x1: number, y1: number, x2: number, y2: number, share: number, out: Spot): void {
  out.dx = x2 - x1;
  out.dy = y2 - y1;
  out.x = x1 + out.dx * share;
  out.y = y1 + out.dy * share;
}

/** The neighbours of every place along the roads, with kilometres. */
function neighbours(view: View): [number, number][][] {
  const out: [number, number][][] = view.places.map(() => []);
  for (const r of view.roads) {
    out[r.from].push([r.to, r.km]);
    out[r.to].push([r.from, r.km]);
  }
  return out;
}

/** Puts places that miss a position beside the mean of their neighbours. */
function fillIn(view: View, x: Float64Array, y: Float64Array): number[] {
  const guessed: number[] = [];
  if (!x.some(Number.isNaN)) return guessed;
  const near = neighbours(view);
  for (let changed = true; changed; ) {
    changed = false;
    const found: [number, number, number][] = [];
    for (let i = 0; i < x.length; i++) {
      if (!Number.isNaN(x[i])) continue;
      const known = near[i].filter(([j]) => !Number.isNaN(x[j]));
      if (known.length === 0) continue;
      const mx = known.reduce((sum, [j]) => sum + x[j], 0) / known.length;
      const my = known.reduce((sum, [j]) => sum + y[j], 0) / known.length;
      const away = known.length === 1 ? Math.min(known[0][1], 15) * 0.7 : 0.3;
      const angle = i * 2.4;
      found.push([i, mx + away * Math.cos(angle), my + away * Math.sin(angle)]);
    }
    for (const [i, fx, fy] of found) {
      x[i] = fx;
      y[i] = fy;
      guessed.push(i);
      changed = true;
    }
  }
  return guessed;
}

/** Draws a sketch without any coordinates: kilometres from the receptions to the right. */
function spread(view: View, x: Float64Array, y: Float64Array): void {
  const near = neighbours(view);
  const row: number[] = [];
  let front = view.receptions.map((r) => r.place);
  if (front.length === 0 && view.places.length > 0) front = [0];
  const depth = new Map<number, number>(front.map((p) => [p, 0]));
  for (let d = 0; front.length > 0; d++) {
    const next: number[] = [];
    front.forEach((p) => {
      row[d] = (row[d] ?? 0) + 1;
      x[p] = d * 10;
      y[p] = (row[d] % 2 === 0 ? -1 : 1) * Math.floor(row[d] / 2) * 6 + (d % 2) * 2;
      for (const [q] of near[p]) {
        if (depth.has(q)) continue;
        depth.set(q, d + 1);
        next.push(q);
      }
    });
    front = next;
  }
}

function usedBox(view: View, x: Float64Array, y: Float64Array): Layout['used'] {
  const places = new Set<number>();
  view.places.forEach((p, i) => p.people > 0 && places.add(i));
  for (const r of view.routes) for (const n of r.nodes) places.add(n);
  for (const g of view.gates) places.add(g.place);
  for (const r of view.receptions) places.add(r.place);
  let box: Layout['used'] = [Infinity, Infinity, -Infinity, -Infinity];
  const grow = (i: number) => {
    if (Number.isNaN(x[i])) return;
    box = [Math.min(box[0], x[i]), Math.min(box[1], y[i]), Math.max(box[2], x[i]), Math.max(box[3], y[i])];
  };
  places.forEach(grow);
  if (box[0] > box[2]) for (let i = 0; i < x.length; i++) grow(i);
  return box[0] > box[2] ? [0, 0, 1, 1] : box;
}
