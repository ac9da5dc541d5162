/**
 * Finding a place by what somebody types: any of its names and spellings, in any case, with or
 * without diacritics, in Latin, Cyrillic or Armenian letters, and with small typing faults.
 */

/** A place that matched; lower scores match better. */
export interface Match {
  place: number;
  /** The name that matched. */
  name: string;
  score: number;
}

interface Entry {
  place: number;
  name: string;
  folded: string;
}

export interface SearchIndex {
  entries: Entry[];
  people: number[];
}

interface Searchable {
  id: string;
  name: string;
  names: Record<string, string>;
  aliases: string[];
  people: number;
  junction?: boolean;
}

export function indexPlaces(places: readonly Searchable[]): SearchIndex {
  const entries: Entry[] = [];
  places.forEach((p, place) => {
    if (p.junction) return;
    const seen = new Set<string>();
    for (const name of [p.name, ...Object.values(p.names), ...p.aliases, p.id]) {
      const folded = fold(name);
      if (folded === '' || seen.has(folded)) continue;
      seen.add(folded);
      entries.push({ place, name, folded });
    }
  });
  return { entries, people: places.map((p) => p.people) };
}

const special: Record<string, string> = {
  ə: 'e', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ё: 'е', й: 'и', ї: 'и', і: 'и', є: 'е', ґ: 'г',
  և: 'եւ', أ: 'ا', إ: 'ا', آ: 'ا', ة: 'ه', ى: 'ي', ـ: '', 'ʻ': '', '’': '', "'": '', '՛': '', '՝': '', '՜': '',
};

/** Letters only, small, without marks: two spellings of one word fold to the same text. */
export function fold(text: string): string {
  let out = '';
  for (const c of text.replaceAll('İ', 'i').toLowerCase()) {
    const plain = special[c] ?? c.normalize('NFD').replace(/\p{M}/gu, '');
    for (const letter of plain) out += special[letter] ?? letter;
  }
  return out.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** The best places for a query, best first; bigger places first among equals. */
export function search(index: SearchIndex, query: string, limit = 8): Match[] {
  const wanted = fold(query);
  if (wanted === '') return [];
  const best = new Map<number, Match>();
  for (const e of index.entries) {
    const score = scoreOf(e.folded, wanted);
    if (score === Infinity) continue;
    const old = best.get(e.place);
    if (!old || score < old.score) best.set(e.place, { place: e.place, name: e.name, score });
  }
  return [...best.values()]
    .sort((a, b) => a.score - b.score || index.people[b.place] - index.people[a.place] || a.place - b.place)
    .slice(0, limit);
}

function scoreOf(name: string, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(` ${wanted}`)) return 2;
  if (wanted.length >= 3 && name.includes(wanted)) return 3;
  const allowed = wanted.length >= 8 ? 2 : wanted.length >= 4 ? 1 : 0;
  if (allowed === 0) return Infinity;
  const whole = distance(name, wanted, allowed);
  if (whole <= allowed) return 3 + whole;
  const start = distance(name.slice(0, wanted.length), wanted, allowed);
  return start <= allowed ? 5 + start : Infinity;
}

/**
 * Letters to insert, leave out, change or swap with their neighbour to turn one word into another;
 * any number above the limit means “more than that”.
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const change = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      let d = Math.min(change, last[j] + 1, row[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, before[j - 2] + 1);
      row.push(d);
      least = Math.min(least, d);
    }
    if (least > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length];
}
