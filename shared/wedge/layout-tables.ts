/**
 * What each key of a keyboard types, by Windows' tables: scanners imitate those. Keys are named by place
 * (`KeyboardEvent.code`), so that a table holds on every machine.
 * `´ ¨ ¸` wait for the next key on all of these layouts; `ˆ ˋ ˜` stand for a `^ `` ~` that waits.
 */
export interface LayoutTable {
  /** One text a row of keys, in the order of `keyRows`; a blank is a key that types nothing. */
  plain: readonly string[];
  shift: readonly string[];
  /** `Digit7{`: the key, and what it types with AltGr. */
  altGraph: string;
  /** CapsLock shifts more than letters there. */
  capsShiftsAll?: true;
}

const row = (codes: string): readonly string[] => codes.split(' ');

export const keyRows: readonly (readonly string[])[] = [
  row(
    'Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal',
  ),
  row('KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight'),
  row('KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote Backslash'),
  row('IntlBackslash KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash'),
  row('IntlYen IntlRo'),
];

export const layoutTables = {
  us: {
    plain: ['`1234567890-=', 'qwertyuiop[]', "asdfghjkl;'\\", '\\zxcvbnm,./'],
    shift: ['~!@#$%^&*()_+', 'QWERTYUIOP{}', 'ASDFGHJKL:"|', '|ZXCVBNM<>?'],
    altGraph: '',
  },
  uk: {
    plain: ['`1234567890-=', 'qwertyuiop[]', "asdfghjkl;'#", '\\zxcvbnm,./'],
    shift: ['¬!"£$%^&*()_+', 'QWERTYUIOP{}', 'ASDFGHJKL:@~', '|ZXCVBNM<>?'],
    altGraph: 'Backquote¦ Digit4€ KeyEé KeyUú KeyIí KeyOó KeyAá',
  },
  de: {
    plain: ['ˆ1234567890ß´', 'qwertzuiopü+', 'asdfghjklöä#', '<yxcvbnm,.-'],
    shift: ['°!"§$%&/()=?ˋ', 'QWERTZUIOPÜ*', "ASDFGHJKLÖÄ'", '>YXCVBNM;:_'],
    altGraph:
      'Digit2² Digit3³ Digit7{ Digit8[ Digit9] Digit0} Minus\\ KeyQ@ KeyE€ BracketRight~ IntlBackslash| KeyMµ',
    capsShiftsAll: true,
  },
  'de-ch': {
    plain: ["§1234567890'ˆ", 'qwertzuiopü¨', 'asdfghjklöä$', '<yxcvbnm,.-'],
    shift: ['°+"*ç%&/()=?ˋ', 'QWERTZUIOPè!', 'ASDFGHJKLéà£', '>YXCVBNM;:_'],
    altGraph:
      'Digit1¦ Digit2@ Digit3# Digit4° Digit5§ Digit6¬ Digit7| Digit8¢ Minus´ Equal˜ KeyE€ BracketLeft[ BracketRight] Quote{ Backslash} IntlBackslash\\',
    capsShiftsAll: true,
  },
  fr: {
    plain: ['²&é"\'(-è_çà)=', 'azertyuiopˆ$', 'qsdfghjklmù*', '<wxcvbn,;:!'],
    shift: [' 1234567890°+', 'AZERTYUIOP¨£', 'QSDFGHJKLM%µ', '>WXCVBN?./§'],
    altGraph:
      'Digit2˜ Digit3# Digit4{ Digit5[ Digit6| Digit7ˋ Digit8\\ Digit9^ Digit0@ Minus] Equal} KeyE€ BracketRight¤',
    capsShiftsAll: true,
  },
  be: {
    plain: ['²&é"\'(§è!çà)-', 'azertyuiopˆ$', 'qsdfghjklmùµ', '<wxcvbn,;:='],
    shift: ['³1234567890°_', 'AZERTYUIOP¨*', 'QSDFGHJKLM%£', '>WXCVBN?./+'],
    altGraph:
      'Digit1| Digit2@ Digit3# Digit4{ Digit5[ Digit6^ Digit9{ Digit0} KeyE€ BracketLeft[ BracketRight] Quote´ Backslashˋ IntlBackslash\\ Slash˜',
    capsShiftsAll: true,
  },
  it: {
    plain: ["\\1234567890'ì", 'qwertyuiopè+', 'asdfghjklòàù', '<zxcvbnm,.-'],
    shift: ['|!"£$%&/()=?^', 'QWERTYUIOPé*', 'ASDFGHJKLç°§', '>ZXCVBNM;:_'],
    altGraph: 'Digit5€ KeyE€ BracketLeft[ BracketRight] Semicolon@ Quote#',
  },
  es: {
    plain: ["º1234567890'¡", 'qwertyuiopˋ+', 'asdfghjklñ´ç', '<zxcvbnm,.-'],
    shift: ['ª!"·$%&/()=?¿', 'QWERTYUIOPˆ*', 'ASDFGHJKLÑ¨Ç', '>ZXCVBNM;:_'],
    altGraph:
      'Backquote\\ Digit1| Digit2@ Digit3# Digit4˜ Digit5€ Digit6¬ KeyE€ BracketLeft[ BracketRight] Quote{ Backslash}',
  },
  sv: {
    plain: ['§1234567890+´', 'qwertyuiopå¨', "asdfghjklöä'", '<zxcvbnm,.-'],
    shift: ['½!"#¤%&/()=?ˋ', 'QWERTYUIOPÅˆ', 'ASDFGHJKLÖÄ*', '>ZXCVBNM;:_'],
    altGraph:
      'Digit2@ Digit3£ Digit4$ Digit5€ Digit7{ Digit8[ Digit9] Digit0} Minus\\ KeyE€ BracketRight˜ IntlBackslash| KeyMµ',
  },
  da: {
    plain: ['½1234567890+´', 'qwertyuiopå¨', "asdfghjklæø'", '<zxcvbnm,.-'],
    shift: ['§!"#¤%&/()=?ˋ', 'QWERTYUIOPÅˆ', 'ASDFGHJKLÆØ*', '>ZXCVBNM;:_'],
    altGraph:
      'Digit2@ Digit3£ Digit4$ Digit5€ Digit7{ Digit8[ Digit9] Digit0} Equal| KeyE€ BracketRight˜ IntlBackslash\\ KeyMµ',
  },
  no: {
    plain: ['|1234567890+\\', 'qwertyuiopå¨', "asdfghjkløæ'", '<zxcvbnm,.-'],
    shift: ['§!"#¤%&/()=?ˋ', 'QWERTYUIOPÅˆ', 'ASDFGHJKLØÆ*', '>ZXCVBNM;:_'],
    altGraph:
      'Digit2@ Digit3£ Digit4$ Digit5€ Digit7{ Digit8[ Digit9] Digit0} Equal´ KeyE€ BracketRight˜ KeyMµ',
  },
  pt: {
    plain: ["\\1234567890'«", 'qwertyuiop+´', 'asdfghjklçº˜', '<zxcvbnm,.-'],
    shift: ['|!"#$%&/()=?»', 'QWERTYUIOP*ˋ', 'ASDFGHJKLÇªˆ', '>ZXCVBNM;:_'],
    altGraph:
      'Digit2@ Digit3£ Digit4§ Digit5€ Digit7{ Digit8[ Digit9] Digit0} KeyE€ BracketLeft¨ BracketRight]',
  },
  tr: {
    plain: ['"1234567890*-', 'qwertyuıopğü', 'asdfghjklşi,', '<zxcvbnmöç.'],
    shift: ["é!'ˆ+%&/()=?_", 'QWERTYUIOPĞÜ', 'ASDFGHJKLŞİ;', '>ZXCVBNMÖÇ:'],
    altGraph:
      'Backquote< Digit1> Digit2£ Digit3# Digit4$ Digit5½ Digit7{ Digit8[ Digit9] Digit0} Minus\\ Equal| KeyQ@ KeyE€ KeyT₺ KeyIi KeyAæ KeySß BracketLeft¨ BracketRight˜ Semicolon´ Backslashˋ IntlBackslash|',
  },
  ja: {
    plain: [' 1234567890-^', 'qwertyuiop@[', 'asdfghjkl;:]', ' zxcvbnm,./', '\\\\'],
    shift: [' !"#$%&\'() =~', 'QWERTYUIOP`{', 'ASDFGHJKL+*}', ' ZXCVBNM<>?', '|_'],
    altGraph: '',
  },
} as const satisfies Record<string, LayoutTable>;

export type LayoutId = keyof typeof layoutTables;
export const layoutIds = Object.keys(layoutTables) as LayoutId[];
