/** The rows of the timetable: every place whose people leave, stay or are not served. */

import type { View } from './view';

export interface Row {
  place: number;
  /** Private vehicles in slots. */
  vehicles: number;
  /** Indices of the place's slots in order of departure. */
  slots: number[];
  /** People of the place who do not go in slots: by bus, by ambulance or on foot. */
  fleet: number;
}

export type SortKey = 'name' | 'first' | 'last' | 'vehicles' | 'people' | 'not';

export function rowsOf(view: View): Row[] {
  const rows = new Map<number, Row>();
  view.places.forEach((p, place) => {
    if (p.people + p.stays > 0) rows.set(place, { place, vehicles: 0, slots: [], fleet: p.served });
  });
  view.slots.forEach(([route, , , vehicles, people], i) => {
    const row = rows.get(view.routes[route].place);
    if (!row) return;
    row.vehicles += vehicles;
    row.fleet = Math.max(0, row.fleet - people);
    row.slots.push(i);
  });
  for (const row of rows.values()) row.slots.sort((a, b) => view.slots[a][1] - view.slots[b][1]);
  return [...rows.values()];
}

/** Sorts rows; who never leaves comes last by moment, and equal rows keep the order of the places. */
export function sortRows(view: View, rows: Row[], key: SortKey, down: boolean, name: (r: Row) => string, language: string): Row[] {
  const sign = down ? -1 : 1;
  if (key === 'name') {
    const collator = new Intl.Collator(language);
    const names = new Map(rows.map((r) => [r, name(r)]));
    return rows.toSorted((a, b) => sign * collator.compare(names.get(a)!, names.get(b)!));
  }
  const value = (r: Row): number => {
    const p = view.places[r.place];
    if (key === 'vehicles') return r.vehicles;
    if (key === 'people') return p.people;
    if (key === 'not') return p.not_served;
    return p[key] ?? (down ? -Infinity : Infinity);
  };
  return rows.toSorted((a, b) => {
    const x = value(a);
    const y = value(b);
    return x === y ? a.place - b.place : sign * (x - y);
  });
}
