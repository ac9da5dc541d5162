import type { View } from '../src/view';

const place = (id: string, lon: number | null, lat: number | null, people: number): View['places'][number] => ({
  id, name: id, names: {}, aliases: [], lon, lat, people, low: people, high: people, stays: 0, served: people, not_served: 0, first: 0, last: 7000, reception: 0,
});
const quantiles = { t50: 3000, t90: 5000, t99: 6000, t100: 9000 };

/** A small view: two places, a crossing without a position, a gate and a reception; slots and a bus. */
export function sampleView(): View {
  return {
    format: 'wayout view', version: 1, level: 'restricted',
    scenario: {
      name: 'Sample', about: '', time_zone: 'Asia/Yerevan', start: '2023-09-24T10:00:00+04:00', horizon: 86400, variant: '',
      inputs_sha256: '00', edits: [], overrides: [], not_planned: [], variants: [],
    },
    places: [place('home', 46.5, 39.5, 100), place('village', 46.6, 39.6, 55), place('crossing', null, null, 0), place('out', 46.4, 39.4, 0)],
    roads: [
      { id: 'R1', from: 0, to: 2, one_way: false, km: 5, class: 'paved', status: 'open', load: [[0, 20, 0]], capacity: 60 },
      { id: 'R2', from: 1, to: 2, one_way: false, km: 5, class: 'paved', status: 'open', load: [], capacity: 60 },
      { id: 'R3', from: 2, to: 3, one_way: false, km: 5, class: 'paved', status: 'closed', load: [], capacity: 60 },
    ],
    areas: [],
    paths: [{ id: 'P1', from: 1, to: 2, km: 4 }],
    gates: [{ id: 'g', name: 'Gate', place: 2, rate: 60, open: [[0, 86400]], passes: [] }],
    receptions: [{ id: 'out', place: 3, capacity: null, arrivals: [] }],
    sites: [], fuel_points: [], closures: [], dangers: [],
    routes: [{ place: 0, reception: 0, nodes: [0, 2, 3], passes: [0, 300, 600] }],
    slots: [[0, 0, 1800, 10, 40], [0, 3600, 1800, 15, 60]],
    slots_csv: '',
    trips: [
      { vehicle: 'bus-1', kind: 'bus', nodes: [1, 2, 3], passes: [0, 300, 600], depart: 0, length: 60, aboard: 30 },
      { vehicle: 'bus-1', kind: 'bus', nodes: [3, 2, 1], passes: [0, 300, 600], depart: 1000, length: 0, aboard: 0 },
      { vehicle: 'bus-1', kind: 'bus', nodes: [1, 2, 3], passes: [0, 300, 600], depart: 2000, length: 60, aboard: 25 },
    ],
    columns: [],
    curve: [[0, 0], [660, 30], [2400, 70], [2660, 95], [6000, 155]], bound: [[2000, 78], [5000, 155]],
    times: { used: quantiles, low: quantiles, high: quantiles, bound: quantiles },
    binding: [{ kind: 'gate', name: 'Gate', id: 'g', from: 0, to: 3600, rate: 60 }],
    certificate: null, ladder: [], prices: [], not_served: [], assumptions: [], summary: {},
  };
}
