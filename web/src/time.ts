/**
 * Moments of a scenario as people read them.
 *
 * A clock knows the scenario's start and zone. It uses the zone's rules where the browser knows
 * the zone, and the start's own offset where it does not.
 */

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

const formats = new Map<string, Intl.DateTimeFormat>();

/** Latin digits in every language, as on the printed sheets. */
export const localeOf = (language: string) => `${language === 'en' ? 'en-GB' : language}-u-nu-latn`;

function format(clock: Clock, language: string, moment: number, options: Intl.DateTimeFormatOptions): string {
  const key = `${language} ${clock.zone} ${JSON.stringify(options)}`;
  let f = formats.get(key);
  if (!f) {
    f = new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone: clock.zone || 'UTC', hourCycle: 'h23' });
    formats.set(key, f);
  }
  const shift = clock.zone ? 0 : clock.offset * 60_000;
  return f.format(clock.start + moment * 1000 + shift);
}

/** “Thursday 28 September, 14:00” */
export function longMoment(clock: Clock, language: string, moment: number): string {
  return format(clock, language, moment, { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
}

/** “Thu 28/09, 14:00”, for tables. */
export function shortMoment(clock: Clock, language: string, moment: number): string {
  return format(clock, language, moment, { weekday: 'short', day: '2-digit', month: '2-digit', hour: '2-digit', minute: '2-digit' });
}

/** “Thu 28”, for axes. */
export function axisDay(clock: Clock, language: string, moment: number): string {
  return format(clock, language, moment, { weekday: 'short', day: 'numeric' });
}

/** “14:00” */
export function clockTime(clock: Clock, language: string, moment: number): string {
  return format(clock, language, moment, { hour: '2-digit', minute: '2-digit' });
}

/** The midnights of the zone between two moments, first to last. */
export function midnights(clock: Clock, from: number, to: number): number[] {
  const out: number[] = [];
  for (let t = Math.ceil(from / hour) * hour; t <= to; ) {
    const [h, m] = clockTime(clock, 'en', t).split(':').map(Number);
    if (h === 0 && m === 0) {
      out.push(t);
      t += 20 * hour;
      continue;
    }
    t += m === 0 ? hour : (60 - m) * 60;
  }
  return out;
}

/** The hour from the start in which a moment lies. */
export const hourOf = (moment: number) => Math.floor(moment / hour);
