/** Serial numbers and codes for tests, with check digits computed by the standards' own text. */

/** SNs that the sample's first group (INV5K1) takes. */
export const inverterSns = (count: number, prefix = 'INV'): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index).padStart(6, '0')}`);

/** ISO/IEC 7812-1 annex B: double every second digit from the right of the payload. */
export function luhnDigit(payload: string): string {
  let sum = 0;
  for (const [index, character] of [...payload].toReversed().entries()) {
    const digit = Number(character);
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

/** GS1 General Specifications 7.9: weights 3 and 1 in turn, 3 at the right of the payload. */
export function mod10Digit(payload: string): string {
  let sum = 0;
  for (const [index, character] of [...payload].toReversed().entries()) {
    sum += Number(character) * (index % 2 === 0 ? 3 : 1);
  }
  return String((10 - (sum % 10)) % 10);
}

export const wrongDigit = (right: string): string => String((Number(right) + 1) % 10);

const meterPayload = (index: number): string => `4711${String(index).padStart(7, '0')}`;
export const meterSn = (index: number): string =>
  meterPayload(index) + luhnDigit(meterPayload(index));
export const misreadMeterSn = (index: number): string =>
  meterPayload(index) + wrongDigit(luhnDigit(meterPayload(index)));

const sensorPayload = (index: number): string => `4006381${String(index).padStart(5, '0')}`;
export const sensorSn = (index: number): string =>
  sensorPayload(index) + mod10Digit(sensorPayload(index));
export const misreadSensorSn = (index: number): string =>
  sensorPayload(index) + wrongDigit(mod10Digit(sensorPayload(index)));

/** The GTIN of GS1's own examples. */
export const gtin14 = '09506000134352';
export const GS = '\u001d';
