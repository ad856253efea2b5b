// What is chosen on the board stands in the address; queue, map, card and stream follow it.
import htmx from 'htmx.org';
import { hush, listen } from './live';

type SealMap = HTMLElement & { flyTo?: (seal: string) => void };

const board = (): HTMLElement | null => document.querySelector('main.board');
const card = (): HTMLElement | null => document.getElementById('card');
const map = (): SealMap | null => document.querySelector('seal-map');

let asking: AbortController | undefined;

/** Opens the card of an address of the board; what was asked before and has not come is given up.
 * @returns Whether the card is the one that was asked for. */
export async function choose(address: string, options: { push: boolean; focus: boolean }): Promise<boolean> {
  asking?.abort();
  const mine = asking = new AbortController();
  // A word about what was chosen before would overwrite what is chosen now.
  hush();
  const answer = await ask(address, mine.signal);
  if (mine.signal.aborted) return false;
  if (answer === 'elsewhere') {
    location.assign(address);
    return false;
  }

  if (answer) show(answer);
  if (options.push && answer) history.pushState(null, '', address);
  follow();
  if (options.focus) card()?.focus();
  return answer !== null;
}

/** The card; 'elsewhere' where the server has something else to say, for example that one has to sign in; null where it does not answer. */
async function ask(address: string, signal: AbortSignal): Promise<Element | 'elsewhere' | null> {
  try {
    const answer = await fetch(address, { headers: { 'HX-Request': 'true' }, signal });
    const parsed = document.createElement('template');
    parsed.innerHTML = await answer.text();
    return (answer.ok && !answer.redirected && parsed.content.querySelector('#card')) || 'elsewhere';
  } catch {
    return null;
  }
}

function show(fresh: Element): void {
  card()?.replaceWith(fresh);
  htmx.process(fresh);
}

/** Has queue, map and stream follow the card. */
export function follow(): void {
  const chosen = card()?.dataset ?? {};
  const { transportation = '', seal = '', situation = '' } = chosen;
  for (const row of document.querySelectorAll<HTMLElement>('.queue-row')) {
    const isChosen = transportation !== '' && row.id.startsWith(`row-${transportation}-`)
      && (situation === '' || row.id === `row-${transportation}-${situation}`);
    if (isChosen) row.setAttribute('aria-current', 'true');
    else row.removeAttribute('aria-current');
  }

  const shown = map();
  if (shown && shown.getAttribute('selected') !== seal) {
    if (seal) shown.setAttribute('selected', seal);
    else shown.removeAttribute('selected');
    if (seal) shown.flyTo?.(seal);
  }

  listen(address(transportation, seal, situation));
}

function address(transportation: string, seal: string, situation: string): string {
  const stream = new URL(board()?.dataset['live'] ?? '/live/board', location.href);
  if (transportation) stream.searchParams.set('transportation', transportation);
  else if (seal) stream.searchParams.set('seal', seal);
  if (situation) stream.searchParams.set('situation', situation);
  return stream.pathname + stream.search;
}

/** Closes the card. */
export function close(): void {
  if (!card()?.classList.contains('card-open')) return;
  const row = document.querySelector<HTMLElement>('.queue-row[aria-current="true"]');
  void choose('/board' + location.search.replace(/situation=\d+&?/, '').replace(/^\?$/, ''), { push: true, focus: false })
    .then(isClosed => isClosed && row?.focus());
}

/** Makes links, the map and the browser's own buttons choose. */
export function begin(): void {
  document.addEventListener('click', event => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-card], a[data-card-close]');
    if (!link) return;
    event.preventDefault();
    if (link.hasAttribute('data-card-close')) close();
    else void choose(link.pathname + link.search, { push: true, focus: true });
  });
  document.addEventListener('seal-select', event => {
    const seal = (event as CustomEvent<{ seal?: string } | string>).detail;
    const number = typeof seal === 'string' ? seal : seal?.seal;
    if (!number || number === card()?.dataset['seal']) return;
    void choose(`/board/seals/${encodeURIComponent(number)}`, { push: true, focus: false });
  });
  document.addEventListener('htmx:afterSettle', event => {
    if ((event.target as Element).id === 'card') follow();
  });
  addEventListener('popstate', () => void choose(location.pathname + location.search, { push: false, focus: false }));
  follow();
}
