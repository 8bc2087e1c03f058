import { isHolder, type WedgeKey } from '../../shared/wedge/keys.ts';
import type { LayoutId } from '../../shared/wedge/layout-tables.ts';
import { type Level, layoutOf } from '../../shared/wedge/layouts.ts';

/** A scanner that types like a keyboard, and the machine that it is plugged into. */
export interface Typist {
  /** What the scanner is set to. */
  layout: LayoutId;
  /** What the machine is set to: decides `key`, never `code`. */
  machine: LayoutId;
  capsLock?: boolean;
  /** How the scanner meets CapsLock: not at all, by shifting letters the other way, always the other way. */
  caps?: 'ignores' | 'follows' | 'always';
  dead?: 'space' | 'bare';
  gs?: 'ctrl' | 'f8' | 'alt' | 'none';
  /** Every character as Alt and its number. */
  altCodes?: boolean;
  /** An input method hides what the keys are. */
  inputMethod?: boolean;
}

const holder = (code: string, key: string): Press => ({ code, key });
interface Press {
  code: string;
  key?: string;
  shift?: boolean;
  ctrl?: boolean;
  alt?: boolean;
  altGraph?: boolean;
}

const altCode = (char: string): Press[] => [
  holder('AltLeft', 'Alt'),
  ...[...String(char.charCodeAt(0)).padStart(4, '0')].map((digit) => ({
    code: `Numpad${digit}`,
    alt: true,
  })),
];

const levels: Level[] = ['plain', 'shift', 'altGraph'];

function pressesOf(char: string, typist: Typist): Press[] {
  if (typist.altCodes) return altCode(char);
  if (char === '\u001d') {
    const ways: Record<NonNullable<Typist['gs']>, Press[]> = {
      ctrl: [holder('ControlLeft', 'Control'), { code: 'BracketRight', ctrl: true }],
      f8: [{ code: 'F8', key: 'F8' }],
      alt: altCode(char),
      none: [],
    };
    return ways[typist.gs ?? 'ctrl'];
  }
  if (char === ' ') return [{ code: 'Space' }];
  const layout = layoutOf(typist.layout);
  const ways = layout.cells
    .filter(({ cell }) => cell.char === char)
    // A key that types at once before one that waits, and fewer hands before more.
    .toSorted(
      (a, b) =>
        Number(a.cell.dead) - Number(b.cell.dead) ||
        levels.indexOf(a.level) - levels.indexOf(b.level),
    );
  const [way] = ways;
  if (!way) return altCode(char);
  const on = typist.capsLock ?? false;
  const turned = typist.caps === 'always' || (typist.caps === 'follows' && on);
  const shift = (way.level === 'shift') !== (turned && layout.isLetter(way.code));
  const accent: Press[] =
    way.cell.dead && (typist.dead ?? 'space') === 'space' ? [{ code: 'Space' }] : [];
  if (way.level === 'altGraph') {
    return [holder('AltRight', 'AltGraph'), { code: way.code, altGraph: true }, ...accent];
  }
  return [...(shift ? [holder('ShiftLeft', 'Shift')] : []), { code: way.code, shift }, ...accent];
}

/** What the machine makes of a key: the part that a scanner cannot know. */
function machineKey(press: Press, { machine, capsLock, inputMethod }: Typist): string {
  if (press.key) return press.key;
  if (inputMethod) return 'Process';
  if (press.code === 'Space') return ' ';
  const digit = /^Numpad(\d)$/.exec(press.code)?.[1];
  if (digit) return digit;
  const layout = layoutOf(machine);
  const turned = (capsLock ?? false) && (layout.isLetter(press.code) || layout.capsShiftsAll);
  const level: Level = press.altGraph
    ? 'altGraph'
    : (press.shift ?? false) !== turned
      ? 'shift'
      : 'plain';
  const cell = layout.cell(press.code, level);
  if (!cell) return 'Unidentified';
  return cell.dead ? 'Dead' : cell.char;
}

/** The keys of one code, as a window of that machine sees them go down. */
export function typeCode(text: string, typist: Typist): WedgeKey[] {
  return [...text]
    .flatMap((char) => pressesOf(char, typist))
    .map((press) => ({
      code: press.code,
      key: machineKey(press, typist),
      shift: press.shift ?? false,
      ctrl: press.ctrl ?? false,
      alt: press.alt ?? false,
      altGraph: press.altGraph ?? false,
      capsLock: typist.capsLock ?? false,
    }));
}

/** What the machine's own text would be: what a window without calibration goes by. */
export const machineText = (keys: WedgeKey[]): string =>
  keys
    .filter((key) => !isHolder(key))
    .map(({ key }) => key)
    .join('');
