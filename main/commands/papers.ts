import { english as en } from '../../resources/languages/english.ts';
import { zhCN } from '../../resources/languages/zh-CN.ts';
import { cardArgument } from '../../shared/commands/card.ts';
import { sheetWords } from '../../shared/commands/words.ts';
import { fill } from '../../shared/fill.ts';
import type { BatchStart } from '../../shared/models/batch.ts';
import { fail, ok, type Result } from '../../shared/problems.ts';
import type { Paper, Sheet, SheetCard } from '../labels/sheet.ts';
import type { CommandKey } from './key.ts';

/** What stands on command sheets and batch cards: codes, and words in both languages. */

/** The word as it is said of this command: what people look for first. */
const said: Partial<Record<string, string>> = { LOGOFF: 'LOG OFF' };

/** Every command once. */
export function commandSheet(
  key: CommandKey,
  about: { paper: Paper; station: string },
): Result<Sheet> {
  const cards: SheetCard[] = [];
  for (const word of sheetWords) {
    const code = key.seal({ word, argument: null });
    if (!code.ok) return code;
    const name = `command.${word}` as const;
    const lines = [zhCN.screen[name], en.screen[name]];
    cards.push({ code: code.value, word: said[word] ?? word, lines });
  }
  const title = both('command.sheetTitle');
  return ok({
    paper: about.paper,
    form: 'sheet',
    title,
    foot: footOf(cards, about.station),
    cards,
  });
}

/** A card that starts this batch or goes on with it. `command-card-too-large` */
export function batchCard(
  key: CommandKey,
  about: { paper: Paper; station: string; start: BatchStart; groupName: string },
): Result<Sheet> {
  const { start, groupName, paper, station } = about;
  const argument = cardArgument(start);
  if (argument === null) return fail('command-card-too-large');
  const code = key.seal({ word: 'BATCH', argument });
  if (!code.ok) return code;
  const { groupId, target, template, allocateTo } = start;
  const facts = [
    target === null ? '' : `× ${target}`,
    template ?? '',
    allocateTo ? `${allocateTo.regionId}/${allocateTo.orgId}` : '',
  ].filter((fact) => fact !== '');
  const lines = [
    groupName,
    groupId,
    facts.join(' · '),
    zhCN.screen['command.cardHint'],
    en.screen['command.cardHint'],
  ].filter((line) => line !== '');
  const cards = [{ code: code.value, word: start.tag, lines }];
  const title = both('command.cardTitle');
  return ok({ paper, form: 'card', title, foot: footOf(cards, station), cards });
}

const both = (name: 'command.sheetTitle' | 'command.cardTitle'): string =>
  `${en.screen[name]} · ${zhCN.screen[name]}`;

/** Which station's key it was made with: told by the name in the code. */
function footOf(cards: readonly SheetCard[], station: string): string {
  const key = cards[0]?.code.split('.')[2] ?? '';
  return `Lineside · ${fill(en.screen['command.station'], { station, key })}`;
}
