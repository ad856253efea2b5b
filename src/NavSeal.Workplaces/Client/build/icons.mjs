// One SVG sprite of the icons that pages use: <svg><use href="/gen/icons.svg#truck"></use></svg>. Colour and stroke come from the page.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

// Names are those of Tabler; a name that Tabler does not know fails the build.
const names = [
  'alert-triangle', 'antenna', 'arrow-left', 'arrow-right', 'battery', 'battery-1', 'battery-off', 'bell', 'camera', 'check', 'chevron-down',
  'chevron-left', 'chevron-right', 'chevron-up', 'clock', 'copy', 'device-desktop', 'download', 'external-link', 'eye', 'eye-off', 'file-text',
  'filter', 'flag', 'focus-2', 'help', 'history', 'info-circle', 'key', 'keyboard', 'language', 'list', 'lock', 'lock-open', 'login', 'logout',
  'map', 'map-pin', 'minus', 'moon', 'package', 'phone', 'player-pause', 'plus', 'refresh', 'route', 'search', 'settings', 'shield-check',
  'sun', 'table', 'train', 'trash', 'truck', 'user', 'users', 'x',
];

export async function writeIcons(modules, file) {
  const symbols = await Promise.all(names.map(async name => {
    const svg = await readFile(path.join(modules, '@tabler/icons/icons/outline', `${name}.svg`), 'utf8');
    const shapes = [...svg.matchAll(/<(path|circle|rect|line|polyline|polygon|ellipse)\s[^>]*\/>/g)].map(match => match[0])
      .filter(shape => !shape.includes('M0 0h24v24H0z'));
    if (shapes.length === 0) throw new Error(`The icon ${name} has no shape.`);
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" `
      + `stroke-linejoin="round">${shapes.join('')}</symbol>`;
  }));
  await writeFile(file, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`);
}
