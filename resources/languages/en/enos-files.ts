/** Words of the note beside files for the EnOS console. */
export const enosFiles = {
  'enos.title': 'Devices for the EnOS console: {rows} in {files} files',
  'enos.how':
    'Upload one after the other: Registration Group Management > View Details > Device Information > Import. Each file is for the registration group that stands behind its name, and has at most 1,000 devices and 2 MB.',
  'enos.byTemplate': 'The columns are those of the template that was given.',
  'enos.noTemplate':
    'The columns are named by identifier: EnOS does not document those of its template. Where the console refuses them, download "Register Device Template (.csv)" there and export again with it.',
  'enos.empty': 'Nothing here belongs under "{heading}" of the template: that column is empty.',
  'enos.secrets':
    "Not in the files: status, asset ID, the cloud's own SN, labels, verdicts and history. EnOS makes or keeps these itself, or has no place for them. No secret is in them.",
  'enos.notCarried': 'No column for "{what}": {count} devices have it.',
  'enos.translations':
    'Names in several languages carry their default text only; translations of {count} devices stay behind.',
  'enos.leftOut':
    '{count} devices are in no file. {file} says which and why; it is no file for the console.',
  'enos.why.formula':
    '"{column}" begins like a formula. Whoever opens the file in a spreadsheet would run it. Enter this device by hand, or change the value.',
  'enos.why.large': 'This device alone is larger than 2 MB.',
} as const;
