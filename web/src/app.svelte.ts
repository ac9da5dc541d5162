/** What the page shows now: which plan, which moment, what is selected. */

import type { Item } from './map/marks';
import type { MapMode } from './map/roads';
import { modelOf, type Model } from './model';
import type { Inputs, View } from './view';

export type Which = 'a' | 'b';

export const tabs = ['map', 'answer', 'when', 'limits', 'fleet', 'left', 'basis', 'whatif'] as const;
export type Tab = (typeof tabs)[number];

/** Scenario seconds that pass in a second while playing. */
export const speeds = [600, 1800, 3600, 14400, 43200];

export class App {
  a: Model = $state.raw()!;
  b: Model | null = $state.raw(null);
  which: Which = $state('a');
  /** The plan shown. */
  model: Model = $derived(this.which === 'b' && this.b ? this.b : this.a);
  /** The exact moment that the map draws. Everything else reads tick. */
  moment = $state(0);
  /** The moment for texts, tables and charts: follows at most four times a second while playing. */
  tick = $state(0);
  playing = $state(false);
  speed = $state(3600);
  mode: MapMode = $state('load');
  tab: Tab = $state('answer');
  selected: Item | null = $state.raw(null);
  /** Counts the requests to fly to what is selected. */
  flights = $state(0);
  contrast = $state(false);
  /** Whether all of every table is shown, for printing. */
  printing = $state(false);
  /** Row of the timetable that is open, -1 for none. */
  openRow = $state(-1);
  end = $derived(Math.max(this.a.end, this.b?.end ?? 0));

  private ticked = 0;

  constructor(readonly inputs: Inputs, view: View) {
    this.a = modelOf(view);
    this.go(Math.min(this.a.end, 6 * 3600));
  }

  get canPlan(): boolean {
    const { files, planner, go } = this.inputs;
    return files !== '' && planner !== '' && go !== '';
  }

  /** Takes an answer of the planner as plan B. */
  takeB(view: View): void {
    this.b = modelOf(view);
  }

  dropB(): void {
    this.which = 'a';
    this.b = null;
  }

  go(moment: number): void {
    this.moment = Math.min(this.end, Math.max(0, moment));
    const now = performance.now();
    if (this.playing && now - this.ticked < 250) return;
    this.ticked = now;
    this.tick = this.moment;
  }

  /** Selects a place, moves the map to it and opens its row. */
  flyTo(place: number): void {
    this.selected = { kind: 'place', index: place };
    this.openRow = place;
    this.flights++;
  }
}
