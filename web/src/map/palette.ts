/** The colours and widths of the map. Width repeats what colour says, for those who see no colours. */

export interface Palette {
  ground: string;
  area: string;
  areaEdge: string;
  road: string;
  roadWidth: number;
  ink: string;
  halo: string;
  /** By share of the capacity: up to a quarter, half, three quarters, more. */
  load: [string, string, string, string];
  binds: string;
  carries: string;
  closed: string;
  danger: string;
  people: string;
  peopleEdge: string;
  notServed: string;
  gate: string;
  reception: string;
  site: string;
  fuel: string;
  car: string;
  bus: string;
  ambulance: string;
  foot: string;
  focus: string;
}

const plain: Palette = {
  ground: '#f5f3ee',
  area: '#e3e7e6',
  areaEdge: '#c3cbca',
  road: '#b5b0a5',
  roadWidth: 1.2,
  ink: '#1d2329',
  halo: 'rgba(250,249,246,0.92)',
  load: ['#5f9fcb', '#3f6fb5', '#d9801f', '#b3202e'],
  binds: '#b3202e',
  carries: '#8fa6b8',
  closed: '#b3202e',
  danger: '#a85b00',
  people: 'rgba(20,96,112,0.62)',
  peopleEdge: 'rgba(20,96,112,0.35)',
  notServed: '#b3202e',
  gate: '#7a1fa0',
  reception: '#136c3a',
  site: '#8a5a00',
  fuel: '#444c55',
  car: '#15191d',
  bus: '#0b4fc4',
  ambulance: '#d0021b',
  foot: '#136c3a',
  focus: '#0b4fc4',
};

const strong: Palette = {
  ...plain,
  ground: '#ffffff',
  area: '#f0f0f0',
  areaEdge: '#6b6b6b',
  road: '#6b6b6b',
  roadWidth: 1.8,
  ink: '#000000',
  halo: '#ffffff',
  load: ['#2a6fae', '#143f8a', '#b35400', '#8f0010'],
  people: 'rgba(0,60,80,0.85)',
  peopleEdge: '#003c50',
  car: '#000000',
};

export const paletteOf = (contrast: boolean): Palette => (contrast ? strong : plain);

/** The step of the load colours for a share of the capacity, 0 to 3. */
export const loadStep = (share: number) => (share <= 0.25 ? 0 : share <= 0.5 ? 1 : share <= 0.75 ? 2 : 3);
export const loadWidths = [2.2, 3.2, 4.4, 5.8];
