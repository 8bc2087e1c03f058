import type pg from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/**
 * What the service tells about itself, in the form of Prometheus. Labels have few values by
 * construction: no SN, OU, group, key or address is ever one of them.
 */
export const registry = new Registry();
const registers = [registry];

/** By route as it was registered (EnOS's with its `action`) and class of status (`2xx`). */
export const requests = new Histogram({
  name: 'lineside_http_request_duration_seconds',
  help: 'HTTP requests: from their headers to the end of the answer',
  labelNames: ['route', 'status'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers,
});

/** EnOS refuses with HTTP 200, so that the class of status alone says little. */
export const answers = new Counter({
  name: 'lineside_answers_total',
  help: 'Answers by the code in their envelope; 0 is success',
  labelNames: ['code'] as const,
  registers,
});

/** `repeated`: done before under its key, and answered again. */
export const operations = new Counter({
  name: 'lineside_operations_total',
  help: 'Operations of stations, by kind and outcome (done, refused, repeated)',
  labelNames: ['kind', 'outcome'] as const,
  registers,
});

export const limited = new Counter({
  name: 'lineside_limited_total',
  help: 'Requests told to come later, by the limit they met',
  labelNames: ['limit'] as const,
  registers,
});

export const retried = new Counter({
  name: 'lineside_transaction_retries_total',
  help: 'Transactions started again because instances met, by SQLSTATE',
  labelNames: ['sqlstate'] as const,
  registers,
});

export const gateEvents = new Counter({
  name: 'lineside_gate_events_total',
  help: 'Connections to the MQTT gate that were refused, cut because credentials ended, or broke',
  labelNames: ['what'] as const,
  registers,
});

/** Begins to count who is at the gate. */
export function watchGate(connections: () => number): void {
  const gauge = new Gauge({
    name: 'lineside_gate_connections',
    help: 'Connections to the MQTT gate, of devices that are in and of those that are not yet known',
    registers: [],
    collect() {
      this.set(connections());
    },
  });
  registry.registerMetric(gauge);
}

/** Begins to watch this process (event loop, memory, garbage) and its connections to PostgreSQL. */
export function watchProcess(pool: pg.Pool): void {
  collectDefaultMetrics({ register: registry });
  const connections = {
    open: () => pool.totalCount,
    idle: () => pool.idleCount,
    awaited: () => pool.waitingCount,
  };
  const gauge = new Gauge({
    name: 'lineside_database_connections',
    help: 'Connections to PostgreSQL: open, idle of these, and requests that wait for one',
    labelNames: ['state'] as const,
    registers: [],
    collect() {
      for (const [state, count] of Object.entries(connections)) this.set({ state }, count());
    },
  });
  registry.registerMetric(gauge);
}
