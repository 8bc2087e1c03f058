import { describe, expect, it } from 'vitest';
import { createInPicture, goneMs } from '../../renderer/scan/camera/in-picture.ts';
import { reasonOf } from '../../renderer/scan/camera/use-camera.ts';

describe('a code before the camera', () => {
  it('is read once while it stays, blurred frames or not', () => {
    const picture = createInPicture();
    expect(picture.see(['A'], 0)).toEqual(['A']);
    for (let at = 100; at < 5000; at += 100) {
      expect(picture.see(at % 300 === 0 ? [] : ['A'], at)).toEqual([]);
    }
  });

  it('is read again when it left and came back', () => {
    const picture = createInPicture();
    picture.see(['A'], 0);
    expect(picture.see([], goneMs)).toEqual([]);
    expect(picture.see([], goneMs + 1)).toEqual([]);
    expect(picture.see(['A'], goneMs + 2)).toEqual(['A']);
  });

  it('is read once by a slow machine, however long it takes to look', () => {
    const picture = createInPicture();
    expect(picture.see(['A'], 0)).toEqual(['A']);
    for (let look = 1; look < 10; look++) {
      expect(picture.see(['A'], look * 3 * goneMs)).toEqual([]);
    }
    // One blurred look among them is no leaving either.
    expect(picture.see([], 31 * goneMs)).toEqual([]);
    expect(picture.see(['A'], 34 * goneMs)).toEqual([]);
  });

  it('does not hide the one beside it, nor the next', () => {
    const picture = createInPicture();
    expect(picture.see(['A', 'B', 'A'], 0)).toEqual(['A', 'B']);
    expect(picture.see(['A', 'C'], 100)).toEqual(['C']);
  });
});

describe('a camera that does not come on', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'none'],
    ['NotReadableError', 'in-use'],
    ['NotSupportedError', 'broken'],
  ])('by %s is %s', (name, expected) => {
    expect(reasonOf(new DOMException('', name))).toBe(expected);
  });
});
