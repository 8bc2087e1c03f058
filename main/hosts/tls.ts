import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import tls from 'node:tls';

/** A file of the station's folder: certificates (PEM) of authorities that are trusted beside Node's own list. */
export const authoritiesFile = 'authorities.pem';

const certificate = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** How people switch the verification of Node off. */
export const ignoredSwitch = 'NODE_TLS_REJECT_UNAUTHORIZED';

/**
 * Makes each TLS connection of this process verify the other side, whatever the environment says: Node
 * lets `NODE_TLS_REJECT_UNAUTHORIZED=0` switch that off, and `--tls-min-v1.0` old versions on.
 * Returns true where somebody had tried to.
 */
export function alwaysVerify(env: NodeJS.ProcessEnv = process.env): boolean {
  const tried = env[ignoredSwitch] !== undefined;
  delete env[ignoredSwitch];
  tls.DEFAULT_MIN_VERSION = 'TLSv1.2';
  return tried;
}

/**
 * Trusts the authorities in `authorities.pem` of the station's folder beside Node's own list: a packaged
 * Electron hears of no environment variable. A file that cannot be taken trusts nobody more.
 */
export function trustAuthorities(folder: string, warn: (text: string, about: object) => void) {
  const own = authoritiesOf(folder, warn);
  if (own.length === 0) return;
  try {
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...own]);
  } catch (error) {
    warn('authorities could not be taken', { file: authoritiesFile, error: String(error) });
  }
}

function authoritiesOf(
  folder: string,
  warn: (text: string, about: object) => void,
): readonly string[] {
  let text: string;
  try {
    text = readFileSync(join(folder, authoritiesFile), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') warn('authorities could not be read', { file: authoritiesFile, code });
    return [];
  }
  const found = text.match(certificate) ?? [];
  if (found.length === 0) warn('no certificate is in this file', { file: authoritiesFile });
  return found;
}
