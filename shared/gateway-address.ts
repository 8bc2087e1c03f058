/** Where a gateway listens for MQTT. */
export interface GatewayAddress {
  host: string;
  port: number;
  tls: boolean;
}

/** What EnOS and MQTT libraries write before an address; the standard ports (MQTT 3.1.1 §4.2). */
const schemes: Record<string, { tls: boolean; port: number }> = {
  'tcp:': { tls: false, port: 1883 },
  'mqtt:': { tls: false, port: 1883 },
  'ssl:': { tls: true, port: 8883 },
  'tls:': { tls: true, port: 8883 },
  'mqtts:': { tls: true, port: 8883 },
};

/** `tcp://host:11883` and the like; null where it is no address for MQTT over TCP or TLS. */
export function gatewayAddress(text: string): GatewayAddress | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, port } = new URL(text);
  const scheme = Object.hasOwn(schemes, protocol) ? schemes[protocol] : undefined;
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (!scheme || host === '' || port === '0') return null;
  return { host, port: port === '' ? scheme.port : Number(port), tls: scheme.tls };
}
