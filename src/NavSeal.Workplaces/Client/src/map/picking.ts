// Which seals lie under a point of the screen: a scan over the picture, worst first, then nearest.
import { idOf, severityOf, type Severity } from './frame';
import { mercatorX, mercatorY, worldPixels } from './mercator';
import type { Picture } from './picture';

export interface Picked {
  readonly id: number;
  readonly severity: Severity;
  readonly state: number;
  readonly pixels: number;
  /** How many seals the sign stands for. */
  readonly stands: number;
}

export interface Place {
  readonly longitude: number;
  readonly latitude: number;
  readonly zoom: number;
}

export function pick(picture: Picture, { longitude, latitude, zoom }: Place, reachPixels: number): Picked[] {
  const scale = worldPixels(zoom);
  const [x, y] = [mercatorX(longitude), mercatorY(latitude)];
  const reach = reachPixels / scale;
  const picked: Picked[] = [];
  for (let index = 0; index < picture.count; index++) {
    const [dx, dy] = [picture.xs[index]! - x, picture.ys[index]! - y];
    if (dx > reach || dx < -reach || dy > reach || dy < -reach) continue;
    const pixels = Math.hypot(dx, dy) * scale;
    if (pixels > reachPixels) continue;
    const state = picture.states[index]!;
    const stands = picture.frame?.isThinned ? picture.tails[index]! : 1;
    picked.push({ id: idOf(state), severity: severityOf(state), state, pixels, stands });
  }
  return picked.sort((a, b) => b.severity - a.severity || a.pixels - b.pixels);
}
