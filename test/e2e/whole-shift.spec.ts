import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { english as en } from '../../resources/languages/english.ts';
import { zhCN } from '../../resources/languages/zh-CN.ts';
import { plainLine } from '../../shared/models/line.ts';
import type { Language, themes } from '../../shared/models/settings.ts';
import { objections } from '../support/axe.ts';
import { run, sampleCatalog } from '../support/cli.ts';
import { readLabels } from '../support/printed-labels.ts';
import { scanByKeys } from '../support/wedge-scanner.ts';
import { expect, test } from './host.ts';

/**
 * The shift of a technician in gloves: from badge to LOG OFF with a scanner that types, and a keyboard for what
 * has no barcode. Every code is read off the paper that the station made. What is read is what a screen
 * reader is told: the live region.
 */

const books = { en, 'zh-CN': zhCN };
const pin = '91827364';
/** The company's own badge: digits alone, as a quick PIN is. */
const companyBadge = '004711080815';

interface Paper {
  command: Record<string, string>;
  card: string;
  printedBadge: string;
}

/** A call of the window; only to set up what hangs on the wall before the shift. */
const call = (page: Page, name: string, input: object): Promise<unknown> =>
  page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json' };
      const reply = await fetch(`/call/${path}`, { method: 'POST', headers, body: body ?? '{}' });
      const told = (await reply.json()) as { ok: boolean; value?: unknown };
      if (!told.ok) throw new Error(`${path}: ${JSON.stringify(told)}`);
      return told.value;
    },
    [name, JSON.stringify(input)],
  );

/** The codes that a decoder finds on paper. */
async function codesOn(page: Page, folder: string, name: string, input: object): Promise<string[]> {
  const { base64 } = (await call(page, name, input)) as { base64: string };
  const file = join(folder, `${name}.pdf`);
  await writeFile(file, Buffer.from(base64, 'base64'));
  return (await readLabels(file, 150)).codes;
}

/** What an administrator sees to before anybody works: people, badges, the sheet and the card of the work order. */
async function prepare(page: Page, folder: string, look: object): Promise<Paper> {
  await call(page, 'operators.logOn', { name: 'M. Okafor', pin });
  await call(page, 'operators.save', { name: 'A. Li', role: 'technician' });
  await call(page, 'operators.save', { name: '王芳', role: 'line-lead' });
  const badge = (await call(page, 'operators.printBadge', { name: 'A. Li' })) as { code: string };
  await call(page, 'operators.enrolBadge', { name: '王芳' });
  await call(page, 'station.read', { text: companyBadge, source: { kind: 'wedge' } });
  const sheet = await codesOn(page, folder, 'commands.sheet', { paper: 'A4' });
  const start = {
    groupId: 'INV5K1',
    tag: 'WO-SHIFT 工单',
    target: 4,
    template: 'roll-50x30',
    allocateTo: null,
    masterData: {},
    line: plainLine,
    makes: false,
  };
  const [card = ''] = await codesOn(page, folder, 'commands.card', { paper: 'A4', start });
  await call(page, 'preferences.set', look);
  await call(page, 'operators.logOff', {});
  const named = sheet.map((code) => [/\.([A-Z]+)\.[^.]+$/.exec(code)?.[1] ?? code, code]);
  return { command: Object.fromEntries(named), card, printedBadge: badge.code };
}

/** Everything that is in the journal, in its order. */
async function journal(folder: string): Promise<Record<string, unknown>[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) =>
    /journal-\d+\.ndjson$/.test(name),
  );
  const texts = await Promise.all(
    names.toSorted().map((name) => readFile(join(folder, name), 'utf8')),
  );
  return texts
    .flatMap((text) => text.trim().split('\n'))
    .map((line) => (JSON.parse(line) as { entry: Record<string, unknown> }).entry);
}

const tabTo = (page: Page, selector: string) =>
  expect(async () => {
    await page.keyboard.press('Tab');
    const there = await page.evaluate((one) => document.activeElement?.matches(one), selector);
    expect(there).toBe(true);
  }).toPass({ intervals: [0], timeout: 15_000 });

test.setTimeout(400_000);

const runs: [Language, (typeof themes)[number]][] = [
  ['en', 'contrast'],
  ['zh-CN', 'dark'],
];
for (const [language, theme] of runs) {
  test(`a whole shift by badge, card and command barcodes: ${language}, ${theme}`, async ({
    page,
    host,
  }) => {
    const { screen: w } = books[language];
    const data = ['--data', host.folder];
    await run(['catalog', 'import', sampleCatalog, ...data]);
    const admin = ['operators', 'save', '--name', 'M. Okafor', '--role', 'admin', '--pin', '-'];
    await run([...admin, ...data], { input: `${pin}\n` });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(await host.start());
    await page.getByRole('heading', { level: 1 }).waitFor();
    const { command, card, printedBadge } = await prepare(page, host.folder, { language, theme });
    await page.waitForSelector(`html[data-look=${theme}][lang=${language}]`);

    // From here on: the scanner, and keys. A mouse fails the shift.
    await page.evaluate(() => {
      window.addEventListener('pointerdown', () => document.body.remove(), true);
    });
    const verdict = page.getByRole('status', { name: w['verdict.title'] });
    const logOn = page.getByRole('heading', { level: 1, name: w['logOn.title'] });
    const onDuty = (name: string) =>
      expect(page.getByRole('contentinfo').getByText(name)).toBeVisible();
    const calm = async (step: string) => {
      expect({ step, found: await objections(page) }).toEqual({ step, found: [] });
    };
    const told = async (text: string, ...saying: (string | RegExp)[]) => {
      await scanByKeys(page, text);
      for (const one of saying) await expect(verdict).toContainText(one);
      // Said in the reader's language, whatever the code is.
      await expect(verdict).toContainText(language === 'en' ? /[a-zA-Z]{2}/ : /[一-鿿]{2}/);
    };
    const scanned = async (text: string, ...saying: (string | RegExp)[]) => {
      await told(text, ...saying);
      await calm(saying.join(' '));
    };
    const commanded = (word: string, ...saying: (string | RegExp)[]) =>
      scanned(command[word] ?? `no ${word} on the sheet`, w['verdict.noted'], ...saying);

    await expect(logOn).toBeVisible();
    await calm('nobody');
    await scanByKeys(page, printedBadge);
    await onDuty('A. Li');
    await expect(verdict).toContainText(w['verdict.noBatch']);
    await scanned(card, w['verdict.noted'], 'noted-batch-started', 'WO-SHIFT 工单');

    await scanned('SHIFT-0001', w['verdict.accepted'], 'SHIFT-0001');
    await scanByKeys(page, command.NEXT ?? '');
    await expect(verdict).toContainText(w['verdict.ready']);
    await scanned('SHIFT-0002', w['verdict.accepted'], 'SHIFT-0002');
    await scanned('SHIFT_0003', /sn-[a-z-]+/, 'SHIFT_0003', /6/);
    await scanned('SHIFT-0002', w['verdict.seen'], 'seen-in-batch');
    await told('SHIFT-0003', w['verdict.accepted']);
    await commanded('UNDO', 'noted-undone', 'SHIFT-0003');
    await commanded('REPRINT', 'noted-reprinted', 'SHIFT-0002');
    await commanded('PAUSE', 'noted-paused');
    await scanned('SHIFT-0003', w['verdict.stopped'], 'batch-paused');
    await commanded('RESUME', 'noted-resumed');

    await scanned(companyBadge, 'noted-operator-on');
    await onDuty('王芳');
    await told('SHIFT-0003', w['verdict.accepted'], 'SHIFT-0003');
    await told('SHIFT-0004', w['verdict.accepted'], 'SHIFT-0004');
    await commanded('FINISH', 'noted-finished');
    await scanByKeys(page, command.LOGOFF ?? '');
    await expect(logOn).toBeVisible();
    await scanByKeys(page, 'SHIFT-0005');
    await expect(page.getByRole('alert')).toContainText('operator-missing');
    await calm('operator-missing');
    // Digits alone, while a PIN could be typed.
    await scanByKeys(page, companyBadge);
    await onDuty('王芳');

    // What was made, and by whom: the newest unit and the oldest one.
    await page.keyboard.press('Alt+2');
    const units = page.locator('tbody a');
    await expect(units).toHaveText(['SHIFT-0004', 'SHIFT-0003', 'SHIFT-0002', 'SHIFT-0001']);
    await calm('devices');
    await tabTo(page, 'tbody a');
    await page.keyboard.press('Enter');
    await expect(page.getByText(`王芳 (${w['role.line-lead']})`).first()).toBeVisible();
    await calm('device');
    await page.keyboard.press('Alt+2');
    await tabTo(page, 'tbody a');
    await page.keyboard.press('PageDown');
    await expect(units.last()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText(`A. Li (${w['role.technician']})`).first()).toBeVisible();

    const [li, wang] = ['A. Li (technician)', '王芳 (line-lead)'];
    const entries = await journal(host.folder);
    const registered = entries.filter(({ type }) => type === 'device-registered');
    expect(registered.map(({ deviceSn, by }) => [deviceSn, by])).toEqual([
      ['SHIFT-0001', li],
      ['SHIFT-0002', li],
      ['SHIFT-0003', li],
      ['SHIFT-0003', wang],
      ['SHIFT-0004', wang],
    ]);
    const moves = entries.filter(({ type }) => String(type).startsWith('batch-'));
    expect(moves.map(({ type, state, by }) => [type, state, by])).toEqual([
      ['batch-started', undefined, li],
      ['batch-moved', 'paused', li],
      ['batch-moved', 'open', li],
      ['batch-moved', 'finished', wang],
    ]);
    // Secrets of people are on no line of it.
    expect(JSON.stringify(entries)).not.toMatch(new RegExp(`${companyBadge}|${printedBadge}`));
  });
}
