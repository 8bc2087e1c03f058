import { doctorExplanations } from './import-doctor-en.ts';

/** What can be wrong with a file that somebody brings, and what to do about it. */
export const importProblems = {
  'import-empty': 'The file is empty. Choose another one.',
  'import-too-large': 'The file is larger than {max} MB. Split it, then import the parts.',
  'import-changed':
    'The file was changed while it was read. Close it in other programs, then start again.',
  'import-not-text':
    'The file is neither a table of text nor a workbook. Save it as CSV or XLSX and choose that.',
  'import-old-workbook':
    'This is a workbook of the old kind (XLS), or one with a password. Save it as XLSX without a password, or as CSV.',
  'import-web-page':
    'This is a web page or XML that is called a table. Open it in a spreadsheet and save it as XLSX or CSV.',
  'import-encoding-unsure':
    'The file does not tell how its characters are written. Look at the samples and choose: {possible}.',
  'import-delimiter-unsure':
    'Two signs could separate the columns of this file. Look at the sample and choose one.',
  'import-heading-unsure':
    'Whether row {row} names the columns or is a device already cannot be told. Choose which.',
  'import-heading-row':
    'Row {row} cannot be the heading: it is not among the first rows. Choose another one.',
  'import-bytes-invalid':
    'Row {row}: byte {byte} of the file is no character of {encoding}. Choose another encoding, or have the file written again.',
  'import-quote-open':
    'Row {row} (line {line}), column {column}: a quote is opened and not closed. Close it or remove it.',
  'import-field-long': 'Row {row}, column {column}: the cell has more than {max} characters.',
  'import-merged':
    'Cell {cell} is empty: it is merged into the first one of {range}, and a merged cell counts only for that. Unmerge it and fill in each row.',
  'import-columns-many': 'Row {row} has {columns} columns; at most {max} are taken.',
  'import-row-long': 'Row {row} (line {line}) has more than {max} characters.',
  'import-json-invalid': 'Row {row} (line {line}), character {at}: this is no JSON.',
  'import-json-open':
    'Row {row} (line {line}): its JSON does not end. Have the file written again whole, with each object on one line or all of them in one list.',
  'import-json-deep': 'Row {row} (line {line}): more than {max} brackets in one another.',
  'import-json-shape':
    'Row {row} (line {line}) is not of the kind of the rows before it. All have to be objects, or all lists.',
  'import-key-twice':
    'Row {row} (line {line}): the key {column} is there twice. Remove one of them.',
  'import-workbook-none':
    'This is an archive, but no workbook (XLSX). Save the table as XLSX or CSV and choose that.',
  'import-workbook-damaged':
    'The workbook is cut off or damaged ({part}). Copy it again, or open it in a spreadsheet and save it anew.',
  'import-workbook-bomb':
    'A part of the workbook ({part}) grows beyond {max} MB or far beyond its packed size, as in files that are made to do harm. It was not read.',
  'import-workbook-heavy':
    'The workbook holds more than can be read safely ({part}). Save the sheet as CSV and choose that.',
  'import-workbook-entities':
    'A part of the workbook ({part}) defines texts of its own (DTD), which no spreadsheet writes. It was not read.',
  'import-sheet-unknown': 'The workbook has no sheet {sheet}. It has: {sheets}.',
  'import-cell-error':
    'Row {row}, column {column}: the cell shows the error {text}. Put it right in the spreadsheet.',
  'import-cell-formula':
    'Row {row}, column {column}: the formula was never worked out. Open the file in a spreadsheet and save it.',
  'import-cell-invalid':
    'Row {row}, column {column}: the cell is damaged. Open the file in a spreadsheet and save it.',
};

/** How a file's characters are written, and why that was taken. */
export const importExplanations = {
  'encoding-chosen': 'It was chosen.',
  'encoding-mark': 'The file says so by its first bytes.',
  'encoding-ascii': 'It has plain letters, digits and signs only.',
  'encoding-utf8': 'All of it is valid UTF-8.',
  'encoding-utf8-damaged': 'Nearly all of it is valid UTF-8; a few bytes are damaged.',
  'encoding-nuls': 'Every other byte is empty, as in UTF-16.',
  'encoding-chinese': 'Its bytes are everyday Chinese characters.',
  'encoding-western': 'Its bytes are letters with accents, as Western Windows writes them.',
  'encoding-either': 'Its bytes can be read in more than one way.',
  ...doctorExplanations,
};
