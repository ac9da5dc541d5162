import { describe, expect, it } from 'vitest';
import { departuresOf, eachStreamAt, leavesAt, leftBy, lowerBound, onTheWay, positionAlong, stepAt, trafficOf, type Stream } from '../src/movement';
import { sampleView } from './sample';

const stream: Stream = { nodes: [0, 1, 2], passes: [0, 100, 400], depart: 1000, length: 600, vehicles: 6, kind: 'car', end: 2000 };

describe('positionAlong', () => {
  it('stands at the first node before the departure', () => expect(positionAlong([0, 100, 400], -5)).toEqual({ leg: 0, share: 0 }));
  it('stands at the last node after the arrival', () => expect(positionAlong([0, 100, 400], 900)).toEqual({ leg: 1, share: 1 }));
  it('is between two nodes on the way', () => {
    expect(positionAlong([0, 100, 400], 50)).toEqual({ leg: 0, share: 0.5 });
    expect(positionAlong([0, 100, 400], 100)).toEqual({ leg: 1, share: 0 });
    expect(positionAlong([0, 100, 400], 250)).toEqual({ leg: 1, share: 0.5 });
  });
  it('skips a node that is passed at once', () => expect(positionAlong([0, 100, 100, 200], 150)).toEqual({ leg: 2, share: 0.5 }));
  it('bears a route of one node', () => expect(positionAlong([0], 10)).toEqual({ leg: 0, share: 0 }));
});

describe('people on foot', () => {
  const view = {
    ...sampleView(),
    slots: [], trips: [],
    columns: [
      { path: 0, back: false, depart: 0, length: 600, walks: 3600, people: 95, reception: null },
      { path: 0, back: true, depart: 0, length: 60, walks: 3600, people: 4, reception: 0 },
    ],
  };
  it('walk as dots of ten, either way', () => {
    const [there, back] = trafficOf(view).streams;
    expect(there).toMatchObject({ kind: 'foot', vehicles: 10, nodes: [1, 2], passes: [0, 3600], end: 4200 });
    expect(back).toMatchObject({ vehicles: 1, nodes: [2, 1] });
  });
  it('leave their place, and wait where a vehicle fetches them', () => {
    const departures = departuresOf(view);
    expect(leftBy(departures[1]!, 300)).toBeCloseTo(47.5);
    expect(leftBy(departures[1]!, 9000)).toBeCloseTo(95);
    expect(leftBy(departures[2]!, 9000)).toBeCloseTo(4 - 95);
  });
});

describe('onTheWay', () => {
  it('agrees with each vehicle’s own hours at every second', () => {
    for (let at = 900; at <= 2100; at++) {
      const [first, end] = onTheWay(stream, at);
      for (let k = 0; k < stream.vehicles; k++) {
        const age = at - leavesAt(stream, k);
        expect(k >= first && k < end, `vehicle ${k} at ${at}`).toBe(age >= 0 && age <= 400);
      }
    }
  });
  it('lets all of a stream without length leave at once', () => {
    const bus = { ...stream, length: 0, vehicles: 1, end: 1400 };
    expect(onTheWay(bus, 999)).toEqual([0, 0]);
    expect(onTheWay(bus, 1000)).toEqual([0, 1]);
    expect(onTheWay(bus, 1401)).toEqual([0, 0]);
  });
});

describe('traffic', () => {
  it('finds the same streams as a look at each', () => {
    const traffic = trafficOf(sampleView());
    for (let at = 0; at < 12000; at += 300) {
      const found: Stream[] = [];
      eachStreamAt(traffic, at, (s) => found.push(s));
      expect(found).toEqual(traffic.streams.filter((s) => s.depart <= at && s.end >= at));
    }
  });
});

describe('departures', () => {
  it('grow evenly over a slot and keep everybody', () => {
    const [home] = departuresOf(sampleView());
    expect(leftBy(home!, 0)).toBe(0);
    expect(leftBy(home!, 900)).toBeCloseTo(20);
    expect(leftBy(home!, 1800)).toBeCloseTo(40);
    expect(leftBy(home!, 1e9)).toBeCloseTo(100);
  });
  it('count whom a bus takes, once, and nobody on its way back', () => {
    const [, village] = departuresOf(sampleView());
    expect(leftBy(village!, 1e9)).toBeCloseTo(55);
  });
});

describe('curves', () => {
  it('are steps', () => {
    expect(stepAt([[0, 0], [10, 5], [20, 9]], 9)).toBe(0);
    expect(stepAt([[0, 0], [10, 5], [20, 9]], 10)).toBe(5);
    expect(stepAt([], 10)).toBe(0);
  });
  it('are searched from below', () => expect(lowerBound(3, (i) => [1, 2, 2][i], 2)).toBe(1));
});
