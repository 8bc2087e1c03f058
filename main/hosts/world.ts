import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { ok, type Result } from '../../shared/problems.ts';
import { machinePorts } from '../intake/ports.ts';
import { createUsb } from '../intake/usb/machine-usb.ts';
import { createFileLog } from '../log/file-log.ts';
import { createRedactor } from '../log/redact.ts';
import type { PagePrinter } from '../printing/drivers/page.ts';
import { diskProblem } from '../store/disk-problem.ts';
import { makeFolder } from '../store/files.ts';
import type { Clipboard, DemoRig, Keyring, Log, Ports, SettingsStore, World } from '../world.ts';
import { fileSettings } from './file-settings.ts';
import { nodeHttp } from './http.ts';
import { projectRoot } from './places.ts';
import { alwaysVerify, ignoredSwitch, trustAuthorities } from './tls.ts';

export interface WorldOptions {
  folder: string;
  keyring?: Keyring | undefined;
  settings?: SettingsStore | undefined;
  ports?: Ports | undefined;
  pagePrinter?: PagePrinter | undefined;
  clipboard?: Clipboard | undefined;
  passphrase?: string | null;
  demo?: DemoRig | null;
}

/** Warnings of before there is a folder to write to; stdout belongs to whoever reads the answers. */
export const stderrLog: Log = {
  info: () => {},
  warn: (text, about = {}) =>
    console.error(JSON.stringify({ level: 'warn', text, about: createRedactor().value(about) })),
};

/** The world of a station on this machine. Fails only where the folder cannot be had. */
export function machineWorld(options: WorldOptions): Result<World> {
  const folder = resolve(options.folder);
  const ports = options.ports ?? machinePorts;
  try {
    makeFolder(folder);
    const passphrase = options.passphrase ?? process.env.LINESIDE_VAULT_PASSPHRASE ?? null;
    const redactor = createRedactor();
    if (passphrase) redactor.know(passphrase);
    const now = () => Date.now();
    const echo = (line: string) => console.error(line);
    const log = createFileLog({ folder, now, redactor, echo });
    if (alwaysVerify()) log.warn('TLS is verified all the same', { ignored: ignoredSwitch });
    trustAuthorities(folder, (text, about) => log.warn(text, { ...about }));
    const settings = options.settings ?? fileSettings(folder, (line) => log.warn(line));
    return ok({
      folder,
      version: version(),
      clock: { now },
      random: (bytes) => randomBytes(bytes),
      http: nodeHttp,
      ports,
      usb: createUsb(ports),
      keyring: options.keyring ?? null,
      passphrase,
      settings,
      log,
      redactor,
      demo: options.demo ?? null,
      pagePrinter: options.pagePrinter ?? null,
      clipboard: options.clipboard ?? null,
    });
  } catch (error) {
    return { ok: false, problem: diskProblem(error, folder) };
  }
}

/** Where a station lives when nobody says otherwise. */
export function defaultFolder(): string {
  const home = homedir();
  if (process.platform === 'win32') {
    return join(process.env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Lineside', 'station');
  }
  if (process.platform === 'darwin') {
    return join(home, 'Library', 'Application Support', 'Lineside', 'station');
  }
  return join(process.env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'lineside', 'station');
}

/** Of this program. */
export function version(): string {
  const { version: found } = JSON.parse(
    readFileSync(join(projectRoot(), 'package.json'), 'utf8'),
  ) as { version: string };
  return found;
}
