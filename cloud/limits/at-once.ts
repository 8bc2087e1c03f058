import type { FastifyInstance } from 'fastify';
import { sayComeAgain } from '../http/come-again.ts';

/** Requests worked on at once in one instance; more are told to come again, before memory runs out. */
const busiest = 200;
/** Of these at most so many of devices: the rest is kept for stations and applications. */
const busiestDevices = 100;

/** Holds the number of requests that are in work at once, and the share of devices among them. */
export function limitAtOnce(server: FastifyInstance): void {
  const busy = { all: 0, devices: 0 };
  server.addHook('onRequest', (request, reply, next) => {
    const probe = /^\/(health|ready|metrics)\b/.test(request.url);
    // What looks after the service must be able to ask it when it is busiest.
    if (probe) return next();
    const device = request.url.startsWith('/dev/');
    busy.all++;
    if (device) busy.devices++;
    reply.raw.once('close', () => {
      busy.all--;
      if (device) busy.devices--;
    });
    if (busy.all <= busiest && busy.devices <= busiestDevices) return next();
    sayComeAgain(reply, 'too many requests at once');
  });
}
