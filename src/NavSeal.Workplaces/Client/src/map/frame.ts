// Reads the frames of /live/positions. The layout stands in Views/Positions/PositionFrame.cs, and the tests of both sides read one sample.

const magic = 0x3150534e;
const headerBytes = 56;
const recordBytes = 12;

export const noCourse = 63;

export interface Frame {
  /** When the server made it, milliseconds since 1970. */
  readonly madeAt: number;
  /** When the newest report of all was received, the same. */
  readonly newestReceivedAt: number;
  readonly inBox: number;
  readonly version: number;
  readonly isThinned: boolean;
  /** No records: what came before still holds. */
  readonly isUnchanged: boolean;
  readonly count: number;
  readonly states: Uint32Array;
  readonly longitudes: Float64Array;
  readonly latitudes: Float64Array;
  /** Thinned: how many seals a record stands for; else milliseconds from its report to the frame, at most 65535. */
  readonly tails: Uint16Array;
}

/** The frame, or null where the bytes are none. */
export function readFrame(bytes: ArrayBuffer): Frame | null {
  if (bytes.byteLength < headerBytes) return null;
  const head = new DataView(bytes);
  const count = head.getUint32(40, true);
  if (head.getUint32(0, true) !== magic || bytes.byteLength !== headerBytes + count * (recordBytes + 2)) return null;
  const [states, longitudes, latitudes, tails] =
    [new Uint32Array(count), new Float64Array(count), new Float64Array(count), new Uint16Array(count)];
  const [originLongitude, originLatitude] = [head.getFloat64(24, true), head.getFloat64(32, true)];
  for (let record = 0; record < count; record++) {
    const at = headerBytes + record * recordBytes;
    states[record] = head.getUint32(at, true);
    longitudes[record] = originLongitude + head.getFloat32(at + 4, true);
    latitudes[record] = originLatitude + head.getFloat32(at + 8, true);
    tails[record] = head.getUint16(headerBytes + count * recordBytes + record * 2, true);
  }
  const flags = head.getUint32(4, true);
  return {
    madeAt: head.getFloat64(8, true),
    newestReceivedAt: head.getFloat64(16, true),
    inBox: head.getUint32(44, true),
    version: head.getFloat64(48, true),
    isThinned: (flags & 1) !== 0,
    isUnchanged: (flags & 2) !== 0,
    count, states, longitudes, latitudes, tails,
  };
}

export type Severity = 0 | 1 | 2 | 3;

export const idOf = (state: number): number => state & 0xfffff;
export const severityOf = (state: number): Severity => ((state >>> 20) & 3) as Severity;
export const isSilent = (state: number): boolean => (state & (1 << 22)) !== 0;
export const isUnplaced = (state: number): boolean => (state & (1 << 23)) !== 0;
export const isTracked = (state: number): boolean => (state & (1 << 24)) !== 0;
/** 0 to 62, clockwise from north; 63: none. */
export const sectorOf = (state: number): number => (state >>> 25) & 63;
