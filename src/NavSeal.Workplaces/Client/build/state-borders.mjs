// Writes reference/state-borders.geojson, by which crossings of borders are judged: the member states and the states beside them, as
// Natural Earth draws them. Run by hand, when world-atlas is another one: node build/state-borders.mjs. The build only reads the file.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { merge, neighbors } from 'topojson-client';
import { rounded, unwrapped } from './geometry.mjs';
import { stateOf } from './names.mjs';

const client = path.resolve(import.meta.dirname, '..');
const target = path.resolve(client, '../../../reference/state-borders.geojson');
const home = 'KZ';
const union = new Set(['AM', 'BY', 'KZ', 'KG', 'RU']);
const digits = 3;
// Degrees by which a line may be moved that no member state shares with another state: coasts, and borders of states beside.
const farTolerance = 0.1;
// Square degrees below which an island is left out.
const islandAreaMin = 0.001;

const topology = JSON.parse(await readFile(path.join(client, 'node_modules/world-atlas/countries-10m.json'), 'utf8'));
const shapes = topology.objects.countries.geometries;
for (const shape of shapes) {
  shape.alpha2 = shape.properties.name === 'Baikonur' ? home : stateOf(shape.id);
}

const owners = topology.arcs.map(() => new Set());
for (const shape of shapes) {
  for (const index of shape.arcs.flat(Infinity)) owners[index < 0 ? ~index : index].add(shape.alpha2);
}

const { scale, translate } = topology.transform;
topology.arcs = topology.arcs.map((arc, index) => {
  let [x, y] = [0, 0];
  const line = arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  const isBorder = owners[index].size > 1 && [...owners[index]].some(state => union.has(state));
  return rounded(isBorder ? line : thinned(line, farTolerance), digits);
});
delete topology.transform;

const beside = neighbors(shapes);
const wanted = new Set(union);
shapes.forEach((shape, index) => {
  if (union.has(shape.alpha2)) for (const other of beside[index]) wanted.add(shapes[other].alpha2);
});
wanted.delete(undefined);

const features = [...wanted].sort().map(state => {
  const merged = merge(topology, shapes.filter(shape => shape.alpha2 === state));
  const rings = merged.coordinates.flat().map(eastward).filter(ring => ring.length > 3 && Math.abs(area(ring)) > islandAreaMin);
  return JSON.stringify({ type: 'Feature', properties: { state }, geometry: { type: 'MultiLineString', coordinates: rings } });
});
await writeFile(target, `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`);

// East of the 180th meridian degrees go on to 195, so that no ring has a seam.
function eastward(ring) {
  const line = unwrapped(ring);
  const turn = line.some(([longitude]) => longitude < -165) ? 360 : 0;
  return rounded(line.map(([longitude, latitude]) => [longitude + turn, latitude]), digits);
}

function area(ring) {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return sum / 2;
}

// Douglas and Peucker's method; ends stay, so that lines which met still meet.
function thinned(line, tolerance) {
  if (line.length < 3) return line;
  const [first, last] = [line[0], line.at(-1)];
  let [farthest, distance] = [0, 0];
  for (let i = 1; i < line.length - 1; i++) {
    const away = offset(line[i], first, last);
    if (away > distance) [farthest, distance] = [i, away];
  }
  if (distance <= tolerance) return [first, last];
  return [...thinned(line.slice(0, farthest + 1), tolerance).slice(0, -1), ...thinned(line.slice(farthest), tolerance)];
}

function offset(at, from, to) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (length === 0) return Math.hypot(at[0] - from[0], at[1] - from[1]);
  return Math.abs((at[0] - from[0]) * dy - (at[1] - from[1]) * dx) / length;
}
