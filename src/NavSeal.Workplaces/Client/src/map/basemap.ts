// The base map: one file of our own, drawn as a MapLibre style in the colours of the page and the language of the reader.
import type { ExpressionSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { labelLayers } from './labels';
import type { Language } from './texts';
import type { Theme } from './theme';

type Part = 'land' | 'borders' | 'waters' | 'corridors' | 'labels' | 'checkpoints';

export type BasemapFile = Readonly<Record<Part, GeoJSON.FeatureCollection>>;

export const attribution = 'Natural Earth · <a href="https://www.geonames.org/" target="_blank" rel="noopener">GeoNames</a> (CC BY 4.0)';

let loading: Promise<BasemapFile> | undefined;

export function loadBasemap(address: string): Promise<BasemapFile> {
  loading ??= fetch(address).then(answer => {
    if (!answer.ok) throw new Error(`The base map cannot be loaded: ${answer.status}.`);
    return answer.json() as Promise<BasemapFile>;
  });
  return loading;
}

/** Letters of all three languages have to be there before the first label is drawn, or it stays drawn in another font. */
export async function loadFonts(): Promise<void> {
  const samples = ['Astana', 'Караганда', 'Қарағанды Өскемен ІҢҒҮҰҺ'];
  await Promise.all([400, 500, 600].flatMap(weight => samples.map(sample => document.fonts.load(`${weight} 24px Inter`, sample))))
    .catch(() => undefined);
}

export interface StyleWishes {
  readonly theme: Theme;
  readonly language: Language;
  /** A raster address with {z}/{x}/{y}, or a pmtiles: address; empty: none. */
  readonly tiles: string;
}

export function styleOf(file: BasemapFile, wishes: StyleWishes): StyleSpecification {
  const data = (collection: GeoJSON.FeatureCollection, tolerance = 0.375): SourceSpecification =>
    ({ type: 'geojson', data: collection, tolerance, buffer: 64, maxzoom: 10 });
  return {
    version: 8,
    sources: {
      land: data(file.land), borders: data(file.borders), waters: data(file.waters), corridors: data(file.corridors),
      labels: data(file.labels), checkpoints: data(file.checkpoints), ...tileSource(wishes.tiles),
    },
    layers: [
      ...groundLayers(wishes.theme, wishes.tiles !== ''),
      ...borderLayers(wishes.theme),
      ...corridorLayers(wishes.theme),
      ...labelLayers(wishes.theme, wishes.language),
    ],
  };
}

function tileSource(tiles: string): Record<string, SourceSpecification> {
  if (tiles === '') return {};
  const where = tiles.startsWith('pmtiles:') ? { url: tiles } : { tiles: [tiles] };
  return { tiles: { type: 'raster', tileSize: 256, ...where } };
}

function groundLayers(theme: Theme, isTiled: boolean): LayerSpecification[] {
  const kind: ExpressionSpecification = ['match', ['get', 'kind'], 'home', theme.home, 'union', theme.union, theme.land];
  const waters: LayerSpecification[] = [
    { id: 'lakes', type: 'fill', source: 'waters', filter: ['==', ['get', 'kind'], 'lake'], paint: { 'fill-color': theme.water } },
    {
      id: 'shores', type: 'line', source: 'waters', filter: ['==', ['get', 'kind'], 'lake'],
      paint: { 'line-color': theme.coast, 'line-width': 0.8 },
    },
    {
      id: 'rivers', type: 'line', source: 'waters', filter: ['==', ['get', 'kind'], 'river'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      // Drawn by hand: near, they would lie beside their beds.
      paint: {
        'line-color': theme.water,
        'line-width': ['interpolate', ['linear'], ['zoom'], 3, 0.5, 6, 1.3, 9, 2.2],
        'line-opacity': ['interpolate', ['linear'], ['zoom'], 8, 1, 9.5, 0],
      },
    },
  ];
  return [
    { id: 'water', type: 'background', paint: { 'background-color': theme.water } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': kind, 'fill-antialias': false } },
    ...(isTiled ? [{
      id: 'tiles', type: 'raster', source: 'tiles',
      // Somebody else's picture steps back behind ours.
      paint: theme.isDark
        ? { 'raster-brightness-max': 0.45, 'raster-saturation': -0.6 }
        : { 'raster-saturation': -0.5, 'raster-opacity': 0.7 },
    } satisfies LayerSpecification] : waters),
  ];
}

function borderLayers(theme: Theme): LayerSpecification[] {
  const line = (id: string, kind: string, paint: Extract<LayerSpecification, { type: 'line' }>['paint']): LayerSpecification => ({
    id, type: 'line', source: 'borders', filter: ['==', ['get', 'kind'], kind], layout: { 'line-join': 'round', 'line-cap': 'round' },
    ...(paint ? { paint } : {}),
  });
  const wide = (far: number, near: number): ExpressionSpecification => ['interpolate', ['linear'], ['zoom'], 3, far, 10, near];
  return [
    line('coast', 'coast', { 'line-color': theme.coast, 'line-width': wide(0.5, 1.2) }),
    line('border-other', 'other', { 'line-color': theme.border, 'line-width': wide(0.6, 1.2), 'line-dasharray': [3, 2.5] }),
    line('border-union-band', 'union', { 'line-color': theme.borderUnion, 'line-width': wide(2.5, 7), 'line-opacity': 0.18 }),
    line('border-union', 'union', { 'line-color': theme.borderUnion, 'line-width': wide(0.8, 1.5) }),
    line('border-home-band', 'home', { 'line-color': theme.borderHome, 'line-width': wide(4, 10), 'line-opacity': 0.22 }),
    line('border-home', 'home', { 'line-color': theme.borderHome, 'line-width': wide(1.1, 1.8) }),
  ];
}

function corridorLayers(theme: Theme): LayerSpecification[] {
  const isRoad: ExpressionSpecification = ['==', ['get', 'mode'], 'road'];
  const isRail: ExpressionSpecification = ['==', ['get', 'mode'], 'rail'];
  const rounded = { 'line-join': 'round', 'line-cap': 'round' } as const;
  const wide = (far: number, middle: number, near: number): ExpressionSpecification =>
    ['interpolate', ['linear'], ['zoom'], 3, far, 7, middle, 12, near];
  return [
    {
      id: 'rail', type: 'line', source: 'corridors', filter: isRail, layout: { 'line-join': 'round' },
      paint: { 'line-color': theme.rail, 'line-width': wide(0.5, 1, 1.6) },
    },
    {
      id: 'sleepers', type: 'line', source: 'corridors', filter: isRail, minzoom: 5.5,
      paint: { 'line-color': theme.rail, 'line-width': wide(2, 4.5, 7), 'line-dasharray': [0.25, 3.5] },
    },
    {
      id: 'road-edge', type: 'line', source: 'corridors', filter: isRoad, layout: rounded, minzoom: 5,
      paint: { 'line-color': theme.roadEdge, 'line-width': wide(1.5, 4.2, 9) },
    },
    {
      id: 'road', type: 'line', source: 'corridors', filter: isRoad, layout: rounded,
      paint: { 'line-color': theme.road, 'line-width': wide(0.8, 2.2, 6) },
    },
  ];
}
