import assert from 'node:assert/strict';
import test from 'node:test';
import type { Frame } from '../src/map/frame';
import { idOf, severityOf } from '../src/map/frame';
import { latitudeOf, longitudeOf, mercatorX, mercatorY } from '../src/map/mercator';
import { pick } from '../src/map/picking';
import { Picture } from '../src/map/picture';

const silent = 1 << 22;

interface Seal {
  id: number;
  severity?: number;
  more?: number;
  at?: [longitude: number, latitude: number];
}

function frame(seals: readonly Seal[], more: Partial<Frame> = {}): Frame {
  return {
    madeAt: 10_000, newestReceivedAt: 9_000, inBox: seals.length, version: 1, isThinned: false, isUnchanged: false, count: seals.length,
    states: Uint32Array.from(seals, seal => (seal.id | ((seal.severity ?? 0) << 20) | (seal.more ?? 0)) >>> 0),
    longitudes: Float64Array.from(seals, seal => seal.at?.[0] ?? 70),
    latitudes: Float64Array.from(seals, seal => seal.at?.[1] ?? 45),
    tails: new Uint16Array(seals.length).fill(250),
    ...more,
  };
}

test('mercator leads there and back', () => {
  for (const [longitude, latitude] of [[0, 0], [71.4, 42.9], [-179.9, -80], [179.9, 84]] as const) {
    assert.ok(Math.abs(longitudeOf(mercatorX(longitude)) - longitude) < 1e-9);
    assert.ok(Math.abs(latitudeOf(mercatorY(latitude)) - latitude) < 1e-9);
  }
});

test('the worst is drawn last and the silent first', () => {
  const picture = new Picture();
  picture.take(frame([
    { id: 1, severity: 3 }, { id: 2 }, { id: 3, severity: 1 }, { id: 4, more: silent }, { id: 5, severity: 2 },
    { id: 6, severity: 3, more: silent },
  ]), 1);
  assert.deepEqual([...picture.states].map(idOf), [4, 2, 3, 5, 1, 6]);
  assert.equal(picture.quietCount, 2);
});

test('a seal goes on from where it was drawn', () => {
  const picture = new Picture();
  picture.take(frame([{ id: 1, at: [70, 45] }]), 1);
  picture.take(frame([{ id: 2, at: [10, 10] }, { id: 1, at: [72, 45] }]), 1);
  const [first, second] = [picture.indexOf(1)!, picture.indexOf(2)!];
  assert.ok(Math.abs(longitudeOf(picture.fromXs[first]!) - 70) < 1e-9);
  assert.equal(picture.fromXs[second], picture.xs[second]);
  picture.take(frame([{ id: 1, at: [74, 45] }]), 0.5);
  assert.ok(Math.abs(longitudeOf(picture.fromXs[picture.indexOf(1)!]!) - 71) < 1e-9);
});

test('an unchanged frame keeps the picture and moves its time', () => {
  const picture = new Picture();
  picture.take(frame([{ id: 1 }]), 1);
  picture.take(frame([], { isUnchanged: true, madeAt: 11_000 }), 1);
  assert.equal(picture.count, 1);
  assert.equal(picture.frame!.madeAt, 11_000);
});

test('it says when the report of a drawn seal was received, where the frame tells it', () => {
  const picture = new Picture();
  picture.take(frame([{ id: 1 }]), 1);
  assert.equal(picture.at(1)!.receivedAt, 9_750);
  assert.equal(picture.at(2), null);
  picture.take(frame([{ id: 1 }], { isThinned: true }), 1);
  assert.equal(picture.at(1)!.receivedAt, null);
});

test('what lies under the pointer is picked, worst first, then nearest', () => {
  const picture = new Picture();
  const pixel = 360 / 512 / 2 ** 8;
  picture.take(frame([
    { id: 1, at: [70 + pixel, 45] }, { id: 2, at: [70 + 4 * pixel, 45] }, { id: 3, severity: 2, at: [70 + 8 * pixel, 45] },
    { id: 4, severity: 3, at: [70 + 30 * pixel, 45] },
  ]), 1);
  const found = pick(picture, { longitude: 70, latitude: 45, zoom: 8 }, 10);
  assert.deepEqual(found.map(seal => [seal.id, seal.severity]), [[3, 2], [1, 0], [2, 0]]);
  assert.ok(found.every(seal => severityOf(seal.state) === seal.severity && seal.stands === 1));
});
