/** The message files, one a language. Every file has every key. */

import ar from './messages/ar.json';
import az from './messages/az.json';
import en from './messages/en.json';
import fr from './messages/fr.json';
import hy from './messages/hy.json';
import ru from './messages/ru.json';
import uk from './messages/uk.json';

export interface Catalogue {
  /** The language's own name. */
  name: string;
  /** Whether somebody who speaks the language has checked the messages. */
  reviewed: boolean;
  /** What stands between thousands and before decimals; browsers do not know all our languages. */
  numbers: { group: string; decimal: string };
  messages: Record<string, string>;
}

export const catalogues: Record<string, Catalogue> = { en, hy, az, ru, fr, ar, uk };

export type Key = keyof typeof en.messages;

/** The message of a key in a language; English where the language is not known. */
export const message = (language: string, key: string): string | undefined =>
  (catalogues[language] ?? catalogues.en).messages[key];

/** Puts texts in the place of {names}; what is not given stays as it is. */
export const fillIn = (text: string, values: Record<string, string>) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
