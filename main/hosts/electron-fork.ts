import type { utilityProcess as UtilityProcess } from 'electron';
import { childEnv } from '../child-env.ts';
import { type PortFork, portChildFile } from '../intake/port-process/fork.ts';
import type { Fork } from './cloud-process.ts';

/** Electron's own way to start a process of ours; such a process ends with the application. */
export const electronFork =
  (utilityProcess: Pick<typeof UtilityProcess, 'fork'>): Fork =>
  (file, args) => {
    const child = utilityProcess.fork(file, [...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      serviceName: 'Lineside demo cloud',
      env: childEnv(['LINESIDE_CLOUD_KEY', 'DATABASE_URL']),
    });
    return {
      stdout: child.stdout as NodeJS.ReadableStream,
      ended: new Promise<number>((resolve) => child.once('exit', resolve)),
      end: () => void child.kill(),
      endHard: () => void child.kill(),
    };
  };

/** The same for a port: it is talked to by Electron's own channel, and ends with the application. */
export const electronPortFork =
  (utilityProcess: Pick<typeof UtilityProcess, 'fork'>): PortFork =>
  ({ onMessage, onEnd }) => {
    const child = utilityProcess.fork(portChildFile, [], {
      stdio: ['ignore', 'ignore', 'inherit'],
      serviceName: 'Lineside port',
      env: childEnv(),
    });
    let over = false;
    child.on('message', onMessage);
    child.once('exit', () => {
      over = true;
      onEnd();
    });
    return {
      get pid() {
        return child.pid;
      },
      send(message) {
        if (!over) child.postMessage(message);
      },
      endHard() {
        // What hangs in a driver does not hear the polite signal that `kill` sends.
        if (!over && child.pid !== undefined) endById(child.pid);
        else if (!over) child.kill();
      },
      holds: () => {},
    };
  };

function endById(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended between the question and the deed.
  }
}
