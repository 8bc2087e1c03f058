import type { Page } from '@playwright/test';

/**
 * Every text in the memory of a page's script, after Chromium has cleared away what nothing holds: objects, closures,
 * names. Texts longer than 1,024 characters are cut by Chromium.
 */
export async function heapWords(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const pieces: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void pieces.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return (JSON.parse(pieces.join('')) as { strings: string[] }).strings;
}
