import { dirname, join } from 'node:path';
import { startCloudProcess } from '../cloud-process.ts';
import { defaultFolder } from '../world.ts';
import { misuse, options, portNumber, print, type Status, tell, unwrap } from './command.ts';
import { askedToEnd } from './signals.ts';

/** `cloud [--port N] [--data DIR | --database-url URL] [--seed CATALOG] [--mqtt-broker URL [--mqtt-port N]]`: the self-hosted cloud. */
export async function cloudCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {
    port: { type: 'string' },
    host: { type: 'string' },
    'database-url': { type: 'string' },
    seed: { type: 'string' },
    'mqtt-broker': { type: 'string' },
    'mqtt-port': { type: 'string' },
  });
  const { data, port, host, seed, 'database-url': databaseUrl } = values;
  if (data !== undefined && databaseUrl !== undefined) {
    misuse('--data and --database-url exclude each other');
  }
  portNumber(port);
  const passed: string[] = [];
  const pass = (name: string, value: string | undefined) => {
    if (value !== undefined) passed.push(`--${name}`, value);
  };
  pass('port', port);
  pass('host', host);
  pass('seed', seed);
  pass('database-url', databaseUrl);
  pass('mqtt-broker', values['mqtt-broker']);
  pass('mqtt-port', values['mqtt-port']);
  const fromOutside = databaseUrl !== undefined || process.env.DATABASE_URL !== undefined;
  pass('data', data ?? (fromOutside ? undefined : join(dirname(defaultFolder()), 'cloud')));
  const asked = askedToEnd();
  const cloud = unwrap(await startCloudProcess(passed));
  const { url, mqttUrl, appKey, appSecret, orgId } = cloud.ready;
  print({ url, ...(mqttUrl && { mqttUrl }), appKey, appSecret, orgId });
  tell('Connect a station with (the secret is read from the environment, never from an argument):');
  tell(
    `  LINESIDE_APP_SECRET=<appSecret> npm run -s lineside -- connect --cloud lineside --url ${url} --app-key ${appKey} --org ${orgId}`,
  );
  const first = await Promise.race([asked, cloud.ended]);
  if (typeof first === 'number') return first === 0 ? 0 : 3;
  await cloud.stop();
  return 0;
}
