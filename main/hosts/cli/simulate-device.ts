import type { Result } from '../../../shared/problems.ts';
import { bootstrap } from '../../device-api/device-service.ts';
import { logIn } from '../../device-api/gateway-login.ts';
import { secretNames } from '../../security/vault.ts';
import { misuse, options, print, type Status, unwrap, withStation } from './command.ts';

const usage =
  'simulate-device --url U --group G --sn S [--name N] [--timezone +08:00] [--no-login]';

/**
 * Plays a device that boots for the first time: shows its SN and the group's signature to the device
 * service, then logs in at the gateway with what it got. 0 all well, 1 refused, 3 unreachable. The
 * device secret is used for the login and shown to nobody.
 */
export async function simulateDeviceCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {
    url: { type: 'string' },
    group: { type: 'string' },
    sn: { type: 'string' },
    name: { type: 'string' },
    timezone: { type: 'string' },
    'no-login': { type: 'boolean' },
  });
  const { url, group: groupId, sn: deviceSn, name, timezone = ownTimezone() } = values;
  if (!url || !groupId || !deviceSn) return misuse(usage);
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) misuse('--url takes http://… or https://…');
  if (!/^[+-]\d\d:\d\d$/.test(timezone)) misuse(`--timezone takes ±hh:mm, not "${timezone}"`);
  return withStation(values.data, async ({ parts }) => {
    const { vault, world } = parts;
    const now = () => world.clock.now();
    const groupSecret = unwrap(vault.get(secretNames.group(groupId)));
    const device = { groupId, groupSecret, deviceSn, deviceName: name ?? deviceSn, timezone };
    const answer = await bootstrap({ http: world.http, url, now }, device);
    if (answer.kind !== 'credentials') {
      print({ step: 'bootstrap', ok: false });
      print({ problem: answer.problem });
      return answer.kind === 'refused' ? 1 : 3;
    }
    const { mqttUrl, httpUrl, productKey, deviceKey } = answer.credentials;
    print({ step: 'bootstrap', ok: true, murl: mqttUrl, hurl: httpUrl, productKey, deviceKey });
    if (mqttUrl === '' || values['no-login']) return 0;
    return told(await logIn(answer.credentials, now));
  });
}

function told(login: Result<{ sessionPresent: boolean }>): Status {
  if (login.ok) {
    print({ step: 'login', ok: true, ...login.value });
    return 0;
  }
  print({ step: 'login', ok: false });
  print({ problem: login.problem });
  return login.problem.code === 'gateway-refused' ? 1 : 3;
}

/** Of this machine, now: the device stands on the same floor. */
function ownTimezone(): string {
  const minutes = -new Date().getTimezoneOffset();
  const two = (part: number) => String(Math.floor(part)).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}
