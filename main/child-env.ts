/** Variables that hold a secret of the station or of the cloud: whoever needs one is given it by name. */
const secrets = [
  'LINESIDE_VAULT_PASSPHRASE',
  'LINESIDE_APP_SECRET',
  'LINESIDE_KIOSK_PIN',
  'LINESIDE_CLOUD_KEY',
  'DATABASE_URL',
];

/**
 * The environment for a program that the station starts: all of its own but the secrets, which every list of processes shows
 * to whoever may look. `but` are left in.
 */
export function childEnv(but: readonly string[] = []): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && (!secrets.includes(entry[0]) || but.includes(entry[0])),
  );
  return Object.fromEntries(kept);
}
