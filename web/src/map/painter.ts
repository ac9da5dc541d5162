/**
 * Paints the map. The net, the load of an hour, and marks with labels are kept as pictures and made
 * anew only when they change; a frame copies them and draws the dots. While somebody pans or zooms,
 * the pictures are moved and stretched, and made anew when the hand rests.
 */

import type { Model } from '../model';
import { hourOf } from '../time';
import { toScreenX, toScreenY, type Camera } from './camera';
import { drawDots, type Drawn } from './dots';
import { drawLabels } from './labels';
import { drawPeople, drawPoints, mostPeople, pointAt, points, radiusOf, type Item } from './marks';
import { paletteOf, type Palette } from './palette';
import { drawAreas, drawLoad, drawNet, drawWarnings, middle, type MapMode } from './roads';

/** What a frame shows. */
export interface Scene {
  model: Model;
  camera: Camera;
  moment: number;
  mode: MapMode;
  contrast: boolean;
  language: string;
  selected: Item | null;
  /** Whether a gesture is under way, so that pictures may be stale. */
  moving: boolean;
}

class Picture {
  readonly canvas = document.createElement('canvas');
  private pen = this.canvas.getContext('2d', { willReadFrequently: true })!;
  private key: unknown[] = [];
  private camera: Camera | null = null;
  cost = 0;

  /** Makes the picture anew where its key or the camera has changed. */
  refresh(key: unknown[], s: Scene, dpr: number, draw: (pen: CanvasRenderingContext2D) => void): void {
    const c = s.camera;
    const sameKey = key.length === this.key.length && key.every((k, i) => k === this.key[i]);
    const sameCamera = this.camera !== null && sameView(this.camera, c) && this.canvas.width === Math.round(c.width * dpr);
    if (sameKey && sameCamera) return;
    if (s.moving && this.camera && this.cost > 12) return;
    const began = performance.now();
    this.canvas.width = Math.round(c.width * dpr);
    this.canvas.height = Math.round(c.height * dpr);
    this.pen.setTransform(dpr, 0, 0, dpr, 0, 0);
    draw(this.pen);
    this.key = key;
    this.camera = c;
    this.cost = performance.now() - began;
  }

  copyTo(pen: CanvasRenderingContext2D, c: Camera): void {
    const old = this.camera;
    if (!old) return;
    const k = c.scale / old.scale;
    const x = c.width / 2 + (old.x - c.x) * c.scale - (old.width / 2) * k;
    const y = c.height / 2 + (old.y - c.y) * c.scale - (old.height / 2) * k;
    pen.drawImage(this.canvas, x, y, old.width * k, old.height * k);
  }
}

const sameView = (a: Camera, b: Camera) =>
  a.x === b.x && a.y === b.y && a.scale === b.scale && a.width === b.width && a.height === b.height;

export class Painter {
  private net = new Picture();
  private load = new Picture();
  private marks = new Picture();
  private labels = new Picture();
  private pen: CanvasRenderingContext2D;
  private marksMade = 0;
  private marksMoment = 0;

  constructor(private canvas: HTMLCanvasElement) {
    this.pen = canvas.getContext('2d', { alpha: false, willReadFrequently: true })!;
  }

  /** Paints a frame and returns what moves in it. */
  paint(s: Scene): Drawn {
    const dpr = window.devicePixelRatio || 1;
    const p = paletteOf(s.contrast);
    const c = s.camera;
    const { canvas, pen } = this;
    if (canvas.width !== Math.round(c.width * dpr)) canvas.width = Math.round(c.width * dpr);
    if (canvas.height !== Math.round(c.height * dpr)) canvas.height = Math.round(c.height * dpr);
    pen.setTransform(dpr, 0, 0, dpr, 0, 0);
    pen.fillStyle = p.ground;
    pen.fillRect(0, 0, c.width, c.height);

    this.net.refresh([s.model, s.contrast, dpr], s, dpr, (q) => {
      drawAreas(q, s.model, c, p);
      drawNet(q, s.model, c, p);
    });
    const warnings = warningKey(s);
    this.load.refresh([s.model, s.contrast, dpr, hourOf(s.moment), s.mode, warnings, s.mode === 'binds' ? bindKey(s) : 0], s, dpr, (q) => {
      drawLoad(q, s.model, c, p, s.moment, s.mode);
      drawWarnings(q, s.model, c, p, s.moment);
    });
    const now = performance.now();
    if (now - this.marksMade > Math.max(80, this.marks.cost * 8) || Math.abs(s.moment - this.marksMoment) > 7200) {
      if (this.marksMoment !== s.moment) this.marksMade = now;
      this.marksMoment = s.moment;
    }
    const shown = this.marksMoment;
    this.marks.refresh([s.model, s.contrast, dpr, shown, s.mode], s, dpr, (q) => {
      drawPeople(q, s.model, c, p, shown);
      drawPoints(q, s.model, c, p, shown, s.mode === 'binds');
    });
    this.labels.refresh([s.model, s.contrast, dpr, s.language], s, dpr, (q) => drawLabels(q, s.model, c, p));

    this.net.copyTo(pen, c);
    this.load.copyTo(pen, c);
    const drawn = drawDots(pen, s.model, c, p, s.moment);
    this.marks.copyTo(pen, c);
    this.labels.copyTo(pen, c);
    if (s.selected) ring(pen, s, p);
    return drawn;
  }

  /** Whether the circles lag behind the moment and want another frame. */
  lags(moment: number): boolean {
    return this.marksMoment !== moment;
  }
}

/** Changes whenever a closure or danger comes into force or ends. */
function warningKey(s: Scene): string {
  const { closures, dangers } = s.model.view;
  let key = '';
  for (const x of [...closures, ...dangers]) key += x.from <= s.moment && (x.to === null || s.moment < x.to) ? '1' : '0';
  return key;
}

const bindKey = (s: Scene) => s.model.view.binding.findIndex((b) => b.from <= s.moment && s.moment < b.to);

function ring(pen: CanvasRenderingContext2D, s: Scene, p: Palette): void {
  const at = itemAt(s.model, s.camera, s.selected!);
  if (!at) return;
  pen.lineWidth = 3;
  for (const [style, grow] of [[p.halo, 6], [p.focus, 4]] as const) {
    pen.beginPath();
    pen.arc(at[0], at[1], at[2] + grow, 0, 2 * Math.PI);
    pen.strokeStyle = style;
    pen.stroke();
  }
}

/** Where an item stands on the screen, with the radius around it; null where it has no position. */
export function itemAt(m: Model, c: Camera, item: Item): [number, number, number] | null {
  if (item.kind === 'road') return [...middle(m, c, item.index), 6];
  if (item.kind === 'place') {
    const x = toScreenX(c, m.layout.x[item.index]);
    if (Number.isNaN(x)) return null;
    const people = m.view.places[item.index].people;
    return [x, toScreenY(c, m.layout.y[item.index]), Math.max(5, radiusOf(people, mostPeople(m)))];
  }
  const fuel = item.kind === 'fuel' ? m.view.fuel_points[item.index].place : -1;
  const point = points(m).find((q) => q.item.kind === item.kind && (q.item.index === item.index || q.place === fuel));
  return point ? [...pointAt(m, c, point), 9] : null;
}
