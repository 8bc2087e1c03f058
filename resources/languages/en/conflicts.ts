/** Words of conflicts and of taking operations back. */
export const conflicts = {
  'conflict.open': 'Decide',
  'conflict.title': 'Decide on {deviceSn}',
  'conflict.back': 'Sync',
  'conflict.case': '"{kind}" is parked for {age}',
  'conflict.gone': 'This operation is not parked any more. Somebody decided, or the cloud took it.',
  'conflict.here': 'This station',
  'conflict.before': 'Before',
  'conflict.there': 'Cloud',
  'conflict.field': 'Field',
  'conflict.differences': 'Where they differ',
  'conflict.noDifferences': 'No field differs.',
  'conflict.notHere': 'This station does not have it.',
  'conflict.notThere': 'The cloud does not have it.',
  'conflict.bothSides': 'Both sides',
  'conflict.ways': 'Ways out',
  'conflict.chosen': 'What is to be done',
  'conflict.reason': 'Why (kept in the history)',
  'conflict.rightSn': 'Scan or type the right SN',
  'conflict.go': 'Do this',
  'conflict.done': 'Decided. The queue goes on.',
  'conflict.device': 'Open the device',

  'way.retry': 'Send it again',
  'way.retry.what': 'The reason is gone. The operation goes back into the queue as it is.',
  'way.discard': 'Give it up',
  'way.discard.what':
    'The operation is never sent, and neither is what waits behind it for this device. The cloud is not touched; what it had changed here is put back.',
  'way.join': 'It is the same unit',
  'way.join.what':
    'The device in the cloud and this unit become one. What this batch still wanted of it is sent.',
  'way.correct': 'This unit has another SN',
  'way.correct.what':
    'It is registered under the SN that you give, and its label is printed again. The other device in the cloud is not touched.',
  'way.void': 'This registration was wrong',
  'way.void.what':
    'The unit is taken off this station and out of the count of its batch. Destroy its label. The cloud is not touched.',
  'way.keep-mine': 'Keep mine',
  'way.keep-mine.what': 'The values of this station are sent again and replace those in the cloud.',
  'way.keep-theirs': 'Keep theirs',
  'way.keep-theirs.what':
    'This operation is given up, with what waits behind it for this device. The station takes over what the cloud has.',
  'way.recreate': 'Create it again',
  'way.recreate.what':
    'The device is created in the cloud again with what this station knows, and allocated if that was wanted.',
  'way.let-go': 'Let it go',
  'way.let-go.what':
    'It stays deleted in the cloud and is removed from this station. Its history is kept.',
  'way.reprovision': 'Move it here',
  'way.reprovision.what':
    'It is taken back from where it is and allocated to where this station wants it. It gets new credentials. Other changes that waited for it here are given up.',
  'way.go-ahead': 'Do it all the same',
  'way.go-ahead.what':
    'You have seen what was changed. The operation is sent and loses what it loses.',

  'undo.open': 'Undo',
  'undo.title': 'Undo this operation?',
  'undo.unsent':
    '"{kind}" for {deviceSn} was not sent. It is taken back, with what follows from it.',
  'undo.sent.create': 'The cloud has {deviceSn}. Undoing its creation deletes it there and here.',
  'undo.sent.allocate':
    '{deviceSn} is allocated. Undoing takes it back: its asset and credentials go.',
  'undo.sent.update': '{deviceSn} was edited. Undoing gives it its former values back.',
  'undo.reason': 'Why (kept in the history)',
  'undo.go': 'Undo',
};
