// Keys of every page: what a control names in data-key goes to it, except while somebody types.
export function isTyping(event: KeyboardEvent): boolean {
  const at = event.target as HTMLElement;
  return event.ctrlKey || event.metaKey || event.altKey || at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
}

document.addEventListener('keydown', event => {
  if (isTyping(event)) return;
  const wanted = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key)}"]`);
  if (!wanted) return;
  event.preventDefault();
  wanted.focus();
});

// A menu closes with Escape and when the focus leaves it.
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  const menu = (event.target as Element).closest<HTMLDetailsElement>('details.menu[open]');
  if (!menu) return;
  menu.open = false;
  menu.querySelector<HTMLElement>('summary')?.focus();
});
document.addEventListener('focusout', event => {
  const menu = (event.target as Element).closest<HTMLDetailsElement>('details.menu[open]');
  if (menu && event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
});
