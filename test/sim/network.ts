import type { Http, HttpReply, HttpRequest } from '../../main/world.ts';
import type { EnosModel, EnosReply, Fault } from '../support/enos-model.ts';
import type { Random } from '../support/random.ts';
import type { Life, Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';

/** Wires between stations and the cloud, which lose, delay and repeat what goes through them. */

export const wires = ['well', 'down', 'slow', 'lossy'] as const;
export type Wire = (typeof wires)[number];

/** What becomes of one request on a wire. */
const fates = ['lost', 'answer-lost', 'silent', 'straggler', 'twice'] as const;

export interface CloudHealth {
  /** Restarting: connections are refused until then, by the timeline. */
  downUntil: number;
  /** Part of the requests that it answers with a fault, 0..1. */
  sick: number;
}

export interface Network {
  readonly health: CloudHealth;
  /** How one run of one station reaches the cloud. */
  http(name: string, wire: () => Wire, life: Life): Http;
}

export interface NetworkNeeds {
  model: EnosModel;
  random: Random;
  timeline: Timeline;
  trace: Trace;
  /** A planted fault: a lost answer is told as a request that never left. */
  lies: boolean;
}

const broken = (sent: boolean, detail: string): HttpReply => ({
  ok: false,
  sent,
  tls: false,
  detail,
});

const someFault = (random: Random): Fault =>
  random.pick<Fault>([
    { kind: 'drop-reply' },
    { kind: 'cut-before' },
    { kind: 'truncated' },
    { kind: 'captive-portal' },
    { kind: 'hang', commit: false },
    { kind: 'hang', commit: true },
    { kind: 'status', status: 500, commit: false },
    { kind: 'status', status: 500, commit: true },
    { kind: 'status', status: 503, commit: false, headers: { 'retry-after': '7' } },
    { kind: 'status', status: 429, commit: false, headers: { 'retry-after': '3' } },
  ]);

export function createNetwork({ model, random, timeline, trace, lies }: NetworkNeeds): Network {
  const health: CloudHealth = { downUntil: 0, sick: 0 };
  model.fault = () => (random.chance(health.sick) ? someFault(random) : undefined);

  function deliver(name: string, request: HttpRequest, stray = false): HttpReply | null {
    if (timeline.steady() < health.downUntil) return broken(true, 'connection reset');
    const reply = model.ask({
      method: request.method,
      url: request.url,
      header: (header) => request.headers[header],
      text: request.body ?? '',
      stray,
    });
    const seen = model.requests.at(-1);
    const about = `${seen?.body?.deviceData?.deviceSn ?? seen?.body?.sn ?? seen?.body?.snList ?? ''}`;
    trace.say(`cloud: ${name} ${seen?.action} ${about} -> ${seen?.fault ?? seen?.code}`);
    return asReply(reply, new Date(model.now()).toUTCString());
  }

  return {
    health,
    http: (name, wire, life) => (request) =>
      new Promise((resolve) => {
        if (life.dead) return;
        let over = false;
        const answer = (reply: HttpReply) => {
          if (over || life.dead) return;
          over = true;
          resolve(reply);
        };
        if (request.signal?.aborted) return answer(broken(false, 'given up'));
        request.signal?.addEventListener('abort', () => answer(broken(true, 'given up')));
        const state = wire();
        if (state === 'down') {
          timeline.after(random.int(1, 40), () => answer(broken(false, 'no network')), life);
          return;
        }
        const way = state === 'slow' ? random.int(500, 9_000) : random.int(2, 60);
        const fate = random.chance(state === 'lossy' ? 0.3 : 0.02) ? random.pick(fates) : 'well';
        const reach = fate === 'straggler' ? request.timeoutMs + random.int(10, 9_000) : way;
        timeline.after(request.timeoutMs, () => answer(broken(true, 'timeout')), life);
        if (fate === 'lost') {
          timeline.after(way, () => answer(broken(true, 'connection reset')), life);
          return;
        }
        // What is on the wire arrives, whoever sent it may be dead by then.
        timeline.after(reach, () => {
          const reply = deliver(name, request, fate === 'straggler');
          if (fate === 'twice')
            timeline.after(random.int(1, 900), () => deliver(name, request, true));
          const seen = model.requests.at(-1);
          // Whoever asks whether it was sent again without a look has to know.
          if (seen && (fate === 'silent' || fate === 'answer-lost')) seen.fault ??= 'drop-reply';
          if (reply === null || fate === 'silent' || fate === 'straggler') return;
          const back = fate === 'answer-lost' ? broken(!lies, 'connection reset') : reply;
          timeline.after(random.int(1, way), () => answer(back), life);
        });
      }),
  };
}

function asReply(reply: EnosReply, date: string): HttpReply | null {
  if (reply.kind === 'silence') return null;
  if (reply.kind === 'cut') return broken(true, 'connection reset');
  const { status, headers, body } = reply;
  return {
    ok: true,
    status,
    headers: (name) => (name === 'date' ? date : (headers[name] ?? null)),
    body,
  };
}
