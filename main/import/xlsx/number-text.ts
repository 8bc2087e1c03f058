import type { CellFormat } from './format.ts';

const whole = /^-?\d+$/;
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * A number of a workbook as its formula bar shows it (General, 15 digits; `5.57E+92` from 21 digits on, which the import doctor
 * knows how to turn back), or as a format of zeros or a date says. Digits that were written out stay as they are, however many:
 * a program wrote them, and no double has been between. Null: it is no number.
 */
export function numberText(value: string, format: CellFormat, date1904: boolean): string | null {
  if (format.kind === 'date') return dateText(value, format, date1904) ?? general(value);
  if (format.kind === 'zeros' && /^\d+$/.test(value)) return inPlaces(value, format.places);
  return general(value);
}

function general(value: string): string | null {
  if (whole.test(value)) return value;
  const parsed = number.test(value) ? Number(value) : Number.NaN;
  if (!Number.isFinite(parsed)) return null;
  if (parsed === 0) return '0';
  const [digits = '', power = ''] = parsed.toExponential(14).split('e');
  const sign = digits.startsWith('-') ? '-' : '';
  const plain = digits.replace(/[-.]/g, '').replace(/0+$/, '');
  const exponent = Number(power);
  if (exponent >= 21 || exponent < -9) {
    const rest = plain.length > 1 ? `.${plain.slice(1)}` : '';
    const tens = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${plain[0]}${rest}E${exponent < 0 ? '-' : '+'}${tens}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${plain}`;
  const before = plain.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const after = plain.slice(exponent + 1);
  return sign + before + (after === '' ? '' : `.${after}`);
}

/** Digits put into `00-000` from the right; the first place takes what is left. */
function inPlaces(value: string, places: readonly (string | null)[]): string {
  const digits = [...value.replace(/^0+(?=\d)/, '')];
  const first = places.indexOf(null);
  return places
    .toReversed()
    .map((literal, back) => {
      if (literal !== null) return literal;
      return places.length - 1 - back === first ? digits.join('') || '0' : (digits.pop() ?? '0');
    })
    .toReversed()
    .join('');
}

const dayMs = 86_400_000;

/** ISO 8601 without a zone; null where a spreadsheet shows no date either. */
function dateText(
  value: string,
  { days, times, elapsed }: CellFormat & { kind: 'date' },
  date1904: boolean,
): string | null {
  const serial = number.test(value) ? Number(value) : Number.NaN;
  if (!(serial >= 0 && serial < 2_958_466)) return null;
  const ms = Math.round((serial % 1) * dayMs);
  const day = Math.floor(serial) + (ms === dayMs ? 1 : 0);
  const clock = new Date(ms % dayMs)
    .toISOString()
    .slice(11, 23)
    .replace(/\.000$/, '');
  if (elapsed) return hours(serial);
  // A day under a format of times only is more than it shows, and is not left out.
  if (!days && serial < 1) return clock;
  const date = dayOf(day, date1904);
  return times || ms % dayMs !== 0 ? `${date}T${clock}` : date;
}

/** Hours go on over a day: `26:30:00`. */
function hours(serial: number): string {
  const seconds = Math.round(serial * 86_400);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Spreadsheets have a 29th of February 1900, and count the days before it one higher than those after. */
function dayOf(day: number, date1904: boolean): string {
  if (!date1904 && day === 60) return '1900-02-29';
  const start = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  return new Date(start + day * dayMs).toISOString().slice(0, 10);
}
