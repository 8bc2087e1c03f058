import type { App } from '../../main/app.ts';
import type { CallInput, CallName, CallOutput } from '../../shared/contract.ts';
import type { HandoverPlan } from '../../shared/models/handover.ts';
import type { Result } from '../../shared/problems.ts';
import type { Role } from '../../shared/roles.ts';
import { must, openStation } from '../support/station.ts';

/** A station as a person at its window has it. */
export interface Hand {
  app: App;
  call<N extends CallName>(
    name: N,
    input: CallInput<N>,
    role?: Role,
  ): Promise<Result<CallOutput<N>>>;
  /** `verdict code` of each text. */
  scan(...texts: string[]): Promise<string[]>;
  /** Makes one and gives its file, as base64. */
  make(wish: CallInput<'handover.make'>): Promise<string>;
  /** Offers a file and takes it, trusting whoever made it. */
  take(base64: string): Promise<HandoverPlan>;
}

export async function hand(
  name: string,
  options: Parameters<typeof openStation>[0] = {},
): Promise<Hand> {
  const app = await openStation(options);
  const call: Hand['call'] = (name_, input, role = 'admin') =>
    app.call(name_, input, { role }) as ReturnType<Hand['call']> as never;
  must(await call('preferences.set', { stationName: name }));
  return {
    app,
    call,
    async scan(...texts) {
      const said: string[] = [];
      for (const text of texts) {
        const { verdict, problem } = must(
          await call('station.read', { text, source: { kind: 'wedge', name: '' } }),
        );
        said.push(problem ? `${verdict} ${problem.code}` : verdict);
      }
      return said;
    },
    make: async (wish) => must(await call('handover.make', wish)).base64,
    async take(base64) {
      const plan = must(await call('handover.offer', { base64 }));
      const { id, fingerprint } = plan.info;
      must(await call('handover.accept', { id, trust: fingerprint }));
      return plan;
    },
  };
}

export const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');
export const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** The same file with its line (JSON) changed and nothing else. */
export function withHeader(
  base64: string,
  change: (header: Record<string, unknown>) => void,
): string {
  const bytes = bytesOf(base64);
  const end = bytes.indexOf(10);
  const header = JSON.parse(bytes.subarray(0, end).toString()) as Record<string, unknown>;
  change(header);
  return base64Of(
    Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), bytes.subarray(end + 1)]),
  );
}
