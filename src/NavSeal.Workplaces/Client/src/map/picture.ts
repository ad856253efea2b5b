// What the map shows now: the last frame in mercator, in the order of drawing, with where each seal was drawn before.
import { idOf, isSilent, severityOf, type Frame } from './frame';
import { latitudeOf, longitudeOf, mercatorX, mercatorY } from './mercator';

export interface SealAt {
  readonly longitude: number;
  readonly latitude: number;
  /** When its last report was received, milliseconds since 1970; null where the frame does not say. */
  readonly receivedAt: number | null;
  readonly state: number;
}

export class Picture {
  /** Parallel, worst last. */
  states = new Uint32Array(0);
  xs = new Float64Array(0);
  ys = new Float64Array(0);
  fromXs = new Float64Array(0);
  fromYs = new Float64Array(0);
  tails = new Uint16Array(0);
  count = 0;
  /** Records before this index have no open situation. */
  quietCount = 0;
  frame: Frame | null = null;
  private indexOfId = new Map<number, number>();

  /** Takes a frame in; eased: how far, 0 to 1, the way from the positions before was drawn. */
  take(frame: Frame, eased: number): void {
    this.frame = frame;
    if (frame.isUnchanged) return;
    const before = { xs: this.xs, ys: this.ys, fromXs: this.fromXs, fromYs: this.fromYs, indexOfId: this.indexOfId };
    const order = drawingOrder(frame);
    this.quietCount = order.quiet;
    this.count = frame.count;
    this.states = new Uint32Array(frame.count);
    this.tails = new Uint16Array(frame.count);
    [this.xs, this.ys] = [new Float64Array(frame.count), new Float64Array(frame.count)];
    [this.fromXs, this.fromYs] = [new Float64Array(frame.count), new Float64Array(frame.count)];
    this.indexOfId = new Map();
    for (let index = 0; index < frame.count; index++) {
      const record = order.records[index]!;
      const state = frame.states[record]!;
      const x = mercatorX(frame.longitudes[record]!);
      const y = mercatorY(frame.latitudes[record]!);
      const old = before.indexOfId.get(idOf(state));
      this.states[index] = state;
      this.tails[index] = frame.tails[record]!;
      this.xs[index] = x;
      this.ys[index] = y;
      this.fromXs[index] = old === undefined ? x : before.fromXs[old]! + (before.xs[old]! - before.fromXs[old]!) * eased;
      this.fromYs[index] = old === undefined ? y : before.fromYs[old]! + (before.ys[old]! - before.fromYs[old]!) * eased;
      this.indexOfId.set(idOf(state), index);
    }
  }

  indexOf(id: number): number | undefined {
    return this.indexOfId.get(id);
  }

  at(id: number): SealAt | null {
    const index = this.indexOfId.get(id);
    const frame = this.frame;
    if (index === undefined || frame === null) return null;
    const age = this.tails[index]!;
    return {
      longitude: longitudeOf(this.xs[index]!),
      latitude: latitudeOf(this.ys[index]!),
      receivedAt: frame.isThinned || age === 0xffff ? null : frame.madeAt - age,
      state: this.states[index]!,
    };
  }
}

/** Silent ones first, then those that are well, then by severity: the worst is drawn last and on top. */
function drawingOrder(frame: Frame): { records: Uint32Array; quiet: number } {
  const rankOf = (state: number): number => severityOf(state) === 0 ? (isSilent(state) ? 0 : 1) : 1 + severityOf(state);
  const starts = new Uint32Array(6);
  for (let record = 0; record < frame.count; record++) starts[rankOf(frame.states[record]!) + 1]!++;
  for (let rank = 1; rank < 6; rank++) starts[rank]! += starts[rank - 1]!;
  const quiet = starts[2]!;
  const records = new Uint32Array(frame.count);
  for (let record = 0; record < frame.count; record++) records[starts[rankOf(frame.states[record]!)]!++] = record;
  return { records, quiet };
}
