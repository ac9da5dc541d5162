/** The language of the page: messages, numbers and names of places. */

import ar from './messages/ar.json';
import az from './messages/az.json';
import en from './messages/en.json';
import fr from './messages/fr.json';
import hy from './messages/hy.json';
import ru from './messages/ru.json';
import uk from './messages/uk.json';
import { localeOf } from './time';

interface Catalogue {
  /** The language's own name. */
  name: string;
  /** Whether somebody who speaks the language has checked the messages. */
  reviewed: boolean;
  messages: Record<string, string>;
}

export const catalogues: Record<string, Catalogue> = { en, hy, az, ru, fr, ar, uk };

export type Key = keyof typeof en.messages;

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
  const text = catalogues[language.code].messages[key] ?? en.messages[key] ?? key;
  return values ? fill(text, values) : text;
}

/** The message of a key that may not exist, else the text given. */
export function tOr(key: string, otherwise: string): string {
  return catalogues[language.code].messages[key] ?? otherwise;
}

/** Puts values in the place of {names}; numbers are written in the language of the page. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? count(value) : value;
  });
}

const numbers = new Map<string, Intl.NumberFormat>();

/** A number with at most the given decimals, in Latin digits. */
export function count(value: number, decimals = 0): string {
  const key = `${language.code} ${decimals}`;
  let f = numbers.get(key);
  if (!f) {
    f = new Intl.NumberFormat(localeOf(language.code), { maximumFractionDigits: decimals });
    numbers.set(key, f);
  }
  return f.format(value);
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
