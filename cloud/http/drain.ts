import type { IncomingMessage } from 'node:http';

/** As much of a refused body is read away, in bytes and milliseconds; then the line is cut. */
const most = 64 * 1024 * 1024;
const longest = 5000;

/**
 * Reads away what is still coming of a request that is refused for its size. Answering and closing
 * while the caller still writes resets the connection, and the caller sees a broken pipe instead of
 * the reason.
 */
export function drain(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let taken = 0;
    const end = () => {
      clearTimeout(timer);
      request.off('data', count);
      resolve();
    };
    const count = (chunk: Buffer) => {
      taken += chunk.length;
      if (taken > most) end();
    };
    const timer = setTimeout(end, longest);
    request.on('data', count).once('end', end).once('close', end);
    request.resume();
  });
}
