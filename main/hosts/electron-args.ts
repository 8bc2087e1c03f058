import { resolve } from 'node:path';

/** What a window was started with. Anything else on the line is ignored, whatever it is. */
export interface WindowArgs {
  /** `--data DIR`, as on the command line; null where nobody said. */
  folder: string | null;
  /** `--kiosk` or `--no-kiosk`, as for the browser; undefined: as the station was. */
  kiosk: { on: boolean; pin?: string } | undefined;
}

export function windowArgs(args: readonly string[], pin: string | undefined): WindowArgs {
  const at = args.indexOf('--data');
  const asked = at < 0 ? undefined : args[at + 1];
  const folder = asked && !asked.startsWith('-') && !asked.includes('\0') ? resolve(asked) : null;
  return { folder, kiosk: kioskAsked(args, pin) };
}

function kioskAsked(args: readonly string[], pin: string | undefined): WindowArgs['kiosk'] {
  if (args.includes('--no-kiosk')) return { on: false };
  return args.includes('--kiosk') ? { on: true, ...(pin ? { pin } : {}) } : undefined;
}
