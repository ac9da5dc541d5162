import { describe, expect, it } from 'vitest';
import { fleetRows, vehiclesOf } from '../src/fleet';
import { middleOf, spotOn } from '../src/map/layout';
import { fit, toPlaneX, toScreenX, toScreenY, zoomAt } from '../src/map/camera';
import { axisSteps, pathOf, stairs } from '../src/chart';
import { bindingAt, inForce, leftAt, modelOf, roadLoad } from '../src/model';
import { pick } from '../src/map/pick';
import { rowsOf, sortRows } from '../src/timetable';
import { readView } from '../src/view';
import { sampleView } from './sample';

const model = modelOf(sampleView());

describe('model', () => {
  it('loses nobody: who is still there shrinks to none', () => {
    expect(leftAt(model, 0, 0)).toBe(100);
    expect(leftAt(model, 0, 900)).toBe(80);
    expect(leftAt(model, 0, 8000)).toBe(0);
  });
  it('keeps who stays and who is not served at their place', () => {
    const view = sampleView();
    view.places[0].stays = 7;
    view.places[0].not_served = 5;
    expect(leftAt(modelOf(view), 0, 8000)).toBe(12);
  });
  it('knows the load of a road by hour', () => {
    expect(roadLoad(model, 0, 3599)).toEqual([20, 0]);
    expect(roadLoad(model, 0, 3600)).toEqual([0, 0]);
  });
  it('knows what binds', () => {
    expect(bindingAt(model, 10)?.id).toBe('g');
    expect(bindingAt(model, 3600)).toBeNull();
  });
  it('holds a closure in force up to its end, or for ever', () => {
    expect(inForce({ from: 5, to: 10 }, 10)).toBe(false);
    expect(inForce({ from: 5, to: null }, 1e9)).toBe(true);
  });
});

describe('shapes', () => {
  const view = sampleView();
  view.places.forEach((p, i) => Object.assign(p, { lon: 30 + i / 10, lat: 50 }));
  const { from, to } = view.roads[0];
  const [a, b] = [view.places[from].lon!, view.places[to].lon!];
  view.roads[0].shape = [a, 50, a, 50.1, b, 50.1, b, 50];
  view.areas = [{ name: 'Lake', rings: [[30, 50, 30.1, 50, 30.1, 50.1, 30, 50]] }];
  const { layout } = modelOf(view);
  const spot = { x: 0, y: 0, dx: 0, dy: 0 };
  it('are followed, either way', () => {
    spotOn(layout, from, to, 0.5, spot);
    expect([spot.x, spot.y]).toEqual([expect.closeTo((layout.x[from] + layout.x[to]) / 2), expect.closeTo(-50.1 * 111.2)]);
    const east = Math.sign(layout.x[to] - layout.x[from]);
    expect(Math.sign(spot.dx)).toBe(east);
    spotOn(layout, to, from, 0.5, spot);
    expect(Math.sign(spot.dx)).toBe(-east);
    spotOn(layout, to, from, 1, spot);
    expect([spot.x, spot.y]).toEqual([expect.closeTo(layout.x[from]), expect.closeTo(layout.y[from])]);
  });
  it('have their own middle where roads are parallel', () => {
    const twin = { ...view.roads[0], id: 'R9', shape: [a, 50, a, 49.9, b, 49.9, b, 50] };
    const roads = [...view.roads, twin, { ...twin, id: 'R10', shape: undefined }];
    const { layout: more } = modelOf({ ...view, roads });
    const latitudes = [0, roads.length - 2, roads.length - 1].map((i) => -middleOf(more, i, roads[i]).y / 111.2);
    expect(latitudes).toEqual([expect.closeTo(50.1), expect.closeTo(49.9), expect.closeTo(50)]);
  });
  it('are absent from other roads', () => expect(layout.lines.slice(1)).toEqual([null, null]));
  it('make areas', () => expect(layout.areas[0][0].x.length).toBe(4));
});

describe('layout', () => {
  it('puts a place without a position between its neighbours', () => {
    expect(model.layout.guessed).toEqual([2]);
    expect(model.layout.unplaced).toEqual([]);
    expect(Math.abs(model.layout.y[2] - model.layout.y[0])).toBeLessThan(6);
  });
  it('lists a place that nothing leads to', () => {
    const view = sampleView();
    view.places.push({ ...view.places[2], id: 'lost' });
    expect(modelOf(view).layout.unplaced).toEqual([4]);
  });
  it('draws a sketch where nothing has a position', () => {
    const view = sampleView();
    for (const p of view.places) p.lon = p.lat = null;
    expect([...modelOf(view).layout.x].some(Number.isNaN)).toBe(false);
  });
});

describe('camera', () => {
  const camera = fit(model.layout.used, 800, 600);
  it('shows the whole box', () => {
    for (let i = 0; i < 4; i++) {
      expect(toScreenX(camera, model.layout.x[i])).toBeGreaterThan(0);
      expect(toScreenY(camera, model.layout.y[i])).toBeLessThan(600);
    }
  });
  it('keeps the point under the hand while zooming', () => {
    expect(toPlaneX(zoomAt(camera, 3, 100, 50), 100)).toBeCloseTo(toPlaneX(camera, 100));
  });
  it('finds what lies under a point', () => {
    expect(pick(model, camera, toScreenX(camera, model.layout.x[1]), toScreenY(camera, model.layout.y[1]))).toEqual({ kind: 'place', index: 1 });
    expect(pick(model, camera, 799, 599)).toBeNull();
  });
});

describe('tables', () => {
  it('count vehicles of slots and people of the fleet', () => {
    const rows = rowsOf(model.view);
    expect(rows.map((r) => [r.place, r.vehicles, r.fleet])).toEqual([[0, 25, 0], [1, 0, 55]]);
    expect(sortRows(model.view, rows, 'people', false, () => '', 'en').map((r) => r.place)).toEqual([1, 0]);
  });
  it('gather the trips of a vehicle', () => {
    expect(vehiclesOf(model.view)).toMatchObject([{ label: 'bus-1', people: 55, first: 0, last: 2660 }]);
    expect(fleetRows(model.view)).toEqual([{ id: 'bus', kind: 'bus' }]);
  });
});

describe('charts', () => {
  it('have round steps', () => expect(axisSteps(105000)).toEqual([0, 50000, 100000]));
  it('draw a bound as stairs', () => expect(stairs([[5, 50], [9, 90]])).toEqual([[0, 50], [5, 50], [5, 90], [9, 90]]));
  it('keep the first and the last point', () => {
    expect(pathOf([[0, 0], [0.1, 1], [0.2, 2], [9, 3]], (x) => x, (y) => y)).toBe('M0.0 0.0L9.0 3.0');
  });
});

describe('readView', () => {
  it('refuses another format', () => expect(() => readView('{"format":"wayout plan","version":1}')).toThrow(/wayout view/));
});
