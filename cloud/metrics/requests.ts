import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answers, requests } from './metrics.ts';

/** Counts every request of this server. @param actions the actions of the EnOS API that exist. */
export function countRequests(server: FastifyInstance, actions: ReadonlySet<string>): void {
  server.addHook('onResponse', (request, reply, next) => {
    const status = `${Math.floor(reply.statusCode / 100)}xx`;
    requests.observe({ route: routeOf(request, actions), status }, reply.elapsedTime / 1000);
    next();
  });
  server.addHook('preSerialization', (_request, _reply, payload, next) => {
    const { code, status } = (payload ?? {}) as { code?: unknown; status?: unknown };
    const said = code ?? status;
    if (typeof said === 'number') answers.inc({ code: said });
    next(null, payload);
  });
}

/** Never a path as it came: anybody could make new ones without end. */
function routeOf({ routeOptions, url, method }: FastifyRequest, actions: ReadonlySet<string>) {
  const route = routeOptions.url;
  if (route === undefined) return 'none';
  if (!route.startsWith('/dps-service/')) return `${method} ${route}`;
  const action = new URL(url, 'http://here').searchParams.get('action') ?? '';
  return `${method} ${route}?action=${actions.has(action) ? action : 'other'}`;
}
