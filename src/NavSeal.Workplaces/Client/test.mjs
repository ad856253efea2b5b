// Runs the tests of test/*.test.ts with Node's own runner; they are bundled first, because Node 20 reads no TypeScript.
import { build } from 'esbuild';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import os from 'node:os';
import path from 'node:path';

const client = path.dirname(fileURLToPath(import.meta.url));
const tests = (await readdir(path.join(client, 'test'))).filter(name => name.endsWith('.test.ts'));
if (tests.length === 0) throw new Error('No test was found.');
const folder = await mkdtemp(path.join(os.tmpdir(), 'navseal-client-'));
try {
  await build({
    absWorkingDir: client,
    entryPoints: tests.map(name => `test/${name}`),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  const files = tests.map(name => path.join(folder, name.replace(/\.ts$/, '.mjs')));
  process.exitCode = spawnSync(process.execPath, ['--test', ...files], { stdio: 'inherit' }).status ?? 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
