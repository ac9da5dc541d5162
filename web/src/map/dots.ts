/** Drawing what moves: a dot for each vehicle on the way, on the right side of its road. */

import type { Model } from '../model';
import { eachStreamAt, leavesAt, onTheWay, positionAlong, type Position } from '../movement';
import { toScreenX, toScreenY, type Camera } from './camera';
import { spotOn, type Spot } from './layout';
import type { Palette } from './palette';

type Pen = CanvasRenderingContext2D;

/** More dots than this are thinned: a dot then stands for several vehicles. */
export const mostDots = 4000;

/** What was drawn: vehicles on the way, and how many of them a dot stands for. */
export interface Drawn {
  vehicles: number;
  each: number;
}

const spot: Position = { leg: 0, share: 0 };
const on: Spot = { x: 0, y: 0, dx: 0, dy: 0 };

/** Draws the vehicles on the way at a moment. */
export function drawDots(pen: Pen, m: Model, c: Camera, p: Palette, moment: number): Drawn {
  let vehicles = 0;
  let dots = 0;
  eachStreamAt(m.traffic, moment, (s) => {
    const [first, end] = onTheWay(s, moment);
    dots += end - first;
    if (s.kind !== 'foot') vehicles += end - first;
  });
  const each = Math.max(1, Math.ceil(dots / mostDots));
  const side = Math.min(3.2, Math.max(1.2, c.scale * 0.25));
  const small = Math.min(3.5, Math.max(2, c.scale * 0.4));
  const groups: Record<string, { colour: string; size: number; at: number[] }> = {
    car: { colour: p.car, size: small, at: [] },
    foot: { colour: p.foot, size: small + 1, at: [] },
    ambulance: { colour: p.ambulance, size: 6, at: [] },
    other: { colour: p.bus, size: 6, at: [] },
  };
  let counter = 0;
  eachStreamAt(m.traffic, moment, (s) => {
    const [first, end] = onTheWay(s, moment);
    const group = groups[s.kind] ?? groups.other;
    for (let k = first; k < end; k++) {
      if (counter++ % each !== 0) continue;
      positionAlong(s.passes, moment - leavesAt(s, k), spot);
      const a = s.nodes[spot.leg];
      const b = s.nodes[spot.leg + 1] ?? a;
      spotOn(m.layout, a, b, spot.share, on);
      const length = Math.hypot(on.dx, on.dy) || 1;
      const sx = toScreenX(c, on.x) - (on.dy / length) * side;
      const sy = toScreenY(c, on.y) + (on.dx / length) * side;
      if (sx > -5 && sx < c.width + 5 && sy > -5 && sy < c.height + 5) group.at.push(sx, sy);
    }
  });
  for (const g of Object.values(groups)) {
    if (g.size > 4) {
      pen.fillStyle = '#ffffff';
      for (let i = 0; i < g.at.length; i += 2) pen.fillRect(g.at[i] - g.size / 2 - 1, g.at[i + 1] - g.size / 2 - 1, g.size + 2, g.size + 2);
    }
    pen.fillStyle = g.colour;
    for (let i = 0; i < g.at.length; i += 2) pen.fillRect(g.at[i] - g.size / 2, g.at[i + 1] - g.size / 2, g.size, g.size);
  }
  return { vehicles, each };
}
