/** The language of the page: messages, numbers and names of places. */

import { catalogues, fillIn, message, type Key } from './catalogue';

export { catalogues };

export const language = $state({ code: 'en' });

/** The first language of the browser that the page has, else English. */
export function preferredLanguage(wanted: readonly string[]): string {
  for (const tag of wanted) {
    const code = tag.toLowerCase().split('-')[0];
    if (code in catalogues) return code;
  }
  return 'en';
}

export const directionOf = (code: string) => (code === 'ar' ? 'rtl' : 'ltr');

/** The message of a key in the language of the page, with {names} filled in. */
export function t(key: Key, values?: Record<string, string | number>): string {
  const text = message(language.code, key) ?? key;
  if (!values) return text;
  return fillIn(text, Object.fromEntries(Object.entries(values).map(([k, v]) => [k, typeof v === 'number' ? count(v) : isolate(v)])));
}

/**
 * Keeps a text that may run the other way apart from the sentence around it, so that a number beside
 * it stays where it was written.
 */
const isolate = (text: string) => (directionOf(language.code) === 'rtl' ? `\u2068${text}\u2069` : text);

/** The message of a key that may not exist, else the text given. */
export const tOr = (key: string, otherwise: string) => message(language.code, key) ?? otherwise;

const plain = [0, 1, 2].map((decimals) => new Intl.NumberFormat('en', { maximumFractionDigits: decimals }));

/** A number with at most the given decimals, in Latin digits as on the printed sheets. */
export function count(value: number, decimals: 0 | 1 | 2 = 0): string {
  const { group, decimal } = (catalogues[language.code] ?? catalogues.en).numbers;
  return plain[decimals].format(value).replace(/[,.]/g, (c) => (c === ',' ? group : decimal));
}

/** A span in hours: “110.8 h”. */
export const hours = (seconds: number) => t('unit.hours', { number: count(seconds / 3600, 1) });

/** Something with names by language. */
export interface Named {
  name: string;
  names?: Record<string, string>;
}

/** The name in the language of the page where there is one. */
export const nameOf = (thing: Named) => thing.names?.[language.code] || thing.name;

/** A road as people know it: by its name, or the places at its ends. */
export const roadTitle = (view: { places: Named[] }, road: { name?: string; from: number; to: number }) =>
  road.name ?? `${nameOf(view.places[road.from])} – ${nameOf(view.places[road.to])}`;
