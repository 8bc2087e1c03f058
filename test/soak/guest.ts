import type { Json } from '../support/json.ts';

/** A window of the browser host, without the window: the two verbs over loopback. */
export interface Guest {
  call(name: string, input?: object): Promise<Json>;
}

/** Goes in by the address with the key, as a browser does. */
export async function enter(address: string): Promise<Guest> {
  const { origin } = new URL(address);
  const welcome = await fetch(address, { redirect: 'manual' });
  const cookie = welcome.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  await welcome.body?.cancel();
  return {
    async call(name, input = {}) {
      const answer = await fetch(`${origin}/call/${name}`, {
        method: 'POST',
        headers: { cookie, origin, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      const reply = (await answer.json()) as Json;
      if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.problem)}`);
      return reply.value;
    },
  };
}
