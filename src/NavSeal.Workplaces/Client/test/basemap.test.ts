import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

interface Feature {
  properties: Record<string, unknown>;
  geometry: { type: string; coordinates: unknown };
}

const file = JSON.parse(readFileSync('../wwwroot/gen/basemap/world.json', 'utf8')) as Record<string, { features: Feature[] }>;
const features = (part: string): Feature[] => file[part]!.features;
const all = Object.values(file).flatMap(part => part.features);

const positions = (coordinates: unknown): number[][] =>
  typeof (coordinates as number[])[0] === 'number' ? [coordinates as number[]] : (coordinates as unknown[]).flatMap(positions);

test('every name stands in three languages', () => {
  for (const { properties } of [...features('labels'), ...features('checkpoints'), ...features('waters')])
    for (const language of ['en', 'ru', 'kk'])
      assert.match(String(properties[`name_${language}`] ?? ''), /\S/, JSON.stringify(properties));
});

test('every line goes from place to place on earth, and none leaps across it', () => {
  for (const { geometry, properties } of all) {
    for (const [longitude, latitude] of positions(geometry.coordinates))
      assert.ok(Math.abs(longitude!) <= 360 && Math.abs(latitude!) <= 90, JSON.stringify(properties));
    for (const line of linesOf(geometry))
      for (let at = 1; at < line.length; at++)
        assert.ok(Math.abs(line[at]![0]! - line[at - 1]![0]!) < 180, JSON.stringify(properties));
  }
});

test('the whole is small enough to be loaded at once', () => assert.ok(JSON.stringify(file).length < 800_000));

test('home, the union and the others are told apart', () => {
  const kinds = (part: string): string[] => [...new Set(features(part).map(feature => String(feature.properties['kind'])))].sort();
  assert.deepEqual(kinds('land'), ['home', 'other', 'union']);
  assert.deepEqual(kinds('borders'), ['coast', 'home', 'other', 'union']);
});

function linesOf({ type, coordinates }: Feature['geometry']): number[][][] {
  const given = coordinates as never;
  return type === 'LineString' ? [given] : type === 'MultiLineString' || type === 'Polygon' ? given : type === 'MultiPolygon'
    ? (given as number[][][][]).flat() : [];
}
