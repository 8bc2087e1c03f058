import type { DoctorWhy } from '../../../shared/import/doctor/doctor.ts';

/** What was done to a value of a file, why a row is no device, and why a person has to say. */
export const doctorExplanations = {
  'repair-invisible': 'Invisible characters were removed.',
  'repair-wrapped': 'Quotes by which a spreadsheet keeps a text were removed.',
  'repair-full-width': 'Full-width characters were made half-width.',
  'repair-digits': 'Digits of another script were made plain ones.',
  'repair-dash': 'A long dash was made a hyphen.',
  'repair-foreign-letter': 'Cyrillic or Greek letters were made the Latin ones that look the same.',
  'repair-blank': 'Stray blanks were removed or made plain ones.',
  'repair-zeros': 'Leading zeros that a spreadsheet dropped were put back.',
  'repair-scientific':
    'A spreadsheet took it for a number with a power of ten; it was turned back.',
  'repair-date': 'A spreadsheet took it for a date; it was turned back.',
  'repair-decimals': 'Decimals that a spreadsheet added were removed.',
  'repair-groups': 'Signs between thousands were removed.',
  'repair-look-alike': 'A character was typed in the place of one that looks like it.',
  'repair-case': 'Capitals and small letters were exchanged.',
  'repair-delimiter': 'The row was separated by another sign than the heading.',
  'skip-empty': 'The row is empty.',
  'skip-heading': 'The row is the heading once more.',
  'skip-totals': 'The row holds totals.',
  'ask-two-ways': 'The rule of the group takes more than one value that may have been meant.',
  'ask-many-ways': 'There are too many values that may have been meant.',
  'ask-scientific':
    'A spreadsheet took it for a number with a power of ten, and no SN of the group fits. Get it from the source again.',
  'ask-date':
    'A spreadsheet took it for a date, and no SN of the group fits. Get it from the source again.',
  'ask-digits-lost': 'A spreadsheet rounded digits away. Get them from the source again.',
  'ask-scripts': 'It mixes Latin letters with Cyrillic or Greek ones that look the same.',
  'ask-delimiter': 'The row can be separated in more than one way.',
  'ask-surplus': 'The row has more cells than the heading.',
  'ask-totals': 'The row looks like totals, but the rule of the group takes it as an SN.',
} satisfies Record<DoctorWhy, string>;
