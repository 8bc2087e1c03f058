import { blockCount, mostBlocks, partOf } from './fountain.ts';
import { type FrameSize, frameSizes, frameText } from './frame.ts';

/** Numbers of parts as they are shown: three bytes of it. */
const mostIndex = 2 ** 24;

/** Blocks of a file at a size; null: too many to be shown at that size. */
export function framesNeeded(bytes: number, size: FrameSize): number | null {
  const count = blockCount(bytes, frameSizes[size]);
  return count > mostBlocks ? null : count;
}

/** The text of the frame that is shown as number `turn`, from 0 on: the blocks in their order, then sums without an end. */
export function frameAt(
  file: Uint8Array,
  { id, size, turn }: { id: string; size: FrameSize; turn: number },
): string {
  const part = partOf(file, frameSizes[size], turn % mostIndex);
  return frameText({ id: id.slice(0, 10), length: file.length, index: turn % mostIndex, part });
}
