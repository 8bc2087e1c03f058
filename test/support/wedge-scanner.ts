import type { CDPSession, Page } from '@playwright/test';
import { isHolder, type WedgeKey } from '../../shared/wedge/keys.ts';
import { type Typist, typeCode } from './wedge-typist.ts';

/** Seconds between two keys: a scanner's pace. */
const pace = 0.008;

const enter: Press = { key: 'Enter', code: 'Enter', text: '\r', modifiers: 0 };
interface Press {
  key: string;
  code: string;
  text?: string;
  modifiers: number;
}

/** Real key events that carry a scanner's pace, however slow this machine is. */
async function press(page: Page, keys: Press[], gaps: number[] = []): Promise<void> {
  const session = await page.context().newCDPSession(page);
  let timestamp = Date.now() / 1000;
  const presses = keys.flatMap((key, index) => {
    if (index > 0) timestamp += gaps[index - 1] ?? pace;
    return [down(session, key, timestamp), up(session, key, timestamp)];
  });
  await Promise.all(presses);
  await session.detach();
}

const down = (session: CDPSession, { code, ...key }: Press, timestamp: number) =>
  session.send('Input.dispatchKeyEvent', {
    type: 'keyDown',
    ...(code && { code }),
    ...key,
    timestamp,
  });
const up = (session: CDPSession, { code, key, modifiers }: Press, timestamp: number) =>
  session.send('Input.dispatchKeyEvent', {
    type: 'keyUp',
    key,
    ...(code && { code }),
    modifiers,
    timestamp,
  });

/** A burst of a machine that tells no places of keys, ended by Enter. */
export const scanByKeys = (page: Page, text: string): Promise<void> =>
  press(page, [
    ...[...text].map((key) => ({ key, code: '', text: key, modifiers: 0 })),
    { ...enter, code: '' },
  ]);

/** A burst that no Enter ends; with `rest`, what comes after a pause, Enter behind it. */
export const scanPiece = (
  page: Page,
  text: string,
  rest?: { text: string; pauseMs: number },
): Promise<void> => {
  const keys = [...(text + (rest?.text ?? ''))].map((key) => ({
    key,
    code: '',
    text: key,
    modifiers: 0,
  }));
  const gaps = keys.map((_, at) => (rest && at === text.length - 1 ? rest.pauseMs / 1000 : pace));
  return press(page, rest ? [...keys, { ...enter, code: '' }] : keys, gaps);
};

/** Quick fingers on a number pad: digits, then Enter; `gapsMs` before each key but the first. */
export const typeDigits = (page: Page, digits: string, gapsMs: number[]): Promise<void> =>
  press(
    page,
    [
      ...[...digits].map((key) => ({ key, code: `Numpad${key}`, text: key, modifiers: 0 })),
      { ...enter, code: 'NumpadEnter' },
    ],
    gapsMs.map((gap) => gap / 1000),
  );

function pressOf(key: WedgeKey): Press {
  // Ctrl and Alt together are AltGr to a window of Windows.
  const modifiers =
    (key.alt || key.altGraph ? 1 : 0) + (key.ctrl || key.altGraph ? 2 : 0) + (key.shift ? 8 : 0);
  const shows = [...key.key].length === 1 && !key.alt && !key.ctrl;
  return { key: key.key, code: key.code, modifiers, ...(shows && { text: key.key }) };
}

/** A burst of a scanner that is set to some layout, on a machine that is set to some other, ended by Enter. */
export const scanAs = (page: Page, text: string, typist: Typist): Promise<void> =>
  press(page, [
    ...typeCode(text, typist)
      .filter((key) => !isHolder(key) || key.code === 'AltLeft')
      .map(pressOf),
    enter,
  ]);

/** The same where a test needs what no remote control can set: CapsLock, or an input method at work. */
export async function scanAsSeen(page: Page, text: string, typist: Typist): Promise<void> {
  const keys = typeCode(text, typist);
  await page.evaluate((seen) => {
    for (const { code, key, shift, ctrl, alt, altGraph, capsLock } of seen) {
      const event = new KeyboardEvent('keydown', {
        code,
        key,
        shiftKey: shift,
        ctrlKey: ctrl || altGraph,
        altKey: alt || altGraph,
        modifierCapsLock: capsLock,
        bubbles: true,
        cancelable: true,
      });
      const focused = document.activeElement ?? document.body;
      focused.dispatchEvent(event);
      if (altGraph) {
        focused.dispatchEvent(new KeyboardEvent('keyup', { code: 'AltRight', bubbles: true }));
      }
    }
    const last = { code: 'Enter', key: 'Enter', bubbles: true, cancelable: true };
    (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', last));
  }, keys);
}
