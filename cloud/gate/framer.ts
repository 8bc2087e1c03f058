import type { Duplex } from 'node:stream';

/** The largest packet that MQTT 3.1.1 has, in bytes: a remaining length of four bytes (§2.2.3). */
export const largestPacket = 268_435_455 + 5;

/** Many small pieces are joined now and then, or each byte that drips in would cost a hundred. */
const mostPieces = 64;

/** Cuts a stream of bytes into whole MQTT packets and looks at nothing but their length. */
export class Framer {
  readonly #limit: number;
  #pieces: Buffer[] = [];
  #size = 0;
  /** Length of the packet that is coming, 0 while it is not known. */
  #wanted = 0;

  /** @param limit of one packet with its header, in bytes. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @returns the packets that are whole now; null when this is no MQTT, or a packet over the limit. */
  push(chunk: Buffer): Buffer[] | null {
    this.#pieces.push(chunk);
    this.#size += chunk.length;
    if (this.#pieces.length > mostPieces) this.#join();
    const whole: Buffer[] = [];
    for (;;) {
      if (this.#wanted === 0) {
        const length = packetLength(this.#join());
        if (length === null || length > this.#limit) return null;
        this.#wanted = length;
      }
      if (this.#wanted === 0 || this.#size < this.#wanted) return whole;
      const all = this.#join();
      whole.push(all.subarray(0, this.#wanted));
      this.#pieces = [all.subarray(this.#wanted)];
      this.#size -= this.#wanted;
      this.#wanted = 0;
    }
  }

  /** What has come of a packet that is not whole. */
  rest(): Buffer {
    return this.#join();
  }

  #join(): Buffer {
    const all = this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces);
    this.#pieces = [all as Buffer];
    return all as Buffer;
  }
}

/** Whole length of the packet that begins here; 0 while it cannot be told, null when there is none. */
export function packetLength(bytes: Buffer): number | null {
  let length = 0;
  for (let at = 1; at <= 4; at++) {
    const byte = bytes[at];
    if (byte === undefined) return 0;
    length += (byte & 0x7f) * 128 ** (at - 1);
    if (byte < 0x80) return 1 + at + length;
  }
  return null;
}

/**
 * The first packet of a connection. What came after it stays in the stream, which is paused then.
 * @param firstByte what it has to begin with: anything else is not waited for.
 * @returns null when the connection ends before, or something else comes.
 */
export function firstPacket(
  stream: Duplex,
  firstByte: number,
  limit: number,
): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const framer = new Framer(limit);
    let begun = false;
    const end = (packet: Buffer | null) => {
      stream.off('data', take).off('close', gone).off('end', gone).off('error', gone);
      resolve(packet);
    };
    const gone = () => end(null);
    const take = (chunk: Buffer) => {
      if (!begun && chunk[0] !== firstByte) return end(null);
      begun = true;
      const packets = framer.push(chunk);
      if (packets === null) return end(null);
      const [packet, ...more] = packets;
      if (!packet) return;
      stream.pause();
      const later = Buffer.concat([...more, framer.rest()]);
      if (later.length > 0) stream.unshift(later);
      end(packet);
    };
    if (stream.destroyed) return resolve(null);
    stream.on('data', take).on('close', gone).on('end', gone).on('error', gone);
  });
}
