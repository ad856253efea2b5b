// The live stream of the board: fragments drawn by the server are merged into the page. What the reader opened, typed or focused stays.
import htmx from 'htmx.org';
import { Idiomorph } from 'idiomorph';
import { tell, wordsOf } from '../app/ages';
import { now, set } from '../app/clock';

const staleAfter = 5000;
const fragments = ['figures', 'queue', 'card', 'foot'] as const;

let source: EventSource | undefined;
let heardAt = Date.now();

/** Merges a fragment into the element of its id. */
export function merge(id: string, html: string): void {
  const target = document.getElementById(id);
  if (!target) return;
  const known = new Set(target.querySelectorAll('details'));
  Idiomorph.morph(target, html, {
    morphStyle: 'outerHTML',
    ignoreActiveValue: true,
    callbacks: {
      // Whether a group that stood here is folded is the reader's affair, and so is a form that somebody fills in.
      beforeAttributeUpdated: (name: string, node: Element) => !(name === 'open' && known.has(node as HTMLDetailsElement)),
      beforeNodeMorphed: (node: Node) => !(node instanceof HTMLFormElement && node.contains(document.activeElement)),
    },
  });
  const merged = document.getElementById(id);
  if (!merged) return;
  htmx.process(merged);
  const words = wordsOf(document);
  if (merged.dataset['now']) set(Number(merged.dataset['now']), Number(merged.dataset['rate']));
  if (words) tell(merged, words, now());
}

/** Listens to the stream of what is chosen; a former stream is closed. */
export function listen(address: string): void {
  source?.close();
  source = new EventSource(address);
  for (const name of fragments) {
    source.addEventListener(name, event => {
      heardAt = Date.now();
      merge(name, (event as MessageEvent<string>).data);
    });
  }

  source.addEventListener('error', () => {
    // Refused for good: signed out, or too many boards. The page itself says which.
    if (source?.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), staleAfter);
  });
}

/** Listens no more, until something else is listened to. */
export function hush(): void {
  source?.close();
}

/** Says since when the picture is old, where the stream is silent. */
export function watch(zone: string, language: string): void {
  setInterval(() => {
    const foot = document.getElementById('foot');
    const mark = foot?.querySelector<HTMLElement>('[data-live]');
    if (!foot || !mark || Date.now() - heardAt < staleAfter || mark.classList.contains('stale')) return;
    const since = new Intl.DateTimeFormat(language, { timeStyle: 'medium', timeZone: zone }).format(heardAt);
    mark.className = 'stale';
    mark.textContent = (foot.dataset['stale'] ?? '{0}').replace('{0}', since);
  }, 1000);
}
