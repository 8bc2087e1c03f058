import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRedactor, isSecretName } from '../../main/log/redact.ts';

const secret = 'CANARY-5f2c/91"d+ä';

test.each([
  'secret',
  'appSecret',
  'deviceSecret',
  'X-Auth-Token',
  'apim-accesstoken',
  'PASSWORD',
  'pass_phrase passphrase',
  'Authorization',
  'proxy-authorization',
  'Set-Cookie',
  'api_key',
  'apikey',
  'accessKey',
  'appKey',
  'privateKey',
  'pin',
  'newPin',
  'sign',
  'apim-signature',
  'credentials',
])('what stands under the name %s is taken out', (name) => {
  expect(isSecretName(name)).toBe(true);
  const told = createRedactor().value({ deep: [{ [name]: secret, other: 'kept' }] });
  expect(JSON.stringify(told)).not.toContain('CANARY');
  expect(JSON.stringify(told)).toContain('kept');
});

test.each([
  'keyboardScanners',
  'monkey',
  'spinning',
  'design',
  'assigned',
  'text',
  'path',
  'stationName',
])('%s is no name of a secret', (name) => expect(isSecretName(name)).toBe(false));

test.each([
  'https://cloud.example/x?accessToken=CANARY-1&page=2',
  'https://cloud.example/x?page=2&sign=CANARY-1&apim-signature=CANARY-2',
  'postgres://lineside:CANARY-1@db.example:5432/x',
  'GET / authorization: Bearer CANARY-1.CANARY-2',
  'Authorization: Basic Q0FOQVJZLTE6eA==CANARY',
  'appSecret=CANARY-1',
  'app_secret: CANARY-1, retry',
  'the answer was {"code":7,"data":{"deviceSecret":"CANARY-1"}}',
  'the answer was "{\\"deviceSecret\\":\\"CANARY-1\\"}"',
  'jwt eyJhbGciOiJIUzI1NiJ9.CANARY.CANARY-sig',
  '-----BEGIN PRIVATE KEY-----\nCANARY\n-----END PRIVATE KEY-----',
  'LINESIDE-BADGE-CANARYCANARY',
  'LINESIDE-COMMAND-KEY-CANARYCANARY',
])('what looks like a secret is taken out of a line: %s', (line) => {
  const told = createRedactor().text(line);
  expect(told).not.toMatch(/CANARY/);
  expect(told).toContain('[redacted]');
});

test('a sentence of ours stays as it is', () => {
  const { text } = createRedactor();
  for (const line of [
    'the cloud did not answer as it should',
    'ENOSPC: no space left on device, write',
    'https://cloud.example/dps-service/v2.5/pvs/device?action=create&orgId=o-1',
    '2026-11-28T06:12:00.000Z keyboard scanner at /dev/ttyUSB0',
    'monkey: 7, design: 8',
  ]) {
    expect(text(line)).toBe(line);
  }
});

test('a secret that was in hand is taken out in whichever clothes it comes', () => {
  const redactor = createRedactor();
  redactor.know(secret);
  const bytes = Buffer.from(secret);
  for (const form of [
    secret,
    JSON.stringify({ x: secret }),
    encodeURIComponent(secret),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ]) {
    const told = redactor.text(`before ${form} after`);
    expect(told).not.toContain('CANARY');
    expect(told).not.toContain(form);
    expect(told).toMatch(/^before .*after$/);
  }
});

test('errors are told with what caused them, and without secrets', () => {
  const redactor = createRedactor();
  redactor.know(secret);
  const cause = Object.assign(new Error(`refused: ${secret}`), { code: 'E1' });
  const told = JSON.stringify(redactor.value({ error: new Error('token=CANARY-2', { cause }) }));
  expect(told).toContain('refused: ');
  expect(told).not.toContain('CANARY');
});

test('nothing that can be logged makes it throw, loop or leak', () => {
  const redactor = createRedactor();
  redactor.know(secret);
  const round: Record<string, unknown> = { name: secret };
  round['self'] = round;
  expect(JSON.stringify(redactor.value(round))).not.toContain('CANARY');
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withTypedArray: true }), (anything) => {
      const told = JSON.stringify(redactor.value([anything, { [secret]: anything }])) ?? '';
      expect(told).not.toContain(secret);
    }),
  );
});
