import { fail, ok, type Result } from '../../problems.ts';
import { fillAll, type PayloadKind, percent, unfit, unpercent } from './kind.ts';

/**
 * A web address that ends with the SN: what a phone opens without an app. Scheme and host are the same in
 * capitals (RFC 3986 §3.1, §3.2.2) and are written so, which keeps the code in QR's alphanumeric mode; the path of
 * the base and the SN are never changed, since a server may tell `a` from `A`. An SN with small letters therefore
 * makes a larger code, and no other SN.
 * `base` is a text with fields; left empty it is the record's field `linkBase`, the one of its group.
 */
export const link: PayloadKind<'link'> = {
  encode({ base }, record, fill) {
    const text = base === '' ? record.fields['linkBase'] : base;
    if (!text) return fail('label-field-empty', { field: 'linkBase', deviceSn: record.deviceSn });
    const filled = fillAll({ base: text }, fill);
    if (!filled.ok) return filled;
    const prefix = linkPrefix(filled.value.base);
    if (!prefix.ok) return prefix;
    // A part of a path that is only dots means "here" or "above" and never reaches a server.
    if (/^\.{1,2}$/.test(record.deviceSn)) {
      return unfit('SN', record.deviceSn, 'payload-link-dots');
    }
    const sn = percent(record.deviceSn);
    return sn.ok ? ok(prefix.value + sn.value) : sn;
  },
  decode(text) {
    const found = /^HTTPS?:\/\/[^/?#]+[^#]*[/=]([^/=?#&]+)$/.exec(text);
    const deviceSn = unpercent(found?.[1] ?? '');
    if (!deviceSn) return null;
    const again = percent(deviceSn);
    return again.ok && text.endsWith(again.value) ? { deviceSn, fields: {} } : null;
  },
};

/** The last one: labels of a run have one base. */
let last: { base: string; prefix: Result<string> } | undefined;

/** What stands in front of the SN, scheme and host in capitals: `HTTPS://L.EXAMPLE/u/`. */
export function linkPrefix(base: string): Result<string> {
  if (last?.base !== base) last = { base, prefix: newPrefix(base) };
  return last.prefix;
}

function newPrefix(base: string): Result<string> {
  const found = /^(https?:\/\/)([A-Za-z0-9.-]{1,100}(?::\d{1,5})?)(?=[/?]|$)([!-~]*)$/i.exec(base);
  if (!found || !URL.canParse(base) || /[#\\"<>^`{|}]|\/\.{1,2}(?:\/|$)/.test(found[3] ?? '')) {
    return fail('payload-part-unfit', {
      part: 'URL',
      value: base.slice(0, 80),
      explain: 'payload-base',
    });
  }
  const [, scheme = '', host = '', path = ''] = found;
  const end = /[/=]$/.test(path) ? '' : '/';
  return ok(scheme.toUpperCase() + host.toUpperCase() + path + end);
}
