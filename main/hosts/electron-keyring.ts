import type { SafeStorage } from 'electron';
import type { Keyring } from '../world.ts';

/**
 * The operating system's key ring. The synchronous calls are deprecated in Electron 45 and gone in
 * 46: the vault's interface has to become asynchronous before Electron is raised.
 */
export function electronKeyring(
  storage: Pick<
    SafeStorage,
    'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
  >,
  platform: NodeJS.Platform,
): Keyring {
  const named = { darwin: 'keychain', win32: 'dpapi' } as Partial<Record<NodeJS.Platform, string>>;
  const backend = named[platform] ?? storage.getSelectedStorageBackend();
  // `basic_text` encrypts with a password that stands in Chromium's source: no key ring at all.
  const real = backend !== 'basic_text' && backend !== 'unknown';
  return {
    backend,
    available: () => real && storage.isEncryptionAvailable(),
    wrap: (key) => storage.encryptString(Buffer.from(key).toString('base64')),
    unwrap: (blob) => Buffer.from(storage.decryptString(Buffer.from(blob)), 'base64'),
  };
}
