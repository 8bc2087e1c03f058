import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { english } from '../../../resources/languages/english.ts';
import { inGroups } from '../../../shared/certificate/certificate.ts';
import { fill } from '../../../shared/fill.ts';
import { fail } from '../../../shared/problems.ts';
import { checkHere } from '../../certificate/check.ts';
import { makeCertificate } from '../../certificate/make.ts';
import { verifyAuditFile } from './audit.ts';
import { misuse, options, print, type Status, unwrap, withStation } from './command.ts';

/** `export certificate --batch B [--group G] --out FOLDER` */
export async function exportCertificateCommand(args: string[]): Promise<Status> {
  const { values } = options(args, {
    batch: { type: 'string' },
    group: { type: 'string' },
    out: { type: 'string' },
  });
  const { batch: batchTag, group: groupId, out } = values;
  if (batchTag === undefined || out === undefined) {
    misuse('export certificate --batch B [--group G] --out FOLDER');
  }
  return withStation(values.data, async ({ parts: { store, vault, settings } }) => {
    const { stationName } = settings.get().preferences;
    const folder = resolve(out);
    const needs = { store, vault, stationName, now: Date.now() };
    const { units, fingerprint } = unwrap(makeCertificate(needs, { batchTag, groupId, folder }));
    print({ folder, units, fingerprint: inGroups(fingerprint) });
    return 0;
  });
}

/** `verify certificate|audit FILE [--fingerprint F]`: 0 sound, 1 not; needs no station. */
export async function verifyCommand(args: string[]): Promise<Status> {
  const { values, positionals } = options(args, { fingerprint: { type: 'string' } }, true);
  const [what, file, ...more] = positionals;
  if (!['certificate', 'audit'].includes(what ?? '') || file === undefined || more.length > 0) {
    misuse('verify certificate|audit FILE [--fingerprint F]');
  }
  if (what === 'audit') return verifyAuditFile(file, values.fingerprint);
  const found = await checkHere(Uint8Array.from(read(resolve(file))), values.fingerprint);
  if (found.sound) {
    const { facts, seal } = found.certificate;
    print({ sound: true, ...facts, fingerprint: inGroups(seal.fingerprint) });
    return 0;
  }
  const message = fill(english.screen[`cert.${found.fault.why}`], { ...found.fault });
  print({ sound: false, ...found.fault, message });
  return 1;
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    return unwrap(
      fail('file-unreadable', { file, detail: String((error as { code?: string }).code) }),
    );
  }
}
