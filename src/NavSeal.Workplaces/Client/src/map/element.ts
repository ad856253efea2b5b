// <seal-map lang theme feed selected bounds tiles zone label lost no-webgl>: the live map of the seals.
// Events: seal-select (detail: the seal's number), box-change (detail: box and zoom), feed-change (detail: since when the picture is old).
import { addProtocol, Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import { loadBasemap, loadFonts, styleOf, type BasemapFile } from './basemap';
import { ChoiceList, type Choice } from './choice-list';
import { addControls, legend, localeOf, LostNotice } from './controls';
import { Feed } from './feed';
import type { Frame } from './frame';
import { addSigns, firstLabelLayer } from './labels';
import { pick, type Picked } from './picking';
import { Picture, type SealAt } from './picture';
import { SealPainter } from './seal-layer';
import { Selection } from './selection';
import { languageOf, speaker, type Language, type Say } from './texts';
import { readTheme } from './theme';

const workerAddress = '/gen/map-worker.js';
const basemapAddress = '/gen/basemap/world.json';
const kazakhstan = '46.4,40.4,87.5,55.6';
const listMax = 12;
const zoomMax = 15;
// Near enough to tell one lorry from the next.
const nearZoom = 8.5;

export interface SealMapStats {
  /** Seals drawn last, and frames taken in so far. */
  seals: number;
  inBox: number;
  frames: number;
  /** Of the last frame taken in: made by the server and newest report in it (milliseconds since 1970), taken in and drawn here
   * (milliseconds of performance.now). */
  madeAt: number;
  newestReceivedAt: number;
  takenAt: number;
  drawnAt: number;
  /** Pictures of the whole map drawn so far. */
  renders: number;
}

export class SealMapElement extends HTMLElement {
  static readonly observedAttributes = ['lang', 'theme', 'selected', 'feed', 'tiles'];

  readonly stats: SealMapStats =
    { seals: 0, inBox: 0, frames: 0, madeAt: 0, newestReceivedAt: 0, takenAt: 0, drawnAt: 0, renders: 0 };
  private readonly picture = new Picture();
  private readonly lost = new LostNotice();
  private readonly list = new ChoiceList(this);
  private map: MapLibreMap | null = null;
  private painter: SealPainter | null = null;
  private selection: Selection | null = null;
  private feed: Feed | null = null;
  private basemap: BasemapFile | null = null;
  private selectedId: number | undefined;
  /** The seal that the map moves to when its place is known. */
  private wanted: string | null = null;
  private readonly ids = new Map<string, number>();
  private readonly restyle = (): void => this.applyStyle();
  private readonly watched = new MutationObserver(this.restyle);
  private readonly dark = matchMedia('(prefers-color-scheme: dark)');
  private readonly still = matchMedia('(prefers-reduced-motion: reduce)');

  /** The map itself, for what this element has no word for. */
  get inner(): MapLibreMap | null {
    return this.map;
  }

  connectedCallback(): void {
    if (this.map) return;
    this.watched.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
    this.dark.addEventListener('change', this.restyle);
    void this.start();
  }

  disconnectedCallback(): void {
    this.watched.disconnect();
    this.dark.removeEventListener('change', this.restyle);
    this.feed?.close();
    this.map?.remove();
    [this.map, this.feed, this.painter, this.selection] = [null, null, null, null];
    this.replaceChildren();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.map || before === after) return;
    if (name === 'selected') this.applySelected();
    else if (name === 'feed') this.openFeed();
    else this.applyStyle();
  }

  /** Moves the map to a seal, at once or as soon as it is known where it is. */
  flyTo(number: string): void {
    const at = this.positionOf(number);
    this.wanted = at ? null : number;
    if (at) this.flyToPlace(at.longitude, at.latitude, nearZoom);
  }

  /** Moves the map to a place; zoom: at least so near, if given. */
  flyToPlace(longitude: number, latitude: number, zoom = 0): void {
    const near = Math.max(this.map?.getZoom() ?? 0, zoom);
    this.map?.easeTo({ center: [longitude, latitude], zoom: near, duration: this.still.matches ? 0 : 700 });
  }

  override focus(options?: FocusOptions): void {
    this.map?.getCanvas().focus(options);
  }

  /** Where a seal was drawn last; null where the map does not show it. */
  positionOf(number: string): SealAt | null {
    const id = this.ids.get(number);
    return id === undefined ? null : this.picture.at(id);
  }

  private get language(): Language {
    return languageOf(this.getAttribute('lang') ?? document.documentElement.lang);
  }

  private get say(): Say {
    return speaker(this, this.language);
  }

  private get words(): { language: Language; zone: string | undefined } {
    return { language: this.language, zone: this.getAttribute('zone') ?? undefined };
  }

  private get bounds(): [number, number, number, number] {
    return (this.getAttribute('bounds') ?? kazakhstan).split(',').map(Number) as [number, number, number, number];
  }

  private async start(): Promise<void> {
    if (!new OffscreenCanvas(1, 1).getContext('webgl2')) {
      this.append(Object.assign(document.createElement('p'), { className: 'seal-map-none', textContent: this.say('noWebGl') }));
      return;
    }
    const [file] = await Promise.all([loadBasemap(basemapAddress), loadFonts()]);
    if (!this.isConnected || this.map) return;
    this.basemap = file;
    await this.allowTiles();
    setWorkerUrl(new URL(workerAddress, location.href).href);
    const container = this.appendChild(document.createElement('div'));
    container.className = 'seal-map-canvas';
    const theme = readTheme(this);
    const map = new MapLibreMap({
      container, style: styleOf(file, { theme, language: this.language, tiles: this.tiles }),
      bounds: this.bounds, fitBoundsOptions: { padding: 24 }, minZoom: 1.8, maxZoom: zoomMax, locale: localeOf(this.say),
      attributionControl: false, renderWorldCopies: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, fadeDuration: 0,
    });
    this.map = map;
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.getCanvas().setAttribute('aria-label', this.getAttribute('label') ?? this.say('map'));
    addControls(map, this.say, () => this.goHome());
    this.append(legend(this.say), this.lost.box);
    this.painter = new SealPainter(this.picture, () => this.still.matches, theme);
    this.painter.onDrawn = () => this.drawn();
    this.selection = new Selection(map);
    this.wanted = this.getAttribute('selected');
    map.on('style.load', () => this.addLayers());
    map.on('render', () => this.stats.renders++);
    map.on('moveend', () => this.boxChanged());
    map.on('click', event => void this.choose(event.point));
    map.on('mousemove', event => this.point(event.point));
    map.getCanvas().addEventListener('keydown', event => this.press(event));
    this.openFeed();
  }

  private get tiles(): string {
    return this.getAttribute('tiles') ?? '';
  }

  private async allowTiles(): Promise<void> {
    if (!this.tiles.startsWith('pmtiles:')) return;
    const { Protocol } = await import('pmtiles');
    addProtocol('pmtiles', new Protocol().tile);
  }

  private addLayers(): void {
    const { map, painter, selection } = this;
    if (!map || !painter || !selection) return;
    const theme = readTheme(this);
    addSigns(map, theme);
    selection.addLayers(theme);
    map.addLayer(painter.layer('seals-quiet', true), firstLabelLayer);
    map.addLayer(painter.layer('seals', false));
    this.classList.toggle('seal-map-dark', theme.isDark);
  }

  private applyStyle(): void {
    const { map, basemap, painter } = this;
    if (!map || !basemap || !painter) return;
    const theme = readTheme(this);
    painter.paint(theme);
    map.setStyle(styleOf(basemap, { theme, language: this.language, tiles: this.tiles }), { diff: false });
    this.querySelector('.seal-map-legend')?.replaceWith(legend(this.say));
  }

  private openFeed(): void {
    this.feed?.close();
    const feed = new Feed(this.getAttribute('feed') ?? '/live/positions', {
      frame: frame => this.take(frame),
      state: oldSince => this.stateChanged(oldSince),
      named: (id, number) => {
        this.ids.set(number, id);
        if (number === this.getAttribute('selected')) this.applySelected();
      },
    });
    this.feed = feed;
    feed.select(this.getAttribute('selected'));
    feed.open();
    this.boxChanged();
    this.applySelected();
  }

  private take(frame: Frame): void {
    const { painter, stats } = this;
    if (!painter) return;
    this.picture.take(frame, painter.eased());
    stats.frames++;
    [stats.madeAt, stats.newestReceivedAt, stats.takenAt] = [frame.madeAt, frame.newestReceivedAt, performance.now()];
    if (frame.isUnchanged) return;
    [stats.seals, stats.inBox] = [frame.count, frame.inBox];
    painter.take(this.selectedId);
    const number = this.getAttribute('selected');
    if (number !== null) this.selection?.follow(this.positionOf(number), frame.madeAt);
    if (this.wanted !== null) this.flyTo(this.wanted);
  }

  private drawn(): void {
    this.stats.drawnAt = performance.now();
    this.dispatchEvent(new CustomEvent('seal-drawn', { detail: { ...this.stats } }));
  }

  private stateChanged(oldSince: number | null): void {
    if (oldSince === null) this.removeAttribute('old-since');
    else this.setAttribute('old-since', new Date(oldSince).toISOString());
    this.lost.show(oldSince, this.say, this.words);
    this.dispatchEvent(new CustomEvent('feed-change', { bubbles: true, detail: { oldSince } }));
  }

  private boxChanged(): void {
    const { map } = this;
    if (!map) return;
    const bounds = map.getBounds();
    const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] as const;
    const zoom = map.getZoom();
    this.feed?.show({ box, zoom });
    this.dispatchEvent(new CustomEvent('box-change', { bubbles: true, detail: { box, zoom } }));
  }

  private applySelected(): void {
    const number = this.getAttribute('selected');
    this.feed?.select(number);
    this.selection?.choose(number);
    this.selectedId = number === null ? undefined : this.ids.get(number);
    this.painter?.select(this.selectedId);
    if (number !== null) this.selection?.follow(this.positionOf(number), this.stats.madeAt || Date.now());
  }

  private goHome(): void {
    this.map?.fitBounds(this.bounds, { padding: 24, duration: this.still.matches ? 0 : 500 });
  }

  private press(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !this.map) return;
    const { width, height } = this.map.getCanvas().getBoundingClientRect();
    void this.choose({ x: width / 2, y: height / 2 }, 60);
  }

  private under(point: { x: number; y: number }, reach: number): Picked[] {
    const at = this.map!.unproject([point.x, point.y]);
    return pick(this.picture, { longitude: at.lng, latitude: at.lat, zoom: this.map!.getZoom() }, reach);
  }

  private point(point: { x: number; y: number }): void {
    const [found] = this.under(point, 9);
    const canvas = this.map!.getCanvas();
    canvas.style.cursor = found ? 'pointer' : '';
    canvas.title = (found && found.stands === 1 && this.feed?.knownName(found.id)) || '';
    if (found && found.stands === 1 && this.feed?.knownName(found.id) === undefined) void this.feed?.nameOf(found.id);
  }

  private async choose(point: { x: number; y: number }, reach = matchMedia('(pointer: coarse)').matches ? 20 : 10): Promise<void> {
    const found = this.under(point, reach);
    if (found.length === 0) {
      this.list.close();
      return;
    }
    const named = async (picked: Picked): Promise<{ picked: Picked; number: string | null }> =>
      ({ picked, number: await this.feed?.nameOf(picked.id) ?? null });
    const listed = await Promise.all(found.slice(0, listMax).map(named));
    const choices = listed.filter((choice): choice is Choice => choice.number !== null);
    const [only] = choices;
    if (!only || !this.map) return;
    if (choices.length === 1 && only.picked.stands === 1) {
      this.select(only.number);
      return;
    }
    const canvas = this.map.getCanvas();
    const at = this.map.unproject([point.x, point.y]);
    this.list.open({
      say: this.say, choices, at: point,
      more: found.slice(listMax).reduce((sum, picked) => sum + picked.stands, 0),
      choose: number => this.select(number),
      comeCloser: () => this.flyToPlace(at.lng, at.lat, this.map!.getZoom() + 2.5),
      closed: () => canvas.focus({ preventScroll: true }),
    });
  }

  private select(number: string): void {
    this.list.close();
    this.setAttribute('selected', number);
    this.dispatchEvent(new CustomEvent('seal-select', { bubbles: true, detail: number }));
  }
}
