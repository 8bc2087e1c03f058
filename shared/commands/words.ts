/** The commands on the printed sheet, in its order. */
export const sheetWords = [
  'NEXT',
  'UNDO',
  'REPRINT',
  'PAUSE',
  'RESUME',
  'FINISH',
  'DESTROY',
  'LOGOFF',
] as const;

/** `BATCH` is a card of its own: it carries which batch. */
export const commandWords = [...sheetWords, 'BATCH'] as const;
export type CommandWord = (typeof commandWords)[number];
export type SheetWord = (typeof sheetWords)[number];

export const isCommandWord = (word: string): word is CommandWord =>
  (commandWords as readonly string[]).includes(word);
