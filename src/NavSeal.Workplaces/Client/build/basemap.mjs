import { mkdir } from 'node:fs/promises';

export async function writeBasemap(client, reference, folder) {
  await mkdir(folder, { recursive: true });
}
