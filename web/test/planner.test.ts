import { describe, expect, it } from 'vitest';
import { noWishes, readAnswer, requestOf } from '../src/planner';
import { sampleView } from './sample';

describe('requestOf', () => {
  it('asks for nothing where nothing is filled in', () => {
    expect(requestOf({ ...noWishes(), gate: 'g', fleet: 'bus' }).request).toEqual({ set: [], variant: '', deadline: '', prices: false });
  });
  it('names the paths of --set', () => {
    const wishes = { ...noWishes(), gate: 'g', gateHours: ' daily 08:00-16:00 ', gateBooths: '2', closed: ['R1'], fleet: 'bus', fleetCount: '5', lines: 'a.b=c=d\n\nhorizon = 3 days' };
    expect(requestOf(wishes).request.set).toEqual([
      { path: 'gate.g.booths', value: '2' },
      { path: 'gate.g.hours', value: 'daily 08:00-16:00' },
      { path: 'road.R1.status', value: 'closed' },
      { path: 'fleet.bus.count', value: '5' },
      { path: 'a.b', value: 'c=d' },
      { path: 'horizon', value: '3 days' },
    ]);
  });
  it('returns lines it cannot read', () => expect(requestOf({ ...noWishes(), lines: 'nonsense' }).faults).toEqual(['nonsense']));
});

describe('readAnswer', () => {
  it('bears an answer without a view', () => {
    expect(readAnswer('{"problems":null,"error":"no"}')).toEqual({ view: null, problems: [], error: 'no' });
  });
  it('reads a view', () => {
    expect(readAnswer(JSON.stringify({ view: sampleView(), problems: [], error: '' })).view?.scenario.name).toBe('Sample');
  });
});
