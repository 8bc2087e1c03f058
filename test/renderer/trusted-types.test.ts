import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ownWorker, plainText } from '../../renderer/trusted-types.ts';

/** What the page's policy lets through, of all that is written as text. */

it('a text that could be markup is refused, a style is not', () => {
  const style = '@media (min-width: 48em) {.a{--b: calc(1rem * 2);color: "x>y"}}';
  expect(plainText(style)).toBe(style);
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, behind) => {
      expect(plainText(`${before}<${behind}`)).toBeNull();
    }),
  );
});

it.each(['http://127.0.0.1:4321/', 'app://lineside/'])(
  'a worker is our own file, by its whole address (%s)',
  (page) => {
    expect(ownWorker('/assets/camera-worker-D4x_1a.js', page)).toBe(
      `${page}assets/camera-worker-D4x_1a.js`,
    );
    for (const other of [
      '/assets/index-D4x.js',
      '/assets/camera-worker-x.js/../index.js',
      '/assets/camera-worker-..%2findex.js',
      'https://evil.example/assets/camera-worker-x.js',
      '//evil.example/assets/camera-worker-x.js',
      'app://lineside.example/assets/camera-worker-x.js',
      'data:text/javascript,/assets/camera-worker-x.js',
      'blob:http://127.0.0.1:4321/assets/camera-worker-x.js',
      'javascript:0',
      '',
    ]) {
      expect([other, ownWorker(other, page)]).toEqual([other, null]);
    }
  },
);
