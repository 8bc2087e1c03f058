import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import { fail, ok, type Result } from '../../shared/problems.ts';

const version = z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/);

/** What a version consists of. Installers for all systems stand in one manifest. */
export const manifestSchema = z.strictObject({
  format: z.literal('lineside-update/1'),
  version,
  /** The oldest version that this one follows directly. */
  minimum: version,
  files: z
    .array(
      z.strictObject({
        /** A plain name: it lies beside the manifest. */
        name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/),
        platform: z.enum(['linux', 'win32', 'darwin']),
        arch: z.enum(['x64', 'arm64']),
        bytes: z
          .int()
          .min(1)
          .max(2 ** 31),
        /** Hexadecimal. */
        sha512: z.string().regex(/^[0-9a-f]{128}$/),
      }),
    )
    .min(1)
    .max(50),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** The manifest as text, word for word what was signed: no two programs have to agree on how JSON is written. */
const envelopeSchema = z.strictObject({
  manifest: z.string().max(65_536),
  signature: z.base64().length(88),
});

/** Longest file that is looked at, in bytes. */
export const longestManifest = 131_072;

/** The signature covers this in front of the text, so that it is good for nothing else. */
export const signedAs = 'lineside update\n';

function parsed<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    const checked = schema.safeParse(JSON.parse(text));
    return checked.success ? checked.data : null;
  } catch {
    return null;
  }
}

/**
 * The manifest in `text`, if one of `keys` signed it. Problems: `update-unreadable`, `update-no-key`,
 * `update-forged`. Nothing of what is in it is believed before that.
 */
export function openManifest(text: string, keys: readonly string[]): Result<Manifest> {
  const envelope = parsed(envelopeSchema, text);
  if (envelope === null) return fail('update-unreadable', { detail: 'it is no manifest' });
  if (keys.length === 0) return fail('update-no-key');
  const message = Buffer.from(signedAs + envelope.manifest);
  const signature = Buffer.from(envelope.signature, 'base64');
  const signed = keys.some((key) => {
    const der = Buffer.from(key, 'base64');
    return verify(
      null,
      message,
      createPublicKey({ key: der, format: 'der', type: 'spki' }),
      signature,
    );
  });
  if (!signed) return fail('update-forged');
  const manifest = parsed(manifestSchema, envelope.manifest);
  return manifest ? ok(manifest) : fail('update-unreadable', { detail: 'it is of another kind' });
}

/** Below 0: `a` is older than `b`. Both as three numbers; anything behind them (`-rc.1`) is not looked at. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split(/[.-]/).slice(0, 3).map(Number));
  for (const at of [0, 1, 2]) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
