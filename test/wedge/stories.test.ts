import { describe, expect, it } from 'vitest';
import type { WedgeProfile } from '../../shared/models/wedge.ts';
import type { ProblemCode } from '../../shared/problems.ts';
import type { WedgeKey } from '../../shared/wedge/keys.ts';
import type { LayoutId } from '../../shared/wedge/layout-tables.ts';
import { readBurst } from '../../shared/wedge/read-burst.ts';

/**
 * What keyboards really have on their keys, written down from pictures of them and not from the tables:
 * `s:` with Shift, `g:` with AltGr, `c:` with Ctrl, `a:` with the left Alt.
 */
interface Story {
  scanner: LayoutId;
  keys: string;
  text: string;
}

const stories: Story[] = [
  { scanner: 'us', keys: 's:KeyS s:KeyN Minus Digit0 Slash s:Minus s:Digit2', text: 'SN-0/_@' },
  { scanner: 'uk', keys: 's:Quote s:Digit2 Backslash s:Backslash IntlBackslash', text: '@"#~\\' },
  {
    scanner: 'de',
    keys: 's:KeyZ s:KeyY Slash s:Digit7 g:KeyQ g:Minus Backslash s:Slash s:Digit0 g:BracketRight',
    text: 'YZ-/@\\#_=~',
  },
  { scanner: 'de', keys: 'Backquote Space s:Equal Space Equal KeyE', text: '^`é' },
  {
    scanner: 'de',
    keys: 'g:Digit7 g:Digit8 g:Digit9 g:Digit0 IntlBackslash g:IntlBackslash',
    text: '{[]}<|',
  },
  {
    scanner: 'de-ch',
    keys: 's:KeyZ s:Digit1 s:Digit3 g:Digit2 g:Digit3 Backslash Minus Slash s:Digit7',
    text: "Y+*@#$'-/",
  },
  {
    scanner: 'de-ch',
    keys: 'Equal Space s:Equal Space g:Equal Space g:IntlBackslash',
    text: '^`~\\',
  },
  {
    scanner: 'fr',
    keys: 's:Digit1 s:Digit2 s:Digit0 Digit6 Digit8 KeyQ KeyA KeyW KeyZ Semicolon',
    text: '120-_aqzwm',
  },
  {
    scanner: 'fr',
    keys: 's:Period s:Comma Comma Slash KeyM s:KeyM g:Digit0 g:Digit9',
    text: '/.;!,?@^',
  },
  {
    scanner: 'fr',
    keys: 'BracketLeft Space g:Digit7 Space g:Digit2 Space BracketLeft KeyE',
    text: '^`~ê',
  },
  {
    scanner: 'be',
    keys: 's:Digit5 Equal s:Equal g:Digit2 Digit3 Slash s:Slash g:IntlBackslash',
    text: '5-_@"=+\\',
  },
  {
    scanner: 'it',
    keys: 'g:Semicolon g:Quote Backquote s:Backquote s:Equal s:Digit7',
    text: '@#\\|^/',
  },
  {
    scanner: 'es',
    keys: 'g:Digit2 g:Digit3 g:Backquote Minus s:Digit7 s:BracketLeft Space',
    text: "@#\\'/^",
  },
  {
    scanner: 'sv',
    keys: 'g:Digit2 s:Digit7 Backslash s:Backslash Minus g:Minus g:IntlBackslash',
    text: "@/'*+\\|",
  },
  { scanner: 'da', keys: 'g:Equal g:IntlBackslash g:Digit4 s:BracketRight Space', text: '|\\$^' },
  { scanner: 'no', keys: 'Backquote Equal g:Digit4 g:BracketRight Space', text: '|\\$~' },
  {
    scanner: 'pt',
    keys: 'Backquote s:Backquote g:Digit2 Backslash Space s:BracketRight Space',
    text: '\\|@~`',
  },
  {
    scanner: 'tr',
    keys: 'Quote s:KeyI g:KeyQ Slash Backslash Equal Backquote Minus s:Digit7',
    text: 'iI@.,-"*/',
  },
  {
    scanner: 'ja',
    keys: 'BracketLeft Quote s:Digit2 s:Digit7 Equal s:IntlRo IntlYen s:Semicolon',
    text: '@:"\'^_\\+',
  },
  {
    scanner: 'us',
    keys: 'AltLeft a:Numpad0 a:Numpad0 a:Numpad6 a:Numpad5 AltLeft a:Numpad6 a:Numpad6',
    text: 'AB',
  },
  {
    scanner: 'us',
    keys: 'KeyA c:BracketRight KeyB AltLeft a:Numpad0 a:Numpad2 a:Numpad9',
    text: 'a\u001db\u001d',
  },
  { scanner: 'us', keys: 'Numpad1 Numpad2 NumpadSubtract Numpad3', text: '12-3' },
  { scanner: 'de', keys: 'AltLeft a:Numpad0 a:Numpad1 a:Numpad2 a:Numpad8', text: '€' },
];

const keysOf = (written: string, more: Partial<WedgeKey> = {}): WedgeKey[] =>
  written.split(' ').map((each) => {
    const [, held, code = ''] = /^(?:([sgca]):)?(\w+)$/.exec(each) ?? [];
    return {
      code,
      key: code === 'AltLeft' ? 'Alt' : 'Process',
      shift: held === 's',
      ctrl: held === 'c',
      alt: held === 'a',
      altGraph: held === 'g',
      capsLock: false,
      ...more,
    };
  });

const profile = (layout: LayoutId, more: Partial<WedgeProfile> = {}): WedgeProfile => ({
  id: 'w1',
  layouts: [layout],
  caps: { off: 'plain', on: 'plain' },
  dead: 'space',
  end: 'Enter',
  prefix: [],
  suffix: [],
  gs: '\u001d',
  altCodes: false,
  calibratedAt: 0,
  ...more,
});

describe('a calibrated scanner', () => {
  it.each(stories)('set to $scanner types $text', ({ scanner, keys, text }) => {
    const read = readBurst(keysOf(keys), 'Enter', [profile(scanner)]);
    expect(read).toEqual({ ok: true, value: text });
  });

  it.each([
    ['an accent with a letter that it does not go with', 'de', 'Backquote KeyK'],
    ['two accents in a row', 'de', 'Backquote Equal KeyE'],
    ['an accent at the end', 'de', 'KeyA Backquote'],
    ['a key with nothing on it', 'ja', 'KeyA Backquote KeyB'],
    ['AltGr with nothing on it', 'us', 'KeyA g:KeyQ KeyB'],
    ['a function key', 'us', 'KeyA F8 KeyB'],
    ['a shortcut', 'us', 'KeyA a:KeyF KeyB'],
    ['a code of an old code page', 'us', 'AltLeft a:Numpad2 a:Numpad2 a:Numpad5'],
    [
      'codes without Alt between them',
      'us',
      'AltLeft a:Numpad0 a:Numpad6 a:Numpad5 a:Numpad6 a:Numpad6',
    ],
    ['the point of the number pad, a comma elsewhere', 'de', 'Numpad1 NumpadDecimal Numpad2'],
  ] as const)('is not believed: %s', (_, scanner, keys) => {
    expect(readBurst(keysOf(keys), 'Enter', [profile(scanner)])).toMatchObject({
      ok: false,
      problem: { code: 'read-keys-unclear' },
    });
  });
});

describe('a scanner that was never calibrated', () => {
  const seen = (code: string, key: string, more: Partial<WedgeKey> = {}): WedgeKey => ({
    ...(keysOf(code)[0] as WedgeKey),
    key,
    ...more,
  });
  const cases: [string, WedgeKey[], string | { no: ProblemCode }][] = [
    ['is read as the machine understands it', [seen('KeyY', 'z'), seen('s:KeyQ', 'A')], 'zA'],
    ['is read from a machine that tells no places', [seen('KeyA', 'A', { code: '' })], 'A'],
    ['may send GS as Ctrl+]', [seen('KeyA', 'a'), seen('c:BracketRight', ']')], 'a\u001d'],
    ['may send characters as codes', keysOf('AltLeft a:Numpad0 a:Numpad6 a:Numpad5'), 'A'],
    [
      'is refused letters under CapsLock',
      [seen('KeyA', 'A', { capsLock: true })],
      { no: 'read-caps-lock' },
    ],
    ['is read digits under CapsLock', [seen('Digit4', '4', { capsLock: true })], '4'],
    [
      'is refused digits of a keyboard that CapsLock shifts',
      [seen('Digit4', '4', { capsLock: true }), seen('s:Digit5', '(', { capsLock: true })],
      { no: 'read-caps-lock' },
    ],
    ['is refused under an input method', [seen('KeyA', 'Process')], { no: 'read-input-method' }],
    ['is refused a waiting accent', [seen('Backquote', 'Dead')], { no: 'read-keys-unclear' }],
    ['is refused what the other layout shows', [seen('Digit2', 'é')], { no: 'read-keys-unclear' }],
    ['is refused on a Russian machine', [seen('KeyA', 'ф')], { no: 'read-keys-unclear' }],
  ];
  it.each(cases)('%s', (_, keys, expected) => {
    const read = readBurst(keys, 'Enter', []);
    if (typeof expected === 'string') expect(read).toEqual({ ok: true, value: expected });
    else expect(read).toMatchObject({ ok: false, problem: { code: expected.no } });
  });
});
