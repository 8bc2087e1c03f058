import { describe, expect, test } from 'vitest';
import { usbUnitSchema } from '../../shared/models/unit.ts';
import { type UsbArrival, UsbArrivals, type UsbDevice } from '../../shared/units/usb-arrivals.ts';
import { readUsbSerial } from '../../shared/units/usb-serial.ts';

/** Stories of what is plugged in when, and what is told of it. */

const unit = (serialNumber: string | null, at = '1-1'): UsbDevice => ({
  at,
  vendorId: '0403',
  productId: '6015',
  serialNumber,
});
const hub: UsbDevice = { at: '1-9', vendorId: '1d6b', productId: '0002', serialNumber: '0000:00' };

/** Each step: seconds since the start, and what is plugged in then. */
function tell(
  steps: readonly [seconds: number, devices: UsbDevice[]][],
  kind: { vendorId: string; productId: string | null } = { vendorId: '0403', productId: '6015' },
): string[] {
  const arrivals = new UsbArrivals(kind);
  return steps.flatMap(([seconds, devices]) =>
    arrivals.see([hub, ...devices], seconds * 1000).map((news) => `${seconds} ${words(news)}`),
  );
}
const words = (news: UsbArrival) =>
  news.kind === 'no-sn' ? `no-sn ${news.device.at}` : `${news.kind} ${news.serialNumber}`;

describe('a unit on USB', () => {
  test('is told at once when it arrives, and not again while it stays', () => {
    expect(
      tell([
        [0, []],
        [0.4, [unit('A1')]],
        [0.8, [unit('A1')]],
        [60, [unit('A1')]],
      ]),
    ).toEqual(['0.4 arrived A1']);
  });

  test('that was there for one look only is not lost', () => {
    expect(
      tell([
        [0, []],
        [0.4, [unit('A1')]],
        [0.8, []],
        [9, []],
      ]),
    ).toEqual(['0.4 arrived A1']);
  });

  test('that bounces in its plug arrives once', () => {
    const bounce: [number, UsbDevice[]][] = Array.from({ length: 20 }, (_, index) => [
      index * 0.2,
      index % 3 === 0 ? [unit('A1')] : [],
    ]);
    expect(tell(bounce)).toEqual(['0 arrived A1']);
  });

  test('that was away arrives again', () => {
    expect(
      tell([
        [0, [unit('A1')]],
        [1, []],
        [3.1, []],
        [4, [unit('A1')]],
      ]),
    ).toEqual(['0 arrived A1', '4 arrived A1']);
  });

  test('that comes up again at another place, or as another product, is the same', () => {
    const loader = { ...unit('A1', '1-4'), productId: '6001' };
    const kind = { vendorId: '0403', productId: null };
    const steps: [number, UsbDevice[]][] = [
      [0, [unit('A1')]],
      [0.4, []],
      [1.2, [unit('A1', '1-4')]],
      [1.6, []],
      [3, [loader]],
    ];
    expect(tell(steps, kind)).toEqual(['0 arrived A1']);
  });

  test('is another one than the next at the same place', () => {
    expect(
      tell([
        [0, [unit('A1')]],
        [0.4, [unit('A2')]],
        [0.8, [unit('A2')]],
      ]),
    ).toEqual(['0 arrived A1', '0.4 arrived A2']);
  });

  test('two of a kind, and ten with a hub, are each told once', () => {
    const ten = Array.from({ length: 10 }, (_, index) => unit(`H${index}`, `1-2.${index}`));
    expect(
      tell([
        [0, [unit('A1'), unit('A2', '1-2')]],
        [0.4, [unit('A1'), unit('A2', '1-2')]],
      ]),
    ).toEqual(['0 arrived A1', '0 arrived A2']);
    expect(
      tell([
        [0, []],
        [0.4, ten],
        [0.8, ten],
      ]),
    ).toEqual(ten.map(({ serialNumber }) => `0.4 arrived ${serialNumber}`));
  });

  test('of another kind is none of ours', () => {
    expect(
      tell([
        [0, [{ ...unit('A1'), productId: '6001' }]],
        [9, []],
      ]),
    ).toEqual([]);
  });

  test('whose place lingers while it comes up elsewhere is one; two with one SN are told', () => {
    const both = [unit('A1'), unit('A1', '1-2')];
    expect(
      tell([
        [0, [unit('A1')]],
        [0.4, both],
        [0.8, [unit('A1', '1-2')]],
        [5, []],
      ]),
    ).toEqual(['0 arrived A1']);
    expect(
      tell([
        [0, both],
        [1, both],
        [1.6, both],
        [2, both],
        [9, both],
      ]),
    ).toEqual(['0 arrived A1', '1.6 twice A1']);
  });

  test('a machine that slept, or was slow to look, took no unit away', () => {
    expect(
      tell([
        [0, [unit('A1')]],
        [7200, [unit('A1')]],
        [7201, []],
        [7202, [unit('A1')]],
      ]),
    ).toEqual(['0 arrived A1']);
  });
});

describe('a unit without a serial number', () => {
  test('is told once, when its descriptor has had time to be read', () => {
    const there = [unit(null)];
    expect(
      tell([
        [0, there],
        [1, there],
        [1.6, there],
        [60, there],
      ]),
    ).toEqual(['1.6 no-sn 1-1']);
  });

  test('that gets one while it comes up is told by it', () => {
    expect(
      tell([
        [0, [unit(null)]],
        [0.4, [unit('A1')]],
        [9, [unit('A1')]],
      ]),
    ).toEqual(['0.4 arrived A1']);
    const steps: [number, UsbDevice[]][] = [
      [0, [unit(null)]],
      [0.4, []],
      [0.8, [unit('A1', '1-5')]],
      [9, []],
    ];
    expect(tell(steps)).toEqual(['0.8 arrived A1']);
  });

  test('two of them are two, each by its place', () => {
    const there = [unit(null), unit(null, '1-2')];
    expect(
      tell([
        [0, there],
        [1.6, there],
        [2, there],
      ]),
    ).toEqual(['1.6 no-sn 1-1', '1.6 no-sn 1-2']);
  });

  test('that was pulled at once is told all the same', () => {
    expect(
      tell([
        [0, [unit(null)]],
        [0.4, []],
        [2.5, []],
        [9, []],
      ]),
    ).toEqual(['2.5 no-sn 1-1']);
  });
});

describe('the serial number of a descriptor', () => {
  const kind = (pattern: string | null) =>
    usbUnitSchema.parse({ kind: 'usb', vendorId: '0403', pattern });
  const read = (pattern: string | null, text: string) =>
    readUsbSerial(kind(pattern) as never, text);

  test('is the SN as it is, or what a pattern takes out of it', () => {
    expect(read(null, ' A1 ')).toEqual({ ok: true, value: { deviceSn: ' A1 ', facts: [] } });
    expect(read('ACME-(?P<sn>[0-9]+)-(?P<MAC>[0-9A-F]{12})', 'ACME-0042-A0B1C2D3E4F5')).toEqual({
      ok: true,
      value: { deviceSn: '0042', facts: [['MAC', 'A0B1C2D3E4F5']] },
    });
  });

  test('that the pattern does not expect is told, printable', () => {
    expect(read('(?P<sn>[0-9]+)', '\u0001\u202e12')).toMatchObject({
      problem: { code: 'read-usb-unlike', params: { answer: '\\x01U+202E12', device: '0403:*' } },
    });
  });
});
