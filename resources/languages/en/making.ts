/** Words of batches that make their SNs. */
export const making = {
  'making.here': 'SNs are made here',
  'making.like': 'Each unit gets the next SN, as in',
  'making.likeTag': 'Each unit gets the next SN. The batch tag is part of it.',
  'making.paired':
    'Not while several codes of a unit are compared: SNs are made one by one, under the unit label alone.',
  'making.next': 'Next unit',
  'making.readyHint': 'Press Next unit (F7).',
  'making.title': 'SNs made here',
  'making.left': 'numbers left',
  'making.nextSn': 'next SN',
  'making.hint': 'Numbers of {period} that this station holds. Each is used once.',
  'making.hintEver': 'Numbers that this station holds. Each is used once.',
  'making.count': 'How many',
  'making.make': 'Make ahead',
  'making.progress': '{done} of {total} made',
  'making.cancel': 'Cancel',
  'making.done': 'Made ahead: {done} of {total}.',
  'making.doneSkipped': 'Made ahead: {done} of {total}. Skipped, known already: {skipped}.',
  'making.toRanges': 'Ranges of this station, in Groups',
};
