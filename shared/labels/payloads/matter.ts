import { ok } from '../../problems.ts';
import { matter as matterFormat } from '../../serial/formats/matter.ts';
import { fillAll, type PayloadKind, type ReadBack, unfit } from './kind.ts';

/**
 * A Matter onboarding payload (Core Specification §5.1.3), `MT:` and Base-38, of one device. It is printed as it came
 * with the device's master data: it holds the passcode, so Lineside neither makes one nor takes it apart further
 * than to see that it is whole.
 */
export const matter: PayloadKind<'matter'> = {
  encode({ code }, _record, fill) {
    const filled = fillAll({ code }, fill);
    if (!filled.ok) return filled;
    return readMatter(filled.value.code)
      ? ok(filled.value.code)
      : unfit('Matter', 'MT:***', 'payload-matter');
  },
  decode: readMatter,
};

function readMatter(text: string): ReadBack | null {
  // The specification has at most 255 characters, "*" parts the codes of several devices.
  if (!/^MT:[0-9A-Z\-.]{1,252}$/.test(text)) return null;
  const { candidates, facts, why } = matterFormat.read({ text, whole: text });
  if (why && why.code !== 'read-no-sn') return null;
  const deviceSn = candidates[0]?.deviceSn;
  return { ...(deviceSn === undefined ? {} : { deviceSn }), fields: Object.fromEntries(facts) };
}
