import { expect, test } from 'vitest';
import { serveBrowser } from '../../main/hosts/browser.ts';
import { createCallPace } from '../../main/hosts/call-pace.ts';
import { openDoor } from '../../main/hosts/electron-door.ts';
import { must } from '../support/must.ts';
import { ipcMain, StandInContents } from './electron-stand-in.ts';
import { ask, FakeLine, pageFolder, problemOf } from './support.ts';

test('a burst is taken, then so many a second, and what was refused costs nothing', () => {
  let time = 0;
  const pace = createCallPace({ perSecond: 10, atOnce: 3 }, () => time);
  const taken = (calls: number) => Array.from({ length: calls }, pace).filter((no) => !no).length;
  expect(taken(5)).toBe(3);
  expect(pace()?.code).toBe('too-many-calls');
  time += 100;
  expect(taken(5)).toBe(1);
  time += 60_000;
  expect(taken(5)).toBe(3);
});

const pace = { perSecond: 0.001, atOnce: 2 };

test('the browser host refuses what is beyond it with 429, and the line hears nothing of it', async () => {
  const line = new FakeLine();
  const options = { line, rendererFolder: pageFolder(), key: 'k'.repeat(32), pace };
  const host = must(await serveBrowser(options));
  const port = Number(new URL(host.url).port);
  const headers = {
    host: `127.0.0.1:${port}`,
    cookie: `lineside-${port}=${options.key}`,
    'content-type': 'application/json',
  };
  const call = () => ask(port, 'POST', '/call/state.get', headers, '{}');
  expect([(await call()).status, (await call()).status]).toEqual([200, 200]);
  const refused = await call();
  expect([refused.status, problemOf(refused)]).toEqual([429, 'too-many-calls']);
  expect(line.calls).toHaveLength(2);
  // The page itself, and the state, are no calls.
  expect((await ask(port, 'GET', '/', headers)).status).toBe(200);
  await host.close();
});

test('so does the door of the window', async () => {
  const line = new FakeLine();
  const contents = new StandInContents();
  const windows = new Set([contents]) as never;
  openDoor(ipcMain as never, { line, role: 'admin', windows, pace });
  const handler = ipcMain.handlers.get('lineside:call') as (...a: unknown[]) => Promise<unknown>;
  const event = { sender: contents, senderFrame: contents.mainFrame };
  const codes = [];
  for (let n = 0; n < 3; n += 1) codes.push(await handler(event, 'state.get', '{}'));
  expect(codes).toMatchObject([
    { ok: true },
    { ok: true },
    { ok: false, problem: { code: 'too-many-calls' } },
  ]);
});
