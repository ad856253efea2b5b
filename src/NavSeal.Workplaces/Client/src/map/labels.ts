// Names and signs of the base map. Above the fill of the land and the quiet seals, below the seals with a situation.
import type { ExpressionSpecification, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import type { Language } from './texts';
import type { Theme } from './theme';

/** The seals without a situation are drawn below this layer. */
export const firstLabelLayer = 'names-water';

const plain = ['Inter'];
const medium = ['Inter Medium', 'Inter'];
const semibold = ['Inter SemiBold', 'Inter'];

export function labelLayers(theme: Theme, language: Language): LayerSpecification[] {
  const name: ExpressionSpecification = ['coalesce', ['get', `name_${language}`], ['get', 'name_ru'], ['get', 'name_en']];
  return [
    ...waterLayers(theme, name), ...stateLayers(theme, name), shieldLayer(theme), ...postLayers(theme, name), ...townLayers(theme, name),
  ];
}

function waterLayers(theme: Theme, name: ExpressionSpecification): LayerSpecification[] {
  const paint = { 'text-color': theme.waterText, 'text-halo-color': theme.water, 'text-halo-width': 1 };
  return [
    {
      id: firstLabelLayer, type: 'symbol', source: 'labels', filter: ['==', ['get', 'kind'], 'water'],
      layout: { 'text-field': name, 'text-font': plain, 'text-size': ['interpolate', ['linear'], ['zoom'], 3, 10, 7, 15],
        'text-letter-spacing': 0.18, 'text-max-width': 6 },
      paint,
    },
    {
      id: 'names-lakes', type: 'symbol', source: 'labels', filter: ['==', ['get', 'kind'], 'lake'], minzoom: 5,
      layout: { 'text-field': name, 'text-font': plain, 'text-size': 11, 'text-letter-spacing': 0.06, 'text-max-width': 6 },
      paint,
    },
    {
      id: 'names-rivers', type: 'symbol', source: 'waters', filter: ['==', ['get', 'kind'], 'river'], minzoom: 5, maxzoom: 9,
      layout: { 'text-field': name, 'text-font': plain, 'text-size': 10.5, 'symbol-placement': 'line', 'symbol-spacing': 500,
        'text-letter-spacing': 0.08, 'text-offset': [0, -0.8] },
      paint: { 'text-color': theme.waterText, 'text-halo-color': theme.halo, 'text-halo-width': 1 },
    },
  ];
}

function stateLayers(theme: Theme, name: ExpressionSpecification): LayerSpecification[] {
  const layer = (id: string, filter: ExpressionSpecification, minzoom: number): LayerSpecification => ({
    id, type: 'symbol', source: 'labels', filter: ['all', ['==', ['get', 'kind'], 'state'], filter], minzoom, maxzoom: 7.5,
    layout: {
      'text-field': name, 'text-font': medium, 'text-transform': 'uppercase', 'text-letter-spacing': 0.22, 'text-max-width': 8,
      'text-size': ['interpolate', ['linear'], ['zoom'],
        2, 9, 4, ['match', ['get', 'rank'], 1, 12, 10.5], 7, ['match', ['get', 'rank'], 1, 18, 15]],
      'symbol-sort-key': ['get', 'rank'],
    },
    paint: { 'text-color': theme.stateText, 'text-halo-color': theme.halo, 'text-halo-width': 1.2 },
  });
  return [layer('names-states', ['any', ['get', 'isUnion'], ['<=', ['get', 'rank'], 2]], 1.5),
    layer('names-small-states', ['all', ['!', ['get', 'isUnion']], ['==', ['get', 'rank'], 3]], 4)];
}

function shieldLayer(theme: Theme): LayerSpecification {
  return {
    id: 'shields', type: 'symbol', source: 'corridors', filter: ['!=', ['get', 'shield'], ''], minzoom: 5.2,
    layout: {
      'text-field': ['get', 'shield'], 'text-font': semibold, 'text-size': 9.5, 'text-letter-spacing': 0.02,
      'symbol-placement': 'line', 'symbol-spacing': 320, 'text-rotation-alignment': 'viewport', 'icon-rotation-alignment': 'viewport',
      'icon-image': 'shield', 'icon-text-fit': 'both', 'icon-text-fit-padding': [1.5, 4, 1.5, 4], 'text-padding': 12,
    },
    paint: { 'text-color': theme.shieldText },
  };
}

function postLayers(theme: Theme, name: ExpressionSpecification): LayerSpecification[] {
  const layer = (id: string, filter: ExpressionSpecification, zooms: { sign: number; name: number }): LayerSpecification[] => [{
    id, type: 'symbol', source: 'checkpoints', filter, minzoom: zooms.sign,
    layout: {
      'icon-image': ['match', ['get', 'kind'], 'rail', 'post-rail', 'port', 'post-port', 'inland', 'post-inland', 'post-road'],
      'icon-allow-overlap': true, 'icon-size': ['interpolate', ['linear'], ['zoom'], 4, 0.7, 8, 1],
      'text-field': ['step', ['zoom'], '', zooms.name, name], 'text-font': medium,
      'text-size': ['interpolate', ['linear'], ['zoom'], 5, 10, 9, 12],
      'text-variable-anchor': ['left', 'right', 'top', 'bottom'], 'text-radial-offset': 0.9, 'text-justify': 'auto', 'text-optional': true,
      'text-max-width': 9,
    },
    paint: { 'text-color': theme.post, 'text-halo-color': theme.halo, 'text-halo-width': 1.4 },
  }];
  const isInland: ExpressionSpecification = ['==', ['get', 'kind'], 'inland'];
  return [
    // Inland places bear the names of their towns: near only, where the two can stand beside each other.
    ...layer('posts-inland', isInland, { sign: 8, name: 9.5 }),
    ...layer('posts-abroad', ['all', ['!', isInland], ['!', ['get', 'isHome']]], { sign: 5.5, name: 6.5 }),
    ...layer('posts-home', ['all', ['!', isInland], ['get', 'isHome']], { sign: 3.8, name: 5.4 }),
  ];
}

function townLayers(theme: Theme, name: ExpressionSpecification): LayerSpecification[] {
  const layer = (rank: number, minzoom: number, sizes: readonly [number, number]): LayerSpecification => ({
    id: `towns-${rank}`, type: 'symbol', source: 'labels', minzoom,
    filter: ['all', ['==', ['get', 'kind'], 'town'], ['==', ['get', 'rank'], rank]],
    layout: {
      'icon-image': rank === 1 ? 'town-large' : 'town', 'icon-allow-overlap': true, 'icon-size': rank > 2 ? 0.8 : 1,
      'text-field': name, 'text-font': rank === 1 ? semibold : rank === 2 ? medium : plain,
      'text-size': ['interpolate', ['linear'], ['zoom'], 4, sizes[0], 10, sizes[1]],
      'text-variable-anchor': ['bottom-left', 'top-left', 'left', 'right', 'top', 'bottom', 'top-right', 'bottom-right'],
      'text-radial-offset': 0.55, 'text-justify': 'auto', 'text-optional': true, 'text-max-width': 8,
      'symbol-sort-key': ['case', ['get', 'isHome'], 0, 1],
    },
    paint: {
      'text-color': theme.townText, 'text-halo-color': theme.halo, 'text-halo-width': 1.5, 'text-halo-blur': 0.5,
      'text-opacity': ['case', ['get', 'isHome'], 1, 0.8], 'icon-opacity': ['case', ['get', 'isHome'], 1, 0.7],
    },
  });
  // The last layer is placed first, so the largest towns keep their names.
  return [layer(4, 7, [10.5, 13]), layer(3, 5.6, [10.5, 14]), layer(2, 3.6, [11, 15.5]), layer(1, 2.8, [12, 17])];
}

/** Signs that are drawn and not loaded: in the colours of the theme. */
export function addSigns(map: MapLibreMap, theme: Theme): void {
  const ratio = 2;
  const add = (id: string, side: number, draw: (pen: OffscreenCanvasRenderingContext2D) => void, more: object = {}): void => {
    const canvas = new OffscreenCanvas(side * ratio, side * ratio);
    const pen = canvas.getContext('2d')!;
    pen.scale(ratio, ratio);
    pen.lineJoin = 'round';
    draw(pen);
    const image = pen.getImageData(0, 0, side * ratio, side * ratio);
    if (map.hasImage(id)) map.removeImage(id);
    map.addImage(id, image, { pixelRatio: ratio, ...more });
  };
  const filled = (pen: OffscreenCanvasRenderingContext2D, fill: string, stroke: string, width: number): void => {
    [pen.fillStyle, pen.strokeStyle, pen.lineWidth] = [fill, stroke, width];
    pen.fill();
    pen.stroke();
  };
  const dot = (id: string, radius: number): void => add(id, 10, pen => {
    pen.arc(5, 5, radius, 0, 2 * Math.PI);
    filled(pen, theme.halo, theme.town, 1.3);
  });
  dot('town', 2);
  dot('town-large', 2.8);
  add('shield', 18, pen => {
    pen.roundRect(1, 1, 16, 16, 3);
    filled(pen, theme.shield, theme.roadEdge, 1);
  }, { stretchX: [[12, 24]], stretchY: [[12, 24]], content: [6, 6, 30, 30] });
  const post = (id: string, inner: (pen: OffscreenCanvasRenderingContext2D) => void): void => add(id, 16, pen => {
    pen.roundRect(2.5, 2.5, 11, 11, 2.5);
    filled(pen, theme.halo, theme.post, 1.5);
    [pen.strokeStyle, pen.fillStyle, pen.lineWidth] = [theme.post, theme.post, 1.5];
    pen.beginPath();
    inner(pen);
  });
  // A bar across the road, two rails, waves, a stamp.
  post('post-road', pen => {
    pen.moveTo(5.3, 8);
    pen.lineTo(10.7, 8);
    pen.stroke();
  });
  post('post-rail', pen => {
    for (const x of [6.6, 9.4]) {
      pen.moveTo(x, 5.3);
      pen.lineTo(x, 10.7);
    }
    pen.stroke();
  });
  post('post-port', pen => {
    for (const y of [6.7, 9.6]) {
      pen.moveTo(5, y);
      pen.quadraticCurveTo(6.5, y - 1.6, 8, y);
      pen.quadraticCurveTo(9.5, y + 1.6, 11, y);
    }
    pen.stroke();
  });
  post('post-inland', pen => {
    pen.arc(8, 8, 1.9, 0, 2 * Math.PI);
    pen.fill();
  });
}
