/** Drawing roads: the net itself, what it carries in an hour, and what shuts it. */

import { inForce, type Model } from '../model';
import { hourOf } from '../time';
import { toScreenX, toScreenY, type Camera } from './camera';
import { loadStep, loadWidths, type Palette } from './palette';

export type MapMode = 'load' | 'binds';

type Pen = CanvasRenderingContext2D;

/** Adds a road to the path if any of it can be seen. */
function trace(pen: Pen, m: Model, c: Camera, { from, to }: { from: number; to: number }): boolean {
  const x1 = toScreenX(c, m.layout.x[from]);
  const y1 = toScreenY(c, m.layout.y[from]);
  const x2 = toScreenX(c, m.layout.x[to]);
  const y2 = toScreenY(c, m.layout.y[to]);
  if (!(Math.max(x1, x2) > -50 && Math.min(x1, x2) < c.width + 50)) return false;
  if (!(Math.max(y1, y2) > -50 && Math.min(y1, y2) < c.height + 50)) return false;
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
  return true;
}

/** The net: open roads as lines, closed, held and uncertain ones dashed, paths dotted. */
export function drawNet(pen: Pen, m: Model, c: Camera, p: Palette): void {
  const { roads } = m.view;
  const many = roads.length > 3000;
  pen.lineCap = 'butt';
  for (const dashed of [false, true]) {
    let inPath = 0;
    pen.beginPath();
    pen.setLineDash(dashed ? [4, 4] : []);
    pen.strokeStyle = p.road;
    pen.lineWidth = many ? Math.min(p.roadWidth, 0.9) : p.roadWidth;
    for (let i = 0; i < roads.length; i++) {
      if ((roads[i].status !== 'open' && roads[i].status !== '') !== dashed) continue;
      if (trace(pen, m, c, roads[i]) && ++inPath % 400 === 0) {
        pen.stroke();
        pen.beginPath();
      }
    }
    pen.stroke();
  }
  pen.setLineDash([1, 3]);
  pen.strokeStyle = p.foot;
  pen.beginPath();
  for (const path of m.view.paths) trace(pen, m, c, path);
  pen.stroke();
  pen.setLineDash([]);
}

/** What the roads carry in the hour of a moment, or which of them bind. */
export function drawLoad(pen: Pen, m: Model, c: Camera, p: Palette, moment: number, mode: MapMode): void {
  const loaded = m.loads.get(hourOf(moment)) ?? [];
  pen.lineCap = 'round';
  const stroke = (roads: Iterable<number>, colour: string, width: number) => {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    for (const road of roads) trace(pen, m, c, m.view.roads[road]);
    pen.stroke();
  };
  if (mode === 'load') {
    for (let step = 0; step < 4; step++) {
      stroke(loaded.filter((l) => loadStep(l.share) === step).map((l) => l.road), p.load[step], loadWidths[step]);
    }
    return;
  }
  stroke(loaded.map((l) => l.road), p.carries, 2.4);
  const binding: number[] = [];
  m.view.roads.forEach((r, i) => {
    if (m.binds.get(r.id)?.some((b) => inForce(b, moment))) binding.push(i);
  });
  stroke(binding, p.binds, 6);
}

/** Closures and dangers in force, in the middle of their roads, or beside their gates. */
export function drawWarnings(pen: Pen, m: Model, c: Camera, p: Palette, moment: number): void {
  for (const x of m.view.closures) {
    if (!inForce(x, moment)) continue;
    if (x.kind === 'gate') {
      const at = m.view.gates[x.item].place;
      cross(pen, toScreenX(c, m.layout.x[at]), toScreenY(c, m.layout.y[at]) - 14, p.closed, p.halo);
      continue;
    }
    pen.strokeStyle = p.closed;
    pen.lineWidth = 3;
    pen.setLineDash(x.factor > 0 ? [8, 5] : [3, 4]);
    pen.beginPath();
    trace(pen, m, c, m.view.roads[x.item]);
    pen.stroke();
    pen.setLineDash([]);
    const [sx, sy] = middle(m, c, x.item);
    cross(pen, sx, sy, p.closed, p.halo);
  }
  for (const d of m.view.dangers) {
    if (!inForce(d, moment)) continue;
    const [sx, sy] = middle(m, c, d.road);
    triangle(pen, sx, sy, p.danger, p.halo);
  }
}

/** The middle of a road on the screen. */
export function middle(m: Model, c: Camera, road: number): [number, number] {
  const { from, to } = m.view.roads[road];
  return [
    toScreenX(c, (m.layout.x[from] + m.layout.x[to]) / 2),
    toScreenY(c, (m.layout.y[from] + m.layout.y[to]) / 2),
  ];
}

function cross(pen: Pen, x: number, y: number, colour: string, halo: string): void {
  for (const [width, style] of [[6, halo], [3, colour]] as const) {
    pen.strokeStyle = style;
    pen.lineWidth = width;
    pen.lineCap = 'round';
    pen.beginPath();
    pen.moveTo(x - 5, y - 5);
    pen.lineTo(x + 5, y + 5);
    pen.moveTo(x + 5, y - 5);
    pen.lineTo(x - 5, y + 5);
    pen.stroke();
  }
}

function triangle(pen: Pen, x: number, y: number, colour: string, halo: string): void {
  pen.beginPath();
  pen.moveTo(x, y - 8);
  pen.lineTo(x + 8, y + 6);
  pen.lineTo(x - 8, y + 6);
  pen.closePath();
  pen.fillStyle = colour;
  pen.strokeStyle = halo;
  pen.lineWidth = 2;
  pen.stroke();
  pen.fill();
  pen.fillStyle = '#ffffff';
  pen.fillRect(x - 1, y - 3, 2, 5);
  pen.fillRect(x - 1, y + 3, 2, 2);
}
