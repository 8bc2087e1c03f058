let asked: Promise<NodeJS.Signals> | null = null;
let heard = false;

/** Resolves when somebody asks the process to end. From the first call on, no signal ends it by itself. */
export function askedToEnd(): Promise<NodeJS.Signals> {
  asked ??= new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.once(signal, () => {
        heard = true;
        resolve(signal);
      });
    }
  });
  return asked;
}

export const wasAskedToEnd = (): boolean => heard;
