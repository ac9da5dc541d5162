// Makes a large invented view to measure the page: node dev/big.mjs COLUMNS ROWS ROUTES OUT
import { writeFileSync } from 'node:fs';

const [columns, rows, wanted] = process.argv.slice(2, 5).map(Number);
const out = process.argv[5];
let seed = 1;
const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;

const places = [];
for (let j = 0; j < rows; j++) {
  for (let i = 0; i < columns; i++) {
    places.push({
      id: `n${i}_${j}`, name: `Node ${i}-${j}`, names: {}, aliases: [], lon: 145 + i * 0.01 + random() * 0.006, lat: -37 - j * 0.008 + random() * 0.005,
      people: 0, low: 0, high: 0, stays: 0, served: 0, not_served: 0, first: null, last: null, reception: null,
    });
  }
}
const roads = [];
const roadOf = new Map();
const join = (a, b) => {
  roadOf.set(a * places.length + b, roads.length);
  roads.push({ id: `R${roads.length}`, from: a, to: b, one_way: false, km: 0.9, class: 'paved main', status: 'open', capacity: 600, load: [] });
};
for (let j = 0; j < rows; j++) {
  for (let i = 0; i < columns; i++) {
    if (i + 1 < columns) join(j * columns + i, j * columns + i + 1);
    if (j + 1 < rows) join(j * columns + i, (j + 1) * columns + i);
  }
}
const end = columns * rows - 1;
const routes = [];
const slots = [];
const loads = new Map();
for (let r = 0; r < wanted; r++) {
  const start = Math.floor(random() * (columns * rows - 1));
  const nodes = [start];
  for (let at = start; at !== end; ) {
    const i = at % columns;
    const j = Math.floor(at / columns);
    const right = i + 1 < columns && (j + 1 >= rows || random() < 0.5);
    const next = right ? at + 1 : at + columns;
    nodes.push(next);
    at = next;
  }
  const passes = nodes.map((_, k) => k * 80);
  routes.push({ place: start, reception: 0, nodes, passes });
  const place = places[start];
  place.first ??= 0;
  for (let s = 0; s < 12; s++) {
    const depart = s * 7200;
    slots.push([r, depart, 1800, 8, 30]);
    place.people += 30;
    place.served += 30;
    place.last = Math.max(place.last ?? 0, depart + 1800);
    nodes.slice(1).forEach((n, k) => {
      const road = roadOf.get(nodes[k] * places.length + n);
      const hour = Math.floor((depart + 900 + passes[k]) / 3600);
      const key = road * 1000 + hour;
      loads.set(key, (loads.get(key) ?? 0) + 8);
    });
  }
  place.low = place.high = place.people;
  place.reception = 0;
}
for (const [key, cars] of [...loads].sort((a, b) => a[0] - b[0])) roads[Math.floor(key / 1000)].load.push([key % 1000, cars, 0]);
const people = slots.reduce((sum, s) => sum + s[4], 0);
const arrivals = slots.map((s) => [s[1] + s[2] + routes[s[0]].passes.at(-1), s[4]]).sort((a, b) => a[0] - b[0]);
let sum = 0;
const curve = [[0, 0]];
for (const [at, n] of arrivals) curve.push([at, (sum += n)]);
const t = { t50: 40000, t90: 80000, t99: 86000, t100: curve.at(-1)[0] };
writeFileSync(out, JSON.stringify({
  format: 'wayout view', version: 1, level: 'restricted',
  scenario: { name: `Grid ${columns} × ${rows}`, about: 'Invented.', time_zone: 'Australia/Melbourne', start: '2026-01-05T08:00:00+11:00', horizon: 172800, variant: '', inputs_sha256: '0'.repeat(64), overrides: [], not_planned: [], variants: [] },
  places, roads, areas: [], paths: [], gates: [], receptions: [{ id: 'r', place: end, capacity: null, arrivals: [] }], sites: [], fuel_points: [], closures: [], dangers: [],
  routes, slots, trips: [], columns: [], curve, bound: [[30000, Math.floor(people / 2)], [70000, people]],
  times: { used: t, low: t, high: t, bound: t }, binding: [], certificate: null, ladder: [], prices: [], not_served: [], assumptions: [], summary: {},
}));
console.log(places.length, 'places', roads.length, 'roads', slots.length, 'slots');
