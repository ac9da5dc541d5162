/**
 * The view: everything the page shows of one plan, as the program writes it.
 *
 * Moments and spans are whole seconds, moments from the start of the scenario; counts are whole;
 * references are indices into the view's own lists; null stands for “not known” or “never”.
 */

export interface Scenario {
  name: string;
  about: string;
  time_zone: string;
  /** RFC 3339 with an offset. */
  start: string;
  horizon: number;
  variant: string;
  inputs_sha256: string;
  /** What the folder itself overrides, with who says so. */
  edits: { path: string; value: string; source: string }[];
  overrides: { path: string; value: string }[];
  not_planned: string[];
  variants: { id: string; about: string }[];
}

export interface Place {
  id: string;
  name: string;
  /** Only a junction of an imported map: no place that people know. */
  junction?: boolean;
  names: Record<string, string>;
  aliases: string[];
  lon: number | null;
  lat: number | null;
  people: number;
  low: number;
  high: number;
  stays: number;
  served: number;
  not_served: number;
  first: number | null;
  last: number | null;
  reception: number | null;
}

export interface Road {
  id: string;
  /** Where the places at its ends do not name it. */
  name?: string;
  from: number;
  to: number;
  one_way: boolean;
  km: number;
  class: string;
  status: string;
  /** Hour from the start, cars forward, cars backward. */
  load: [number, number, number][];
  /** Vehicles an hour in each direction. */
  capacity: number;
  /** lon, lat, lon, lat … from its beginning to its end; absent where it is drawn straight. */
  shape?: number[];
}

/** Something drawn under the roads; inner rings cut holes. */
export interface Area {
  name: string;
  /** Each lon, lat, lon, lat … */
  rings: number[][];
}

export interface Gate {
  id: string;
  name: string;
  place: number;
  rate: number;
  open: [number, number][];
  /** Hour from the start, vehicles, people. */
  passes: [number, number, number][];
}

export interface Reception {
  id: string;
  place: number;
  capacity: number | null;
  /** Hour from the start, people. */
  arrivals: [number, number][];
}

export interface Site {
  id: string;
  name: string;
  names: Record<string, string>;
  place: number;
  kind: string;
  capacity: number | null;
  /** Hour from the start, people. */
  hours: [number, number][];
}

export interface FuelPoint {
  id: string;
  name: string;
  place: number;
  cars: number;
}

export interface Closure {
  kind: 'road' | 'gate';
  item: number;
  from: number;
  to: number | null;
  /** What is left of the rate; 0 shuts. */
  factor: number;
  reason: string;
  source: string;
}

export interface Danger {
  road: number;
  from: number;
  to: number | null;
  confirmed: boolean;
  report: string;
  source: string;
  override: string;
}

export interface Route {
  place: number;
  reception: number;
  nodes: number[];
  /** Seconds from the departure at which each node is passed. */
  passes: number[];
}

/** Route, departure, length, vehicles, people. */
export type Slot = [number, number, number, number, number];

export interface Trip {
  vehicle: string;
  kind: string;
  nodes: number[];
  passes: number[];
  depart: number;
  length: number;
  aboard: number;
}

/** A way for people on foot. */
export interface Path {
  id: string;
  from: number;
  to: number;
  km: number;
}

/** People on foot on a path. */
export interface Column {
  path: number;
  back: boolean;
  depart: number;
  /** In which they enter the path. */
  length: number;
  walks: number;
  people: number;
  /** null where they wait for a vehicle at the end of the path. */
  reception: number | null;
}

export interface Quantiles {
  t50: number | null;
  t90: number | null;
  t99: number | null;
  t100: number | null;
}

export interface Binding {
  kind: string;
  name: string;
  id: string;
  from: number;
  to: number;
  rate: number;
}

export interface Price {
  kind: string;
  stage: string;
  id: string;
  name: string;
  /** Vehicles an hour of a gate before and after. */
  from: number;
  to: number;
  /** Vehicles or litres more. */
  amount: number;
  /** Kind of the vehicles it is about, or "". */
  vehicle: string;
  at_most_hours: number | null;
  saved_hours: number | null;
  people_more: number | null;
  people_per_day: number | null;
  next: string;
  next_is_home: boolean;
}

export interface NotServed {
  place: number;
  people: number;
  kind: string;
  text: string;
}

export interface Assumption {
  name: string;
  value: string;
  unit: string;
  source: string;
  default: boolean;
  retrospective: boolean;
}

/** The parts of summary.json that the page reads; all may be absent. */
export interface Summary {
  people?: number;
  people_served?: number;
  people_not_served?: number;
  people_stay_by_choice?: number;
  complete?: boolean;
  gap?: { t100_percent?: number | null };
  travellers?: { kind: string; people: number; people_served: number; t50?: string; t90?: string; t100?: string }[];
  rounds?: Record<string, unknown> | null;
  fuel?: Record<string, unknown> | null;
  people_hours?: { waiting?: number; on_road?: number };
  litres?: number;
  litres_saved_by_waiting_at_home?: number;
  flagged_roads_used?: { road: string; name: string; status: string; note: string }[];
  stocks?: Record<string, unknown>[];
  [key: string]: unknown;
}

export interface View {
  format: 'wayout view';
  version: 1;
  level: string;
  scenario: Scenario;
  places: Place[];
  areas: Area[];
  roads: Road[];
  paths: Path[];
  gates: Gate[];
  receptions: Reception[];
  sites: Site[];
  fuel_points: FuelPoint[];
  closures: Closure[];
  dangers: Danger[];
  routes: Route[];
  slots: Slot[];
  /** slots.csv of the plan, as the command line writes it. */
  slots_csv: string;
  trips: Trip[];
  columns: Column[];
  curve: [number, number][];
  bound: [number, number][];
  times: Record<'used' | 'low' | 'high' | 'bound', Quantiles>;
  binding: Binding[];
  certificate: { until: number; at_most: number; needed: number; cars_only: boolean } | null;
  ladder: { name: string; t100: number | null }[];
  prices: Price[];
  not_served: NotServed[];
  assumptions: Assumption[];
  summary: Summary;
}

/** What a tenth, half and nine tenths of the runs do not exceed; null where a moment is not reached. */
export type Range = [number | null, number | null, number | null];

/** Moment and the range there. */
export type RangePoint = [number, number, number, number];

/** What traffic does over many runs in one of two cases. */
export interface Simulated {
  t50: Range;
  t90: Range;
  t100: Range;
  /** Seconds on the road, mean of the people. */
  road: Range;
  litres_driving: Range;
  litres_standing: Range;
  /** Vehicles that ran dry, and that stood at once. */
  dry: Range;
  standing: Range;
  /** People at the end. */
  not_out: Range;
  left_behind: Range;
  /** People out by a moment, and vehicles that stand at it. */
  out: RangePoint[];
  queue: RangePoint[];
}

/** Where vehicles stand. */
export interface Stage {
  kind: 'road' | 'gate' | 'reception' | 'street' | 'path';
  /** Road, gate, reception or place; -1 for a path. */
  item: number;
  /** The road against its direction. */
  back: boolean;
  /** Of a road or place that names of places do not tell. */
  name?: string;
  most: Range;
  /** Of all vehicles together. */
  hours: number;
}

/** A simulation of exactly the plan of the page. */
export interface Simulation {
  runs: number;
  seed: number;
  /** null where only the other case was simulated. */
  planned: Simulated | null;
  unplanned: Simulated;
  /** Where most stand if all leave at once. */
  stages: Stage[];
  assumptions: Omit<Assumption, 'retrospective'>[];
}

/** What the Go program put into the page. */
export interface Inputs {
  view: View | null;
  /** null where the plan was not simulated. */
  simulation: Simulation | null;
  /** The files of the scenario, packed as the planner takes them, "" where the page cannot plan again. */
  files: string;
  /** Gzip of the planner as base64, "" where it is absent. */
  planner: string;
  /** Go's glue for WebAssembly, "" where it is absent. */
  go: string;
}

/** Reads the inputs out of the page. Throws where the view is not one this page knows. */
export function readInputs(doc: Document): Inputs {
  const text = (id: string) => doc.getElementById(id)?.textContent?.trim() ?? '';
  const json = text('view');
  const simulation = JSON.parse(text('simulation') || 'null') as Simulation | null;
  return { view: json === '' ? null : readView(json), simulation, files: text('files'), planner: text('planner'), go: text('go') };
}

/** Reads a view. Throws where it has another format or version. */
export function readView(json: string): View {
  const view = JSON.parse(json) as View;
  if (view.format !== 'wayout view' || view.version !== 1) {
    throw new Error(`this page reads “wayout view” version 1, not “${view.format}” version ${view.version}`);
  }
  return view;
}
