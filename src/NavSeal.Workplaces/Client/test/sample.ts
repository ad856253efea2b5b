// The frame that the server's tests write and hold to the byte.
import { readFileSync } from 'node:fs';

const hex = readFileSync('../../../tests/NavSeal.Tests/Golden/positions/frame.hex', 'utf8').replaceAll('\n', '');

export function sample(): ArrayBuffer {
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = parseInt(hex.slice(at * 2, at * 2 + 2), 16);
  return bytes.buffer;
}
