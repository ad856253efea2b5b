// Keeps ages and clocks true between two words of the server, in the server's own words.
import { now, set } from './clock';

const second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;

export type AgeWords = readonly [now: string, seconds: string, minutes: string, hours: string, days: string, left: string, over: string];

const put = (pattern: string, value: number): string => pattern.replace('{0}', String(Math.floor(value)));

/** How long ago, in the largest unit that fits; the same steps as the server's. */
export function ageOf(milliseconds: number, words: AgeWords): string {
  if (milliseconds < 5 * second) return words[0];
  if (milliseconds < 2 * minute) return put(words[1], milliseconds / second);
  if (milliseconds < 2 * hour) return put(words[2], milliseconds / minute);
  if (milliseconds < 2 * day) return put(words[3], milliseconds / hour);
  return put(words[4], milliseconds / day);
}

/** How long is left of a clock, or by how much it has run out. */
export function leftOf(milliseconds: number, words: AgeWords): string {
  return milliseconds >= 0 ? put(words[5], Math.ceil(milliseconds / minute)) : put(words[6], -milliseconds / minute);
}

function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Writes all ages and clocks below an element. */
export function tell(root: ParentNode, words: AgeWords, now: number): void {
  for (const age of root.querySelectorAll<HTMLElement>('.age[data-at]')) write(age, ageOf(now - Number(age.dataset['at']), words));
  for (const left of root.querySelectorAll<HTMLElement>('.left[data-due]')) write(left, leftOf(Number(left.dataset['due']) - now, words));
  for (const bar of root.querySelectorAll<HTMLProgressElement>('progress[data-due]')) {
    const [from, due] = [Number(bar.dataset['from']), Number(bar.dataset['due'])];
    bar.value = Math.max(0, Math.min(1, (now - from) / Math.max(1, due - from))) * bar.max;
  }
}

/** The words that a page carries; null where it shows no ages. */
export function wordsOf(root: ParentNode): AgeWords | null {
  const words = root.querySelector<HTMLElement>('[data-age-words]')?.dataset['ageWords']?.split('|');
  return words?.length === 7 ? (words as unknown as AgeWords) : null;
}

/** Keeps all ages of the page true from now on. */
export function begin(): void {
  const carrier = document.querySelector<HTMLElement>('[data-age-words]');
  const words = wordsOf(document);
  if (!carrier || !words) return;
  set(Number(carrier.dataset['now']), Number(carrier.dataset['rate']));
  const beat = (): void => tell(document, words, now());
  beat();
  setInterval(beat, second);
}
