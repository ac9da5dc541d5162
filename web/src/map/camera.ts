/** Which part of the plane the map shows. */

export interface Camera {
  /** The point of the plane in the middle of the map. */
  x: number;
  y: number;
  /** Pixels per kilometre. */
  scale: number;
  width: number;
  height: number;
}

export const toScreenX = (c: Camera, x: number) => (x - c.x) * c.scale + c.width / 2;
export const toScreenY = (c: Camera, y: number) => (y - c.y) * c.scale + c.height / 2;
export const toPlaneX = (c: Camera, sx: number) => (sx - c.width / 2) / c.scale + c.x;
export const toPlaneY = (c: Camera, sy: number) => (sy - c.height / 2) / c.scale + c.y;

/** A camera that shows a whole box with a margin in pixels, and more room to the left if asked. */
export function fit(box: readonly [number, number, number, number], width: number, height: number, left = 0, margin = 36): Camera {
  const w = Math.max(1, width - left - 2 * margin);
  const h = Math.max(1, height - 2 * margin);
  const scale = Math.min(w / Math.max(0.5, box[2] - box[0]), h / Math.max(0.5, box[3] - box[1]));
  return { x: (box[0] + box[2]) / 2 - left / 2 / scale, y: (box[1] + box[3]) / 2, scale, width, height };
}

/** Zooms by a factor while the point under (sx, sy) stays where it is. */
export function zoomAt(c: Camera, factor: number, sx: number, sy: number): Camera {
  const scale = Math.min(4000, Math.max(0.05, c.scale * factor));
  const x = toPlaneX(c, sx) - (sx - c.width / 2) / scale;
  const y = toPlaneY(c, sy) - (sy - c.height / 2) / scale;
  return { ...c, x, y, scale };
}

export const panBy = (c: Camera, dx: number, dy: number): Camera => ({ ...c, x: c.x - dx / c.scale, y: c.y - dy / c.scale });
