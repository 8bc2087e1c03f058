import type { utilityProcess as UtilityProcess } from 'electron';
import type { Fork } from './cloud-process.ts';

/** Electron's own way to start a process of ours; such a process ends with the application. */
export const electronFork =
  (utilityProcess: Pick<typeof UtilityProcess, 'fork'>): Fork =>
  (file, args) => {
    const child = utilityProcess.fork(file, [...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      serviceName: 'Lineside demo cloud',
    });
    return {
      stdout: child.stdout as NodeJS.ReadableStream,
      ended: new Promise<number>((resolve) => child.once('exit', resolve)),
      end: () => void child.kill(),
      endHard: () => void child.kill(),
    };
  };
