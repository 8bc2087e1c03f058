import type { ClockOffset } from '../../shared/models/diagnostics.ts';
import type { World } from '../world.ts';

/** How long the cloud has to say what time it is, in milliseconds. */
const patience = 5000;

const unknown = (detail: string): ClockOffset => ({ offsetMs: null, withinMs: null, detail });

/**
 * The station's clock against that of the cloud at `url`, by the `Date` of any answer (RFC 9110 §6.6.1, whole
 * seconds): with half a second and half the way there and back of doubt.
 */
export async function clockOffset(
  { http, clock }: Pick<World, 'http' | 'clock'>,
  url: string | null,
): Promise<ClockOffset> {
  if (url === null) return unknown('no cloud is connected');
  const before = clock.now();
  const reply = await http({ method: 'GET', url, headers: {}, timeoutMs: patience });
  const after = clock.now();
  if (!reply.ok) return unknown(reply.detail);
  const there = Date.parse(reply.headers('date') ?? '');
  if (Number.isNaN(there)) return unknown(`HTTP ${reply.status} without a date`);
  return {
    offsetMs: Math.round((before + after) / 2 - (there + 500)),
    withinMs: Math.ceil((after - before) / 2 + 500),
    detail: `HTTP ${reply.status}`,
  };
}
