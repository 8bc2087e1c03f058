/**
 * A UUID version 7 (RFC 9562 §5.7): sortable by time, unguessable in the rest.
 * `now` is epoch milliseconds; `random` must be cryptographically strong.
 */
export function uuidV7(now: number, random: (bytes: number) => Uint8Array): string {
  const bytes = random(16);
  for (let index = 0; index < 6; index++) bytes[index] = Math.floor(now / 2 ** (8 * (5 - index)));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Bytes asked for at a time: asking costs more than what 4 KiB of them do. */
const poolBytes = 4096;

/** Makes UUIDs of version 7, thousands in a row at little cost. */
export function idMaker(now: () => number, random: (bytes: number) => Uint8Array): () => string {
  let pool: Uint8Array = new Uint8Array(0);
  let used = 0;
  const some = (bytes: number): Uint8Array => {
    if (used + bytes > pool.length) {
      pool = random(poolBytes);
      used = 0;
    }
    used += bytes;
    return pool.subarray(used - bytes, used);
  };
  return () => uuidV7(now(), some);
}
