import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trailOf } from '../src/map/telemetry';

const now = Date.parse('2026-03-05T12:00:00Z');

test('the trail follows the address of the next page as the API gives it', async () => {
  const asked: string[] = [];
  const answer = globalThis.fetch;
  Object.assign(globalThis, { location: { href: 'http://board.example/board' } });
  globalThis.fetch = (input => {
    const address = new URL(String(input));
    asked.push(address.pathname + address.search);
    const isSecond = address.searchParams.get('cursor') === 'abc';
    return Promise.resolve(Response.json({
      items: [{ position: { longitude: isSecond ? 72 : 71, latitude: 51 }, measuredAt: '2026-03-05T11:00:00Z', verdict: 'believed' }],
      next: isSecond ? undefined : '/api/v1/seals/A-1/telemetry?from=F&to=T&limit=1000&cursor=abc',
    }));
  }) as typeof fetch;
  try {
    const trail = await trailOf('A-1', now, new AbortController().signal);
    assert.deepEqual(trail.map(point => point.longitude), [71, 72]);
    assert.equal(asked[1], '/api/v1/seals/A-1/telemetry?from=F&to=T&limit=1000&cursor=abc');
    assert.equal(asked.length, 2);
  } finally {
    globalThis.fetch = answer;
  }
});
