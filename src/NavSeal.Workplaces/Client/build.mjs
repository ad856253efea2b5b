// Makes wwwroot/gen of the sources beside this file: bundles, fonts, icons and the data of the base map.
// Run by the build of NavSeal.Workplaces; by hand: npm run build, or npm run build -- --watch.
import { build, context } from 'esbuild';
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { writeBasemap } from './build/basemap.mjs';
import { writeIcons } from './build/icons.mjs';

const client = path.dirname(fileURLToPath(import.meta.url));
const out = path.join(client, '..', 'wwwroot', 'gen');
const reference = path.join(client, '..', '..', '..', 'reference');

// What pages name keeps its name and is asked for by its ETag; what those files name carries a hash of its content and is kept for a year.
const options = {
  absWorkingDir: client,
  entryPoints: [
    { in: 'src/app.ts', out: 'app' },
    { in: 'app.css', out: 'app' },
    { in: 'src/map.ts', out: 'map' },
    { in: 'map.css', out: 'map-look' },
    { in: 'node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs', out: 'map-worker' },
  ],
  outdir: out,
  entryNames: '[name]',
  chunkNames: 'hashed/[name]-[hash]',
  assetNames: 'hashed/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  sourcemap: false,
  legalComments: 'none',
  loader: { '.woff2': 'file' },
  logLevel: 'warning',
};

async function writeRest() {
  await writeIcons(path.join(client, 'node_modules'), path.join(out, 'icons.svg'));
  await writeBasemap(client, reference, path.join(out, 'basemap'));
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await writeRest();
if (process.argv.includes('--watch')) {
  await (await context(options)).watch();
} else {
  await build(options);
}
