import { expect, test } from 'vitest';
import { gatewayAddress } from '../../shared/gateway-address.ts';
import { deviceSignature, mqttPassword } from '../../shared/signing/enos.ts';

/** The words of a device, by the vectors that were computed from the documentation. */

test('the signature of a device', () => {
  expect(deviceSignature('SN0001', 1700000000000, 'exampleSecret')).toBe(
    '687380cb5bfadc92d888ed393b16b2c3552d8b1a9cb9dbc0121f5378af417bc0',
  );
});

test('the password of an MQTT login', () => {
  const password = mqttPassword({
    clientId: 'dk1',
    deviceKey: 'dk1',
    productKey: 'pk1',
    timestamp: 1700000000000,
    deviceSecret: 'exampleDeviceSecret',
  });
  expect(password).toBe('733400720cc6991e80b50972e609914785c8743e85b95f62ce6a2a9f367c4fa9');
});

test.for([
  ['tcp://hub.example:11883', { host: 'hub.example', port: 11883, tls: false }],
  ['mqtt://hub.example', { host: 'hub.example', port: 1883, tls: false }],
  ['ssl://hub.example:18883', { host: 'hub.example', port: 18883, tls: true }],
  ['mqtts://[::1]/', { host: '::1', port: 8883, tls: true }],
  ['TLS://hub.example', { host: 'hub.example', port: 8883, tls: true }],
  ['ws://hub.example', null],
  ['https://hub.example', null],
  ['hub.example:1883', null],
  ['tcp://', null],
  ['tcp://hub.example:0', null],
  ['tcp://hub.example:70000', null],
  ['', null],
] as const)('the address %j', ([text, address]) => {
  expect(gatewayAddress(text)).toEqual(address);
});
