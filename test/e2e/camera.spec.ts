import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { writeFilm } from '../support/camera-film.ts';
import { expect, importCatalog, test } from './host.ts';

/** A station without a scanner: the real host, its real policies, and a film for a camera. */

const filmMs = 16_000;

async function startBatch(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await importCatalog(page);
  await page.keyboard.press('Alt+1');
  await page.getByLabel('Batch tag').fill('WO-CAM');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Pause/ })).toBeVisible();
}

test('a camera reads QR and Data Matrix, each once until it has left the picture', async ({
  host,
  pageWith,
}) => {
  // Rounds of the film pass until a busy machine has looked at the right moment.
  test.setTimeout(300_000);
  const film = join(host.folder, 'bench.y4m');
  await writeFilm(film, [
    { format: 'QRCode', text: 'CAM-QR-0001', seconds: 4 },
    { format: 'QRCode', text: null, seconds: 4 },
    { format: 'DataMatrix', text: 'CAM-DM-0002', seconds: 4 },
    { format: 'QRCode', text: null, seconds: 4 },
  ]);
  const page = await pageWith([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ]);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/violat|content security/i.test(message.text())) complaints.push(message.text());
  });
  const reads: { text: string; verdict: string }[] = [];
  page.on('response', async (response) => {
    const asked = response.request().postData() ?? '';
    if (!asked.includes('"camera"')) return;
    // A page that is left keeps no answers.
    const reply: unknown = await response.json().catch(() => null);
    if (reply) reads.push((reply as { value: { text: string; verdict: string } }).value);
  });
  await startBatch(page, await host.start());
  await page.keyboard.press('F4');
  const verdicts = (of: string) =>
    reads.filter(({ text }) => text.includes(of)).map(({ verdict }) => verdict);
  const startedAt = performance.now();
  const codes = ['CAM-QR-0001', 'CAM-DM-0002'] as const;
  for (const code of codes) {
    await expect.poll(() => verdicts(code)[0], { timeout: 90_000 }).toBe('accepted');
  }
  await expect.poll(() => verdicts(codes[0]).length, { timeout: 90_000 }).toBeGreaterThan(1);
  // Seconds of standing still give one read: more came from later rounds only, and were known.
  const rounds = Math.ceil((performance.now() - startedAt) / filmMs) + 1;
  for (const code of codes) {
    expect(verdicts(code).length).toBeLessThanOrEqual(rounds);
    expect(
      verdicts(code)
        .slice(1)
        .filter((verdict) => verdict !== 'seen'),
    ).toEqual([]);
  }
  expect(new Set(reads.map(({ text }) => text))).toEqual(
    new Set([']Q1CAM-QR-0001', ']d1CAM-DM-0002']),
  );
  expect(complaints).toEqual([]);

  // It is remembered, and turned off by the same key.
  await page.reload();
  await expect(page.getByRole('button', { name: /Camera off/ })).toBeVisible();
  await page.keyboard.press('F4');
  await expect(page.getByRole('button', { name: /Read by camera/ })).toBeVisible();
  await expect(page.locator('video')).toHaveCount(0);
});

test('a station without a camera, and one that may not use it, say so', async ({
  host,
  pageWith,
}) => {
  // Two browsers, and a busy machine takes its time to ask for a camera.
  test.setTimeout(300_000);
  const late = { timeout: 60_000 };
  const url = await host.start();
  const page = await pageWith([]);
  const denied = await pageWith([
    '--use-fake-device-for-media-stream',
    '--deny-permission-prompts',
  ]);
  await startBatch(page, url);
  await page.keyboard.press('F4');
  await expect(page.getByText('No camera is connected')).toBeVisible(late);
  await denied.goto(url);
  await expect(denied.getByRole('button', { name: /Pause/ })).toBeVisible();
  await denied.keyboard.press('F4');
  await expect(denied.getByText('This window may not use the camera')).toBeVisible(late);
});
