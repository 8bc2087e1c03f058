import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFileLog, readLogs } from '../../main/log/file-log.ts';
import { createRedactor } from '../../main/log/redact.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

const needs = (folder: string) => ({ folder, now: () => 0, redactor: createRedactor() });

test('a line is one object of JSON, only its owner reads it, and warnings are echoed', () => {
  const folder = temporaryFolder();
  const echoed: string[] = [];
  const log = createFileLog({ ...needs(folder), echo: (line) => void echoed.push(line) });
  log.info('opened');
  log.warn('odd\nthing', { appSecret: 'CANARY', code: 7 });
  const [{ name, text } = { name: '', text: '' }] = readLogs(folder);
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toEqual([
    { at: '1970-01-01T00:00:00.000Z', level: 'info', text: 'opened' },
    {
      at: '1970-01-01T00:00:00.000Z',
      level: 'warn',
      text: 'odd\nthing',
      about: { appSecret: '[redacted]', code: 7 },
    },
  ]);
  expect(echoed).toEqual([text.trimEnd().split('\n')[1]]);
  expect(statSync(join(folder, 'logs', name)).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'logs')).mode & 0o777).toBe(0o700);
});

test('files are bounded in size and number, and the newest lines stay', () => {
  const folder = temporaryFolder();
  const limits = { bytes: 2000, files: 3 };
  const log = createFileLog({ ...needs(folder), limits });
  for (let n = 0; n < 500; n++) log.info(`line ${n}`);
  const logs = readLogs(folder);
  expect(logs.map(({ name }) => name)).toEqual([
    'lineside.ndjson',
    'lineside.1.ndjson',
    'lineside.2.ndjson',
  ]);
  expect(readdirSync(join(folder, 'logs'))).toHaveLength(3);
  for (const { text } of logs) expect(text.length).toBeLessThanOrEqual(limits.bytes);
  const all = logs.toReversed().flatMap(({ text }) => text.trimEnd().split('\n'));
  const numbers = all.map((line) => Number(/line (\d+)/.exec(line)?.[1]));
  expect(numbers.at(-1)).toBe(499);
  expect(numbers).toEqual(numbers.map((_, at) => (numbers[0] ?? 0) + at));
});

test('a folder that takes no line stops nobody', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'logs'), 'a file is in the way');
  const echoed: string[] = [];
  const log = createFileLog({ ...needs(folder), echo: (line) => void echoed.push(line) });
  log.warn('still heard');
  expect(echoed).toHaveLength(1);
  expect(readFileSync(join(folder, 'logs'), 'utf8')).toBe('a file is in the way');
  mkdirSync(join(folder, 'other'));
  expect(readLogs(join(folder, 'other'))).toEqual([]);
});
