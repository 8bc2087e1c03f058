import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { createCopiedSecret } from '../../main/security/copied-secret.ts';
import type { Timer } from '../../main/world.ts';
import { must, openStation } from '../support/station.ts';

/** A copied secret leaves the clipboard after a minute, if it is still there, and nothing else does. */

const secret = 'sample-of-a-device-secret-0001';
const digest = createHash('sha256').update(secret).digest('hex');

function room(held = '') {
  const board = { held };
  const due: { ms: number; work: () => void; over: boolean }[] = [];
  const warn = vi.fn();
  const clipboard = {
    text: async () => board.held,
    clear: () => {
      board.held = '';
    },
  };
  const after = (ms: number, work: () => void) => {
    const one = { ms, work, over: false };
    due.push(one);
    const timer: Timer = {
      cancel: () => {
        one.over = true;
      },
      unref: () => timer,
    };
    return timer;
  };
  /** A minute goes by. */
  const minute = async () => {
    for (const one of due.splice(0)) if (!one.over) one.work();
    await Promise.resolve();
    await Promise.resolve();
  };
  const timers = { steady: () => 0, after };
  const log = { info: () => {}, warn };
  return { board, due, warn, minute, needs: { clipboard, timers, log } };
}

describe('on a host with a clipboard', () => {
  test('a secret that is still there is taken off after a minute', async () => {
    const { board, due, minute, needs } = room();
    const guard = createCopiedSecret(needs);
    expect(guard.copied(digest)).toBe(60);
    board.held = secret;
    expect(due.map(({ ms }) => ms)).toEqual([60_000]);
    await minute();
    expect(board.held).toBe('');
  });

  test('what somebody copied since stays', async () => {
    const { board, minute, needs } = room();
    createCopiedSecret(needs).copied(digest);
    board.held = 'a shopping list';
    await minute();
    expect(board.held).toBe('a shopping list');
  });

  test('a second one has its own minute', async () => {
    const { board, due, minute, needs } = room(secret);
    const guard = createCopiedSecret(needs);
    guard.copied(createHash('sha256').update('the first one').digest('hex'));
    guard.copied(digest);
    expect(due.map(({ over }) => over)).toEqual([true, false]);
    await minute();
    expect(board.held).toBe('');
  });

  test('it does not outlive the station, and what was done is not done again', async () => {
    const { board, minute, needs } = room(secret);
    const guard = createCopiedSecret(needs);
    guard.copied(digest);
    await guard.close();
    expect(board.held).toBe('');
    board.held = secret;
    await minute();
    await guard.close();
    expect(board.held).toBe(secret);
  });

  test('a clipboard that never answers does not keep the station from ending', async () => {
    const { due, needs } = room();
    const hanging = { clear: () => {}, text: () => new Promise<string>(() => {}) };
    const guard = createCopiedSecret({ ...needs, clipboard: hanging });
    guard.copied(digest);
    const closed = guard.close();
    due.find(({ ms }) => ms === 1000)?.work();
    await closed;
  });

  test('a clipboard that another program holds is told in the log, without the secret', async () => {
    const { warn, minute, needs } = room();
    const broken = {
      clear: () => {},
      text: async () => {
        throw new Error('busy');
      },
    };
    createCopiedSecret({ ...needs, clipboard: broken }).copied(digest);
    await minute();
    expect(warn).toHaveBeenCalledOnce();
    expect(JSON.stringify(warn.mock.calls)).not.toContain(secret);
  });
});

test('the call says when it leaves, or that this host cannot see to it', async () => {
  const name = { groupId: 'INV5K1', deviceSn: 'INV-1', part: 'deviceSecret' };
  const { needs, board } = room(secret);
  const station = await openStation({ clipboard: needs.clipboard });
  const call = (input: object) => station.call('devices.copied', input, { role: 'admin' });
  expect(must(await call({ ...name, digest }))).toEqual({ clearsIn: 60 });
  expect(must(await call(name))).toEqual({ clearsIn: null });
  await station.close();
  expect(board.held).toBe('');
  const without = await openStation();
  const reply = await without.call('devices.copied', { ...name, digest }, { role: 'admin' });
  expect(must(reply)).toEqual({ clearsIn: null });
});
