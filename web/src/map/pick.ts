/** What lies under a point of the map. */

import type { Model } from '../model';
import { toScreenX, toScreenY, type Camera } from './camera';
import { mostPeople, pointAt, points, radiusOf, type Item } from './marks';

/** The special point, else the place, else the road under a point; null where there is none. */
export function pick(m: Model, c: Camera, sx: number, sy: number): Item | null {
  for (const p of points(m)) {
    const [x, y] = pointAt(m, c, p);
    if (Math.hypot(x - sx, y - sy) <= 11) return p.item;
  }
  return pickPlace(m, c, sx, sy) ?? pickRoad(m, c, sx, sy);
}

function pickPlace(m: Model, c: Camera, sx: number, sy: number): Item | null {
  const most = mostPeople(m);
  let best = -1;
  let nearest = Infinity;
  m.view.places.forEach((p, i) => {
    if (p.junction) return;
    const d = Math.hypot(toScreenX(c, m.layout.x[i]) - sx, toScreenY(c, m.layout.y[i]) - sy);
    const inside = d - Math.max(7, radiusOf(p.people, most));
    if (inside > 0 || d >= nearest) return;
    nearest = d;
    best = i;
  });
  return best < 0 ? null : { kind: 'place', index: best };
}

function pickRoad(m: Model, c: Camera, sx: number, sy: number): Item | null {
  let best = -1;
  let nearest = 7;
  const { x, y, lines } = m.layout;
  m.view.roads.forEach((r, i) => {
    const run = lines[i] ?? { x: [x[r.from], x[r.to]], y: [y[r.from], y[r.to]] };
    for (let k = 1; k < run.x.length; k++) {
      const x1 = toScreenX(c, run.x[k - 1]);
      const y1 = toScreenY(c, run.y[k - 1]);
      const dx = toScreenX(c, run.x[k]) - x1;
      const dy = toScreenY(c, run.y[k]) - y1;
      const share = Math.min(1, Math.max(0, ((sx - x1) * dx + (sy - y1) * dy) / (dx * dx + dy * dy || 1)));
      const d = Math.hypot(x1 + share * dx - sx, y1 + share * dy - sy);
      if (d >= nearest) continue;
      nearest = d;
      best = i;
    }
  });
  return best < 0 ? null : { kind: 'road', index: best };
}
