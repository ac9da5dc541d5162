/** The arithmetic of charts. */

/** Round numbers from 0 up to a maximum, about five of them. */
export function axisSteps(most: number): number[] {
  const rough = Math.max(most, 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, power * ([1, 2, 5, 10].find((m) => m * power >= rough) ?? 10));
  const out: number[] = [];
  for (let at = 0; at <= most; at += step) out.push(at);
  return out;
}

/**
 * The corners of what a bound forbids: before each of its moments fewer people are out than it says.
 * A straight line between its points would claim more than is proved, so it is drawn as stairs.
 */
export function stairs(bound: readonly [number, number][]): [number, number][] {
  const out: [number, number][] = [];
  let before = 0;
  for (const [at, people] of bound) {
    out.push([before, people], [at, people]);
    before = at;
  }
  return out;
}

/** The path of a curve; points closer than half a unit to the last one drawn are left out. */
export function pathOf(curve: readonly [number, number][], x: (at: number) => number, y: (p: number) => number): string {
  let out = '';
  let lastX = -Infinity;
  curve.forEach(([at, p], i) => {
    const px = x(at);
    if (px - lastX < 0.5 && i < curve.length - 1) return;
    lastX = px;
    out += `${out === '' ? 'M' : 'L'}${px.toFixed(1)} ${y(p).toFixed(1)}`;
  });
  return out;
}

/** The outline of a band between the lowest and the highest of points of four: moment, low, middle, high. */
export function bandOf(points: readonly [number, number, number, number][], x: (at: number) => number, y: (p: number) => number): string {
  const corner = (at: number, p: number) => `${x(at).toFixed(1)} ${y(p).toFixed(1)}`;
  const there = points.map(([at, low]) => corner(at, low));
  const back = points.map(([at, , , high]) => corner(at, high)).reverse();
  return points.length === 0 ? '' : `M${[...there, ...back].join('L')}Z`;
}
