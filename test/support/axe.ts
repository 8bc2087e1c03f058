import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe objects to: each rule with the elements that break it, empty when there is nothing. For pages without
 * frames, as ours are: the way for pages with frames opens a second page each time and finds the same.
 */
export async function objections(
  page: Page,
  {
    rules,
    but = [],
  }: {
    /** Only these; all where there are none. */
    rules?: string[];
    /** All but these. */
    but?: string[];
  } = {},
): Promise<[string, string[]][]> {
  // What passes is not asked for: writing it down takes longer than finding it.
  const axe = new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], preload: false })
    .disableRules(but);
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}
