import { Transform, type TransformCallback } from 'node:stream';
import { Framer } from './framer.ts';

/**
 * Passes whole packets on, each as one piece, so that a packet of ours may be written between two.
 * @param allowed which of them; it may end the stream by throwing.
 */
export class PacketStream extends Transform {
  readonly #framer: Framer;
  readonly #allowed: (packet: Buffer) => boolean;

  constructor(limit: number, allowed: (packet: Buffer) => boolean = () => true) {
    super();
    this.#framer = new Framer(limit);
    this.#allowed = allowed;
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    try {
      const packets = this.#framer.push(chunk);
      if (packets === null) throw new Error('not MQTT, or a packet that is too large');
      for (const packet of packets) if (this.#allowed(packet)) this.push(packet);
      done();
    } catch (error) {
      done(error as Error);
    }
  }
}
