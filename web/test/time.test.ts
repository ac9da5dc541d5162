import { describe, expect, it } from 'vitest';
import { axisMarks, clockOf, clockTime, hour, longMoment, midnights, shortMoment } from '../src/time';

const yerevan = clockOf('2023-09-24T10:00:00+04:00', 'Asia/Yerevan');

describe('moments', () => {
  it('read in the zone of the scenario', () => {
    expect(longMoment(yerevan, 'en', 0)).toBe('Sunday 24 September, 10:00');
    expect(shortMoment(yerevan, 'en', 15 * hour)).toBe('Mon\u00a025/09 01:00');
  });
  it('use the offset of the start where the zone is not known', () => {
    const fixed = clockOf('2023-09-24T10:00:00+04:00', 'Nowhere/At_All');
    expect(fixed.zone).toBe('');
    expect(longMoment(fixed, 'en', 0)).toBe('Sunday 24 September, 10:00');
    expect(clockTime(clockOf('2023-09-24T10:00:00-03:30', 'Local'), hour)).toBe('11:00');
  });
  it('follow a change to winter time', () => {
    const berlin = clockOf('2026-10-25T01:00:00+02:00', 'Europe/Berlin');
    expect(clockTime(berlin, 0)).toBe('01:00');
    expect(clockTime(berlin, 3 * hour)).toBe('03:00');
  });
  it('use Latin digits in Arabic', () => expect(longMoment(yerevan, 'ar', 0)).toMatch(/24.*10:00/));
  it('name the day in every language', () => {
    expect(longMoment(yerevan, 'hy', 0)).toBe('կիրակի, սեպտեմբերի 24, 10:00');
    expect(longMoment(yerevan, 'ru', 0)).toContain('воскресенье');
  });
});

describe('midnights', () => {
  it('are those of the zone', () => expect(midnights(yerevan, 0, 48 * hour)).toEqual([14 * hour, 38 * hour]));
  it('do not drift over a change of the clock', () => {
    const berlin = clockOf('2026-10-24T12:00:00+02:00', 'Europe/Berlin');
    expect(midnights(berlin, 0, 72 * hour)).toEqual([12 * hour, 37 * hour, 61 * hour]);
  });
  it('come at half hours where the zone has them', () => {
    const kabul = clockOf('2026-01-01T12:15:00+04:30', 'Asia/Kabul');
    expect(midnights(kabul, 0, 24 * hour)).toEqual([11.75 * hour]);
  });
});

describe('marks of an axis', () => {
  it('are midnights where there are days, and name no more than there is room for', () => {
    const marks = axisMarks(yerevan, 'en', 6 * 24 * hour, 3);
    expect(marks.map((m) => m.at)).toEqual(midnights(yerevan, 0, 6 * 24 * hour));
    expect(marks.map((m) => m.text)).toEqual(['Mon 25', '', 'Wed 27', '', 'Fri 29', '']);
  });
  it('are whole hours of the clock where there is less', () => {
    const kabul = clockOf('2026-01-01T12:20:00+04:30', 'Asia/Kabul');
    expect(axisMarks(kabul, 'en', 3 * hour, 4).map((m) => m.text)).toEqual(['13:00', '14:00', '15:00']);
    expect(axisMarks(yerevan, 'en', 30 * hour, 8).map((m) => m.text)).toEqual(['12:00', '18:00', 'Mon 25', '06:00', '12:00']);
    expect(axisMarks(yerevan, 'en', 0.4 * hour, 8)[0]).toEqual({ at: 0, text: '10:00' });
  });
});
