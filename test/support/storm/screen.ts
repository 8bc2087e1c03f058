import type { Page } from '@playwright/test';

/** What a window on the Scan screen went through. */
export interface ScreenSeen {
  frames: number;
  /** Between two frames, in ms. */
  gaps: number[];
  /** SNs whose verdict was painted, with the wall clock's time of it in epoch ms. */
  painted: { sn: string; at: number }[];
}

/** Counts frames and verdicts in the page itself from now on; answers how to ask for them. */
export async function watchScreen(page: Page, url: string): Promise<() => Promise<ScreenSeen>> {
  await page.goto(url);
  await page.waitForSelector('output');
  await page.evaluate(() => {
    const seen: ScreenSeen = { frames: 0, gaps: [], painted: [] };
    Object.assign(window, { stormSeen: seen });
    let last = performance.now();
    requestAnimationFrame(function frame(now) {
      seen.frames += 1;
      seen.gaps.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    });
    const sn = /[ABC][A-Z0-9]{3}\d{6}/;
    let shown = '';
    new MutationObserver(() => {
      const now = document.querySelector('output [data-tone]')?.textContent?.match(sn)?.[0] ?? '';
      if (now === shown) return;
      shown = now;
      if (now === '') return;
      // The task after the frame's own callbacks runs when the frame was made.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => {
          seen.painted.push({ sn: now, at: Date.now() });
          port1.close();
        });
        port1.start();
        port2.postMessage(null);
      });
    }).observe(document.querySelector('output')?.parentElement ?? document.body, {
      ...{ childList: true, subtree: true, characterData: true },
    });
  });
  return () => page.evaluate(() => (window as unknown as { stormSeen: ScreenSeen }).stormSeen);
}
