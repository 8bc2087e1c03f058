import { covered, damaged, type Fact, type Format, noSn, snOrNone } from '../reading.ts';
import { namedSn, pairsIn } from './key-value.ts';

const dppName = 'Wi-Fi DPP';

/**
 * A Wi-Fi Easy Connect bootstrapping URI (Wi-Fi Alliance, Easy Connect Specification §5.2.1):
 * `DPP:` then fields of a letter, `:` and a value, each ended by `;`, and one more `;`. The SN stands in the
 * information field where the maker put it there (`I:SN=…`). The key is a public one and stays.
 */
export const wifiDpp: Format = {
  name: dppName,
  shows: ({ text }) => /^DPP:/i.test(text),
  read({ text }) {
    if (!text.startsWith('DPP:') || !text.endsWith(';;')) return damaged(dppName);
    const fields = new Map<string, string>();
    for (const field of text.slice(4, -2).split(';')) {
      if (!/^[A-Z]:/.test(field) || fields.has(field.slice(0, 1))) return damaged(dppName);
      fields.set(field.slice(0, 1), field.slice(2));
    }
    const mac = fields.get('M') ?? '';
    const key = fields.get('K') ?? '';
    if (!/^(?:[0-9A-F]{12})?$/i.test(mac)) return damaged(dppName);
    if (!/^[0-9A-Za-z+/]+={0,2}$/.test(key) || key.length % 4 !== 0) return damaged(dppName);
    const pairs = pairsIn(fields.get('I') ?? '');
    const facts: Fact[] = mac === '' ? [...pairs] : [['MAC', mac], ...pairs];
    return snOrNone(dppName, namedSn(pairs), facts);
  },
};

/** The code that lets a phone into a network: it is no device, and its password is nobody's business. */
export const wifiNetwork: Format = {
  name: 'Wi-Fi',
  shows: ({ text }) => /^WIFI:/i.test(text),
  read: () => noSn('Wi-Fi'),
  cover: (text) => `${text.slice(0, 5)}${covered}`,
};
