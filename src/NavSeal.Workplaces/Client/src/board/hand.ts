// The keys of the board. Each does what a control does that can be seen, so there is nothing that only a key can do.
import { isTyping } from '../app/keys';
import { close } from './choice';

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('.queue details[open] .queue-row')];
}

function step(by: number): void {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex(row => row === document.activeElement);
  const current = at >= 0 ? at : all.findIndex(row => row.getAttribute('aria-current') === 'true');
  const next = current < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, current + by));
  all[next]?.focus();
}

function situation(): Element | null {
  const number = document.getElementById('card')?.dataset['situation'];
  return (number ? document.getElementById(`situation-${number}`) : null) ?? document.querySelector('#card .open-now');
}

const acts: Record<string, () => void> = {
  j: () => step(1),
  k: () => step(-1),
  a: () => situation()?.querySelector<HTMLFormElement>('form[data-action="acknowledge"]')?.requestSubmit(),
  s: () => {
    const shelving = situation()?.querySelector<HTMLDetailsElement>('details.shelving');
    if (!shelving) return;
    shelving.open = true;
    shelving.querySelector<HTMLElement>('input[name="reason"]')?.focus();
  },
  m: () => document.querySelector<HTMLElement>('seal-map')?.focus(),
  '?': () => document.querySelector<HTMLDialogElement>('dialog#keys')?.showModal(),
};

/** Listens to the keys. */
export function begin(): void {
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && !document.querySelector('dialog[open], details.menu[open]')) {
      // What somebody has typed is not thrown away with the card: the first Esc leaves the field.
      if (isTyping(event)) (event.target as HTMLElement).blur();
      else if (!event.defaultPrevented) close();
      return;
    }

    if (isTyping(event) || document.querySelector('dialog[open]')) return;
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
