// Loaded on every page. Pages work without it: forms are posted and links followed by the browser itself.
import './app/htmx';
import { begin as tellAges } from './app/ages';
import './app/copy';
import './app/keys';

tellAges();

const board = document.querySelector<HTMLElement>('main.board[data-live]');
if (board) {
  const [{ watch }, choice, hand] = await Promise.all([import('./board/live'), import('./board/choice'), import('./board/hand')]);
  watch(document.querySelector('seal-map')?.getAttribute('zone') ?? 'UTC', document.documentElement.lang);
  choice.begin();
  hand.begin();
  board.dataset['ready'] = '';
}

export {};
