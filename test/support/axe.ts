import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

/** axe as its own package for Playwright has it. */
const near = createRequire(import.meta.resolve('@axe-core/playwright'));
const source = readFileSync(near.resolve('axe-core/axe.min.js'), 'utf8');

interface Options {
  /** Only these; all where there are none. */
  rules?: string[];
  /** All but these. */
  but?: string[];
}
type Objections = [string, string[]][];

/**
 * What axe objects to: each rule with the elements that break it, empty when there is nothing. For pages without
 * frames, as ours are. Run by hand: the package brings axe in twice for each look, and writing down the source of
 * each element that was looked at takes a third of the time. Where there is an objection, its elements are written
 * down by a second look.
 */
export async function objections(page: Page, options: Options = {}): Promise<Objections> {
  const is = await page.evaluate("typeof axe === 'undefined' ? '' : axe.version");
  if (is === '') await page.evaluate(`${source};axe.configure({ noHtml: true })`);
  const found = await page.evaluate(look, options);
  if (found.length === 0) return found;
  await page.evaluate(source);
  return page.evaluate(look, options);
}

/** Inside the page. */
async function look({ rules, but = [] }: Options): Promise<Objections> {
  const { axe } = window as unknown as { axe: Axe };
  const { violations } = await axe.run(document, {
    // What passes is not asked for: writing it down takes longer than finding it.
    resultTypes: ['violations'],
    preload: false,
    rules: Object.fromEntries(but.map((rule) => [rule, { enabled: false }])),
    ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}),
  });
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

interface Axe {
  run(
    context: Document,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}
