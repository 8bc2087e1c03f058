import { expect, test } from 'vitest';
import { createTroubleLog } from '../../main/sync/trouble-log.ts';
import { problem } from '../../shared/problems.ts';

test('a lossy network fills no log: one line when it begins, changes, or begins again', () => {
  const lines: unknown[] = [];
  const warn = (_: string, about?: Record<string, unknown>) => void lines.push(about?.['code']);
  const trouble = createTroubleLog({ info: () => {}, warn });
  const away = problem('cloud-unreachable', { detail: 'ECONNRESET' });
  for (let time = 0; time < 150; time++) trouble.went(away);
  trouble.went(problem('cloud-busy', { detail: 'HTTP 503' }));
  trouble.isWell();
  trouble.went(away);
  expect(lines).toEqual(['cloud-unreachable', 'cloud-busy', 'cloud-unreachable']);
});
