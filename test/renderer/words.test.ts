import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createFormats } from '../../renderer/format.ts';
import { addressOf, parseRoute } from '../../renderer/route.ts';
import { createSpeech } from '../../renderer/words.tsx';
import { english as en } from '../../resources/languages/english.ts';
import { zhCN } from '../../resources/languages/zh-CN.ts';
import { misfitProblem } from '../../shared/master-data.ts';

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();

describe('every language', () => {
  it.each([
    ['problems', en.problems, zhCN.problems],
    ['reasons', en.reasons, zhCN.reasons],
    ['screen', en.screen, zhCN.screen],
  ])('says all of %s, and names the same things in it', (_, english, chinese) => {
    expect(Object.keys(chinese).toSorted()).toEqual(Object.keys(english).toSorted());
    for (const [key, text] of Object.entries(chinese)) {
      expect([key, text.trim() !== '']).toEqual([key, true]);
      const original = Object.entries(english).find(([name]) => name === key)?.[1] ?? '';
      // A translation may leave a name out where its sentence does without, but not invent one.
      for (const hole of holes(text))
        expect([key, holes(original)]).toEqual([key, expect.arrayContaining([hole])]);
    }
  });
});

describe('a problem', () => {
  it('is said in the language of its reader, with the reason in it', () => {
    const long = misfitProblem('remark', { why: 'too-long', max: 128 });
    expect(long.message).toBe(
      'The value of "remark" does not fit: it has more than 128 characters.',
    );
    expect(createSpeech('en').sentence(long)).toBe(long.message);
    expect(createSpeech('zh-CN').sentence(long)).toBe('“remark”的值不合适：超过 128 个字符。');
  });
});

describe('numbers and times', () => {
  it('are written as their reader writes them', () => {
    expect(createFormats('en').number(12_480)).toBe('12,480');
    expect(createFormats('en').bytes(212_400_000_000)).toBe('212 GB');
    expect(createFormats('en').bytes(1_400)).toBe('1.4 kB');
    expect(createFormats('en').age(61_000)).toBe('1 min');
    expect(createFormats('zh-CN').age(2 * 86_400_000)).toBe('2天');
    expect(createFormats('en').age(-5)).toBe('0 sec');
  });

  it('carry their date only when it was not today', () => {
    const now = new Date(2025, 10, 24, 14, 2, 3).getTime();
    const { when } = createFormats('en');
    expect(when(now, now)).toBe('14:02:03');
    expect(when(now - 86_400_000, now)).toContain('Nov 23, 2025');
  });
});

describe('an address', () => {
  it('leads to a screen and its part, an unknown one to Scan', () => {
    const rest: string[] = [];
    expect(parseRoute('#/settings/cloud')).toEqual({ screen: 'settings', part: 'cloud', rest });
    expect(parseRoute('#/nowhere')).toEqual({ screen: 'scan', part: '', rest });
    expect(parseRoute('')).toEqual({ screen: 'scan', part: '', rest });
  });

  it('names a device whatever characters its SN has', () => {
    for (const deviceSn of ['INV5K1-000128', 'A/B#C?%D', '设备 1', '100%']) {
      const address = addressOf('devices', 'INV5K1', deviceSn);
      expect(parseRoute(address)).toEqual({
        screen: 'devices',
        part: 'INV5K1',
        rest: [deviceSn],
      });
    }
    expect(parseRoute('#/devices/G/100%').rest).toEqual(['100%']);
  });
});

describe('the words of the screens', () => {
  it('have a file each, and no key is in two of them', () => {
    for (const language of ['en', 'zh-CN']) {
      const folder = fileURLToPath(
        new URL(`../../resources/languages/${language}`, import.meta.url),
      );
      // Problems of a topic may have a file of their own; they are no words of a screen.
      const files = readdirSync(folder).filter((file) => !file.endsWith('-problems.ts'));
      const keys = files.flatMap((file) =>
        [...readFileSync(join(folder, file), 'utf8').matchAll(/^ {2}'?([\w.?-]+)'?:/gm)].map(
          ([, key]) => key,
        ),
      );
      expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
      expect(keys.toSorted()).toEqual(Object.keys(en.screen).toSorted());
    }
  });
});
