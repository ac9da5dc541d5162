/** Drawing roads: the net itself, what it carries in an hour, and what shuts it. */

import { inForce, type Model } from '../model';
import { hourOf } from '../time';
import { toScreenX, toScreenY, type Camera } from './camera';
import { middleOf, type Line } from './layout';
import { loadStep, loadWidths, type Palette } from './palette';

export type MapMode = 'load' | 'binds';

type Pen = CanvasRenderingContext2D;

/** Adds a road to the path if any of it can be seen. */
function traceRoad(pen: Pen, m: Model, c: Camera, road: number): boolean {
  const run = m.layout.lines[road];
  return run ? traceLine(pen, c, run) : trace(pen, m, c, m.view.roads[road]);
}

/** Adds a line to the path if any of it can be seen; points closer than a pixel to the last are left out. */
function traceLine(pen: Pen, c: Camera, { x, y }: Line): boolean {
  const last = x.length - 1;
  let seen = false;
  let [px, py] = [toScreenX(c, x[0]), toScreenY(c, y[0])];
  const inside = () => px > -50 && px < c.width + 50 && py > -50 && py < c.height + 50;
  seen = inside();
  pen.moveTo(px, py);
  for (let i = 1; i <= last; i++) {
    const [sx, sy] = [toScreenX(c, x[i]), toScreenY(c, y[i])];
    if (i < last && Math.abs(sx - px) + Math.abs(sy - py) < 1) continue;
    [px, py] = [sx, sy];
    pen.lineTo(px, py);
    seen ||= inside();
  }
  return seen;
}

/** Adds a straight way between two places to the path if any of it can be seen. */
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

/** Areas such as water or zones, under everything else, with their names. */
export function drawAreas(pen: Pen, m: Model, c: Camera, p: Palette): void {
  pen.fillStyle = p.area;
  pen.strokeStyle = p.areaEdge;
  pen.lineWidth = 1;
  m.layout.areas.forEach((rings) => {
    pen.beginPath();
    for (const ring of rings) {
      traceLine(pen, c, ring);
      pen.closePath();
    }
    pen.fill('evenodd');
    pen.stroke();
  });
  pen.fillStyle = p.ink;
  pen.font = 'italic 12px system-ui, sans-serif';
  pen.textAlign = 'center';
  m.layout.areas.forEach((rings, i) => {
    const { name } = m.view.areas[i];
    if (name === '' || rings.length === 0) return;
    const { x, y } = rings[0];
    const middle = (v: Float64Array) => (v.reduce((a, b) => Math.min(a, b), Infinity) + v.reduce((a, b) => Math.max(a, b), -Infinity)) / 2;
    pen.fillText(name, toScreenX(c, middle(x)), toScreenY(c, middle(y)));
  });
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
      if (traceRoad(pen, m, c, i) && ++inPath % 400 === 0) {
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
    for (const road of roads) traceRoad(pen, m, c, road);
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
    traceRoad(pen, m, c, x.item);
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
  const { x, y } = middleOf(m.layout, road, m.view.roads[road]);
  return [toScreenX(c, x), toScreenY(c, y)];
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
