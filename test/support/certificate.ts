import { execFile, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** A certificate of its own for `localhost`, made by openssl. */
export async function selfSigned(
  folder: string,
): Promise<{ key: string; cert: string; file: string; keyFile: string }> {
  const [file, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const args = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
  ];
  await promisify(execFile)('openssl', [
    ...args,
    '-keyout',
    key,
    '-out',
    file,
    '-days',
    '2',
    ...name,
  ]);
  return {
    keyFile: key,
    key: await readFile(key, 'utf8'),
    cert: await readFile(file, 'utf8'),
    file,
  };
}
