import { safeName } from '../label-folder.ts';

/** Windows opens a device under these, whatever ending they have. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * File names for SNs, in their order, without an ending. Two SNs that would share one, also where a disk does not tell
 * capitals, are told apart by a number.
 */
export function fileNames(): (deviceSn: string) => string {
  const taken = new Set<string>();
  return (deviceSn) => {
    const safe = safeName(deviceSn);
    const plain = reserved.test(safe) ? safe.replace(/^[^.]+/, '$&_') : safe;
    let name = plain;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${plain}-${n}`;
    taken.add(name.toLowerCase());
    return name;
  };
}
