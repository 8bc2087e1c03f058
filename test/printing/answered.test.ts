import { expect, test } from 'vitest';
import { contract } from '../../shared/contract.ts';

test('a job of greens is named by its batch, printer and template, and can be answered by that name', () => {
  const uuid = '019513a4-7b1e-7cc2-8f3a-0d9e4b6a1c55';
  const job = `auto-${uuid}-${uuid}-roll-50x30-12`;
  for (const call of ['resume', 'pause', 'cancel', 'move', 'void', 'pieces'] as const) {
    const input = { job, reason: 'torn', printer: 'zebra', first: 1, last: 1 };
    const checked = contract[`printing.${call}`].input.safeParse(input);
    expect(checked.error?.message, call).toBeUndefined();
  }
});
