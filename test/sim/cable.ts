import type { PortEvents, Ports } from '../../main/world.ts';
import { fail, ok } from '../../shared/problems.ts';
import type { Life } from './timeline.ts';

/** A scanner on its cable, by path. */
export interface Cable {
  plugged: boolean;
  /** It sends until then, by the timeline. */
  busyUntil: number;
  /** Who listens now. */
  listener: { events: PortEvents; life: Life } | null;
}

export const createCable = (): Cable => ({ plugged: true, busyUntil: 0, listener: null });

/** Bytes from the scanner; into the air where nobody listens. */
export function send(cable: Cable, bytes: Uint8Array): void {
  const { plugged, listener } = cable;
  if (plugged && listener && !listener.life.dead) listener.events.onData(bytes);
}

export function unplug(cable: Cable): void {
  const { listener } = cable;
  cable.plugged = false;
  cable.listener = null;
  if (listener && !listener.life.dead) {
    listener.events.onClose({ unplugged: true, detail: 'simulated' });
  }
}

/** The ports of one run of a station. */
export const portsOf = (cables: ReadonlyMap<string, Cable>, life: Life): Ports => ({
  list: async () => [],
  async open(path, _, events) {
    const cable = cables.get(path);
    if (!cable?.plugged) return fail('port-missing', { path });
    const listener = { events, life };
    cable.listener = listener;
    return ok({
      close() {
        if (cable.listener === listener) cable.listener = null;
      },
      write: async () => ok({}),
    });
  },
});
