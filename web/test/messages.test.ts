import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Catalogue { name: string; reviewed: boolean; messages: Record<string, string> }

const folder = 'src/messages';
const read = (file: string) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Catalogue;
const english = read('en.json');
const files = readdirSync(folder).filter((f) => f.endsWith('.json'));
const slots = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

/** The sources of the page as one text. */
function sources(dir = 'src'): string {
  return readdirSync(dir, { withFileTypes: true })
    .map((e) => (e.isDirectory() ? sources(`${dir}/${e.name}`) : /\.(ts|svelte)$/.test(e.name) ? readFileSync(`${dir}/${e.name}`, 'utf8') : ''))
    .join('\n');
}

describe('messages', () => {
  it('are there in seven languages', () => {
    expect(files.sort()).toEqual(['ar.json', 'az.json', 'en.json', 'fr.json', 'hy.json', 'ru.json', 'uk.json']);
  });
  it.each(files)('%s has every key, none more, in the same order', (file) => {
    expect(Object.keys(read(file).messages)).toEqual(Object.keys(english.messages));
  });
  it.each(files)('%s keeps what is to be filled in, and leaves nothing empty', (file) => {
    for (const [key, text] of Object.entries(read(file).messages)) {
      expect(text.trim(), key).not.toBe('');
      expect(slots(text), key).toEqual(slots(english.messages[key]));
    }
  });
  it('are translated: few sentences equal the English ones', () => {
    for (const file of files.filter((f) => f !== 'en.json')) {
      const same = Object.entries(read(file).messages).filter(([k, v]) => v === english.messages[k] && /\p{L}{3}/u.test(v));
      expect(same.length, `${file}: ${same.map(([k]) => k).join(', ')}`).toBeLessThan(20);
    }
  });
  it('say that nobody has checked them, but for English', () => {
    for (const file of files) expect(read(file).reviewed).toBe(file === 'en.json');
  });
  it('are all used, and none is missing', () => {
    const text = sources();
    const made = /^(weekday|month|date|tab|level|stage|status|site|vehicle|reason|travellers|ladder|kind|times|price|whatif\.step_)/;
    for (const key of Object.keys(english.messages)) {
      if (!made.test(key)) expect(text.includes(`'${key}'`), key).toBe(true);
    }
    for (const [, key] of text.matchAll(/\bt\('([\w.]+)'/g)) expect(english.messages[key], key).toBeDefined();
  });
  it('call nothing safe', () => {
    for (const [key, text] of Object.entries(english.messages)) {
      if (!['foot.inputs', 'reason.not_safe_to_stop'].includes(key)) expect(text, key).not.toMatch(/\bsafe/i);
    }
  });
});
