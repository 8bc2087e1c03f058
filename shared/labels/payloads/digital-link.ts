import { ok } from '../../problems.ts';
import { isGtin } from '../../serial/formats/gs1.ts';
import { gs1Patterns } from '../../serial/formats/gs1-table.ts';
import { itemParts } from './gs1.ts';
import { fillAll, type PayloadKind, percent, unpercent } from './kind.ts';
import { linkPrefix } from './link.ts';

/**
 * A GS1 Digital Link (URI Syntax 1.3 §4): `HTTPS://ID.EXAMPLE/01/<GTIN>/21/<serial>`, uncompressed. `domain` is a
 * host, or a whole address where links live under a path; scheme and host are written in capitals, as in `link.ts`.
 */
export const digitalLink: PayloadKind<'digital-link'> = {
  encode({ domain, gtin, serial }, _record, fill) {
    const filled = fillAll({ domain }, fill);
    if (!filled.ok) return filled;
    const address = filled.value.domain;
    const prefix = linkPrefix(/^https?:\/\//i.test(address) ? address : `https://${address}`);
    if (!prefix.ok) return prefix;
    const parts = itemParts({ gtin, serial }, fill);
    if (!parts.ok) return parts;
    const escaped = percent(parts.value.serial);
    return escaped.ok ? ok(`${prefix.value}01/${parts.value.gtin}/21/${escaped.value}`) : escaped;
  },
  decode(text) {
    const found = /^HTTPS?:\/\/[^?#]+\/01\/(\d{14})\/21\/([^/?#]+)$/.exec(text);
    const [gtin = '', escaped = ''] = found?.slice(1) ?? [];
    const deviceSn = unpercent(escaped);
    if (!deviceSn || !isGtin(gtin) || !gs1Patterns.get('21')?.test(deviceSn)) return null;
    const again = percent(deviceSn);
    return again.ok && again.value === escaped ? { deviceSn, fields: { GTIN: gtin } } : null;
  },
};
