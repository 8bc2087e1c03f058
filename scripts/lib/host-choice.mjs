// Decides whether the station opens in Electron or in the browser: five seconds at most.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const probeMs = 3000;

/** The installed Electron binary, or null. Asking the `electron` package itself would download it. */
export function electronBinary(root, env = process.env) {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : null;
  if (env.ELECTRON_OVERRIDE_DIST_PATH) {
    const override = join(env.ELECTRON_OVERRIDE_DIST_PATH, name ?? 'electron');
    return existsSync(override) ? override : null;
  }
  if (!name) return null;
  const binary = join(folder, 'dist', name);
  return existsSync(binary) ? binary : null;
}

/** Why Electron cannot be used however it is installed, or null. */
export function whyNoElectron({ platform, env, uid, asked }) {
  if (asked === 'browser') return 'as asked for';
  if (platform !== 'linux') return null;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display here';
  if (uid === 0) return "Electron's sandbox cannot be used as root, and it is not switched off";
  return null;
}

/** Can the runtime be fetched? Answers within three seconds, whatever the network does. */
export async function electronReachable(root, env = process.env) {
  const { version } = JSON.parse(
    readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8'),
  );
  const mirror =
    env.ELECTRON_MIRROR ??
    env.npm_config_electron_mirror ??
    'https://github.com/electron/electron/releases/download/';
  try {
    const answer = await fetch(`${mirror}v${version}/SHASUMS256.txt`, {
      method: 'HEAD',
      signal: AbortSignal.timeout(probeMs),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
