import { expect, test } from 'vitest';
import {
  checkingOf,
  checkings,
  firstLine,
  toLine,
  withChecking,
} from '../../renderer/scan/line/line-form.ts';

test('each choice of codes is told back as it was made', () => {
  for (const checking of checkings) {
    expect(checkingOf(withChecking(firstLine, checking))).toBe(checking);
  }
});

test('what does not belong to the choice made is not started with', () => {
  const filled = { ...firstLine, persons: 2 as const, boxScanner: 'COM5', boxBegins: ']C1' };
  expect(toLine(withChecking(filled, 'single'))).toMatchObject({
    persons: 1,
    boxScanner: '',
    boxBegins: '',
  });
  expect(toLine(withChecking(filled, 'box'))).toMatchObject({
    persons: 2,
    boxScanner: 'COM5',
    boxBegins: '',
  });
  expect(toLine(withChecking({ ...filled, persons: 1 }, 'triple'))).toMatchObject({
    boxScanner: '',
    boxBegins: ']C1',
  });
});
