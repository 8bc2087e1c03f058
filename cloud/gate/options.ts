import { gatewayAddress } from '../../shared/gateway-address.ts';
import { misuse, wholeNumber } from '../usage.ts';
import type { Broker } from './broker.ts';

export interface GateOptions {
  host: string;
  /** 0 = a free one. */
  port: number;
  broker: Broker;
  /** Files in PEM; null = without TLS. */
  tls: { cert: string; key: string } | null;
  /** Devices that one instance lets in at once. */
  connections: number;
  /** Address of PostgreSQL where notifications arrive; null = that of everything else. */
  listenUrl: string | null;
  /** Milliseconds between two looks at everybody who is in. */
  recheckMs: number;
}

/** The settings of the gate; null without a broker: then there is none. @throws ProblemError `usage` */
export function readGateOptions(
  given: { 'mqtt-broker'?: string; 'mqtt-port'?: string },
  host: string,
  env: NodeJS.ProcessEnv,
): GateOptions | null {
  const broker = given['mqtt-broker'] ?? (env.LINESIDE_MQTT_BROKER || undefined);
  const port = given['mqtt-port'] ?? (env.LINESIDE_MQTT_PORT || undefined);
  if (broker === undefined) {
    if (port !== undefined) throw misuse('--mqtt-port needs the broker behind it: --mqtt-broker');
    return null;
  }
  const { LINESIDE_MQTT_CERT: cert = '', LINESIDE_MQTT_KEY: key = '' } = env;
  if ((cert === '') !== (key === '')) {
    throw misuse('LINESIDE_MQTT_CERT and LINESIDE_MQTT_KEY belong together');
  }
  const listenUrl = env.LINESIDE_MQTT_LISTEN_DATABASE_URL || undefined;
  if (listenUrl !== undefined && !/^postgres(ql)?:\/\//.test(listenUrl)) {
    throw misuse('LINESIDE_MQTT_LISTEN_DATABASE_URL must begin with postgres://');
  }
  return {
    host,
    port: wholeNumber(port ?? '0', '--mqtt-port', 0, 65_535),
    broker: brokerAt(broker, env),
    tls: cert === '' ? null : { cert, key },
    connections: wholeNumber(
      env.LINESIDE_MQTT_CONNECTIONS || '10000',
      'LINESIDE_MQTT_CONNECTIONS',
      1,
      1_000_000,
    ),
    listenUrl: listenUrl ?? null,
    recheckMs:
      1000 *
      wholeNumber(
        env.LINESIDE_MQTT_RECHECK_SECONDS || '30',
        'LINESIDE_MQTT_RECHECK_SECONDS',
        1,
        3600,
      ),
  };
}

function brokerAt(url: string, env: NodeJS.ProcessEnv): Broker {
  const address = gatewayAddress(url);
  if (!address) throw misuse('the broker must be tcp://host:port or ssl://host:port');
  const { username, password } = new URL(url);
  if (username !== '' || password !== '') {
    // Arguments can be read by every user of the machine.
    throw misuse(
      'user and password of the broker go into LINESIDE_MQTT_USER, LINESIDE_MQTT_PASSWORD',
    );
  }
  if (env.LINESIDE_MQTT_PASSWORD && !env.LINESIDE_MQTT_USER) {
    throw misuse('LINESIDE_MQTT_PASSWORD needs LINESIDE_MQTT_USER');
  }
  return {
    address,
    user: env.LINESIDE_MQTT_USER || undefined,
    password: env.LINESIDE_MQTT_PASSWORD || undefined,
  };
}
