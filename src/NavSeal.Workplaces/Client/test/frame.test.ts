import assert from 'node:assert/strict';
import test from 'node:test';
import { idOf, isSilent, isTracked, isUnplaced, noCourse, readFrame, sectorOf, severityOf } from '../src/map/frame';
import { sample } from './sample';

const madeAt = Date.UTC(2026, 10, 22, 6, 0, 0);

test('the frame that the server writes is read', () => {
  const frame = readFrame(sample())!;
  assert.deepEqual(
    [frame.madeAt, frame.newestReceivedAt, frame.inBox, frame.version, frame.isThinned, frame.isUnchanged, frame.count],
    [madeAt, madeAt - 1000, 3, 3, false, false, 3]);
  const degrees = (value: number): number => Math.round(value * 1e4) / 1e4;
  assert.deepEqual([...frame.longitudes].map(degrees), [71.3667, 76.9286, 51.8833]);
  assert.deepEqual([...frame.latitudes].map(degrees), [42.9, 43.2567, 47.1167]);
  assert.deepEqual([...frame.tails], [1000, 1000, 65535]);
});

test('the state of each seal is taken apart', () => {
  const states = [...readFrame(sample())!.states];
  assert.deepEqual(states.map(idOf), [1, 2, 3]);
  assert.deepEqual(states.map(severityOf), [0, 3, 0]);
  assert.deepEqual(states.map(isSilent), [false, false, true]);
  assert.deepEqual(states.map(isUnplaced), [false, false, false]);
  assert.deepEqual(states.map(isTracked), [true, true, false]);
  assert.deepEqual(states.map(sectorOf), [16, noCourse, noCourse]);
});

test('bytes that are no frame are none', () => {
  const whole = new Uint8Array(sample());
  for (let length = 0; length < whole.length; length++) assert.equal(readFrame(whole.slice(0, length).buffer), null);
  assert.equal(readFrame(Uint8Array.of(...whole, 0).buffer), null);
  whole[0] = 0;
  assert.equal(readFrame(whole.buffer), null);
});

test('a count that lies is refused', () => {
  const bytes = sample();
  new DataView(bytes).setUint32(40, 0xffffffff, true);
  assert.equal(readFrame(bytes), null);
});
