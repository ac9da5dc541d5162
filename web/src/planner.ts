/**
 * The planner inside the page: the same program as on the command line, as WebAssembly in a worker.
 *
 * Nothing is fetched: the worker is made from text in the page. Cancelling ends the worker.
 */

import { readView, type View } from './view';

export interface Override {
  path: string;
  value: string;
}

/** What the planner is asked. */
export interface Request {
  set: Override[];
  variant: string;
  deadline: string;
  prices: boolean;
}

/** A fault of the inputs, in words. */
export interface Problem {
  code: string;
  severity: string;
  text: string;
  remedy?: string;
  file?: string;
  line?: number;
}

export interface PlannerAnswer {
  view: View | null;
  problems: Problem[];
  error: string;
}

export type Step = 'unpack' | 'start' | 'plan';

/** What the fields of the “What if?” panel hold; empty fields change nothing. */
export interface Wishes {
  gate: string;
  gateRate: string;
  gateBooths: string;
  gateHours: string;
  closed: string[];
  fleet: string;
  fleetCount: string;
  lines: string;
  variant: string;
  deadline: string;
  prices: boolean;
}

export const noWishes = (): Wishes => ({
  gate: '', gateRate: '', gateBooths: '', gateHours: '', closed: [], fleet: '', fleetCount: '', lines: '', variant: '', deadline: '', prices: false,
});

/** Turns fields into a request. Lines without “=” are returned as faults. */
export function requestOf(w: Wishes): { request: Request; faults: string[] } {
  const set: Override[] = [];
  const faults: string[] = [];
  const add = (path: string, value: string) => {
    if (value.trim() !== '') set.push({ path, value: value.trim() });
  };
  if (w.gate !== '') {
    add(`gate.${w.gate}.rate`, w.gateRate);
    add(`gate.${w.gate}.booths`, w.gateBooths);
    add(`gate.${w.gate}.hours`, w.gateHours);
  }
  for (const road of w.closed) set.push({ path: `road.${road}.status`, value: 'closed' });
  if (w.fleet !== '') add(`fleet.${w.fleet}.count`, w.fleetCount);
  for (const line of w.lines.split('\n').map((l) => l.trim()).filter(Boolean)) {
    const at = line.indexOf('=');
    if (at < 1) faults.push(line);
    else set.push({ path: line.slice(0, at).trim(), value: line.slice(at + 1).trim() });
  }
  return { request: { set, variant: w.variant, deadline: w.deadline, prices: w.prices }, faults };
}

/** Reads the planner's answer; a missing view or list is allowed. */
export function readAnswer(json: string): PlannerAnswer {
  const raw = JSON.parse(json) as { view?: unknown; problems?: Problem[] | null; error?: string };
  const view = raw.view ? readView(JSON.stringify(raw.view)) : null;
  return { view, problems: raw.problems ?? [], error: raw.error ?? '' };
}

const workerSource = `
let ready = null;
async function open(planner, files) {
  postMessage({ step: 'unpack' });
  const packed = Uint8Array.from(atob(planner), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  const wasm = await new Response(stream).arrayBuffer();
  postMessage({ step: 'start' });
  const go = new Go();
  const made = await WebAssembly.instantiate(wasm, go.importObject);
  go.run(made.instance);
  for (let i = 0; typeof wayoutPlan !== 'function'; i++) {
    if (i > 500) throw new Error('the planner does not answer');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const fault = wayoutOpen(files);
  if (fault) throw new Error(fault);
}
let told = 0;
globalThis.wayoutProgress = (done) => {
  if (done - told < 0.02 && done < 1) return;
  told = done;
  postMessage({ step: 'plan', done });
};
onmessage = async ({ data }) => {
  try {
    told = 0;
    ready ??= open(data.planner, data.files);
    await ready;
    if (!data.request) return wayoutPrepare('');
    postMessage({ step: 'plan' });
    postMessage({ answer: wayoutPlan(data.request) });
  } catch (fault) {
    postMessage({ fault: String(fault && fault.message || fault) });
  }
};
`;

export class Planner {
  private worker: Worker | null = null;
  private refuse: ((reason: Error) => void) | null = null;

  /** The files, the planner and Go's glue as the page holds them. */
  constructor(private files: string, private planner: string, private go: string) {}

  /** Starts the planner and what every answer needs, while the question is still being written. */
  prepare(): void {
    this.started();
  }

  /** Plans; one question at a time. Rejects where the planner breaks or is cancelled. */
  async plan(request: Request, progress: (step: Step, done: number) => void): Promise<PlannerAnswer> {
    const worker = this.started();
    try {
      const json = await new Promise<string>((resolve, reject) => {
        this.refuse = reject;
        worker.onmessage = ({ data }: MessageEvent<{ step?: Step; done?: number; answer?: string; fault?: string }>) => {
          if (data.step) progress(data.step, data.done ?? 0);
          else if (data.fault !== undefined) reject(new Error(data.fault));
          else resolve(data.answer ?? '');
        };
        worker.onerror = (event) => reject(new Error(event.message || 'the worker stopped'));
        worker.postMessage({ request: JSON.stringify(request) });
      });
      return readAnswer(json);
    } catch (fault) {
      this.stop();
      throw fault;
    } finally {
      this.refuse = null;
    }
  }

  /** Ends the question under way. */
  cancel(): void {
    this.refuse?.(new Cancelled());
    this.stop();
  }

  private stop(): void {
    this.worker?.terminate();
    this.worker = null;
  }

  private started(): Worker {
    if (this.worker) return this.worker;
    const url = URL.createObjectURL(new Blob([this.go, '\n;\n', workerSource], { type: 'text/javascript' }));
    this.worker = new Worker(url);
    URL.revokeObjectURL(url);
    this.worker.postMessage({ files: this.files, planner: this.planner });
    return this.worker;
  }
}

/** Thrown by a question that was cancelled. */
export class Cancelled extends Error {}
