import { isIP } from 'node:net';
import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type GateOptions, readGateOptions } from './gate/options.ts';
import { defaultRates, parseRates, type Rates } from './limits/rates.ts';
import { misuse, wholeNumber } from './usage.ts';

export interface Options {
  host: string;
  /** 0 = a free one. */
  port: number;
  /** Folder of our own PostgreSQL, or the address of somebody else's. */
  database: { data: string } | { url: string };
  /** A catalog file to load. */
  seed: string | null;
  masterKey: string | undefined;
  /** How long a new token is good for. */
  tokenSeconds: number;
  /** What one caller may have. */
  rates: Rates;
  /** Addresses or networks of proxies whose word on a caller's address is taken. */
  trustedProxies: string[];
  /** Who shows it may read the metrics; null = only this machine may. */
  metricsToken: string | null;
  /** How long requests are still taken after `/ready` has begun to say no. */
  drainSeconds: number;
  /** The MQTT gate, null when there is none. */
  gate: GateOptions | null;
}

/** EnOS's own (`expire` is "initially 7200"). */
const defaultTokenSeconds = 7200;

/** Reads the command line and the environment. @throws ProblemError `usage` */
export function readOptions(words: string[], env: NodeJS.ProcessEnv): Options {
  const text = { type: 'string' } as const;
  let given: {
    port?: string;
    host?: string;
    data?: string;
    'database-url'?: string;
    seed?: string;
    'mqtt-broker'?: string;
    'mqtt-port'?: string;
  };
  try {
    const options = {
      port: text,
      host: text,
      data: text,
      'database-url': text,
      seed: text,
      'mqtt-broker': text,
      'mqtt-port': text,
    };
    given = parseArgs({ args: words, options, strict: true }).values;
  } catch (error) {
    throw misuse((error as Error).message);
  }
  if (given.data !== undefined && given['database-url'] !== undefined) {
    throw misuse('give --data or --database-url, not both');
  }
  // A folder asked for on the command line wins over an address that happens to be in the environment.
  const url = given['database-url'] ?? (given.data === undefined ? env.DATABASE_URL : undefined);
  if (url !== undefined && !/^postgres(ql)?:\/\//.test(url)) {
    throw misuse('the database address must begin with postgres://');
  }
  if (given.data === '' || given.seed === '') throw misuse('a path is empty');
  const host = given.host ?? '127.0.0.1';
  return {
    host,
    port: wholeNumber(given.port ?? '0', '--port', 0, 65_535),
    database:
      url === undefined ? { data: path.resolve(given.data ?? defaultFolder(env)) } : { url },
    seed: given.seed ?? null,
    masterKey: env.LINESIDE_CLOUD_KEY,
    tokenSeconds: wholeNumber(
      env.LINESIDE_CLOUD_TOKEN_SECONDS || String(defaultTokenSeconds),
      'LINESIDE_CLOUD_TOKEN_SECONDS',
      1,
      86_400,
    ),
    rates: readRates(env.LINESIDE_CLOUD_LIMITS),
    trustedProxies: readProxies(env.LINESIDE_CLOUD_TRUSTED_PROXIES),
    metricsToken: env.LINESIDE_CLOUD_METRICS_TOKEN || null,
    drainSeconds: wholeNumber(
      env.LINESIDE_CLOUD_DRAIN_SECONDS || '0',
      'LINESIDE_CLOUD_DRAIN_SECONDS',
      0,
      300,
    ),
    gate: readGateOptions(given, host, env),
  };
}

function readRates(text = ''): Rates {
  const rates = parseRates(text);
  if (rates) return rates;
  const sample = Object.entries(defaultRates).map(([name, rate]) => `${name}=${rate}`);
  throw misuse(`LINESIDE_CLOUD_LIMITS must look like ${sample.join(',')}, 0 for no limit`);
}

function readProxies(text = ''): string[] {
  const proxies = text.split(',').map((word) => word.trim());
  return proxies
    .filter((word) => word !== '')
    .map((word) => {
      const [address = '', bits, ...rest] = word.split('/');
      const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
      const network = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
      if (most > 0 && network && rest.length === 0) return word;
      throw misuse('LINESIDE_CLOUD_TRUSTED_PROXIES must be addresses or networks (10.0.0.0/8)');
    });
}

/** Where this system keeps programs' data; never the current folder, which may be a checkout. */
function defaultFolder(env: NodeJS.ProcessEnv): string {
  const base =
    process.platform === 'win32'
      ? (env.LOCALAPPDATA ?? path.join(homedir(), 'AppData', 'Local'))
      : process.platform === 'darwin'
        ? path.join(homedir(), 'Library', 'Application Support')
        : (env.XDG_DATA_HOME ?? path.join(homedir(), '.local', 'share'));
  return path.join(base, 'lineside', 'cloud');
}
