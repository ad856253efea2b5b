// Copies an identifier with one click: the value itself, never the form in which it is shown.
document.addEventListener('click', async event => {
  const button = (event.target as Element).closest<HTMLElement>('[data-copy]');
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset['copy'] ?? '');
  const shown = button.textContent;
  button.textContent = document.body.dataset['copied'] ?? '✓';
  setTimeout(() => { button.textContent = shown; }, 900);
});
