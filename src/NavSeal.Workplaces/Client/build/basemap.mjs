// The base map without a tile server: borders of Natural Earth, towns, checkpoints, corridors and waters of reference/, in one file that
// the map loads once. Fails where the reference data name something that is not there.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { feature, merge, mesh } from 'topojson-client';
import { csv } from './csv.mjs';
import { coarseness, rounded, section, simplified, smoothed, unwrapped } from './geometry.mjs';
import { highways } from './highways.mjs';
import { labelPlace, languages, stateNames, stateOf, waterLabels } from './names.mjs';

const home = 'KZ';
const union = new Set(['AM', 'BY', 'KZ', 'KG', 'RU']);
// Square degrees: what a triangle of three neighbouring points, and an island, must cover to be kept at home.
const areaMin = 0.0003;
const islandAreaMin = 0.002;
const digits = 3;

export async function writeBasemap(client, reference, folder) {
  const topology = await readTopology(client);
  const read = name => readFile(path.join(reference, name), 'utf8');
  const places = csv(await read('places.csv'));
  const drawnWaters = waters(JSON.parse(await read('waters.geojson')));
  const basemap = {
    land: collection(land(topology)),
    borders: collection(borders(topology)),
    waters: collection(drawnWaters),
    corridors: collection(corridors(JSON.parse(await read('corridors.geojson')), places)),
    labels: collection([...stateLabels(topology), ...waterLabels, ...lakeLabels(drawnWaters), ...places.map(townLabel)]),
    checkpoints: collection(csv(await read('checkpoints.csv')).map(checkpoint)),
  };
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'world.json'), JSON.stringify(basemap));
}

const collection = features => ({ type: 'FeatureCollection', features });

async function readTopology(client) {
  const topology = JSON.parse(await readFile(path.join(client, 'node_modules/world-atlas/countries-10m.json'), 'utf8'));
  const { scale, translate } = topology.transform;
  topology.arcs = topology.arcs.map(arc => {
    let [x, y] = [0, 0];
    const line = arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
    return rounded(simplified(line, areaMin), digits);
  });
  delete topology.transform;
  for (const state of topology.objects.countries.geometries) {
    // The leased town is ground of Kazakhstan, and a hole in it would be drawn as a border.
    state.alpha2 = state.properties.name === 'Baikonur' ? home : stateOf(state.id) ?? state.properties.name;
  }
  return topology;
}

function byState(topology) {
  const states = new Map();
  for (const state of topology.objects.countries.geometries) states.set(state.alpha2, [...states.get(state.alpha2) ?? [], state]);
  return states;
}

function land(topology) {
  return [...byState(topology)].map(([alpha2, shapes]) => {
    const merged = merge(topology, shapes);
    merged.coordinates = merged.coordinates.map(polygon => polygon.map(unwrapped).filter(isClosed))
      .filter(polygon => polygon.length > 0 && isLarge(polygon[0]));
    return { type: 'Feature', properties: { kind: alpha2 === home ? 'home' : union.has(alpha2) ? 'union' : 'other' }, geometry: merged };
  }).filter(state => state.geometry.coordinates.length > 0);
}

function borders(topology) {
  const kindOf = (a, b) => a.alpha2 === home || b.alpha2 === home ? 'home' : union.has(a.alpha2) || union.has(b.alpha2) ? 'union' : 'other';
  const unwrap = lines => ({ ...lines, coordinates: lines.coordinates.map(unwrapped) });
  const lines = kind => unwrap(mesh(topology, topology.objects.countries, (a, b) => a.alpha2 !== b.alpha2 && kindOf(a, b) === kind));
  const coast = unwrap(mesh(topology, topology.objects.countries, (a, b) => a === b));
  coast.coordinates = coast.coordinates.filter(line => !isRing(line) || isLarge(line));
  return [
    ...['other', 'union', 'home'].map(kind => ({ type: 'Feature', properties: { kind }, geometry: lines(kind) })),
    { type: 'Feature', properties: { kind: 'coast' }, geometry: coast },
  ];
}

// A ring that is open after unwrapping goes around a pole: Antarctica, which no seal visits.
const isClosed = ring => ring.length > 3 && isRing(ring);

const isRing = line => line[0][0] === line.at(-1)[0] && line[0][1] === line.at(-1)[1];

const isLarge = ring => ring.length > 3 && Math.abs(areaOf(ring)) > islandAreaMin * coarseness(ring[0]);

const areaOf = ring => ring.reduce((sum, [x, y], index) => {
  const [nextX, nextY] = ring[(index + 1) % ring.length];
  return sum + (x * nextY - nextX * y) / 2;
}, 0);

function stateLabels(topology) {
  return [...byState(topology)].filter(([alpha2]) => /^[A-Z]{2}$/.test(alpha2)).flatMap(([alpha2, shapes]) => {
    const polygons = shapes.flatMap(shape => {
      const { geometry } = feature(topology, shape);
      return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    });
    const largest = polygons.reduce((best, polygon) => Math.abs(areaOf(polygon[0])) > Math.abs(areaOf(best[0])) ? polygon : best);
    const area = Math.abs(areaOf(largest[0]));
    if (area < 2 && !union.has(alpha2)) return [];
    const rank = area > 200 ? 1 : area > 30 ? 2 : 3;
    return [{
      type: 'Feature',
      properties: { kind: 'state', isUnion: union.has(alpha2), rank, ...stateNames(alpha2) },
      geometry: { type: 'Point', coordinates: labelPlace(alpha2, middle(largest[0])) },
    }];
  });
}

const middle = ring => rounded([ring.reduce(([x, y], at) => [x + at[0] / ring.length, y + at[1] / ring.length], [0, 0])], 2)[0];

function townLabel(place) {
  return {
    type: 'Feature',
    properties: { kind: 'town', rank: +place.rank, isHome: place.state === home, ...names(place) },
    geometry: { type: 'Point', coordinates: [+place.longitude, +place.latitude] },
  };
}

function names(row) {
  return Object.fromEntries(languages.map(language => [`name_${language}`, row[`name_${language}`] || row.name_ru || row.name_en]));
}

function checkpoint(row) {
  return {
    type: 'Feature',
    properties: { key: row.id, kind: row.kind, isHome: row.country === home, ...names(row) },
    geometry: { type: 'Point', coordinates: [+row.longitude, +row.latitude] },
  };
}

function waters({ features }) {
  return features.map(water => {
    const isLake = water.geometry.type === 'Polygon';
    const lines = isLake ? water.geometry.coordinates : [water.geometry.coordinates];
    const drawn = lines.map(line => rounded(smoothed(line, isLake), digits));
    return { ...water, geometry: { type: water.geometry.type, coordinates: isLake ? drawn : drawn[0] } };
  });
}

function lakeLabels(drawn) {
  return drawn.filter(water => water.properties.kind === 'lake').map(lake =>
    ({ ...lake, geometry: { type: 'Point', coordinates: middle(lake.geometry.coordinates[0]) } }));
}

function corridors({ features }, places) {
  const placeOf = new Map(places.map(place => [place.key, [+place.longitude, +place.latitude]]));
  return features.flatMap(({ properties, geometry }) => {
    const line = rounded(geometry.coordinates, 4);
    let from = 0;
    return (highways[properties.id] ?? [['']]).map(([shield, until]) => {
      if (until !== undefined && !placeOf.has(until)) throw new Error(`${properties.id}: no town ${until} in places.csv.`);
      const to = until === undefined ? 1 : shareAt(line, placeOf.get(until));
      const part = { type: 'LineString', coordinates: section(line, from, to) };
      from = to;
      return { type: 'Feature', properties: { mode: properties.mode, shield }, geometry: part };
    });
  });
}

// The share of the line's length at its point nearest to a town.
function shareAt(line, town) {
  const gap = ([x, y], [otherX, otherY]) => Math.hypot((x - otherX) * Math.cos((y * Math.PI) / 180), y - otherY);
  let [sum, best] = [0, { gap: Infinity, sum: 0 }];
  line.forEach((at, index) => {
    if (index > 0) sum += gap(line[index - 1], at);
    if (gap(at, town) < best.gap) best = { gap: gap(at, town), sum };
  });
  if (best.gap > 1) throw new Error(`A corridor does not pass ${town}.`);
  return best.sum / sum;
}
