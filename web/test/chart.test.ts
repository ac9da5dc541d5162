import { describe, expect, it } from 'vitest';
import { bandOf } from '../src/chart';

describe('a band', () => {
  it('goes along the lowest and back along the highest', () => {
    expect(bandOf([[0, 1, 2, 3], [10, 4, 5, 6]], (at) => at * 2, (p) => -p)).toBe('M0.0 -1.0L20.0 -4.0L20.0 -6.0L0.0 -3.0Z');
  });
  it('of nothing is nothing', () => expect(bandOf([], (at) => at, (p) => p)).toBe(''));
});
