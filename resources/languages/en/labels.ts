/** Words of labels. */
export const labels = {
  'labels.hint': 'Print again, and find what was printed',
  'labels.print': 'Print labels',
  'labels.batch': 'Batch',
  'labels.allBatches': 'All devices of the group',
  'labels.size': '{width} × {height} mm',
  'labels.perPage': '{count} a sheet',
  'labels.printed': 'Labels printed: {count}, into {file}.',
  'labels.files': 'Printed files',
  'labels.open': 'Open',
  'labels.save': 'Save',
  'labels.noFiles': 'Nothing printed yet',
  'labels.noFilesHint': 'A batch with a label prints each unit as it is accepted.',
};
