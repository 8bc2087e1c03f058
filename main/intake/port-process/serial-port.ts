import { existsSync, statSync } from 'node:fs';
import { SerialPort } from 'serialport';
import type { PortInfo, PortLine } from '../../../shared/models/scanner.ts';
import { fail, ok, type Result } from '../../../shared/problems.ts';
import type { PortEvents } from '../../world.ts';

/** How often an open tty is checked to be still the same device, in milliseconds. */
const livenessEvery = 500;

/** An open tty, inside its own process. */
export interface SerialLine {
  close(): void;
  pause(): void;
  resume(): void;
  /** `done` with what went wrong, or null; after an unplug it is never called. */
  write(bytes: Uint8Array, done: (problem: string | null) => void): void;
}

/**
 * Opens a tty. Each connection is a new `SerialPort`: a used one delivers writes that were queued
 * before an unplug. An unplug raises `close` with `disconnected`, on some systems nothing at all, so
 * the path is watched too: when it is gone or names another device, the connection is over.
 */
export function openSerial(
  path: string,
  line: PortLine,
  events: PortEvents,
): Promise<Result<SerialLine>> {
  if (process.platform !== 'win32' && !existsSync(path)) {
    return Promise.resolve(fail('port-missing', { path }));
  }
  return new Promise((resolve) => {
    const port = new SerialPort({ path, ...line, autoOpen: false });
    let over = false;
    let liveness: NodeJS.Timeout | null = null;
    const finish = (unplugged: boolean, detail: string) => {
      if (over) return;
      over = true;
      if (liveness) clearInterval(liveness);
      port.removeAllListeners('data');
      if (port.isOpen) port.close(() => {});
      events.onClose({ unplugged, detail });
    };
    port.on('error', (error) => finish(false, error.message));
    port.on('close', (error: (Error & { disconnected?: boolean }) | null) =>
      finish(error?.disconnected ?? error != null, error?.message ?? 'closed'),
    );
    port.open((error) => {
      if (error) {
        over = true;
        resolve(openProblem(path, error.message));
        return;
      }
      const device = deviceOf(path);
      port.on('data', (bytes: Buffer) => {
        if (!over) events.onData(bytes);
      });
      liveness = setInterval(() => {
        if (deviceOf(path) !== device) finish(true, 'the device is gone');
      }, livenessEvery);
      resolve(
        ok({
          close: () => finish(false, 'closed'),
          pause: () => port.pause(),
          resume: () => port.resume(),
          write: (bytes, done) => {
            port.write(Buffer.from(bytes), (failed) => done(failed?.message ?? null));
          },
        }),
      );
    });
  });
}

/** What the path names now, or null when nothing. Windows has no such numbers and relies on `close`. */
function deviceOf(path: string): string | null {
  if (process.platform === 'win32') return path;
  try {
    const found = statSync(path);
    return `${found.dev}:${found.ino}:${found.rdev}`;
  } catch {
    return null;
  }
}

function openProblem(path: string, detail: string): Result<SerialLine> {
  if (/no such (file|device)|cannot find|ENOENT|ENXIO/i.test(detail))
    return fail('port-missing', { path });
  if (/permission|not permitted|access denied|EACCES|EPERM/i.test(detail))
    return fail('port-denied', { path });
  if (/lock|busy|in use/i.test(detail)) return fail('port-busy', { path });
  return fail('port-failed', { path, detail });
}

/** Ports that the machine names; on Linux that needs `udevadm`, and where it is missing, none. */
export async function listSerial(): Promise<PortInfo[]> {
  try {
    const ports = await SerialPort.list();
    return ports.map(({ path, manufacturer, serialNumber, vendorId, productId }) => ({
      path,
      description: [manufacturer, serialNumber, vendorId, productId].filter(Boolean).join(' '),
      ...(vendorId && productId
        ? {
            identity: {
              vendorId: vendorId.toLowerCase(),
              productId: productId.toLowerCase(),
              serialNumber: serialNumber || null,
            },
          }
        : {}),
    }));
  } catch {
    return [];
  }
}
