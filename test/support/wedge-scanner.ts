import type { Page } from '@playwright/test';

/** Seconds between two keys: a scanner's pace. */
const pace = 0.008;

/**
 * A keyboard scanner's burst, ended by Enter: real key events that carry a scanner's pace, however slow
 * this machine is.
 */
export async function scanByKeys(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const begin = Date.now() / 1000;
  const keys = [...text].map((key) => ({ key, text: key }));
  const presses = [...keys, { key: 'Enter', text: '\r' }].flatMap((key, index) => {
    const timestamp = begin + index * pace;
    return [
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, timestamp }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: key.key, timestamp }),
    ];
  });
  await Promise.all(presses);
  await session.detach();
}
