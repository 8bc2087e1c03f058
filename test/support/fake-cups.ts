import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temp-folder.ts';

/**
 * Stand-ins for `lp` and `lpstat`, first on the PATH until the test is over: shell scripts that keep what they
 * were called with. They show how we call CUPS and read its words, never how CUPS prints.
 */
export function fakeCups({ printer = 'idle' }: { printer?: 'idle' | 'disabled' | 'empty' } = {}) {
  const folder = temporaryFolder();
  const words = {
    idle: 'printer %s is idle.  enabled since Thu Jan  1 00:00:00 1970',
    disabled:
      'printer %s disabled since Thu Jan  1 00:00:00 1970 -\\n\\tUnable to open device file "/dev/usb/lp0"',
    empty:
      'printer %s is idle.  enabled since Thu Jan  1 00:00:00 1970\\n\\tAlerts: media-empty-error',
  };
  const script = (name: string, body: string) => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(folder, name), 0o755);
  };
  script(
    'lp',
    `for a in "$@"; do printf '%s\\n' "$a" >> '${folder}/arguments'; last=$a; done
if [ -e '${folder}/refuse' ]; then echo 'lp: Unsupported document-format "application/pdf".' >&2; exit 1; fi
cat "$last" > '${folder}/printed'
echo "request id is $2-1 (1 file(s))"`,
  );
  script(
    'lpstat',
    `case "$*" in
-e) echo Zebra; echo Office_Laser ;;
*Zebra*) printf '${words[printer]}\\n' Zebra ;;
*) echo 'lpstat: Invalid destination name in list "'"$3"'".' >&2; exit 1 ;;
esac`,
  );
  const before = process.env['PATH'] ?? '';
  process.env['PATH'] = `${folder}${delimiter}${before}`;
  onTestFinished(() => {
    process.env['PATH'] = before;
  });
  const read = (name: string) =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : null;
  return {
    arguments: () => read('arguments')?.split('\n').slice(0, -1) ?? null,
    printed: () => read('printed'),
    refuse: () => writeFileSync(join(folder, 'refuse'), ''),
    files: () => readdirSync(folder),
  };
}

/** No program at all is found until the test is over. */
export function withoutCups(): void {
  const before = process.env['PATH'];
  process.env['PATH'] = temporaryFolder();
  onTestFinished(() => {
    process.env['PATH'] = before;
  });
}
