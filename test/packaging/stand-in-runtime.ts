import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Electron's own binaries carry in front of the fuses (electron/fuses, `SENTINEL`). */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Version 1 of the wire, nine fuses, each as Electron delivers it (docs/tutorial/fuses.md). */
const wire = [1, 9, ...Buffer.from('101100011')];

/** A folder that electron-builder takes for Electron's runtime. */
export function standInRuntime(folder: string): string {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  writeFileSync(join(folder, 'locales', 'en-US.pak'), '');
  const binary = Buffer.concat([Buffer.from(`stand-in ${sentinel}`), Buffer.from(wire)]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([binary, Buffer.alloc(64)]), {
    mode: 0o755,
  });
  return folder;
}
