import { crc32, deflateRawSync } from 'node:zlib';

/** A file of an archive, which may say what is not true of it. */
export interface RawFile {
  name: string;
  text: string | Uint8Array;
  /** What the list says instead. */
  size?: number;
  crc?: number;
  flags?: number;
  /** Numbers are written in 64 bits, as programs do that write without knowing the end. */
  wide?: boolean;
}

/** An archive as it stands in APPNOTE.TXT, byte by byte. */
export function rawZip(files: readonly RawFile[]): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const { name, text, flags = 0, wide = false, ...said } of files) {
    const bytes = Buffer.from(text as string);
    const packed = deflateRawSync(bytes);
    const size = said.size ?? bytes.length;
    const crc = said.crc ?? crc32(bytes);
    const local = Buffer.alloc(30 + name.length);
    local.writeUInt32LE(0x04034b50);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    local.write(name, 30);
    const extra = Buffer.alloc(wide ? 28 : 0);
    if (wide) {
      extra.writeUInt16LE(1);
      extra.writeUInt16LE(24, 2);
      for (const [at, value] of [size, packed.length, offset].entries()) {
        extra.writeBigUInt64LE(BigInt(value), 4 + 8 * at);
      }
    }
    const entry = Buffer.alloc(46 + name.length);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(crc, 16);
    entry.writeUInt32LE(wide ? 0xffffffff : packed.length, 20);
    entry.writeUInt32LE(wide ? 0xffffffff : size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt32LE(wide ? 0xffffffff : offset, 42);
    entry.write(name, 46);
    parts.push(local, packed);
    list.push(entry, extra);
    offset += local.length + packed.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}
