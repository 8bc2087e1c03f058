/** Words of backups, of what a restore left to be read, and of station and cloud compared. */
export const recovery = {
  'restored.title': 'This station was restored at {at}. Nothing that was confirmed is missing.',
  'restored.titleMissing': 'This station was restored at {at}. Some units need a second scan.',
  'restored.backup':
    'The database could not be used. The backup of {at} took its place, and {count} entries of the journal were applied behind it.',
  'restored.journal':
    'The database could not be used and there was no good backup. It was built anew from {count} entries of the journal.',
  'restored.quarantine': 'The damaged files lie in {folder} of the station’s folder.',
  'restored.whole':
    'What waits to be sent is looked up in the cloud before it is sent, so nothing arrives twice. No scan has to be repeated.',
  'restored.scanSince':
    'Lines of the journal are lost. Scan every unit again that was scanned after {at}: a unit that is here already is only reported as seen.',
  'restored.scanAll':
    'Lines of the journal are lost. Scan every unit again that is still on the line: a unit that is here already is only reported as seen.',
  'restored.named': 'Units that are known to need a second scan',
  'restored.more': 'and {count} more',
  'restored.read': 'Read',
  'restored.willScan': 'Read, they will be scanned',
  'settings.backups': 'Backups',
  'backups.what':
    'Once a shift the whole database is copied, and the copy is looked at before it counts. With the journal behind it nothing that was confirmed is lost when the database is.',
  'backups.none': 'There is no backup yet: the first one is made a minute after the start.',
  'backups.last': 'Last good backup: {at}, {size}',
  'backups.make': 'Back up now',
  'backups.second': 'Copy outside this computer',
  'backups.secondWhat':
    'A share, another disk or a stick that gets every backup, and the journal each minute. If this computer breaks, another one goes on as this station from there: "lineside take-over".',
  'backups.folder': 'Folder',
  'backups.folderHint': 'It has to be there; empty: none',
  'backups.every': 'Hours between backups',
  'backups.keep': 'Save',
  'backups.shipped': 'Last brought up to date: {at}',
  'compare.title': 'Station and cloud',
  'compare.hint': 'Every device of every batch, looked at on both sides; nothing is changed',
  'compare.open': 'Compare',
  'compare.now': 'Compare now',
  'compare.last': 'Compared last on {at}: {count} devices, {drifting} not the same.',
  'compare.never': 'They were never compared. A running station does so once a day.',
  'compare.noBatch': 'Without a batch',
  'compare.same': '{count} devices are the same on both sides; {waiting} wait to be sent.',
  'compare.drifts': '{count} are not the same; {same} are, {waiting} wait to be sent.',
  'compare.field': '{field}: here {here}, in the cloud {there}',
  'compare.more': '{count} more batches: name one with "lineside reconcile --batch".',
} as const;
