import type { Json } from '../json.ts';

/** A guest of `lineside serve`: the station's two verbs over loopback, as any page holds them. */
export interface Guest {
  call(name: string, input?: object): Promise<Json>;
  /** The newest State. */
  readonly state: Json;
  /** How many States came. */
  readonly pushes: number;
  leave(): void;
}

export async function enter(url: string): Promise<Guest> {
  const door = await fetch(url, { redirect: 'manual' });
  const cookie = door.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const { origin } = new URL(url);
  const leaving = new AbortController();
  const watch = await fetch(`${origin}/watch`, { headers: { cookie }, signal: leaving.signal });
  if (!watch.ok || !watch.body) throw new Error(`the station answered ${watch.status}`);
  const events = watch.body.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  let state: Json = null;
  let pushes = 0;
  let rest = '';
  const hear = async (): Promise<boolean> => {
    const { done, value } = await events.next();
    if (done) return false;
    const whole = (rest + value).split('\n\n');
    rest = whole.pop() ?? '';
    for (const event of whole) {
      if (!event.startsWith('data: ')) continue;
      state = JSON.parse(event.slice(6));
      pushes += 1;
    }
    return true;
  };
  while (state === null && (await hear()));
  void (async () => {
    while (await hear());
  })().catch(() => {});
  return {
    async call(name, input = {}) {
      const response = await fetch(`${origin}/call/${name}`, {
        method: 'POST',
        headers: { cookie, origin, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      const reply = (await response.json()) as Json;
      if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.problem)}`);
      return reply.value;
    },
    get state() {
      return state;
    },
    get pushes() {
      return pushes;
    },
    leave: () => leaving.abort(),
  };
}
