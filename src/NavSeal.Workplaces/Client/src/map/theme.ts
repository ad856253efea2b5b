// Colours come from the page's style sheet, in any notation the browser knows; WebGL and MapLibre want numbers.

export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

export interface Theme {
  readonly isDark: boolean;
  readonly water: string;
  readonly waterText: string;
  readonly land: string;
  readonly union: string;
  readonly home: string;
  readonly coast: string;
  readonly border: string;
  readonly borderUnion: string;
  readonly borderHome: string;
  readonly road: string;
  readonly roadEdge: string;
  readonly rail: string;
  readonly shield: string;
  readonly shieldText: string;
  readonly town: string;
  readonly townText: string;
  readonly stateText: string;
  readonly post: string;
  readonly halo: string;
  readonly accent: string;
  readonly critical: Rgba;
  readonly high: Rgba;
  readonly medium: Rgba;
  readonly well: Rgba;
  readonly silent: Rgba;
  readonly edge: Rgba;
  readonly ring: Rgba;
}

export function readTheme(element: HTMLElement): Theme {
  const read = reader(element);
  const text = (name: string): string => toText(read(name));
  const colours = {
    water: text('--map-water'), waterText: text('--map-water-text'), land: text('--map-land'), union: text('--map-union'),
    home: text('--map-home'), coast: text('--map-coast'), border: text('--map-border'), borderUnion: text('--map-border-union'),
    borderHome: text('--map-border-home'), road: text('--map-road'), roadEdge: text('--map-road-edge'), rail: text('--map-rail'),
    shield: text('--map-shield'), shieldText: text('--map-shield-text'), town: text('--map-town'), townText: text('--map-town-text'),
    stateText: text('--map-state-text'), post: text('--map-post'), halo: text('--map-halo'), accent: text('--map-accent'),
  };
  const [red, green, blue] = read('--map-land');
  return {
    ...colours,
    isDark: red * 0.3 + green * 0.6 + blue * 0.1 < 0.5,
    critical: read('--map-critical'), high: read('--map-high'), medium: read('--map-medium'), well: read('--map-well'),
    silent: read('--map-silent'), edge: read('--map-edge'), ring: read('--map-ring'),
  };
}

export const toText = ([red, green, blue, alpha]: Rgba): string =>
  `rgba(${Math.round(red * 255)},${Math.round(green * 255)},${Math.round(blue * 255)},${alpha})`;

export const faded = ([red, green, blue, alpha]: Rgba, share: number): string => toText([red, green, blue, alpha * share]);

function reader(element: HTMLElement): (name: string) => Rgba {
  const probe = element.appendChild(document.createElement('span'));
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
  queueMicrotask(() => probe.remove());
  return name => {
    probe.style.color = `var(${name})`;
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = getComputedStyle(probe).color;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [red / 255, green / 255, blue / 255, alpha / 255];
  };
}
