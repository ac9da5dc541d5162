/** Names on the map: the most important first, none over another. */

import { nameOf } from '../language.svelte';
import type { Model } from '../model';
import { toScreenX, toScreenY, type Camera } from './camera';
import { mostPeople, pointAt, points, radiusOf } from './marks';
import type { Palette } from './palette';

type Pen = CanvasRenderingContext2D;

interface Candidate {
  text: string;
  x: number;
  y: number;
  gap: number;
  bold: boolean;
  weight: number;
}

const most = 160;
const lineHeight = 14;

/** Draws the labels that find room. Returns how many did. */
export function drawLabels(pen: Pen, m: Model, c: Camera, p: Palette): number {
  const taken = new Boxes(c.width, c.height);
  for (const point of points(m)) {
    const [x, y] = pointAt(m, c, point);
    taken.take(x - 8, y - 8, 16, 16);
  }
  let drawn = 0;
  pen.textBaseline = 'middle';
  pen.lineJoin = 'round';
  for (const label of candidates(m, c)) {
    pen.font = fontOf(label.bold);
    const w = pen.measureText(label.text).width + 2;
    const spot = spots(label, w).find(([x, y]) => taken.free(x, y - lineHeight / 2, w, lineHeight));
    if (!spot) continue;
    taken.take(spot[0], spot[1] - lineHeight / 2, w, lineHeight);
    pen.textAlign = 'left';
    pen.direction = 'ltr';
    pen.strokeStyle = p.halo;
    pen.lineWidth = 3.5;
    pen.strokeText(label.text, spot[0] + 1, spot[1]);
    pen.fillStyle = p.ink;
    pen.fillText(label.text, spot[0] + 1, spot[1]);
    if (++drawn >= most) break;
  }
  return drawn;
}

const fontOf = (bold: boolean) =>
  `${bold ? '600 13px' : '12px'} system-ui, "Noto Sans", "Noto Sans Armenian", "Noto Naskh Arabic", "DejaVu Sans", sans-serif`;

/** Right, left, above and below the point, as left edge and middle line. */
function spots(l: Candidate, w: number): [number, number][] {
  return [
    [l.x + l.gap, l.y],
    [l.x - l.gap - w, l.y],
    [l.x - w / 2, l.y - l.gap - lineHeight / 2],
    [l.x - w / 2, l.y + l.gap + lineHeight / 2],
  ];
}

function candidates(m: Model, c: Camera): Candidate[] {
  const out: Candidate[] = [];
  const biggest = mostPeople(m);
  const special = new Map<number, number>();
  for (const g of m.view.gates) special.set(g.place, 3e9);
  for (const r of m.view.receptions) special.set(r.place, 2e9);
  for (const s of m.view.sites) special.set(s.place, 1e9);
  m.view.places.forEach((place, i) => {
    const weight = (special.get(i) ?? 0) + place.people;
    if (place.junction || (weight === 0 && m.view.places.length > 400)) return;
    const x = toScreenX(c, m.layout.x[i]);
    const y = toScreenY(c, m.layout.y[i]);
    if (!(x > 0 && x < c.width && y > 0 && y < c.height)) return;
    const gap = Math.max(special.has(i) && place.people === 0 ? 11 : 5, radiusOf(place.people, biggest) + 3);
    out.push({ text: nameOf(place), x, y, gap, bold: weight > biggest / 25, weight });
  });
  return out.sort((a, b) => b.weight - a.weight).slice(0, 600);
}

/** Boxes already taken, in a grid of cells for quick look-up. */
class Boxes {
  private cells = new Map<number, [number, number, number, number][]>();

  constructor(private width: number, private height: number) {}

  free(x: number, y: number, w: number, h: number): boolean {
    if (x < 2 || y < 2 || x + w > this.width - 2 || y + h > this.height - 2) return false;
    for (const key of this.keys(x, y, w, h)) {
      for (const b of this.cells.get(key) ?? []) {
        if (x < b[0] + b[2] && b[0] < x + w && y < b[1] + b[3] && b[1] < y + h) return false;
      }
    }
    return true;
  }

  take(x: number, y: number, w: number, h: number): void {
    for (const key of this.keys(x, y, w, h)) {
      const list = this.cells.get(key) ?? [];
      list.push([x, y, w, h]);
      this.cells.set(key, list);
    }
  }

  private *keys(x: number, y: number, w: number, h: number): Generator<number> {
    for (let i = Math.floor(x / 80); i <= Math.floor((x + w) / 80); i++) {
      for (let j = Math.floor(y / 40); j <= Math.floor((y + h) / 40); j++) yield i * 100003 + j;
    }
  }
}
