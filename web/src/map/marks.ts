/** Drawing places with who is left, and gates, receptions, sites and fuel points. */

import { inForce, leftAt, type Model } from '../model';
import { toScreenX, toScreenY, type Camera } from './camera';
import type { Palette } from './palette';

type Pen = CanvasRenderingContext2D;

/** What can be pointed at and selected. */
export interface Item {
  kind: 'place' | 'road' | 'gate' | 'reception' | 'site' | 'fuel';
  index: number;
}

export const sameItem = (a: Item | null, b: Item | null) => a?.kind === b?.kind && a?.index === b?.index;

/** Pixels of the radius of a circle that stands for so many people. */
export function radiusOf(people: number, most: number): number {
  return people <= 0 ? 0 : 2.5 + 25 * Math.sqrt(people / Math.max(most, 1));
}

export const mostPeople = (m: Model) => m.most;

/** The special points of a model with their place; several on one place stand beside each other. */
export function points(m: Model): { item: Item; place: number; shift: number }[] {
  const at = new Map<number, number>();
  const out: { item: Item; place: number; shift: number }[] = [];
  const add = (kind: Item['kind'], index: number, place: number) => {
    const taken = at.get(place) ?? 0;
    at.set(place, taken + 1);
    out.push({ item: { kind, index }, place, shift: taken * 15 });
  };
  m.view.gates.forEach((g, i) => add('gate', i, g.place));
  m.view.receptions.forEach((r, i) => add('reception', i, r.place));
  m.view.sites.forEach((s, i) => add('site', i, s.place));
  const seen = new Set<number>();
  m.view.fuel_points.forEach((f, i) => {
    if (!seen.has(f.place)) add('fuel', i, f.place);
    seen.add(f.place);
  });
  return out;
}

/** Where a special point stands on the screen: beside its place, so that it hides nobody. */
export function pointAt(m: Model, c: Camera, p: { item: Item; place: number; shift: number }): [number, number] {
  const people = m.view.places[p.place].people;
  const below = people > 0 ? radiusOf(people, mostPeople(m)) * 0.75 + 9 : 0;
  return [toScreenX(c, m.layout.x[p.place]) + p.shift, toScreenY(c, m.layout.y[p.place]) + below];
}

/** The circles: a thin ring for all who lived there, a disc for those still there. */
export function drawPeople(pen: Pen, m: Model, c: Camera, p: Palette, moment: number): void {
  const most = mostPeople(m);
  const { places } = m.view;
  for (let i = 0; i < places.length; i++) {
    const place = places[i];
    if (place.people + place.stays === 0) continue;
    const x = toScreenX(c, m.layout.x[i]);
    const y = toScreenY(c, m.layout.y[i]);
    if (!(x > -40 && x < c.width + 40 && y > -40 && y < c.height + 40)) continue;
    const whole = radiusOf(place.people + place.stays, most);
    disc(pen, x, y, whole);
    pen.strokeStyle = place.not_served > 0 ? p.notServed : p.peopleEdge;
    pen.lineWidth = place.not_served > 0 ? 2 : 1;
    pen.stroke();
    const left = leftAt(m, i, moment);
    if (left <= 0) continue;
    disc(pen, x, y, radiusOf(left, most));
    pen.fillStyle = p.people;
    pen.fill();
    if (place.not_served === 0) continue;
    disc(pen, x, y, radiusOf(place.not_served, most));
    pen.fillStyle = p.notServed;
    pen.fill();
  }
}

function disc(pen: Pen, x: number, y: number, r: number): void {
  pen.beginPath();
  pen.arc(x, y, r, 0, 2 * Math.PI);
}

/** Gates as barriers, receptions as houses, sites as tents, fuel points as cans. */
export function drawPoints(pen: Pen, m: Model, c: Camera, p: Palette, moment: number, ringBinding: boolean): void {
  for (const point of points(m)) {
    const [x, y] = pointAt(m, c, point);
    if (!(x > -30 && x < c.width + 30 && y > -30 && y < c.height + 30)) continue;
    const { kind, index } = point.item;
    if (kind === 'gate') {
      const gate = m.view.gates[index];
      const open = gate.open.some(([from, to]) => from <= moment && moment < to);
      if (ringBinding && m.binds.get(gate.id)?.some((b) => inForce(b, moment))) {
        disc(pen, x, y, 14);
        pen.strokeStyle = p.binds;
        pen.lineWidth = 4;
        pen.stroke();
      }
      shape(pen, kind, x, y, open ? p.gate : p.closed, p.halo);
    } else {
      shape(pen, kind, x, y, p[kind as 'reception' | 'site' | 'fuel'], p.halo);
    }
  }
}

/** One of the shapes, about 16 pixels wide, also for the legend. */
export function shape(pen: Pen, kind: Item['kind'], x: number, y: number, colour: string, halo: string): void {
  const outline: Record<string, [number, number][]> = {
    gate: [[0, -8], [8, 0], [0, 8], [-8, 0]],
    reception: [[0, -9], [8, -2], [8, 7], [-8, 7], [-8, -2]],
    site: [[0, -8], [8, 7], [-8, 7]],
    fuel: [[-5, -7], [5, -7], [5, 7], [-5, 7]],
  };
  pen.beginPath();
  outline[kind]?.forEach(([dx, dy], i) => (i === 0 ? pen.moveTo(x + dx, y + dy) : pen.lineTo(x + dx, y + dy)));
  pen.closePath();
  pen.lineJoin = 'round';
  pen.strokeStyle = halo;
  pen.lineWidth = 3.5;
  pen.stroke();
  pen.fillStyle = colour;
  pen.fill();
  pen.fillStyle = '#ffffff';
  if (kind === 'gate') pen.fillRect(x - 4.5, y - 1.25, 9, 2.5);
  if (kind === 'reception') pen.fillRect(x - 2, y + 1, 4, 6);
  if (kind === 'fuel') pen.fillRect(x - 2.5, y - 4.5, 5, 4);
}
