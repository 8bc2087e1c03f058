import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { said } from './said.ts';

/** The floor of any writer: the bytes of a file that is there, written again in pieces of 64 KiB, and synced. */
const [, , from = '', to = ''] = process.argv;
const source = openSync(from, 'r');
const target = openSync(to, 'w');
const piece = new Uint8Array(64 * 1024);
let bytes = 0;
for (let read = readSync(source, piece); read > 0; read = readSync(source, piece)) {
  writeSync(target, piece, 0, read);
  bytes += read;
}
fsyncSync(target);
closeSync(target);
said(bytes);
