import { decodePayload } from '../../labels/payload.ts';
import { damaged, type Format } from '../reading.ts';

/** What our own labels carry: `LS:<groupId>/<deviceSn>` (`shared/labels/payload.ts`). */
export const ownLabel: Format = {
  name: 'Lineside',
  shows: ({ text }) => /^LS:/i.test(text),
  read({ text }) {
    const payload = decodePayload(text);
    return payload ? { candidates: [payload], facts: [] } : damaged('Lineside');
  },
};
