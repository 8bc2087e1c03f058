import { describeIssues } from '../../../shared/describe-issues.ts';
import { cloudLinkSchema } from '../../../shared/models/settings.ts';
import { connectCloud } from '../../cloud-link.ts';
import { misuse, options, print, type Status, unwrap, withStation } from './command.ts';
import { firstLine } from './lines.ts';
import { by as account } from './person.ts';

/** `connect (--cloud lineside|enos) --url U --app-key K --org O [--device-url U]`; the secret never is an argument. */
export async function connectCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {
    cloud: { type: 'string' },
    url: { type: 'string' },
    'app-key': { type: 'string' },
    org: { type: 'string' },
    'device-url': { type: 'string' },
  });
  const link = cloudLinkSchema.safeParse({
    kind: values.cloud,
    url: values.url,
    appKey: values['app-key'],
    orgId: values.org,
    ...(values['device-url'] === undefined ? {} : { deviceUrl: values['device-url'] }),
  });
  if (!link.success) {
    misuse(
      `connect --cloud lineside|enos --url U --app-key K --org O [--device-url U] (${describeIssues(link.error)})`,
    );
  }
  const appSecret = (process.env.LINESIDE_APP_SECRET ?? (await firstLine())).trim();
  if (appSecret === '') misuse('the secret comes from LINESIDE_APP_SECRET or from stdin');
  return withStation(values.data, async ({ parts }) => {
    unwrap(parts.audit('cloud-connect', `${link.data.kind} ${link.data.orgId}`, account));
    unwrap(connectCloud(parts, { ...link.data, appSecret }));
    print({ connected: link.data });
    return 0;
  });
}
