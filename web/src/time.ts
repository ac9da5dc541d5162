/**
 * Moments of a scenario as people read them.
 *
 * A clock knows the scenario's start and zone. It uses the zone's rules where the browser knows
 * the zone, and the start's own offset where it does not.
 */

import { fillIn, message } from './catalogue';

export interface Clock {
  /** Milliseconds since 1970 of the start. */
  start: number;
  /** A zone the browser knows, or "" for the fixed offset. */
  zone: string;
  /** Minutes east of Greenwich at the start. */
  offset: number;
}

export const hour = 3600;
export const day = 86400;

export function clockOf(start: string, zone: string): Clock {
  const offset = /([+-])(\d\d):(\d\d)$/.exec(start);
  const minutes = offset ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) : 0;
  return { start: Date.parse(start), zone: knownZone(zone) ? zone : '', offset: minutes };
}

function knownZone(zone: string): boolean {
  if (zone === '' || zone === 'Local') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

interface Parts {
  /** 0 is Sunday. */
  weekday: number;
  day: number;
  month: number;
  clock: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The parts of a moment. Only numbers are left to the browser: it does not know all our languages. */
function partsOf(clock: Clock, moment: number): Parts {
  const zone = clock.zone || 'UTC';
  let f = formats.get(zone);
  if (!f) {
    f = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone, hourCycle: 'h23', weekday: 'short', day: 'numeric', month: 'numeric', hour: '2-digit', minute: '2-digit',
    });
    formats.set(zone, f);
  }
  const shift = clock.zone ? 0 : clock.offset * 60_000;
  const found: Record<string, string> = {};
  for (const part of f.formatToParts(clock.start + moment * 1000 + shift)) found[part.type] = part.value;
  return {
    weekday: weekdays.indexOf(found.weekday), day: Number(found.day), month: Number(found.month), clock: `${found.hour}:${found.minute}`,
  };
}

const word = (language: string, key: string) => message(language, key) ?? key;

/** “Thursday 28 September, 14:00” */
export function longMoment(clock: Clock, language: string, moment: number): string {
  const p = partsOf(clock, moment);
  const date = fillIn(word(language, 'date.day'), {
    weekday: word(language, `weekday.${p.weekday}`), day: String(p.day), month: word(language, `month.${p.month}`),
  });
  return fillIn(word(language, 'date.moment'), { date, clock: p.clock });
}

const two = (n: number) => String(n).padStart(2, '0');

/** “Thu 28/09 14:00”, for tables. A line may break before the clock only. */
export function shortMoment(clock: Clock, language: string, moment: number): string {
  const p = partsOf(clock, moment);
  const text = fillIn(word(language, 'date.table'), {
    weekday: word(language, `weekday.short.${p.weekday}`), day: two(p.day), month: two(p.month), clock: p.clock,
  });
  return text.replace(/ (?!\S*$)/g, '\u00a0');
}

/** “Thu 28”, for axes. */
export function axisDay(clock: Clock, language: string, moment: number): string {
  const p = partsOf(clock, moment);
  return `${word(language, `weekday.short.${p.weekday}`)} ${p.day}`;
}

/** “14:00” */
export const clockTime = (clock: Clock, moment: number) => partsOf(clock, moment).clock;

/** The midnights of the zone between two moments, first to last. */
export function midnights(clock: Clock, from: number, to: number): number[] {
  const out: number[] = [];
  for (let t = Math.ceil(from / hour) * hour; t <= to; ) {
    const [h, m] = clockTime(clock, t).split(':').map(Number);
    if (h === 0 && m === 0) {
      out.push(t);
      t += 20 * hour;
      continue;
    }
    t += m === 0 ? hour : (60 - m) * 60;
  }
  return out;
}

/** Marks of an axis from the start to a moment, at most so many: midnights with their day, or within two days hours of the clock. */
export function axisMarks(clock: Clock, language: string, end: number, most: number): { at: number; text: string }[] {
  const days = midnights(clock, 0, end);
  if (end >= 2 * day) {
    const skip = Math.max(1, Math.ceil(days.length / most));
    return days.map((at, i) => ({ at, text: i % skip === 0 ? axisDay(clock, language, at) : '' }));
  }
  const step = [0.25, 0.5, 1, 2, 3, 6, 12].map((h) => h * hour).find((s) => end / s <= most) ?? day;
  const minutes = (at: number) => clockTime(clock, at).split(':').map(Number).reduce((h, m) => 60 * h + m);
  const first = (step - ((60 * minutes(0)) % step)) % step;
  const out: { at: number; text: string }[] = [];
  for (let at = first; at <= end; at += step) out.push({ at, text: minutes(at) === 0 ? axisDay(clock, language, at) : clockTime(clock, at) });
  return out;
}

/** The hour from the start in which a moment lies. */
export const hourOf = (moment: number) => Math.floor(moment / hour);
