/**
 * A UUID version 7 (RFC 9562 §5.7): sortable by time, unguessable in the rest.
 * `now` is epoch milliseconds; `random` must be cryptographically strong.
 */
export function uuidV7(now: number, random: (bytes: number) => Uint8Array): string {
  const bytes = random(16);
  for (let index = 0; index < 6; index++) bytes[index] = Math.floor(now / 2 ** (8 * (5 - index)));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
