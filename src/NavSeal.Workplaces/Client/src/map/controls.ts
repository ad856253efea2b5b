// What stands on the map besides the map: buttons, scale, legend, the word that the picture is old.
import { AttributionControl, NavigationControl, ScaleControl, type IControl, type Map as MapLibreMap } from 'maplibre-gl';
import { attribution } from './basemap';
import { clock, type Language, type Say, type Word } from './texts';

export function addControls(map: MapLibreMap, say: Say, goHome: () => void): void {
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new HomeControl(say('home'), goHome), 'top-right');
  map.addControl(new ScaleControl({ maxWidth: 110, unit: 'metric' }), 'bottom-right');
  map.addControl(new AttributionControl({ compact: false, customAttribution: attribution }), 'bottom-right');
}

export const localeOf = (say: Say): Record<string, string> => ({
  'Map.Title': say('map'),
  'NavigationControl.ZoomIn': say('zoomIn'),
  'NavigationControl.ZoomOut': say('zoomOut'),
  'ScaleControl.Meters': say('metres'),
  'ScaleControl.Kilometers': say('kilometres'),
});

class HomeControl implements IControl {
  private box: HTMLElement | undefined;

  constructor(private readonly title: string, private readonly press: () => void) {}

  onAdd(): HTMLElement {
    const box = document.createElement('div');
    box.className = 'maplibregl-ctrl maplibregl-ctrl-group';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'seal-map-home';
    button.title = this.title;
    button.setAttribute('aria-label', this.title);
    const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    icon.setAttribute('class', 'icon');
    icon.setAttribute('aria-hidden', 'true');
    const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
    use.setAttribute('href', '/gen/icons.svg#focus-2');
    icon.append(use);
    button.append(icon);
    button.addEventListener('click', this.press);
    box.append(button);
    this.box = box;
    return box;
  }

  onRemove(): void {
    this.box?.remove();
  }
}

const signs: readonly (readonly [Word, string, string])[] = [
  ['critical', '▲', 'critical'], ['high', '◆', 'high'], ['medium', '■', 'medium'], ['well', '●', 'well'], ['silent', '◌', 'silent'],
];

export function legend(say: Say): HTMLElement {
  const box = document.createElement('details');
  box.className = 'seal-map-legend';
  box.open = matchMedia('(min-width: 901px)').matches;
  const title = document.createElement('summary');
  title.textContent = say('legend');
  const list = document.createElement('ul');
  for (const [word, shape, name] of signs) {
    const row = document.createElement('li');
    const mark = document.createElement('i');
    mark.className = `seal-map-${name}`;
    mark.textContent = shape;
    mark.setAttribute('aria-hidden', 'true');
    row.append(mark, say(word));
    list.append(row);
  }
  box.append(title, list);
  return box;
}

/** A line at the top of the map; a screen reader says it when it comes. */
export class LostNotice {
  readonly box = document.createElement('p');

  constructor() {
    this.box.className = 'seal-map-lost';
    this.box.setAttribute('role', 'status');
    this.box.hidden = true;
  }

  show(oldSince: number | null, say: Say, { language, zone }: { language: Language; zone: string | undefined }): void {
    this.box.hidden = oldSince === null;
    this.box.textContent = oldSince === null ? '' : say('lost', { time: clock(oldSince, language, zone) });
  }
}
