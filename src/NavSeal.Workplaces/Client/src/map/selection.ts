// The seal that is chosen: its way of the last two hours, and how far it may be from where it was last seen.
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { isSilent, isUnplaced } from './frame';
import { firstLabelLayer } from './labels';
import type { SealAt } from './picture';
import { trailOf, type TrailPoint } from './telemetry';
import type { Theme } from './theme';

// What a lorry makes in an hour, and the most that a ring says: beyond it "anywhere" is the better word.
const metresPerHour = 70_000;
const metresMax = 300_000;
const trailEvery = 60_000;

const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

export class Selection {
  number: string | null = null;
  private trail: readonly TrailPoint[] = [];
  private loadedAt = 0;
  private loading = new AbortController();
  private shown: SealAt | null = null;

  constructor(private readonly map: MapLibreMap) {}

  addLayers(theme: Theme): void {
    for (const id of ['trail', 'doubt'])
      if (!this.map.getSource(id)) this.map.addSource(id, { type: 'geojson', data: nothing });
    this.map.addLayer({
      id: 'doubt', type: 'fill', source: 'doubt', paint: { 'fill-color': theme.accent, 'fill-opacity': 0.06 },
    }, firstLabelLayer);
    this.map.addLayer({
      id: 'doubt-edge', type: 'line', source: 'doubt', paint: { 'line-color': theme.accent, 'line-width': 1.2, 'line-dasharray': [3, 3] },
    }, firstLabelLayer);
    this.map.addLayer({
      id: 'trail-edge', type: 'line', source: 'trail', layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': theme.halo, 'line-width': 6, 'line-opacity': 0.8 },
    }, firstLabelLayer);
    this.map.addLayer({
      id: 'trail', type: 'line', source: 'trail', layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': theme.accent, 'line-width': 3 },
    }, firstLabelLayer);
    this.draw();
  }

  choose(number: string | null): void {
    if (number === this.number) return;
    this.number = number;
    this.trail = [];
    this.loadedAt = 0;
    this.shown = null;
    this.draw();
  }

  /** The newest position; loads the way when that is due. */
  follow(at: SealAt | null, now: number): void {
    this.shown = at;
    if (this.number !== null && now - this.loadedAt > trailEvery) void this.load(this.number, now);
    this.draw();
  }

  private async load(number: string, now: number): Promise<void> {
    this.loadedAt = now;
    this.loading.abort();
    this.loading = new AbortController();
    try {
      const trail = await trailOf(number, now, this.loading.signal);
      if (number !== this.number) return;
      this.trail = trail;
      this.draw();
    } catch {
      // Asked anew in a minute; the ring and the sign are there.
    }
  }

  private draw(): void {
    const line = this.trail.map(point => [point.longitude, point.latitude]);
    if (this.shown && line.length > 0) line.push([this.shown.longitude, this.shown.latitude]);
    this.set('trail', line.length < 2 ? nothing : feature({ type: 'LineString', coordinates: line }));
    this.set('doubt', this.doubt());
  }

  private doubt(): GeoJSON.FeatureCollection {
    const last = this.trail.at(-1);
    if (!this.shown || !last || !(isSilent(this.shown.state) || isUnplaced(this.shown.state))) return nothing;
    const metres = Math.min(((Date.now() - last.measuredAt) / 3600_000) * metresPerHour, metresMax);
    return feature({ type: 'Polygon', coordinates: [circle(this.shown, metres)] });
  }

  private set(id: string, data: GeoJSON.FeatureCollection): void {
    (this.map.getSource(id) as GeoJSONSource | undefined)?.setData(data);
  }
}

const feature = (geometry: GeoJSON.Geometry): GeoJSON.FeatureCollection =>
  ({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] });

function circle(at: SealAt, metres: number): [number, number][] {
  const metresPerDegree = 111_195;
  const shrink = Math.cos((at.latitude * Math.PI) / 180);
  return Array.from({ length: 65 }, (_, step) => {
    const angle = (step / 64) * 2 * Math.PI;
    const [east, north] = [Math.sin(angle) * metres, Math.cos(angle) * metres];
    return [at.longitude + east / metresPerDegree / shrink, at.latitude + north / metresPerDegree];
  });
}
