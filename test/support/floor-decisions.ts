import type { FloorStation } from './floor.ts';
import type { HallReply } from './hall.ts';
import type { Json } from './json.ts';
import type { Random } from './random.ts';

/**
 * A person at one station who goes through everything that is parked and takes one of the ways out that
 * are offered. What stays parked only because of another one is left to that one.
 * @returns keys of creations that were taken for the same unit: nothing was sent for them.
 */
export async function decide(
  { name, log }: FloorStation,
  ask: (call: string, input: object) => Promise<HallReply>,
  random: Random,
): Promise<string[]> {
  const joined: string[] = [];
  const listed = await ask('sync.operations', { states: ['parked'], limit: 500 });
  const parked: Json[] = listed.ok ? listed.value.items : [];
  for (const [index, { seq, key, groupId, problem }] of parked.entries()) {
    if (problem?.code === 'lane-blocked') continue;
    const shown = await ask('conflicts.show', { seq });
    // An earlier decision has taken this one along.
    if (!shown.ok) continue;
    const { ways, there } = shown.value;
    if (there.problem) throw new Error(`${name}: ${JSON.stringify(there.problem)}`);
    const way = random.pick(ways as string[]);
    // Only this group's SNs are free to choose.
    if (way === 'correct' && groupId !== 'INV5K1') continue;
    const deviceSn = `RIGHT-${name}-${index}`;
    const decision = { seq, way, reason: 'decided', ...(way === 'correct' ? { deviceSn } : {}) };
    const decided = await ask('conflicts.resolve', decision);
    const told = decided.ok ? 'ok' : decided.problem.code;
    log.push(`resolve #${seq} ${problem?.code} by ${way} -> ${told}`);
    if (!decided.ok && ['internal', 'bad-input'].includes(decided.problem.code)) {
      throw new Error(`${name}: ${JSON.stringify(decided.problem)}`);
    }
    if (decided.ok && way === 'join') joined.push(key);
  }
  return joined;
}
